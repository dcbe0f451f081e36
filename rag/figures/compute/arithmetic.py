"""Figures that are computed of stated ones, exactly, with what is known of how exactly those are meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from index.figures.record import Qualifier
from rag.records import Operation

DAYS = (365, 366)
MONTHS = 12
PERCENT = "%"
_PLACES = Decimal("0.1")  # of a per cent or a ratio


class Bound(StrEnum):
    """How exactly a computed figure is known."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class CannotComputeError(ValueError):
    """The figures stated do not allow it."""


_KNOWN = {
    Qualifier.EXACT: Bound.EXACT,
    Qualifier.ABOUT: Bound.ABOUT,
    Qualifier.NEARLY: Bound.ABOUT,
    Qualifier.MORE_THAN: Bound.AT_LEAST,
    Qualifier.AT_LEAST: Bound.AT_LEAST,
    Qualifier.AT_MOST: Bound.AT_MOST,
}
_TURNED = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}
_FALLING = (
    Operation.DIFFERENCE,
    Operation.CHANGE,
    Operation.SHARE,
    Operation.RATIO,
    Operation.PER_ITEM,
)  # in their second operand


@dataclass(frozen=True)
class Term:
    """An operand: its value, and how exactly it is meant."""

    value: Decimal
    qualifier: Qualifier


def value_of(operation: Operation, values: Sequence[Decimal], n_parts: int = 0) -> Decimal:
    """Return what is computed of some values; a difference, change, share, ratio or what comes to
    each of some things is of the first by the second.

    A change is in per cent of the second, which is the earlier one. `n_parts` is how many days or
    months a mean of those is divided by.

    Raises:
        CannotComputeError: it would be divided by nothing.
    """
    if operation in _DIVIDING and values[-1] == 0:
        raise CannotComputeError(operation)
    if operation is Operation.AVERAGE:
        return sum(values, Decimal(0)) / (n_parts or len(values))
    return _COMPUTE[operation](values)


_DIVIDING = (Operation.CHANGE, Operation.SHARE, Operation.RATIO, Operation.PER_ITEM)
_COMPUTE: dict[Operation, Callable[[Sequence[Decimal]], Decimal]] = {
    Operation.DIFFERENCE: lambda values: values[0] - values[-1],
    Operation.SUM: lambda values: sum(values, Decimal(0)),
    Operation.CHANGE: lambda values: ((values[0] - values[-1]) / values[-1] * 100).quantize(_PLACES),
    Operation.SHARE: lambda values: (values[0] / values[-1] * 100).quantize(_PLACES),
    Operation.RATIO: lambda values: (values[0] / values[-1]).quantize(_PLACES),
    Operation.PER_ITEM: lambda values: values[0] / values[-1],
    Operation.MOST: max,
    Operation.LEAST: min,
    Operation.RANK: lambda values: values[0],
}


def bound_named(qualifier: Qualifier) -> Bound:
    """Return how exactly a stated figure is known."""
    return _KNOWN[qualifier]


def bound_of(operation: Operation, terms: Sequence[Term]) -> Bound:
    """Return how exactly what is computed of some figures is known.

    Raises:
        CannotComputeError: 以上 and 约, or bounds on both sides, leave nothing to be said.
    """
    known = [_KNOWN[term.qualifier] for term in terms]
    if operation in (Operation.MOST, Operation.LEAST, Operation.RANK):
        if set(known) - {Bound.EXACT, Bound.ABOUT}:
            _check_order(operation, terms, known)
        return Bound.EXACT
    if operation in _FALLING:
        known[-1] = _TURNED.get(known[-1], known[-1])
    found = set(known) - {Bound.EXACT}
    if len(found) > 1:
        raise CannotComputeError(operation)
    return found.pop() if found else Bound.EXACT


def _check_order(operation: Operation, terms: Sequence[Term], known: Sequence[Bound]) -> None:
    """Raise CannotComputeError where a bound leaves open which figure is the most or the least.

    A bound is written as the last round number before the figure: 超过2400 is less than 2500.
    """
    values = [term.value for term in terms]
    best = value_of(operation, values)
    for value, bound in zip(values, known, strict=True):
        step = _last_place(value)
        least = value - step if bound is Bound.AT_MOST else value
        most = value + step if bound is Bound.AT_LEAST else value
        rivals = values if operation is Operation.RANK or value == best else [best]
        if any(least < other < most and other != value for other in rivals):
            raise CannotComputeError(operation)


def _last_place(value: Decimal) -> Decimal:
    """Return what the last digit of a value counts that is not 0: 100 of 2400."""
    digits = value.normalize()
    return Decimal(1).scaleb(digits.adjusted() + 1 - len(digits.as_tuple().digits))
