from collections.abc import Sequence
from dataclasses import replace

import pytest

from index.records import Role, Status, Unit
from rag.figures.trend import timeline
from rag.question.year_span import YearSpan
from rag.records import Language
from tests.rag.asked import understood, unit, weights

PLACES_2019 = unit("新建2所学校，新增学位 6589 个。", name="a", years=(2019,))
PLACES_2022 = unit("建成中小学12所,新增学位10155个。", name="b", years=(2022,))
PLACES_2023 = unit("新改扩建学校5所,新增公办学位4500个。", name="c", years=(2023,), status=Status.PLAN)
LIFTS = unit("更新电梯302台。", name="d", years=(2023,))
ALL = (PLACES_2023, PLACES_2022, PLACES_2019, LIFTS)


def _row(
    text: str, units: Sequence[Unit], years: tuple[int, ...] = (), *, status: Status = Status.OTHER
) -> list[tuple[str, tuple[str, ...]]]:
    question = replace(
        understood(text), year_span=YearSpan(years, is_listed=len(years) > 2), years=years, status=status
    )
    heavy = dict.fromkeys(weights(text), 4.0)
    return [(item.unit.unit_id, item.keys) for item in timeline(question, units, heavy)]


def test_a_unit_a_period_in_order_of_time_with_its_figure() -> None:
    assert _row("新增学位", ALL) == [("a", ("6589 个",)), ("b", ("10155个",)), ("c", ("4500个",))]


def test_no_row_unless_one_is_asked() -> None:
    assert timeline(understood("新增学位"), ALL, weights("新增学位")) == ()


def test_only_the_asked_years_and_of_plans_only_plans_where_there_are_two() -> None:
    assert [name for name, _ in _row("新增学位", ALL, (2019, 2022))] == ["a", "b"]
    plan = unit("新增学位9000个。", name="p", years=(2025,), status=Status.PLAN)
    assert [name for name, _ in _row("新增学位", (*ALL, plan), status=Status.PLAN)] == ["c", "p"]
    assert [name for name, _ in _row("新增学位", ALL, status=Status.PLAN)] == ["a", "b", "c"]


def test_a_listed_year_that_is_held_must_be_told_else_the_answer_is_left_to_the_other_rules() -> None:
    assert _row("新增学位", ALL, (2019, 2021, 2022)) == [("a", ("6589 个",)), ("b", ("10155个",))]
    other = unit("全年更新电梯5台。", name="e", years=(2021,))
    assert _row("新增学位", (*ALL, other), (2019, 2021, 2022)) == []


def test_one_year_is_no_row() -> None:
    assert _row("新增学位", (PLACES_2022, LIFTS)) == []


def test_what_is_renewed_is_not_what_is_added() -> None:
    renewed = unit("升级改造11个社康中心。", name="e", years=(2020,))
    added = unit("新建社康中心5个。", name="f", years=(2019,))
    later = unit("建成社康中心10家。", name="g", years=(2023,))
    assert [name for name, _ in _row("建成社康中心", (renewed, added, later))] == ["f", "g"]


def test_what_was_there_in_all_is_not_what_was_added() -> None:
    one, two = (unit(f"新建碧道{n}公里。", name=f"n{n}", years=(2010 + n,)) for n in (7, 6))
    total = unit("碧道总长达到50公里。", name="t", years=(2025,))
    assert _row("新建碧道", (total, one, two)) == [("n6", ("6公里",)), ("n7", ("7公里",))]


def test_a_figure_a_head_or_of_what_is_denied_is_another_figure() -> None:
    one, two = (unit(f"地区生产总值{n}亿元。", name=f"n{n}", years=(n,)) for n in (2019, 2022))
    a_head = unit("人均地区生产总值22万元。", name="h", years=(2020,))
    assert [name for name, _ in _row("地区生产总值", (a_head, one, two))] == ["n2019", "n2022"]
    seven, eight = (
        unit("引入持牌机构7家。", name="s", years=(2022,)),
        unit("引进非持牌机构8家。", name="e", years=(2019,)),
    )
    nine = unit("引进持牌机构9家。", name="n", years=(2023,))
    assert [name for name, _ in _row("引进持牌机构", (seven, eight, nine))] == ["s", "n"]


