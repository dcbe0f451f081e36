"""What stands side by side: the same figure of different periods, of plan and result, or of documents that disagree."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.figures.read import records_of
from index.figures.stated import figures
from index.records import Period, Status, Unit
from index.words.figures import WORDS
from index.words.kept import unit_terms
from index.words.lists import any_of
from index.words.measures import kind_of_measure
from index.words.terms import fold, unspaced
from rag.figures.compute.asked import asked_to_compute
from rag.question.agreement import LONGEST_PERIOD
from rag.question.said import said
from rag.question.understand import Understood

# As for what another document says (rag/evidence/complete.py): about the same matter, when as much is covered.
SAME_COVERAGE = 0.8

LONGEST_HEAD = 3  # characters that end the name of a thing and say of which kind it is
_NO_HEAD = re.compile(rf"(?:等|的|{any_of(WORDS['verbs'])}|{any_of(said('figures.tails').words)})+$")

_ASKS_COMPUTED, _ASKS_DONE = said("asks.computed"), said("asks.done")

PlaceOf = Callable[[str], str]  # the place of a document by its id, as it is written in full; empty if none is known


@dataclass(frozen=True)
class Keyed:
    """A cited unit with its keys (none is empty)."""

    unit: Unit
    keys: tuple[str, ...]


def compared(question: Understood, keyed: Sequence[Keyed], weights: Mapping[str, float]) -> tuple[Keyed, ...]:
    """Return one unit a period, in order of time and plan before result, when the answer compares periods.

    It does when at least two of the years are asked and found, or both plan and result of the asked year; and when
    the figures are of one kind. Else it is empty. Where one side of one year is asked, the other is of the same matter
    only if it covers as much of the question.
    """
    if not question.years:
        return ()
    asks_two = question.both_sides or len(question.years) > 1
    periods: dict[Period, Keyed] = {}
    for item in keyed:
        years = set(item.unit.years)
        is_asked = bool(years & set(question.years)) and len(years) <= LONGEST_PERIOD
        if is_asked and _alike(keyed[0], item) and (asks_two or _is_same_matter(keyed[0], item, weights)):
            periods.setdefault(item.unit.period, item)
    is_told = keyed[:1] and keyed[0].unit.status is Status.RESULT and _ASKS_DONE.found(question.text)
    if len(periods) < 2 or (is_told and not asks_two):
        return ()
    return tuple(sorted(periods.values(), key=lambda item: (item.unit.years, item.unit.status is Status.RESULT)))


def asks_computed(question: Understood) -> bool:
    """Return whether something is asked that is computed of figures: then none of them alone answers."""
    asked = asked_to_compute(question)
    return _ASKS_COMPUTED.found(question.text) or bool(asked and len(asked.matters) > 1)


def of_each_place(question: Understood, keyed: Sequence[Keyed], place_of: PlaceOf) -> tuple[Keyed, ...]:
    """Return the first unit of each place that is asked about, in the order asked; empty unless each has one."""
    asked = [place.full for place in question.places]
    found = [next((item for item in keyed if place_of(item.unit.doc_id) == name), None) for name in asked]
    told = tuple(item for item in found if item)
    return told if 1 < len(told) == len(asked) and all(_alike(told[0], item) for item in told) else ()


def disagreeing(
    keyed: Sequence[Keyed], weights: Mapping[str, float], place_of: PlaceOf = lambda _: ""
) -> tuple[Keyed, ...]:
    """Return the first unit and those of other documents that give another figure of the same matter and period.

    Documents of different places do not disagree: what holds for one says nothing of the other.
    """
    if not keyed:
        return ()
    first = keyed[0]
    others = [
        item
        for item in keyed[1:]
        if item.unit.doc_id != first.unit.doc_id
        and place_of(item.unit.doc_id) == place_of(first.unit.doc_id)
        and item.unit.years == first.unit.years != ()
        and item.unit.status is first.unit.status is not Status.OTHER
        and _alike(first, item)
        and _may_be_of_one_thing(first, item)
        and not _amounts(first) & _amounts(item)
        and _is_same_matter(first, item, weights)
    ]
    return (first, *others) if others else ()


def _alike(first: Keyed, other: Keyed) -> bool:
    """Return whether two units' keys count the same kind of thing: measures, and whether they tell a change."""
    return _kinds(first) == _kinds(other)


def _may_be_of_one_thing(first: Keyed, other: Keyed) -> bool:
    """Return whether the subjects of two units' keys end alike, as far as they are known: 基站 are no 起降点."""
    one, two = _heads(first), _heads(other)
    return not one or not two or bool(one & two)


def _heads(item: Keyed) -> set[str]:
    """Return the terms at the end of the subjects of a unit's keys, what is done to them aside."""
    subjects = (
        _NO_HEAD.sub("", record.key)
        for record in records_of([item.unit])
        if any(record.text in key for key in item.keys)
    )
    return {term for subject in subjects for term in unit_terms(subject[-LONGEST_HEAD:])}


def _is_same_matter(first: Keyed, other: Keyed, weights: Mapping[str, float]) -> bool:
    return _coverage(other.unit, weights) >= SAME_COVERAGE * _coverage(first.unit, weights)


def _kinds(item: Keyed) -> set[tuple[str, bool]]:
    return {
        (kind_of_measure(figure.measure.partition("/")[0]), figure.is_change) for figure in figures(" ".join(item.keys))
    }


def _amounts(item: Keyed) -> set[str]:
    return {unspaced(fold(figure.core)) for figure in figures(" ".join(item.keys))}


def _coverage(unit: Unit, weights: Mapping[str, float]) -> float:
    return sum(weights[term] for term in unit_terms(unit.text) if term in weights)
