"""What leads for each of two places is computed with where it is of like measure, time and status."""

from dataclasses import replace

import pytest

from index.figures.read import records_of
from index.records import Status, Unit
from rag.figures.compute.operands import Computation
from rag.figures.compute.sides import Side, of_sides
from rag.question.named_place import Place
from rag.records import Operation
from tests.rag.asked import understood, unit

EAST, WEST = Place("东丘", "Dongqiu", "东丘区"), Place("西滩", "Xitan", "西滩区")
HARVEST = unit("粮食产量达到42万吨，林地9万亩。", name="e")
OTHER = unit("粮食产量30万吨。", name="w", doc_id="x")


def _side(place: Place, of: Unit, key: str) -> Side:
    return Side(place, key, tuple(records_of((of,))))


def _changed(of: Unit, **changed: object) -> Unit:
    return of.model_copy(update=changed)


def _computed(asked: str, other: Unit = OTHER, key: str = "30万吨") -> Computation | None:
    return of_sides(understood(asked), (_side(EAST, HARVEST, "42万吨"), _side(WEST, other, key)))


@pytest.mark.parametrize(
    ("asked", "operation"),
    [
        ("东丘区和西滩区，哪个粮食产量高？", Operation.RANK),
        ("东丘区和西滩区的粮食产量相差多少？", Operation.DIFFERENCE),
    ],
)
def test_which_of_two_places_has_more_or_how_far_they_are_apart_is_computed_of_the_figures_in_front(
    asked: str, operation: Operation
) -> None:
    found = _computed(asked)
    assert found
    assert found.asked.operation is operation
    assert [record.text for record in found.operands] == ["42万吨", "30万吨"]
    assert found.places == (EAST, WEST)


def test_of_two_places_with_as_much_neither_has_more() -> None:
    found = _computed("东丘区和西滩区，哪个粮食产量高？", HARVEST, "42万吨")
    assert found
    assert found.asked.operation is Operation.DIFFERENCE


def test_nothing_is_computed_where_only_each_is_asked() -> None:
    assert _computed("东丘区和西滩区粮食产量各是多少？") is None


def test_figures_of_unlike_years_measures_or_status_are_not_computed_with() -> None:
    asked = "东丘区和西滩区，哪个粮食产量高？"
    assert _computed(asked, _changed(OTHER, years=(2021,))) is None
    assert _computed(asked, _changed(OTHER, status=Status.PLAN)) is None
    assert _computed(asked, unit("粮田30万亩。", name="w"), "30万亩") is None


def test_what_was_added_is_not_set_against_all_there_is() -> None:
    assert _computed("东丘区和西滩区，哪个粮食产量高？", unit("粮食产量新增30万吨。", name="w")) is None


def test_a_side_without_one_figure_in_front_is_not_computed_with() -> None:
    assert _computed("东丘区和西滩区，哪个粮食产量高？", OTHER, "") is None


def test_three_places_are_no_pair() -> None:
    sides = tuple(_side(place, HARVEST, "42万吨") for place in (EAST, WEST, replace(WEST, name="南岗")))
    assert of_sides(understood("三个区哪个粮食产量高？"), sides) is None
