"""Each way of picking applies to its kind of question, and finds nothing for others."""

from dataclasses import replace

import pytest

from index.records import Link, LinkKind, Role, Status, Unit
from rag.evidence.offices import responsible_units
from rag.evidence.picked import Ranking
from rag.evidence.rank import Ranked
from rag.evidence.strategies import (
    both_sides,
    counted_list,
    definition,
    each_year,
    is_named,
    likely,
    listed,
    outline,
    through_years,
)
from rag.question.understand import Understood, Wants
from rag.question.year_span import YearSpan
from tests.rag.asked import understood, unit
from tests.rag.made_up import ranked, ranking, world, world_of

PLACES = unit("新增学位3200个。", name="places")


def _asks(text: str, wants: Wants) -> Understood:
    return replace(understood(text), wants=wants)


def _ids(units: tuple[Unit, ...]) -> list[str]:
    return [found.unit_id for found in units]


def _ranked(*scores: float) -> list[Ranked]:
    """Units of other words each, named by their place, that say nothing of the question."""
    return [ranked(unit(f"{n}棵树。", name=f"u{n}"), score) for n, score in enumerate(scores)]


# Responsible units


def test_who_is_responsible_is_told_by_the_list_with_its_item_behind_it() -> None:
    of = world()
    item, other = of.unit("①新增公办学位"), of.unit("④筹集")
    asked = _asks("公办学位由谁负责", Wants.RESPONSIBLE)
    found = responsible_units(of.held, ranking(asked, [ranked(other), ranked(item), ranked(of.unit("社康中心3家"))]))
    assert found == (of.unit("责任单位：区教育局"), item)


def test_who_is_responsible_is_not_told_when_it_is_not_asked_or_not_held() -> None:
    of = world()
    item, other = of.unit("①新增公办学位"), of.unit("构建“两山一湖”")  # has a link, to a definition
    assert responsible_units(of.held, ranking(_asks("公办学位", Wants.FIGURE), [ranked(item)])) == ()
    assert responsible_units(of.held, ranking(_asks("由谁负责", Wants.RESPONSIBLE), [ranked(other)])) == ()


def test_who_is_responsible_is_looked_for_in_the_best_eight_of_the_asked_years() -> None:
    of, asked = world(), _asks("公办学位由谁负责", Wants.RESPONSIBLE)
    item, before = ranked(of.unit("①新增公办学位")), _ranked(*[0.0] * 7)
    assert len(responsible_units(of.held, ranking(asked, [*before, item]))) == 2
    assert responsible_units(of.held, ranking(asked, [*before, *_ranked(0.0), item])) == ()
    assert responsible_units(of.held, ranking(asked, [item], of_period=before)) == ()


def test_lists_side_by_side_are_all_told() -> None:
    of = world_of("一、民生\n\n（一）教育\n\n牵头单位：区教育局\n\n配合单位：区财政局\n\n新建学校9所，改造校舍。\n")
    item = of.unit("新建学校")
    found = responsible_units(of.held, ranking(_asks("学校由谁负责", Wants.RESPONSIBLE), [ranked(item)]))
    assert found == (of.unit("牵头单位"), of.unit("配合单位"), item)


def test_a_sentence_that_says_itself_who_is_responsible_answers_before_lists_further_down() -> None:
    asked = _asks("学校由谁负责", Wants.RESPONSIBLE)
    for text in ("新建学校由区教育局牵头实施。", "区教育局统筹负责新建学校。"):
        items = [ranked(unit(text, name="said")), ranked(world().unit("①新增公办学位"))]
        assert [each.text for each in responsible_units(world().held, ranking(asked, items))] == [text]
    assert len(responsible_units(world().held, ranking(asked, [ranked(PLACES), *items[1:]]))) == 2


def test_who_explains_a_document_is_not_who_does_what_it_says() -> None:
    held, explains = world().held, ranked(unit("本办法由青岭管理委员会负责解释。", name="explains"))
    assert responsible_units(held, ranking(_asks("本办法谁解释", Wants.RESPONSIBLE), [explains])) == (explains.unit,)
    assert responsible_units(held, ranking(_asks("学校由谁负责", Wants.RESPONSIBLE), [explains])) == ()


