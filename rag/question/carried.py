"""What the parts of a question leave to one another: the year and the place, said again in each."""

from collections.abc import Callable, Sequence

from index.words.script import simplify
from rag.question.asked_years import counts_years, years_in
from rag.question.said import Said, said

_DATED, _SAME_YEAR = said("times.dated"), said("times.same_year")
_RELATIVE = tuple(said(f"times.{name}") for name in ("this_year", "last_year", "year_before_last", "next_year"))
_STOPS = " ，,、。；;：:！!？?\n."
PlacesIn = Callable[[str], Sequence[tuple[int, int]]]


def carried(found: Sequence[str], places_in: PlacesIn) -> list[str]:
    """Return the parts of a question, each with the place and the year that it leaves to the others.

    Args:
        found: the parts, in order.
        places_in: gives where a text in Simplified names places, as [start, end).
    """
    return _with_years(_with_places(found, places_in), _year_behind(found))


def nowhere(_: str) -> Sequence[tuple[int, int]]:
    """Return that a text names no place."""
    return ()


def same_length(text: str) -> str:
    """Return a text in Simplified and lower case, character for character."""
    simple = simplify(text).lower()
    return simple if len(simple) == len(text) else text.lower()


def without_said(words: Said, text: str) -> str:
    """Return a text in either script without what is said in it."""
    for found in reversed(list(words.finditer(same_length(text)))):
        text = text[: found.start()] + text[found.end() :]
    return text


def _with_places(found: Sequence[str], places_in: PlacesIn) -> list[str]:
    """Return parts, each that names no place with the one that was named last before it, the first with the last's."""
    told: list[str] = []
    last = _place_behind(found, places_in)
    for part in found:
        spans = places_in(same_length(part))
        if spans:
            last = part[slice(*spans[-1])]
        is_latin = last.isascii() and part.isascii()
        told.append(part if spans or not last else f"{part.rstrip(_STOPS)} in {last}?" if is_latin else last + part)
    return told


def _with_years(found: Sequence[str], last: str) -> list[str]:
    """Return parts, each that says no year with the one that was said last before it, the first with `last`."""
    told: list[str] = []
    for part in found:
        if counted := [found for words in _RELATIVE for found in words.finditer(same_length(part))]:
            said_last = part[counted[-1].start() : counted[-1].end()]
            last = last if part.isascii() or counts_years(said_last) else said_last  # 上一年 of another year is another
            told.append(part)
            continue
        years = _DATED.search(same_length(part))
        if years and years_in(same_length(part)):
            last = part[years.start() : years.end()]
            told.append(part)
            continue
        same = _SAME_YEAR.search(same_length(part)) if last else None
        own = f"{part[: same.start()].rstrip()}{part[same.end() :]}" if same else part
        told.append(f"{own.rstrip(_STOPS)} in {last}?" if last and own.isascii() else last + own)
    return told


def _place_behind(found: Sequence[str], places_in: PlacesIn) -> str:
    """Return the place at the end of the last of several English questions where no other names one: all mean it."""
    if not found or not "".join(found).isascii() or any(map(places_in, found[:-1])):
        return ""
    spans = places_in(same_length(found[-1]))
    return found[-1][slice(*spans[0])] if len(spans) == 1 and not found[-1][spans[0][1] :].strip(_STOPS) else ""


def _year_behind(found: Sequence[str]) -> str:
    """Return the years at the end of the last of several English questions where no other says one: all mean them."""
    if not found or not "".join(found).isascii() or any(_DATED.found(part) for part in found[:-1]):
        return ""
    spans = [one.span() for one in _DATED.finditer(found[-1])]
    return found[-1][spans[0][0] : spans[-1][1]] if spans and not found[-1][spans[-1][1] :].strip(_STOPS) else ""
