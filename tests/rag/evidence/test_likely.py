"""Where no other way applies, the likely units are told, and with them what belongs to the first."""

import math

from index.records import Status, Unit
from rag.evidence.rank import Ranked
from rag.evidence.strategies import likely, likely_ones
from tests.rag.asked import understood, unit
from tests.rag.made_up import NOTICE, REPORT, ranked, ranking, world


def _ids(units: tuple[Unit, ...]) -> list[str]:
    return [found.unit_id for found in units]


def _ranked(*scores: float) -> list[Ranked]:
    """Units of other words each, named by their place, that say nothing of the question."""
    return [ranked(unit(f"{n}棵树。", name=f"u{n}"), score) for n, score in enumerate(scores)]


def test_units_are_likely_until_their_probability_reaches_seven_tenths() -> None:
    def n_likely(*scores: float) -> int:
        return len(likely_ones(_ranked(*scores)))

    assert n_likely(0.0) == 1
    assert n_likely(math.log(2.4), 0.0) == 1  # 0.706
    assert n_likely(math.log(2.3), 0.0) == 2  # 0.697
    assert n_likely(0.0, 0.0, 0.0, 0.0, 0.0) == 3  # 0.6
    assert n_likely(900.0, 900.0) == 2  # too much for an exponential
    assert likely_ones(_ranked(1.0, 0.0, 0.0))[0].unit.unit_id == "u0"


def test_the_probability_is_shared_among_the_best_twelve() -> None:
    # The best alone has 0.7 among 12 (11 of e^-3.25 are 0.427) and less among 13 (0.465).
    others = [-3.25] * 11
    assert len(likely_ones(_ranked(0.0, *others))) == 1
    assert len(likely_ones(_ranked(0.0, *others, -0.1))) == 1  # the thirteenth is not looked at
    assert len(likely_ones(_ranked(0.0, *others[:10], -0.1))) > 1  # the twelfth is


def _found(items: list[Ranked], weights: dict[str, float] | None = None) -> list[str]:
    return _ids(likely(world().held, ranking(understood("学位和公园"), items, weights)))


def test_the_likely_units_are_told_without_more_that_only_rank_near_them() -> None:
    assert _found(_ranked(3.0, 1.5, 1.4)) == ["u0"]


def test_a_further_unit_is_told_that_is_nearly_as_good_and_holds_words_the_others_lack() -> None:
    weights = {"学位": 0.88, "公园": 0.12}
    first, park = ranked(unit("新增学位3个。", name="first"), 5.0), unit("新建公园6个。", name="park")
    assert _found([first, ranked(park, 2.0)], weights) == ["first", "park"]
    assert _found([first, ranked(park, 1.9)], weights) == ["first"]  # more than 3 behind
    assert _found([first, ranked(park, 3.0)], {"学位": 0.89, "公园": 0.11}) == ["first"]
    twin = ranked(unit("学位又3个。", name="twin"), 3.0)
    assert _found([first, twin, ranked(park, 2.5)], weights) == ["first", "park"]
    again = ranked(unit("公园又6个。", name="again"), 2.4)
    assert _found([first, ranked(park, 2.5), again], weights) == ["first", "park"]  # adds nothing new


def test_three_units_are_told_at_most() -> None:
    weights = dict.fromkeys(("学位", "公园", "道路", "水库"), 1.0)
    texts = ("学位。", "公园。", "道路。", "水库。")
    items = [ranked(unit(text, name=text[:2]), 5.0 - 1.5 * (n > 0)) for n, text in enumerate(texts)]
    assert _found(items, weights) == ["学位", "公园", "道路"]


def test_behind_the_first_stands_what_belongs_to_it_and_what_other_documents_say() -> None:
    of = world()
    title, date = of.unit("关于印发"), of.unit("2024年2月20日")
    assert likely(of.held, ranking(understood("方案何时印发"), [ranked(title)])) == (title, date)
    first, park, other = (
        unit("新增学位3个。", name="first", doc_id=REPORT),
        unit("新建公园6个。", name="park", doc_id=REPORT),
        unit("新增学位4个。", name="other", doc_id=NOTICE),
    )
    items = [ranked(first, 5.0), ranked(park, 4.5, coverage=0.1), ranked(other, 2.5)]
    weights = {"学位": 1.0, "公园": 1.0}
    assert _ids(likely(of.held, ranking(understood("学位和公园"), items, weights))) == ["first", "other", "park"]


def test_what_all_other_documents_say_is_told_however_many_they_are_and_nothing_behind_it() -> None:
    units = [unit(f"新增学位{n}0个。", name=f"d{n}", doc_id=f"doc{n}") for n in range(1, 6)]
    park = ranked(unit("新建公园6个。", name="park", doc_id="doc1"), 4.8, coverage=0.1)
    items = [ranked(units[0], 5.0), park, *(ranked(each, 1.5) for each in units[1:])]
    found = likely(world().held, ranking(understood("学位和公园"), items, {"学位": 1.0, "公园": 1.0}))
    assert _ids(found) == ["d1", "d2", "d3", "d4", "d5"]


def test_a_unit_that_states_a_figure_of_the_question_goes_before_one_nearly_as_near() -> None:
    near, stated = unit("轮候时间将降至4年。", name="near"), unit("轮候时间由6年回落至5年。", name="stated")
    items = [ranked(near, 3.0), ranked(stated, 1.5)]
    asked = understood("轮候时间由6年回落到多少年")
    assert _ids(likely(world().held, ranking(asked, items)))[0] == "stated"
    assert _ids(likely(world().held, ranking(understood("轮候时间是多少年"), items)))[0] == "near"
    assert _ids(likely(world().held, ranking(asked, [items[0], ranked(stated, -9.0)])))[0] == "near"


def test_what_was_done_so_far_stands_before_the_plan_where_it_is_asked_if_it_is_done() -> None:
    planned = ranked(unit("学位达到80个。", name="plan", years=(2024,), status=Status.PLAN), 9.0)
    done = ranked(unit("学位达到65个。", name="done", years=(2023,)), 3.5)
    older = ranked(unit("学位达到60个。", name="older", years=(2022,)), 2.9)

    def found(text: str, *items: Ranked) -> list[str]:
        return _ids(likely(world().held, ranking(understood(text), items, {"学位": 1.0})))

    assert found("学位到80个了没有？", planned, done, older) == ["done", "plan"]
    assert found("学位要到多少个", planned, done) == ["plan"]
    assert found("学位到80个了没有？", planned, older) == ["plan"]  # further behind
    assert found("2024年学位到80个了没有？", planned, done) == ["plan"]


def test_what_states_the_asked_figure_stands_before_what_states_none_of_its_form() -> None:
    asked = understood("乡村渔业服务站点覆盖率是多少")
    first = ranked(unit("渔业服务站点覆盖率居前列。", name="first"), 5.0, coverage=0.9, form=0.0)
    weights = {"渔业": 1.0, "覆盖": 1.0, "盖率": 1.0}

    def found(score: float, coverage: float) -> list[str]:
        stating = ranked(unit("服务站点覆盖率超70%。", name="stating"), score, coverage=coverage)
        return _ids(likely(world().held, ranking(asked, [first, stating], weights)))[:1]

    assert found(3.0, 0.6) == ["stating"]
    assert found(1.9, 0.6) == ["first"]  # more than 3 behind
    assert found(3.0, 0.5) == ["first"]  # of another matter
