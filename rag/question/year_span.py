"""Questions about a matter through the years: 历年新增学位, 近几年…的变化, how has … changed, three named years."""

from dataclasses import dataclass

from rag.question.said import said

_YEARS, _CHANGE = said("times.each_year"), said("times.changes")
_FIGURE_CHANGES = said("times.figure_changes")
_NUMBER = said("times.number_of")
_BETWEEN, _SINCE = said("times.between"), said("times.since")


@dataclass(frozen=True)
class YearSpan:
    """The years a row of years goes through; empty for all that are held. `is_listed` when each of them is named."""

    years: tuple[int, ...]
    is_listed: bool = False


def year_span(folded: str, named: tuple[int, ...], this_year: int) -> YearSpan | None:
    """Return the years that a question goes through, or None when it asks for no row of years.

    Args:
        folded: the question.
        named: the years it names, in order of value.
        this_year: the last one of 2019年以来.
    """
    over, changes = _YEARS.found(folded), _CHANGE.found(folded)
    between, since = _BETWEEN.search(folded), _SINCE.search(folded)
    if between and (over or changes):
        first, last = sorted(map(int, between.groups()))
        return YearSpan(tuple(range(first, last + 1)))
    if since and (over or changes):
        return YearSpan(tuple(range(int(since[1]), this_year + 1)))
    if len(named) > 2:
        return YearSpan(named, is_listed=True)
    return YearSpan(()) if not named and (over or _FIGURE_CHANGES.found(folded)) else None


def without_asking(folded: str) -> str:
    """Return such a question with blanks for the words that ask for a row of years: no report writes them so."""
    for words in (_BETWEEN, _SINCE, _YEARS, _CHANGE, _NUMBER):
        folded = words.sub(" ", folded)
    return folded
