"""Which way a figure went: by what it says of itself, else by the word in front of it."""

from enum import StrEnum

from index.figures.stated import FALL_RATES, FALLS, Figure, read_figure
from index.words.clauses import CLAUSE_END
from index.words.terms import fold
from rag.question.said import said

_UP_BY, _DOWN_BY, _ADDED = said("verdicts.up_by"), said("verdicts.down_by"), said("verdicts.told_added")
_LEVELS = ("到", "至")


class Way(StrEnum):
    """Up or down."""

    UP = "up"
    DOWN = "down"


def falls(figure: Figure) -> bool:
    """Return whether a figure tells a fall."""
    read = read_figure(figure.text)
    change = (read["change"] or "") if read else ""
    return change.startswith((*FALLS, *FALL_RATES)) and not change.endswith(_LEVELS)


def way_asked(claim: Figure, asked: str) -> Way | None:
    """Return which way a folded question says that a figure went; None where it says neither.

    Example: of 跌了3% it is down, of 不少于3个 neither.
    """
    if claim.is_change:
        return Way.DOWN if falls(claim) else Way.UP
    before = CLAUSE_END.split(asked[: claim.start])[-1].rstrip()
    goes_up, goes_down = _UP_BY.found(before), _DOWN_BY.found(before)
    return None if goes_up == goes_down else Way.UP if goes_up else Way.DOWN


def way_told(figure: Figure, text: str, start: int) -> tuple[Way | None, str]:
    """Return which way a figure of a verbatim text went, with the words that say it up to the figure.

    Neither a change nor what was added in its clause, which begins at `start`, went anywhere.

    Example: of 新增床位240张 it is up, and all of it says so.
    """
    if figure.is_change:
        return Way.DOWN if falls(figure) else Way.UP, figure.text
    added = max((found.start() for found in _ADDED.finditer(fold(text[start : figure.start]))), default=None)
    return (None, figure.text) if added is None else (Way.UP, text[start + added : figure.end])
