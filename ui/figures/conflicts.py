"""Where documents of one place state figures of the same matter and period that cannot both be. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from index.corpus import Corpus
from index.figures.record import Direction, FigureRecord, Qualifier
from index.records import Status
from ui.document.kept import kept_of_corpus
from ui.figures.matters import Matter, held

MOST_CONFLICTS = 200
_NEAR = Decimal("0.05")  # of a figure, that about and nearly leave open
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True)
class Conflict:
    """Figures of a matter in one period, from two documents or more, the first of each that says something else."""

    matter: Matter
    years: tuple[int, ...]
    status: Status
    figures: tuple[FigureRecord, ...]


@kept_of_corpus(1)
def conflicts(corpus: Corpus) -> tuple[Conflict, ...]:
    """Return where the documents of a corpus differ, the newest period first, at most `MOST_CONFLICTS`."""
    found = sorted(conflicts_of(held(corpus).matters), key=lambda conflict: conflict.years[-1], reverse=True)
    return tuple(found[:MOST_CONFLICTS])


def conflicts_of(matters: Iterable[Matter]) -> Iterator[Conflict]:
    """Yield where documents differ: of a known period, plan against plan and result against result.

    What one document states twice, each time of something else that bears the same name, decides nothing: there a
    document differs from another only where none of its figures can be one of the other's.
    """
    for matter in matters:
        stated = [f for f in matter.figures if f.years and f.direction is not Direction.BEFORE]
        stated.sort(key=lambda figure: (figure.years, figure.status))
        for (years, status), figures in groupby(stated, key=lambda figure: (figure.years, figure.status)):
            by_document: dict[str, list[FigureRecord]] = {}
            for figure in figures:
                by_document.setdefault(figure.doc_id, []).append(figure)
            differing = _differing(list(by_document.values()))
            if differing:
                yield Conflict(matter, years, status, differing)


def can_both_be(one: FigureRecord, other: FigureRecord) -> bool:
    """Return whether two figures may tell the same: each within what the other leaves open.

    163 hundred millions may be 163.4, and more than 370 may be 372; two least targets are two.
    """
    if one.direction is not other.direction:
        return False
    if one.qualifier is other.qualifier and not one.is_range and not other.is_range:
        return abs(one.value - other.value) <= _half_digit(one) + _half_digit(other)
    (low, high), (other_low, other_high) = _open(one), _open(other)
    return low <= other_high and other_low <= high


def _differing(documents: list[list[FigureRecord]]) -> tuple[FigureRecord, ...]:
    """Return the first figure of each document that agrees with none before it; none where all agree."""
    apart: list[list[FigureRecord]] = []
    for figures in documents:
        if not any(can_both_be(one, other) for one in figures for held_apart in apart for other in held_apart):
            apart.append(figures)
    return tuple(figures[0] for figures in apart) if len(apart) > 1 else ()


def _open(figure: FigureRecord) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest that a figure can be."""
    half = _half_digit(figure)
    low, high = figure.value - half, figure.high + half
    match figure.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return low, _ENDLESS
        case Qualifier.AT_MOST:
            return -_ENDLESS, high
        case Qualifier.ABOUT:
            return low - _NEAR * abs(low), high + _NEAR * abs(high)
        case Qualifier.NEARLY:
            return low - _NEAR * abs(low), high
        case Qualifier.EXACT:
            return low, high


def _half_digit(figure: FigureRecord) -> Decimal:
    """Return half of one in the last digit that a figure is written with; nothing for a count that is written whole."""
    written = figure.value.scaleb(-figure.scale).normalize()
    exponent = written.as_tuple().exponent
    n_decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if not figure.scale and not n_decimals:
        return Decimal(0)
    return Decimal(5).scaleb(figure.scale - n_decimals - 1)