def test_levels_and_changes_stand_apart_and_the_wider_kind_rules() -> None:
    told = (
        unit("地区生产总值同比增长7.0%。", name="a", years=(2019,)),
        unit("地区生产总值2630亿元、增长3.4%。", name="b", years=(2022,)),
        unit("地区生产总值增长3.0%。", name="c", years=(2024,)),
    )
    assert _row("地区生产总值", told) == [("a", ("增长7.0%",)), ("b", ("增长3.4%",)), ("c", ("增长3.0%",))]
    level = unit("我区地区生产总值超过2400亿元。", name="d", years=(2019,))
    assert _row("地区生产总值", (*told, level)) == [
        ("a", ("增长7.0%",)),
        ("d", ("超过2400亿元",)),
        ("b", ("2630亿元", "增长3.4%")),
        ("c", ("增长3.0%",)),
    ]


def test_a_fall_to_a_level_is_a_level() -> None:
    told = (unit("浓度降至15.8微克/立方米。", name="a"), unit("浓度为23.8微克/立方米。", name="b", years=(2019,)))
    assert [keys for _, keys in _row("浓度", told)] == [("23.8微克/立方米",), ("降至15.8微克/立方米",)]


def test_the_whole_is_taken_before_a_part_that_is_named_first() -> None:
    part = unit("加快推进棚户区改造，全年完成固定资产投资24亿元。", name="part", years=(2020,))
    whole = unit("全社会固定资产投资完成261亿元；", name="whole", years=(2020,))
    later = unit("固定资产投资380亿元。", name="later", years=(2023,))
    assert [name for name, _ in _row("固定资产投资", (part, whole, later))] == ["whole", "later"]


def test_documents_that_disagree_on_a_year_both_stand() -> None:
    one = unit("新增退税商店7家以上。", name="a", years=(2025,))
    other = unit("新增退税商店15家以上。", name="b", doc_id="e", years=(2025,))
    same = unit("新增退税商店 7 家以上。", name="c", doc_id="f", years=(2025,))
    before = unit("新增退税商店5家。", name="d", years=(2024,))
    assert [name for name, _ in _row("新增退税商店", (one, other, same, before))] == ["d", "a", "b"]


@pytest.mark.parametrize("role", [Role.HEADING, Role.GLOSSARY, Role.FOOTNOTE, Role.RESPONSIBLE])
def test_only_statements_are_rows(role: Role) -> None:
    assert _row("新增学位", (PLACES_2022, PLACES_2019.model_copy(update={"role": role}))) == []


def test_in_english_a_row_shares_the_things_of_the_clause_that_agrees_best() -> None:
    question = replace(understood("how many parks were built", language=Language.ENGLISH), year_span=YearSpan(()))
    park, later = unit("新建公园1个。", name="a", years=(2019,)), unit("建成公园6个。", name="b", years=(2020,))
    parking = unit("新建2处停车设施。", name="c", years=(2025,))
    found = timeline(question, (park, later, parking), {"公园": 1.8, "停车": 1.1, "新建": 1.8, "建成": 1.2})
    assert [item.unit.unit_id for item in found] == ["a", "b"]


def test_a_total_does_not_stand_among_what_is_told_by_the_year() -> None:
    one, two = (unit(f"城区碧道{n}公里。", name=f"n{n}", years=(2010 + n,)) for n in (6, 7))
    total = unit("城区碧道累计50公里。", name="t", years=(2025,))
    assert [name for name, _ in _row("城区碧道", (total, one, two))] == ["n6", "n7"]


def test_a_thing_in_general_stands_for_one_that_is_narrowed_where_that_is_told_of_one_year_only() -> None:
    assert [name for name, _ in _row("新增公办学位", ALL)] == ["a", "b", "c"]
    narrow = unit("新增公办学位2700个。", name="n", years=(2020,))
    assert [name for name, _ in _row("新增公办学位", (*ALL, narrow))] == ["n", "c"]


def test_a_number_without_a_measure_is_no_figure() -> None:
    assert [name for name, _ in _row("新增学位", (*ALL, unit("新增学位2021年版04-01。", name="x", years=(2025,))))] == [
        "a",
        "b",
        "c",
    ]


def test_what_is_counted_behind_a_figure_is_of_that_figure_alone() -> None:
    many = unit("完成112台老旧电梯更新、199个住宅管网整治、218个台区更新。", name="m", years=(2019,))
    later = unit("老旧电梯更新200台。", name="l", years=(2025,))
    assert _row("老旧电梯更新", (many, later)) == [("m", ("112台",)), ("l", ("200台",))]


def test_things_with_another_head_are_other_things() -> None:
    schools = (unit("新增公办学校3所。", name="a", years=(2019,)), unit("新增公办学校5所。", name="b", years=(2022,)))
    places = unit("新增公办学位4500个。", name="c", years=(2023,))
    assert [name for name, _ in _row("新增公办学校", (*schools, places))] == ["a", "b"]
