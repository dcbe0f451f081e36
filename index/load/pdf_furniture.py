"""What stands on page after page of a PDF around its text: running heads, page numbers, tables of contents."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from index.load.pdf_page import Line

PAGE_NUMBER, RUNNING_HEAD, CONTENTS = "page number", "running head", "table of contents"
_NUMBER = re.compile(
    r"[-—–－·(（]*\s*(?:第\s*)?(?:\d{1,4}|[ivxlIVXL]{1,7})(?:\s*页|\s*頁)?(?:\s*[/／]\s*\d{1,4}|\s*共\s*\d{1,4}\s*[页頁])?\s*[-—–－·)）]*"
)
_DIGITS = re.compile(r"\d+")
_Key: TypeAlias = tuple[str, int]
_SAME_HEIGHT = 6.0  # points
_AT_EDGE = 3  # lines from the top, or from the bottom
_FEWEST = 3  # pages that a running head stands on
_LONGEST_HEAD = 40  # characters
_CONTENTS = re.compile(r"目\s*[录錄次]|contents", re.IGNORECASE)
_ENTRY = re.compile(r".*\D[\s.…·]*[(（]?\d{1,4}[)）]?(?:\s*[-–—]\s*[(（]?\d{1,4}[)）]?)?")
_MOSTLY = 0.6  # of a page's lines


def reasons(pages: Sequence[Sequence[Line]]) -> list[dict[int, str]]:
    """Return, for each page, which of its lines are furniture, by number, and why."""
    counts: Counter[_Key] = Counter()
    for lines in pages:
        counts.update({_key(line) for line in _edge_lines(lines)})
    found: list[dict[int, str]] = []
    for lines in pages:
        marked: dict[int, str] = {}
        for order in (range(min(_AT_EDGE, len(lines))), range(len(lines) - 1, max(-1, len(lines) - 1 - _AT_EDGE), -1)):
            for number in order:  # from the edge inward, up to what belongs to the text
                reason = _reason(lines[number], counts, len(pages))
                if not reason or len(lines) - len(marked) <= 1:
                    break
                marked[number] = reason
        found.append(marked)
    _mark_heads(pages, found)
    _mark_contents(pages, found)
    return found


def _reason(line: Line, counts: Counter[_Key], n_pages: int) -> str:
    is_usual = counts[_key(line)] >= _FEWEST
    if _NUMBER.fullmatch(line.text) and (is_usual or n_pages < _FEWEST):
        return PAGE_NUMBER
    return RUNNING_HEAD if is_usual else ""


def _edge_lines(lines: Sequence[Line]) -> list[Line]:
    return [*lines[:_AT_EDGE], *lines[max(_AT_EDGE, len(lines) - _AT_EDGE) :]]


def _mark_heads(pages: Sequence[Sequence[Line]], found: Sequence[dict[int, str]]) -> None:
    """Mark the heads of chapters of a page or two: first lines at the height of the heads of other pages."""
    heights: Counter[int] = Counter()
    for lines, marked in zip(pages, found, strict=True):
        heights.update({round(lines[number].bottom) for number, why in marked.items() if why == RUNNING_HEAD})
    usual = {height for height, count in heights.items() if count >= _FEWEST}
    for lines, marked in zip(pages, found, strict=True):
        first = next((number for number in range(min(_AT_EDGE, len(lines))) if number not in marked), None)
        if first is None or len(lines) - len(marked) <= 1 or RUNNING_HEAD in marked.values():
            continue
        if round(lines[first].bottom) in usual and len(lines[first].text) <= _LONGEST_HEAD:
            marked[first] = RUNNING_HEAD


def _key(line: Line) -> _Key:
    """Return a line's text with its digits alike, as a head with a page's number has them, and its height."""
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.bottom / _SAME_HEIGHT)


def _mark_contents(pages: Sequence[Sequence[Line]], found: list[dict[int, str]]) -> None:
    """Mark the pages of a table of contents: from its title on, as long as most lines end in a number."""
    inside = False
    for lines, marked in zip(pages, found, strict=True):
        left = [(number, line) for number, line in enumerate(lines) if number not in marked]
        if not left:
            continue
        titled = any(_CONTENTS.fullmatch(line.text) for _, line in left)
        entries = sum(bool(_ENTRY.fullmatch(line.text)) for _, line in left)
        inside = (inside or titled) and entries >= _MOSTLY * (len(left) - titled)
        if inside:
            marked.update({number: CONTENTS for number, _ in left})