def test_a_link_to_a_definition_names_nobody_responsible() -> None:
    of = world()
    link = Link(kind=LinkKind.DEFINITION, unit_id=of.unit("云溪湖。").unit_id)
    item = PLACES.model_copy(update={"links": (link,), "role": Role.ITEM})
    asked: Ranking = ranking(_asks("由谁负责", Wants.RESPONSIBLE), [ranked(item)])
    assert responsible_units(of.held, asked) == ()


# Definitions


def test_a_term_whose_meaning_is_asked_is_told_by_its_entry() -> None:
    of = world()
    for text in ("两山一湖是什么意思", "“两山一湖”指什么"):
        assert definition(of.held, ranking(_asks(text, Wants.DEFINITION), [ranked(PLACES)])) == (of.unit("云溪湖。"),)
    tod = of.unit("公共交通为导向")
    assert definition(of.held, ranking(_asks("tod是什么意思", Wants.DEFINITION), [ranked(PLACES)])) == (tod,)


@pytest.mark.parametrize(
    ("text", "wants", "is_told"),
    [
        ("两山一湖有多少个", Wants.FIGURE, False),
        ("两山一湖在哪里", Wants.OTHER, True),  # a long term is its own question
        ("tod在哪里", Wants.OTHER, False),
        ("“tod”在哪里", Wants.OTHER, True),  # in quotation marks
        ("tod分别是指", Wants.LIST, True),  # its parts
        ("绿色发展是什么意思", Wants.DEFINITION, False),
    ],
)
def test_an_entry_answers_only_where_the_meaning_may_be_asked(text: str, wants: Wants, *, is_told: bool) -> None:
    assert bool(definition(world().held, ranking(_asks(text, wants), [ranked(PLACES)]))) is is_told


def test_only_the_longest_terms_are_told_in_the_order_of_the_corpus_three_at_most() -> None:
    entries = "\n\n".join(
        f"{n}.{name}：说明{n}。" for n, name in enumerate(["湖山", "湖山行动", "湖山行动", "湖山行动", "湖山行动"], 1)
    )
    of = world_of(f"青岭区2024年政府工作报告\n\n一、2023年工作回顾\n\n开展湖山行动。\n\n名词解释\n\n{entries}\n")
    found = definition(of.held, ranking(_asks("湖山行动是什么意思", Wants.DEFINITION), [ranked(PLACES)]))
    assert [each.text for each in found] == [f"{n}.湖山行动：说明{n}。" for n in (2, 3, 4)]


def test_another_places_entry_is_not_told() -> None:
    of = world()
    named = replace(_asks("白水县的两山一湖是什么意思", Wants.DEFINITION), places=of.places.named("白水县"))
    assert definition(of.held, ranking(named, [ranked(PLACES)])) == ()


@pytest.mark.parametrize(
    ("name", "question", "named"),
    [
        ("tod", "什么是tod开发", True),
        ("tod", "什么是todo", False),
        ("tod", "什么是1+tod", False),
        ("1+7", "“1+7”体系", True),
        ("1+7", "1+7+2体系", False),
        ("两山一湖", "“两山”一湖", True),
        ("两山一湖", "两山", False),
    ],
)
def test_a_latin_term_is_named_by_a_word_of_its_own(name: str, question: str, *, named: bool) -> None:
    assert is_named(name, question) is named


# Outlines


def test_counted_headings_are_told() -> None:
    of = world()
    asked = _asks("“三大行动”是哪些", Wants.LIST)
    texts = [each.text for each in outline(of.held, ranking(asked, [ranked(PLACES)]))]
    assert texts == ["一、实施教育提质行动", "二、实施健康守护行动", "三、实施安居暖心行动"]


@pytest.mark.parametrize(
    ("text", "wants", "years"),
    [
        ("三大行动有多少", Wants.FIGURE, ()),
        ("四大行动是什么", Wants.LIST, ()),
        ("2023年三大行动是什么", Wants.LIST, (2023,)),
    ],
)
def test_no_headings_are_told_for_another_kind_count_or_year(text: str, wants: Wants, years: tuple[int, ...]) -> None:
    asked = replace(_asks(text, wants), years=years)
    assert outline(world().held, ranking(asked, [ranked(PLACES)])) == ()


def test_another_places_headings_are_not_told() -> None:
    of = world()
    asked = replace(_asks("白水三大行动", Wants.LIST), places=of.places.named("白水县"))
    assert outline(of.held, ranking(asked, [ranked(PLACES)])) == ()


# Both sides


