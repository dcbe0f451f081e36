"""What a part of a text that asks several things is about: whether it names it, and what it is called."""

import re

from index.words.lists import any_of
from index.words.measures import MEASURES
from rag.question.carried import PlacesIn, nowhere, same_length, without_said
from rag.question.said import said
from rag.question.wording import content

_ASKING, _AMOUNT, _EACH = said("parts.asking"), said("parts.amount"), said("parts.each")
_LEANS, _OF_ASKING, _LIGHT = said("parts.leans"), said("parts.of_asking"), said("parts.light")
_DATED, _SAME_YEAR, _THAN_BEFORE = said("times.dated"), said("times.same_year"), said("times.than_year_before")
_COUNTED = tuple(said(f"times.{name}") for name in ("this_year", "last_year", "year_before_last", "next_year"))
_FRONT, _BACK, _IN_CHARGE = said("parts.front"), said("parts.back"), said("asks.responsible")
_AT = said("places.at")
_FIGURE, _CHANGE, _DATE = said("asks.figure"), said("asks.change"), said("asks.date")
CLAUSE = re.compile(r"[^，,。；;！!？?\n]*?(?:\.(?=\s)|[，,。；;！!？?\n]+|$)")
STOPS = " ，,、。；;：:！!？?\n."
_BY_MEASURE = re.compile(f"(?:{any_of({*MEASURES, *said('parts.measured').words})})")
_SHORTEST = 2  # characters that say what is asked about
_LETTERS = re.compile(r"[a-z0-9]{2,}|[\u3400-\u9fff]{2,}")


def label(part: str, places_in: PlacesIn = nowhere, *, is_dated: bool = False) -> str:
    """Return what a part asks about, in the asker's words, without the places given and the words of asking.

    Args:
        part: of a question.
        places_in: gives where it names places that need not be said.
        is_dated: whether its year is kept.
    """
    clauses = [clause for clause in reversed(CLAUSE.findall(part)) if clause.strip(STOPS)]
    asking = [clause for clause in clauses if _ASKING.found(same_length(clause))] or [part]
    telling = [clause for clause in (*asking, *clauses) if names_matter(clause)]  # 路边停车，去哪查
    named = (matter_of(clause, places_in, is_dated=is_dated) for clause in (*telling, *asking))
    return next((short for short in named if len(short) >= _SHORTEST), asking[0].strip(STOPS))


def matter_of(clause: str, places_in: PlacesIn, *, is_dated: bool) -> str:
    """Return what a clause asks about; nothing where it only asks: 哪个部门管."""
    folded = same_length(clause)
    marked = [True] * len(clause)
    asking = [found.span() for words in (_IN_CHARGE, _AMOUNT, _ASKING, _EACH) for found in words.finditer(folded)]
    dates = () if is_dated else (found.span() for words in (_DATED, *_COUNTED) for found in words.finditer(folded))
    is_asking = [False] * (len(folded) + 1)
    for start, end in asking:
        is_asking[start:end] = [True] * (end - start)
    if any(not is_asking[end] and _BY_MEASURE.match(folded, end) for _, end in asking):
        asking = []  # 吃一顿多少钱 is no 吃一顿钱
    placed = [(_start_with_at(folded, start), end) for start, end in places_in(folded)]
    for start, end in (*asking, *dates, *placed):
        marked[start:end] = [False] * (end - start)
    kept = "".join(character if keep else "\0" for character, keep in zip(clause, marked, strict=True))
    kept = re.sub(r"[\0\s]*\0[\0\s]*", lambda found: " " if " " in found[0] else "", kept)
    return without_said(_BACK, without_said(_FRONT, kept.strip(STOPS))).strip(STOPS)


def _start_with_at(folded: str, start: int) -> int:
    """Return where the name of a place begins, with the word before it that says that something is there."""
    at = _AT.search(folded[:start])
    return at.start() if at else start


def names_matter(part: str) -> bool:
    """Return whether a part names what it asks about, and points at nothing before it but a year."""
    folded = _SAME_YEAR.sub(" ", same_length(part))
    if _LEANS.found(folded.strip(STOPS)) or said("follow_ups.refers").found(folded):
        return False
    for words in (
        _LIGHT,
        _DATED,
        _AMOUNT,
        _ASKING,
        _FIGURE,
        _THAN_BEFORE,
        _CHANGE,
        _DATE,
        said("follow_ups.of_asking"),
        _OF_ASKING,
    ):
        folded = words.sub(" ", folded)
    return bool(_LETTERS.search(content(folded)))
