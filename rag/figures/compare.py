"""What stands side by side: the same figure of different periods, of plan and result, or of documents that disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.records import Period, Status, Unit
from index.words.kept import unit_terms
from index.words.measures import kind_of_measure
from index.words.terms import fold, unspaced
from rag.figures.stated import figures
from rag.question.agreement import LONGEST_PERIOD
from rag.question.understand import Understood

# As for what another document says (rag/evidence/complete.py): about the same matter, when as much is covered.
SAME_COVERAGE = 0.8


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
    if len(periods) < 2:
        return ()
    return tuple(sorted(periods.values(), key=lambda item: (item.unit.years, item.unit.status is Status.RESULT)))


def disagreeing(keyed: Sequence[Keyed], weights: Mapping[str, float]) -> tuple[Keyed, ...]:
    """Return the first unit and those of other documents that give another figure of the same matter and period."""
    if not keyed:
        return ()
    first = keyed[0]
    others = [
        item
        for item in keyed[1:]
        if item.unit.doc_id != first.unit.doc_id
        and item.unit.years == first.unit.years != ()
        and item.unit.status is first.unit.status is not Status.OTHER
        and _alike(first, item)
        and not _amounts(first) & _amounts(item)
        and _is_same_matter(first, item, weights)
    ]
    return (first, *others) if others else ()


def _alike(first: Keyed, other: Keyed) -> bool:
    """Return whether two units' keys count the same kind of thing: measures, and whether they tell a change."""
    return _kinds(first) == _kinds(other)


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