PLAN = unit("计划新增学位4100个。", name="plan", years=(2023,), status=Status.PLAN)
RESULT = unit("新增学位4300个。", name="result", years=(2023,))
LATER = unit("新增学位4700个。", name="later", years=(2024,), status=Status.PLAN)
EARLIER = unit("新增学位3200个。", name="earlier", years=(2022,))


def _sides(items: list[Ranked], years: tuple[int, ...] = (2023,)) -> list[str]:
    question = replace(understood("计划新增学位多少，实际完成多少"), both_sides=True, years=years)
    return _ids(both_sides(world().held, ranking(question, items)))


def test_a_plan_and_what_came_of_it_are_told_in_order_of_time() -> None:
    assert _sides([ranked(RESULT, matter=3.0), ranked(PLAN, matter=2.0)]) == ["plan", "result"]
    assert _sides([ranked(LATER, matter=2.0), ranked(RESULT, matter=3.0)]) == ["result", "later"]


def test_both_sides_are_told_only_where_they_are_asked() -> None:
    items = [ranked(RESULT), ranked(PLAN)]
    assert both_sides(world().held, ranking(replace(understood("学位"), years=(2023,)), items)) == ()


def test_what_was_before_the_asked_year_is_no_side_of_it() -> None:
    assert _sides([ranked(EARLIER, matter=9.0), ranked(RESULT, matter=3.0)]) == []
    assert _sides([ranked(EARLIER, matter=9.0), ranked(RESULT, matter=8.0)], ()) == ["earlier", "result"]


def test_undated_units_and_those_of_the_same_period_are_no_other_side() -> None:
    undated, same = unit("学位", name="undated", years=()), unit("学位共4300个。", name="same", years=(2023,))
    assert _sides([ranked(undated, matter=9.0)]) == []
    assert _sides([ranked(undated, matter=9.0), ranked(RESULT, matter=3.0), ranked(same, matter=2.9)]) == []


def test_the_best_of_the_matter_is_compared_with_one_at_most_four_behind_of_the_same_form() -> None:
    assert _sides([ranked(PLAN, matter=-1.0), ranked(RESULT, matter=3.0)]) == ["plan", "result"]
    assert _sides([ranked(PLAN, matter=-1.1), ranked(RESULT, matter=3.0)]) == []
    assert _sides([ranked(PLAN, matter=2.0, form=0.0), ranked(RESULT, matter=3.0)]) == []
    assert _sides([ranked(PLAN, form=0.0), ranked(RESULT, matter=3.0), ranked(LATER)]) == ["result", "later"]


# Through the years, each year


def test_a_row_of_years_is_told_with_its_figures_when_one_is_asked() -> None:
    question = replace(understood("新增学位"), year_span=YearSpan(()))
    items = [ranked(LATER, matter=1.0), ranked(EARLIER, matter=1.0)]
    found = through_years(world().held, ranking(question, items, {"新增": 2.0, "学位": 2.0}))
    assert [(item.unit.unit_id, item.keys) for item in found] == [("earlier", ("3200个",)), ("later", ("4700个",))]
    assert through_years(world().held, ranking(understood("新增学位"), items, {"新增": 2.0, "学位": 2.0})) == ()


def test_of_figures_that_agree_alike_through_the_years_the_one_that_fits_the_matter_best_is_told() -> None:
    question = replace(understood("新增学位"), year_span=YearSpan(()))
    other = unit("新增学位4701个。", name="other", years=(2024,), status=Status.PLAN)
    items = [ranked(LATER, matter=1.0), ranked(EARLIER, matter=1.0), ranked(other, matter=2.0)]
    found = through_years(world().held, ranking(question, items, {"新增": 2.0, "学位": 2.0}))
    assert [item.unit.unit_id for item in found] == ["earlier", "other"]


def test_each_asked_year_is_told_by_its_likely_units_two_at_most() -> None:
    of_2023 = [unit(f"学位{n}个。", name=f"r{n}", years=(2023,)) for n in range(3)]
    items = [ranked(EARLIER, 9.0), *(ranked(each, 3.0) for each in of_2023)]
    question = replace(understood("2022年和2023年学位"), years=(2021, 2022, 2023))
    assert _ids(each_year(world().held, ranking(question, items))) == ["earlier", "r0", "r1"]
    one = replace(question, years=(2023,))
    assert each_year(world().held, ranking(one, items)) == ()


