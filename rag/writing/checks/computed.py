"""Whether an amount that stands nowhere is computed of what is cited: it is computed again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations

from index.words.terms import terms
from rag.figures.compute.arithmetic import CannotComputeError, value_of
from rag.question.said import Said, said
from rag.records import Operation
from rag.writing.amounts import Bound, Told, Way, is_alike

_POINTS, _PERCENT = "个百分点", "%"
_MOST_OPERANDS = 4
_TOTAL, _DIFFERENCE = said("writing.total"), said("writing.difference")
_EACH, _SHARE, _TIMES = said("writing.each"), said("writing.share"), said("writing.times")


def is_computed(told: Told, held: Sequence[Told], text: str) -> bool:
    """Return whether an amount comes of some that are cited, by an operation that the sentence's words say.

    Args:
        told: of the sentence.
        held: the amounts that are cited.
        text: the sentence.
    """
    return any(
        says.found(text) and any(_is_result(told, value, unit) for value, unit in _values(operation, held, text))
        for operation, says in _SAYS
    )


_SAYS: tuple[tuple[Operation, Said], ...] = (
    (Operation.SUM, _TOTAL),
    (Operation.DIFFERENCE, _DIFFERENCE),
    (Operation.PER_ITEM, _EACH),
    (Operation.SHARE, _SHARE),
    (Operation.RATIO, _TIMES),
)


def _values(operation: Operation, held: Sequence[Told], text: str) -> Iterator[tuple[Decimal, str]]:
    """Yield what an operation makes of some amounts, with its unit; an empty unit counts whatever is counted."""
    exact = [one for one in held if one.value == one.high]
    for operands in _operands(operation, exact):
        try:
            value = value_of(operation, [one.value for one in operands])
        except CannotComputeError:
            continue
        if operation is Operation.DIFFERENCE:
            value = abs(value)
            if not _goes(operands, text):
                continue
        yield value, _unit(operation, operands[0])


def _operands(operation: Operation, held: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    if operation is Operation.SUM:
        for size in range(2, min(len(held), _MOST_OPERANDS) + 1):
            yield from (some for some in combinations(held, size) if _are_alike(some))
    elif operation is Operation.PER_ITEM:
        yield from permutations(held, 2)
    else:
        yield from (pair for pair in permutations(held, 2) if _are_alike(pair))


def _are_alike(some: Sequence[Told]) -> bool:
    return all(one.kind == some[0].kind and one.is_change == some[0].is_change for one in some)


def _unit(operation: Operation, first: Told) -> str:
    match operation:
        case Operation.SHARE:
            return _PERCENT
        case Operation.RATIO:
            return "倍"
        case Operation.DIFFERENCE if first.unit == _PERCENT:
            return _POINTS
        case _:
            return first.unit


def _is_result(told: Told, value: Decimal, unit: str) -> bool:
    """Return whether an amount is a value in a unit, rounded to its own decimals."""
    is_same = told.unit == unit if _PERCENT in (told.unit, unit) else _is_unit(told, unit)
    exponent = int(told.value.as_tuple().exponent)
    rounded = value.quantize(Decimal(1).scaleb(min(0, exponent)))
    is_rounded = rounded != value and told.bound not in (Bound.ABOUT, Bound.EXACT)
    return is_same and not is_rounded and rounded == told.value


def _is_unit(told: Told, unit: str) -> bool:
    return is_alike(told, replace(told, unit=unit))


def _goes(operands: Sequence[Told], text: str) -> bool:
    """Return whether a difference goes the way that the sentence says: what it names first is more, or less."""
    first, second = operands
    found = [(at, way) for way, words in _WAYS for at in (match.start() for match in words.finditer(text))]
    if not found:
        return True
    way = max(found)[1]
    if first.is_before != second.is_before:
        after, before = (second, first) if first.is_before else (first, second)
        return (after.value > before.value) == (way is Way.UP)
    shared = set(terms(first.nouns)) & set(terms(second.nouns))
    places = [_first_place(one, text, shared) for one in operands]
    if places[0] == places[1]:
        return True
    named, other = (first, second) if places[0] < places[1] else (second, first)
    return (named.value > other.value) == (way is Way.UP)


_WAYS: tuple[tuple[Way, Said], ...] = ((Way.UP, said("writing.up")), (Way.DOWN, said("writing.down")))


def _first_place(one: Told, text: str, shared: Collection[str]) -> int:
    """Return where a text first has a word of an amount alone; its end where it has none."""
    places = [at for term in terms(one.nouns) if term not in shared and (at := text.find(term)) >= 0]
    return min(places, default=len(text))
