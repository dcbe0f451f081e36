"""What a text says once of several things it asks: years, items with numbers, a row behind what announces it."""

import re
from dataclasses import dataclass

from rag.question.asked_years import years_apart
from rag.question.carried import same_length
from rag.question.courtesy import without_courtesy
from rag.question.said import said

HOW_MUCH = "是多少"  # what is asked of each thing of a row that is only named
_MARK = re.compile(
    r"(?<![\d.])[（(]?(?P<n>\d{1,2})(?:[)）]\s*|、\s*|[.．]\s*(?=(?:19|20)\d{2}|\D))|(?P<circled>[①-⑳])\s*"
)
_DATED, _ANNOUNCED = said("times.dated"), said("parts.announced")
_ALL_OF = said("parts.all_of")
_COLON = re.compile("[：:]")
_STOPS = " ，,、。；;：:！!？?"
_FIRST_CIRCLED = "①"


def in_full(text: str) -> str:
    """Return a text without politeness round it, each of the years that share one 年 said for itself."""
    bare = without_courtesy(text)
    return years_apart(bare, same_length(bare))


def year_first(text: str) -> str:
    """Return a text with the year in front that is said at its end for all that it asks: …，都是2025年的."""
    tail = _ALL_OF.search(same_length(text))
    dated = tail and _DATED.search(same_length(text[tail.start() :]))
    if not tail or not dated or _DATED.found(same_length(text[: tail.start()])):
        return text
    year = text[tail.start() :][dated.start() : dated.end()]
    return f"{year}{text[: tail.start()]}"


def numbered(text: str) -> list[str]:
    """Return the items of a text that numbers them from 1, the first with the year said before them; none elsewhere.

    Example:
        >>> numbered("2022年：1）新增学位；2）公园")
        ['2022年新增学位', '公园']
    """
    marks = list(_MARK.finditer(text))
    row = [mark for n, mark in enumerate(marks) if _number(mark) == n + 1]
    if len(row) < 2 or len(row) < len(marks):
        return []
    ends = [*(mark.start() for mark in row[1:]), len(text)]
    items = [text[mark.end() : end].strip(_STOPS) for mark, end in zip(row, ends, strict=True)]
    before = text[: row[0].start()]
    year = _DATED.search(same_length(before))
    said_before = before[year.start() : year.end()] if year else ""
    is_dated = _DATED.found(same_length(items[0]))
    return [f"{'' if is_dated else said_before}{items[0]}", *items[1:]] if all(items) else []


def _number(mark: re.Match[str]) -> int:
    return int(mark["n"]) if mark["n"] else ord(mark["circled"]) - ord(_FIRST_CIRCLED) + 1


@dataclass(frozen=True)
class Row:
    """Things that are named in a row: the year said of all, what joins them, and what all of them are."""

    year: str
    items: str
    kind: str = ""


def announced(text: str) -> Row:
    """Return the things that a text names, without the words that announce them; a year at the end is of all.

    Example:
        >>> announced("2023年的三个目标：投资、收入")
        Row(year='2023年', items='投资、收入', kind='目标')
        >>> announced("学位和床位今年")
        Row(year='今年', items='学位和床位', kind='')
    """
    colon = _COLON.search(text)
    lead = _ANNOUNCED.search(same_length(text[: colon.start()])) if colon else None
    if colon and lead:
        before = text[: colon.start()][: lead.start()].rstrip("的")
        return Row(before, text[colon.end() :], lead["kind"] or "")
    dated = _last_year(text)
    if dated and not text[dated[1] :].strip(_STOPS):
        return Row(text[slice(*dated)], text[: dated[0]])
    return Row("", text)


def _last_year(text: str) -> tuple[int, int] | None:
    folded = same_length(text)
    lists = (_DATED, *(said(f"times.{name}") for name in ("this_year", "last_year", "next_year")))
    spans = [found.span() for words in lists for found in words.finditer(folded)]
    return max(spans, default=None)
