"""Lines of a page of a PDF → its columns of prose, in the order they are read: left before right, between what crosses.

A gutter is found from the boxes alone: a stretch of the page that no line enters from the one side or the other, for as
many lines as it goes on, with prose on both sides that fills its column and is broken at its edge. A table is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil
from statistics import median
from typing import NamedTuple, TypeAlias

from index.load.pdf_page import Char, Line, lines_of, parts_of

# In sizes of a line's characters.
_GUTTER = 0.8  # the least between two columns; two characters are usual, and a line may hang over
_NARROWEST = 7.0  # a column
_SHORT, _SHORT_WORDS = 1.6, 5.0  # what a line that is broken may lack; the second where words are
_FAR = 3.0  # between two lines with something between them that ends the columns: a picture
# In steps from line to line.
_APART = 1.4  # a head or a page's number from the columns
_MOST_APART = 2  # lines of such
# Shares of a column's lines.
_LONG_ONES = 0.9  # those that are longer hang over
_WRITTEN = 0.6  # that end at its edge, or with a sentence
_MARKED = 0.25  # with the marks of sentences in them
_COUNTED = 0.3  # that are figures: a table
_FEWEST = 2  # lines of a column
_ENDED = re.compile(r"[。！？!?；;：:….][”’」』）)》〉】]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_MARK = re.compile(r"[，。；、！？]|[,.;!?](?!\d)")
_FIGURE = re.compile(r"[^。；！？]{0,3}\d.{0,11}|[-—–]+")
_Sides: TypeAlias = tuple[list[Line], list[Line]]


class Column(NamedTuple):
    """Lines under one another, from the top down; `is_whole` where they are as wide as the page's text."""

    lines: tuple[Line, ...]
    is_whole: bool


def in_reading_order(chars: Sequence[Char]) -> list[Column]:
    """Return the columns of a page, and what stands above, between and below them, as it is read."""
    return list(_ordered(lines_of(chars), is_whole=True))


def _ordered(lines: Sequence[Line], *, is_whole: bool) -> Iterator[Column]:
    bands = max((_bands(lines, x) for x in _candidates(lines)), key=_n_lines, default=())
    done = 0
    for first, last, sides in bands:
        if first > done:
            yield _column(lines[done:first], is_whole=is_whole)
        for side in sides:
            yield from _ordered(side, is_whole=False)
        done = last
    if done < len(lines):
        yield _column(lines[done:], is_whole=is_whole)


def _column(lines: Sequence[Line], *, is_whole: bool) -> Column:
    """Return lines as a column: what a line of the next column beside it tore in two is one line again."""
    return Column(tuple(lines_of(char for line in lines for char in line.chars)), is_whole)


class _Band(NamedTuple):
    """Lines of a page from `first` up to `last` that a gutter parts."""

    first: int
    last: int
    sides: _Sides


def _n_lines(bands: Iterable[_Band]) -> int:
    return sum(len(side) for band in bands for side in band.sides)


def _candidates(lines: Sequence[Line]) -> list[float]:
    """Return where gutters may be: left of what several lines have beginning there, behind where others begin."""
    parts = [part for line in lines for part in parts_of(line, _GUTTER)]
    begin = min((part.left for part in parts), default=0.0)
    lefts: list[float] = []
    for part in sorted(parts, key=lambda part: part.left):
        size = part.size
        if part.left < begin + _NARROWEST * size:
            continue
        same = sum(abs(other.left - part.left) <= size / 2 for other in parts)
        if same >= _FEWEST and (not lefts or part.left - size * _GUTTER / 2 - lefts[-1] > size / 2):
            lefts.append(part.left - size * _GUTTER / 2)
    return lefts


def _bands(lines: Sequence[Line], x: float) -> Sequence[_Band]:
    """Return the stretches of lines that a gutter at x parts; none where what it parts is no prose."""
    found = [band for first, last in _runs(lines, x) if (band := _band(lines, x, first, last))]
    sides = [[line for band in found for line in band.sides[side]] for side in (0, 1)]
    return found if found and all(map(_is_prose, sides)) else ()


def _runs(lines: Sequence[Line], x: float) -> Iterator[tuple[int, int]]:
    """Yield the first and one behind the last of lines that do not cross x, none far from the next."""
    first = 0
    for number, line in enumerate(lines):
        crosses = any(part.left < x < part.right for part in parts_of(line, _GUTTER))
        is_far = number > first and lines[number - 1].bottom - line.top > _FAR * line.size
        if (crosses or is_far) and number > first:
            yield first, number
        if crosses or is_far:
            first = number + crosses
    if first < len(lines):
        yield first, len(lines)


def _band(lines: Sequence[Line], x: float, first: int, last: int) -> _Band | None:
    """Return the band of a run without heads and numbers at its ends; None where no two columns are side by side."""
    first, last = _trimmed(lines, x, first, last)
    left, right = sides = _sides(lines[first:last], x)
    if min(len(left), len(right)) < _FEWEST:
        return None
    shared = min(left[0].top, right[0].top) - max(left[-1].bottom, right[-1].bottom)
    least = min(side[0].top - side[-1].bottom for side in sides)
    return _Band(first, last, sides) if shared > least / 2 else None


def _trimmed(lines: Sequence[Line], x: float, first: int, last: int) -> tuple[int, int]:
    """Return a run without the lines at its ends that stand on one side alone, apart from the rest."""
    steps = [above.bottom - below.bottom for side in _sides(lines[first:last], x) for above, below in pairwise(side)]
    usual = _APART * median(steps) if steps else 0.0
    for number in range(first + 1, min(first + 1 + _MOST_APART, last)):
        apart = lines[number - 1].bottom - lines[number].bottom > usual
        if apart and not all(_sides(lines[first:number], x)):
            first = number
            break
    for number in range(last - 1, max(last - 1 - _MOST_APART, first), -1):
        apart = lines[number - 1].bottom - lines[number].bottom > usual
        if apart and not all(_sides(lines[number:last], x)):
            last = number
            break
    return first, last


def _sides(lines: Sequence[Line], x: float) -> _Sides:
    """Return what of lines stands left of x, and what right of it, each from the top down."""
    sides: _Sides = ([], [])
    for line in lines:
        parts = parts_of(line, _GUTTER)
        for side, chosen in enumerate(([p for p in parts if p.right <= x], [p for p in parts if p.left >= x])):
            if chosen:
                sides[side].append(Line(tuple(char for part in chosen for char in part.chars)))
    for of_side in sides:
        of_side.sort(key=lambda line: -line.bottom)
    return sides


def _is_prose(lines: Sequence[Line]) -> bool:
    """Return whether lines are those of a column of prose."""
    size = median(line.size for line in lines)
    rights = sorted(line.right for line in lines)
    edge = rights[ceil(_LONG_ONES * (len(rights) - 1))]
    if edge - min(line.left for line in lines) < _NARROWEST * size:
        return False
    full = [line.right >= edge - (_SHORT_WORDS if _ends_in_word(line) else _SHORT) * size for line in lines]
    written = sum(is_full or bool(_ENDED.search(line.text)) for line, is_full in zip(lines, full, strict=True))
    marked = sum(bool(_MARK.search(line.text)) for line in lines)
    counted = sum(all(_FIGURE.fullmatch(part.text) for part in line.segments[-1:]) for line in lines)
    n = len(lines)
    return any(full[:-1]) and written >= _WRITTEN * n and marked >= _MARKED * n and counted < _COUNTED * n


def _ends_in_word(line: Line) -> bool:
    return line.chars[-1].text.isascii() and line.chars[-1].text.isalpha()
