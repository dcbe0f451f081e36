"""What comes to each of some things, where one clause after the other tells how much there was and of how many."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from index.figures.amount import LARGE, PERCENT
from index.figures.record import Direction, FigureRecord, Mean
from index.records import Unit
from index.words.kept import unit_terms
from index.words.measures import COUNTING
from rag.figures.compute.asked import Asked
from rag.figures.compute.operands import Computation
from rag.question.said import said
from rag.question.understand import Understood

_MONEY = said("computes.money")
_IN_MONEY = ("元", "美元", "港元")
_ANY_THING = "个"
_PAUSE, _CLAUSES = re.compile("[，,、；;。：:]"), 2
_TRIED = 3  # units: of those behind the best few are of the matter


def of_each(
    question: Understood,
    asked: Asked,
    units: Sequence[Unit],
    figures_of: Callable[[str], Iterable[FigureRecord]],
    weights: Mapping[str, float],
) -> Computation | None:
    """Return an amount and the count of what it went to; None where no unit tells them side by side, or several do.

    Args:
        question: what is asked.
        asked: a mean of things, with the word that counts them.
        units: that answer, the most important first.
        figures_of: gives the figures that a unit states, by its id.
        weights: the question's terms, each with its weight.
    """
    counted = {form.name for form in question.expected.forms} & COUNTING
    measures = counted or (frozenset(_IN_MONEY) if _MONEY.found(question.text) else frozenset())
    for unit in units[:_TRIED]:
        records = sorted(figures_of(unit.unit_id), key=lambda record: record.start)
        if question.years and unit.years != question.years:
            continue
        is_counted_so = any(record.unit == asked.each for record in records)
        rated = [
            (_relevance((amount, items), weights), amount, items)
            for pair in pairwise([record for record in records if not record.is_change])
            if _stand_together(unit, *pair)
            for amount, items in (pair, pair[::-1])
            if _counts(items, asked.each, exactly=is_counted_so)
            and _may_be_shared(amount, items, measures)
            and _relevance((items,), weights) > 0
            and (measures or _relevance((amount,), weights) > 0)
        ]
        best = max((rated_one[0] for rated_one in rated), default=0.0)
        found = [(amount, items) for relevance, amount, items in rated if relevance == best > 0]
        if len(found) == 1:
            return Computation(asked, found[0])
    return None


def _stand_together(unit: Unit, one: FigureRecord, other: FigureRecord) -> bool:
    """Return whether two figures stand in one clause or in two that follow on each other: one tells of the other."""
    return len(_PAUSE.findall(unit.text[one.end : other.start])) < _CLAUSES


def _counts(record: FigureRecord, measure: str, *, exactly: bool) -> bool:
    """Return whether a figure counts things by a measure word, or one of them stands for any."""
    stands_for = not exactly and _ANY_THING in (record.unit, measure) and {record.unit, measure} <= COUNTING
    alike = record.unit == measure or stands_for
    return alike and _is_stated(record)


def _may_be_shared(amount: FigureRecord, items: FigureRecord, measures: Collection[str]) -> bool:
    """Return whether a figure is an amount in one of the asked measures, or in another than the things."""
    is_other = amount.unit in measures if measures else amount.unit != items.unit
    return is_other and amount.unit not in ("", PERCENT) and _is_stated(amount)


def _is_stated(record: FigureRecord) -> bool:
    is_level = record.direction is Direction.LEVEL and record.mean is Mean.NONE
    return is_level and not record.is_range and record.unit != LARGE and record.value > 0


def _relevance(records: Iterable[FigureRecord], weights: Mapping[str, float]) -> float:
    held = {term for record in records for term in unit_terms(record.key)}
    return sum(weights.get(term, 0.0) for term in held)
