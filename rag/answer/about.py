"""What a Chinese quote is about, in one line of English: by its official terms, or the departments that it names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from index.words import lists
from index.words.bilingual import ADMIN_TERMS
from index.words.clauses import MEMBER_END, clauses

_DATA = Path(__file__).parent / "data"
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SHORTEST = 2  # characters of a term: 站 and 率 stand within others
_MOST_TERMS, _MOST_OFFICES = 3, 6
_LEVELS = {"区": "District ", "區": "District ", "市": "Municipal ", "县": "County ", "省": "Provincial "}
_CAPITALS = {"gdp": "GDP", "ai": "AI", "5g": "5G", "r&d": "R&D", "greater bay area": "Greater Bay Area"}
_ABOUT = "About: {terms}. Quoted in Chinese."
_OFFICES = "Departments: {names}. Named in Chinese."
_AND_MORE = "; {n} more"
_UNKNOWN = "Quoted in Chinese; no English is held for it."


def about(quote: str, figures: Sequence[str] = ()) -> str:
    """Return a line that says what a Chinese quote is about, or that it is Chinese; empty for one that is not.

    Terms of the clause with a figure that answers come first; the line says no more than that they stand there.

    Args:
        quote: verbatim.
        figures: in it, that answer.

    Example:
        >>> about("新改扩建16所学校、幼儿园,新增学位8430个;", ("8430个",))
        'About: school place, school, kindergarten. Quoted in Chinese.'
        >>> about("【责任单位:区教育局、某专班】"), about("Ten schools were built.")
        ('Departments: District Education Bureau. Named in Chinese.', '')
    """
    if not _CHINESE.search(quote):
        return ""
    offices = tuple(_offices(quote))
    terms = _terms(quote, figures)
    if offices and (len(offices) > 1 or not terms):
        more = len(offices) - _MOST_OFFICES
        names = "; ".join(offices[:_MOST_OFFICES]) + (_AND_MORE.format(n=more) if more > 0 else "")
        return _OFFICES.format(names=names)
    return _ABOUT.format(terms=", ".join(terms)) if terms else _UNKNOWN


def _terms(quote: str, figures: Sequence[str]) -> tuple[str, ...]:
    parts = clauses(quote, MEMBER_END)
    parts.sort(key=lambda part: not any(figure in part for figure in figures))
    known, found = _english(), dict[str, None]()
    for part in parts:
        found.update(dict.fromkeys(known[match] for match in _any_of(known).findall(part)))
    return tuple(found)[:_MOST_TERMS]


def _offices(quote: str) -> Iterable[str]:
    known = _departments()
    for level, name in dict.fromkeys(re.findall(rf"([区區市县省]?)({lists.any_of(known)})", quote)):
        yield _LEVELS.get(level, "") + known[name]


@lru_cache(maxsize=1)
def _departments() -> Mapping[str, str]:
    return {row[0]: row[1] for row in lists.rows(_DATA / "offices.tsv")}


@lru_cache(maxsize=1)
def _english() -> Mapping[str, str]:
    """Return the Chinese terms that say what a sentence is about, each with the English that means it first."""
    aside = set(lists.words(_DATA / "about_aside.txt"))
    found: dict[str, str] = {}
    for english, chinese in lists.rows(ADMIN_TERMS):
        first = chinese.split()[0]
        if len(first) >= _SHORTEST and first not in aside and _CHINESE.search(first):
            found.setdefault(first, _CAPITALS.get(english, english))
    return found


@lru_cache(maxsize=1)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(lists.any_of(words))


def _any_of(known: Mapping[str, str]) -> re.Pattern[str]:
    return _pattern(tuple(known))
