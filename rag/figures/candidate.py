"""A figure that might answer, with its clause, and the words of the clause that say what it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.figures.stated import Figure

NAMED_BEHIND = re.compile(r"\s*的?[\u4e00-\u9fff“]{2}")


@dataclass(frozen=True)
class Candidate:
    """A figure or date of a unit, the [start, end) of its clause, and the weight of the question's terms about it."""

    figure: Figure
    clause: tuple[int, int]
    agreement: float


def phrase_of(text: str, item: Candidate, around: Sequence[Candidate]) -> tuple[int, int]:
    """Return where the words stand that say what a figure is of, in its clause.

    A figure with a noun behind it has the words up to the next figure; else it ends what stands before it.
    """
    start, end = item.clause
    for other in around:
        if other.clause == item.clause and other.figure.end <= item.figure.start:
            start = item.figure.start if NAMED_BEHIND.match(text, other.figure.end) else other.figure.end
        elif other.clause == item.clause and other.figure.start >= item.figure.end:
            end = min(end, other.figure.start)
    return start, end
