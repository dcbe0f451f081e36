"""The first way that finds something picks; it is handed the units of the asked years."""

from dataclasses import replace

import pytest

from index.records import Role, Unit
from rag.evidence.pick import STRATEGIES, EvidencePicker, _of_period
from rag.evidence.picked import Held, Picked, Ranking
from rag.evidence.rank import Ranked
from rag.figures.compare import Keyed
from rag.question.understand import Wants
from rag.steps import Steps
from tests.rag.asked import understood, unit
from tests.rag.made_up import World, ranked, searched, world, world_of

ONE, TWO = unit("新增学位3200个。", name="one"), unit("新建公园6个。", name="two")
WEIGHTS = {"学位": 1.0}


def _picker(*ways: tuple[str, tuple[Unit, ...] | tuple[Keyed, ...]]) -> EvidencePicker:
    """A picker with ways that find what is given, whatever is asked."""
    of = world()
    return EvidencePicker(
        of.corpus, of.places, ways=[(name, lambda _held, _ranking, found=found: found) for name, found in ways]
    )


def _handed(years: tuple[int, ...], *items: Ranked) -> tuple[list[str], list[str]]:
    """The units that a way is handed: those of the asked years, and all."""
    handed: list[Ranking] = []

    def keep(_: Held, ranking: Ranking) -> tuple[Unit, ...]:
        handed.append(ranking)
        return ()

    of, question = world(), replace(understood("学位"), years=years)
    picked = EvidencePicker(of.corpus, of.places, ways=[("keeps", keep)]).pick(searched(question, WEIGHTS), items)
    assert picked == Picked("", ())
    (ranking,) = handed
    assert (ranking.question, ranking.weights) == (question, WEIGHTS)
    return [item.unit.unit_id for item in ranking.of_period], [item.unit.unit_id for item in ranking.ranked]


def test_the_first_way_that_finds_something_picks() -> None:
    picker = _picker(("nothing", ()), ("first", (TWO, ONE)), ("second", (ONE,)))
    assert picker.pick(searched(understood("学位"), WEIGHTS), [ranked(ONE)]) == Picked("first", (TWO, ONE))


def test_where_nothing_was_ranked_no_way_is_tried() -> None:
    assert _picker(("first", (ONE,))).pick(searched(understood("学位"), WEIGHTS), []) == Picked("", ())


def test_figures_through_the_years_stand_beside_their_units() -> None:
    rows = (Keyed(ONE, ("3200个",)), Keyed(TWO, ("6个",)))
    picked = _picker(("rows", rows)).pick(searched(understood("学位"), WEIGHTS), [ranked(ONE)])
    assert picked == Picked("rows", (ONE, TWO), rows)


def test_units_of_other_years_are_set_aside_when_years_are_asked() -> None:
    of_it, undated, of_other = (
        ranked(ONE, 3.0, year=1.0),
        ranked(TWO, 2.0),
        ranked(unit("学位", name="x"), 1.0, year=-1.0),
    )
    assert _handed((2023,), of_other, of_it, undated) == (["one", "two"], ["x", "one", "two"])
    assert _handed((), of_other, of_it, undated) == (["x", "one", "two"], ["x", "one", "two"])


def test_what_says_what_a_name_means_tells_no_time() -> None:
    meaning = unit("学位：学校的名额。", name="m", years=()).model_copy(update={"role": Role.GLOSSARY})
    when = replace(understood("学位哪年新增"), wants=Wants.DATE)
    items = [ranked(meaning, 3.0), ranked(ONE, 2.0)]
    assert [item.unit.unit_id for item in _of_period(when, items)] == ["one"]
    assert [item.unit.unit_id for item in _of_period(when, items[:1])] == ["m"]
    assert [item.unit.unit_id for item in _of_period(understood("学位"), items)] == ["m", "one"]


def test_all_units_may_answer_when_those_of_the_asked_years_have_no_word_of_the_question() -> None:
    of_other = ranked(unit("学位", name="x"), 3.0, year=-1.0)
    assert _handed((2023,), of_other, ranked(ONE, 2.0, year=1.0, coverage=0.0))[0] == ["x", "one"]
    assert _handed((2023,), of_other, ranked(ONE, 2.0, year=1.0, coverage=0.01))[0] == ["one"]
    no_word = ranked(TWO, 1.0, year=1.0, coverage=0.0)
    assert _handed((2023,), of_other, ranked(ONE, 2.0, year=1.0), no_word)[0] == [
        "one",
        "two",
    ]  # the best of them tells
    assert _handed((2023,), of_other)[0] == ["x"]


def test_without_completion_the_likely_units_of_the_asked_years_are_picked() -> None:
    of = world()
    items = [ranked(TWO, 9.0, year=-1.0), ranked(ONE, 5.0, year=1.0), ranked(TWO, 1.0)]
    picker = EvidencePicker(of.corpus, of.places, Steps(completion=False))
    question = replace(understood("2023年学位"), wants=Wants.LIST)
    assert picker.pick(searched(question, WEIGHTS), items) == Picked("likely alone", (ONE,))


@pytest.mark.parametrize(
    ("asked", "wants", "first", "strategy"),
    [
        ("新增公办学位由哪个部门负责", Wants.RESPONSIBLE, "新增公办学位4500个", "responsible units"),
        ("两山一湖是什么意思", Wants.DEFINITION, "构建“两山一湖”", "definition"),
        ("三大行动是什么", Wants.OTHER, "新增公办学位4500个", "outline"),
        ("重点抓好哪三件事", Wants.LIST, "一是修好乡村道路", "list"),
        ("2024年新增公办学位多少个", Wants.FIGURE, "新增公办学位4500个", "likely"),
    ],
)
def test_each_kind_of_question_has_its_way(asked: str, wants: Wants, first: str, strategy: str) -> None:
    of = world()
    picked = EvidencePicker(of.corpus, of.places).pick(
        searched(replace(understood(asked), wants=wants), WEIGHTS), [ranked(of.unit(first))]
    )
    assert picked.strategy == strategy
    assert picked.units


def test_two_sides_and_years_have_their_way() -> None:
    of: World = world_of(
        "青岭区2024年政府工作报告\n\n一、2023年工作回顾\n\n新增学位3200个。\n\n二、2024年工作安排\n\n新增学位4100个。\n"
    )
    result, plan = of.unit("3200个"), of.unit("4100个")
    items = [ranked(plan, 3.0), ranked(result, 2.0)]
    picker = EvidencePicker(of.corpus, of.places)
    sides = replace(understood("计划新增学位，实际多少"), both_sides=True)
    assert picker.pick(searched(sides, WEIGHTS), items) == Picked("both sides", (result, plan))
    years = replace(understood("2023年和2024年新增学位"), years=(2023, 2024))
    assert picker.pick(searched(years, WEIGHTS), items) == Picked("each year", (result, plan))


def test_the_ways_are_tried_in_their_order() -> None:
    assert [name for name, _ in STRATEGIES] == [
        "holders",
        "tasks",
        "responsible units",
        "definition",
        "meaning",
        "counted list",
        "outline",
        "both sides",
        "through the years",
        "admitted",
        "overview",
        "each year",
        "list",
        "reasons",
        "likely",
    ]