def test_a_year_has_no_unit_where_it_tells_of_another_matter() -> None:
    question = replace(understood("2022年和2023年学位"), years=(2022, 2023))
    other = unit("40棵树。", name="other", years=(2023,))
    items = [ranked(EARLIER, 9.0, coverage=1.0), ranked(other, 3.0, coverage=0.2)]
    assert _ids(each_year(world().held, ranking(question, items))) == ["earlier"]
    assert _ids(each_year(world().held, ranking(question, [items[0], ranked(other, 3.0)]))) == ["earlier", "other"]
    in_other_words = [ranked(EARLIER, 9.0, coverage=0.0), ranked(other, 3.0, coverage=0.0)]
    assert _ids(each_year(world().held, ranking(question, in_other_words))) == ["earlier", "other"]


def test_a_year_is_told_by_what_states_the_asked_figure_not_by_what_each_had_of_it_or_how_it_grew() -> None:
    question = replace(understood("2022年和2023年的产值分别是多少"), years=(2022, 2023))
    first = unit("产值630亿元。", name="first", years=(2022,))
    others = [
        unit("人均产值22万元。", name="each", years=(2023,)),
        unit("产值增长7%。", name="growth", years=(2023,)),
        unit("产值超过640亿元。", name="level", years=(2023,)),
    ]
    items = [ranked(first, 12.0), *(ranked(of, 9.0 - n) for n, of in enumerate(others))]
    found = each_year(world().held, ranking(question, items, {"产值": 1.0}))
    assert _ids(found) == ["first", "level"]
    without = each_year(world().held, ranking(question, items[:3], {"产值": 1.0}))
    assert _ids(without) == ["first", "each"]


def test_a_unit_of_two_asked_years_is_told_once() -> None:
    both = unit("两年学位", name="both", years=(2022, 2023))
    question = replace(understood("学位"), years=(2022, 2023))
    assert _ids(each_year(world().held, ranking(question, [ranked(both)]))) == ["both"]


# Lists


def test_a_list_is_told_with_the_unit_that_begins_it() -> None:
    of = world()
    first = of.unit("一是修好")
    items = [ranked(first), ranked(of.unit("成效明显："), -1.0)]
    found = listed(of.held, ranking(_asks("抓好哪三件事", Wants.LIST), items))
    assert found == (first, of.unit("二是办好"), of.unit("三是管好"))
    assert listed(of.held, ranking(_asks("修好道路多少公里", Wants.FIGURE), items)) == ()
    assert listed(of.held, ranking(_asks("抓好哪三件事", Wants.LIST), [ranked(of.unit("空气优良"))])) == ()


def test_a_list_that_is_counted_is_found_by_its_count_and_the_words_of_its_members() -> None:
    of = world()
    first = of.unit("一是修好")
    items = [ranked(of.unit("空气优良"), 2.0), ranked(first)]
    asked = replace(ranking(_asks("在哪三项工作上办好学校", Wants.LIST), items), weights={"办好": 2.0, "修好": 1.0})
    assert counted_list(of.held, asked) == (first, of.unit("二是办好"), of.unit("三是管好"))
    for text, wants in (("在哪四项工作上办好学校", Wants.LIST), ("哪三项工作", Wants.OTHER)):
        assert counted_list(of.held, replace(asked, question=_asks(text, wants))) == ()
    assert counted_list(of.held, replace(asked, weights={"渔业": 1.0})) == ()


def test_what_ends_with_a_colon_is_told_with_what_it_announces() -> None:
    of = world()
    lead_in, other = of.unit("成效明显："), of.unit("空气优良")
    members = of.held.completer.list_members(lead_in, "有什么成效")
    assert members
    likely_second = [ranked(other), ranked(lead_in, -0.1)]
    assert listed(of.held, ranking(_asks("有哪些成效", Wants.LIST), likely_second)) == (lead_in, *members)
    assert likely(of.held, ranking(_asks("成效", Wants.OTHER), [ranked(lead_in)])) == (lead_in, *members)
    beside = [ranked(members[-1]), ranked(lead_in, -0.1)]
    assert likely(of.held, ranking(_asks("成效", Wants.OTHER), beside)) == (lead_in, *members)
    assert likely(of.held, ranking(_asks("有多少人", Wants.FIGURE), [ranked(lead_in)])) == (lead_in,)
