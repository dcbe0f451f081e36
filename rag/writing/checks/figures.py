"""Whether each amount of a sentence stands in what it cites: value, unit, qualifier, direction, and of what it is."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from index.words.terms import terms
from rag.writing.amounts import Bound, Told, Way, is_alike
from rag.writing.checks.computed import is_computed
from rag.writing.records import Fault, Finding
from rag.writing.stretches import Stretch

_SAID_AS = {
    Bound.EXACT: {Bound.EXACT, Bound.ABOUT},
    Bound.ABOUT: {Bound.ABOUT},
    Bound.NEARLY: {Bound.NEARLY, Bound.BELOW, Bound.ABOUT},
    Bound.BELOW: {Bound.BELOW, Bound.NEARLY},
    Bound.AT_MOST: {Bound.AT_MOST},
    Bound.AT_LEAST: {Bound.AT_LEAST, Bound.MORE},
    Bound.MORE: {Bound.MORE, Bound.AT_LEAST},
}
_CLEARLY = 0.34  # of its words another figure must have more than the one of this value


def check_figures(stretch: Stretch) -> Finding | None:
    """Return the first amount that what is cited does not bear out, and how it does not."""
    held = [amount for source in stretch.sources for amount in source.amounts]
    for told in stretch.amounts:
        fault = _fault(told, held, stretch)
        if fault:
            return Finding(fault=fault, words=told.text)
    return None


def _fault(told: Told, held: Sequence[Told], stretch: Stretch) -> Fault | None:
    if _is_lasting(told, stretch):
        return None
    same = [one for one in held if _is_value(told, one)]
    alike = [one for one in same if is_alike(told, one)]
    if not alike:
        if is_computed(told, held, stretch.text):
            return None
        return Fault.UNIT if same else Fault.FIGURE
    of_each = [one for one in alike if not told.each or told.each in one.eaches]
    bounded = [one for one in of_each if _is_bounded(told, one)]
    going = [one for one in bounded if _is_way(told, one)]
    if not going:
        return Fault.UNIT if not of_each else Fault.QUALIFIER if not bounded else Fault.DIRECTION
    return Fault.FIGURE if _is_of_another(told, going, held, stretch) else None


def _is_lasting(told: Told, stretch: Stretch) -> bool:
    """Return whether an amount is how many years what is cited is of: 五年来."""
    is_span = told.unit == "年" and stretch.text[told.end : told.end + 1] in tuple("来间以期")
    return is_span and any(told.value == len(source.evidence.years) > 1 for source in stretch.sources)


def _is_value(told: Told, one: Told) -> bool:
    if (told.value, told.high) == (one.value, one.high):
        return True
    return told.bound is Bound.ABOUT and one.bound is Bound.EXACT and _rounded(one.value, told.value) == told.value


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """Return a value rounded to the last digit that another one has which is not 0."""
    exponent = int(like.normalize().as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP)


def _is_bounded(told: Told, one: Told) -> bool:
    if told.value != one.value:
        return True  # rounded, and said to be
    return told.bound in _SAID_AS[one.bound]


def _is_way(told: Told, one: Told) -> bool:
    if told.is_before or one.is_before:
        return one.is_before and (told.is_before or told.way is Way.NEITHER)
    if told.way is Way.NEITHER:
        return True
    if one.way is Way.NEITHER:
        return told.way in one.ways if one.ways else not told.is_change
    return told.way is one.way and told.is_change == one.is_change


def _is_of_another(told: Told, same: Sequence[Told], held: Sequence[Told], stretch: Stretch) -> bool:
    """Return whether the words next to an amount are those of another one: 8所小学和12所初中 of 12所小学、8所初中."""
    if stretch.is_english:
        return False
    others = [one for one in held if one not in same and is_alike(told, one) and not _is_value(told, one)]
    ours = set(terms(told.nouns))
    if not others or not ours:
        return False
    best = max(same, key=lambda one: _shared(ours, one))
    for other in others:
        own, theirs = (ours & set(terms(one.nouns)) for one in (best, other))
        if theirs > own or len(theirs) > len(own) + _CLEARLY * len(ours):
            return True
    return False


def _shared(ours: set[str], one: Told) -> float:
    return len(ours & set(terms(one.nouns))) / len(ours)
