"""A page of a PDF → its lines from the top down, each with its box."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

_CHINESE = "\u2e80"  # the first of them
# All in sizes of a line's characters.
_SAME_LINE = 0.5  # of the smaller height that two boxes on one line share
_WORD_GAP = 0.22  # between words
_BLANK_GAP = 0.7  # between Chinese words that a blank sets apart
_CELL_GAP = 1.8  # between cells, or columns
_RAISED_GAP = 0.4  # before a raised number, the quarter that programs put between scripts included
_RAISED = 0.75  # of the size of a line: what is smaller and stands higher is a note's number
_NO_CHARACTERS = (0xA0, 0xAD, 0x200B, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF)  # blanks, and what is not there
_SUPERSCRIPT = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))


class Char(NamedTuple):
    """A character in its box, as high as its font, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """Its height."""
        return self.top - self.bottom


@dataclass(frozen=True)
class Line:
    """Characters side by side, from left to right."""

    chars: tuple[Char, ...]

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return self.chars[0].left

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(char.right for char in self.chars)

    @cached_property
    def bottom(self) -> float:
        """Its lower edge."""
        return min(char.bottom for char in self.chars)

    @cached_property
    def top(self) -> float:
        """Its upper edge."""
        return max(char.top for char in self.chars)

    @cached_property
    def size(self) -> float:
        """The height of most of its characters, of the Chinese ones where there are: letters are taller."""
        chinese = [char.size for char in self.chars if char.text >= _CHINESE]
        return median(chinese or [char.size for char in self.chars])

    @cached_property
    def text(self) -> str:
        """What it says: words of letters and digits apart, Chinese characters never, notes' numbers raised."""
        said = ""
        size, base = self.size, median(char.bottom for char in self.chars)
        gaps = [char.left - before.right for before, char in pairwise(self.chars)]
        usual = median(gaps) if gaps else 0.0  # wide where words are set apart
        before: Char | None = None
        for char in self.chars:
            if before and _is_apart(before, char, size, usual):
                said += " "
            stands_behind = said[-1:] in _SUPERSCRIPT.values() or before is None or before.size >= _RAISED * size
            is_raised = stands_behind and _is_raised(char, before, size, base)
            said += _SUPERSCRIPT[char.text] if is_raised else char.text
            before = char
        return said.strip()

    @cached_property
    def segments(self) -> list["Line"]:
        """Return its parts between wide gaps."""
        return parts_of(self, _CELL_GAP)


def parts_of(line: Line, gap: float) -> list[Line]:
    """Return the parts of a line between gaps of so many sizes of its characters."""
    parts: list[list[Char]] = []
    for char in line.chars:
        if parts and char.left - parts[-1][-1].right < gap * max(char.size, parts[-1][-1].size):
            parts[-1].append(char)
        else:
            parts.append([char])
    return [Line(tuple(part)) for part in parts]


def _is_apart(before: Char, char: Char, size: float, usual: float) -> bool:
    """Return whether a blank stands between two characters."""
    gap = char.left - before.right
    if before.text in ".)" and not char.text.isascii():  # 1. 2024年 is no decimal
        return gap > _WORD_GAP * size
    if before.text.isascii() and char.text.isascii():
        return gap > _WORD_GAP * size
    return gap > max(_BLANK_GAP * size, 2 * usual + _WORD_GAP * size)


def _is_raised(char: Char, before: Char | None, size: float, base: float) -> bool:
    """Return whether a character is the number of a note: a small digit, high up, close behind what it is of."""
    is_close = before is None or char.left - before.right < _RAISED_GAP * size
    is_small = char.text in _SUPERSCRIPT and char.size < _RAISED * size
    return is_small and is_close and char.bottom > base + 0.15 * size


def chars_of(page: pdfium.PdfPage) -> tuple[list[Char], str]:
    """Return the characters of a page, in points from its corner, and the text that stands beyond its edges."""
    text = page.get_textpage()
    box = raw.FS_RECTF()
    x, y, right, top = page.get_cropbox()
    found: list[Char] = []
    beyond: list[Char] = []
    for number in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, number)
        if code <= 0x20 or code in _NO_CHARACTERS or raw.FPDFText_IsGenerated(text, number) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text, number, ctypes.byref(box))
        if box.top - box.bottom < 1 or box.right <= box.left:
            continue
        is_inside = x <= (box.left + box.right) / 2 <= right and y <= (box.bottom + box.top) / 2 <= top
        where = found if is_inside else beyond
        character = _joined(where, code)
        if character:
            where.append(Char(character, box.left - x, box.bottom - y, box.right - x, box.top - y))
    return found, "".join(char.text for char in beyond)


def _joined(found: list[Char], code: int) -> str:
    """Return the character of a code; the second half of a pair completes the first, and there is none to add."""
    if 0xDC00 <= code <= 0xDFFF and found and 0xD800 <= ord(found[-1].text[0]) <= 0xDBFF:
        high = ord(found[-1].text)
        found[-1] = found[-1]._replace(text=chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)))
        return ""
    return chr(code)


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """Return characters as lines, from the top down."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (-char.size, -char.top)):
        row = max(rows, key=lambda row: _shared(row[0], char), default=None)
        if row is not None and _shared(row[0], char) > _SAME_LINE * min(row[0].size, char.size):
            row.append(char)
        else:
            rows.append([char])
    lines = [Line(tuple(_once(sorted(row, key=lambda char: char.left)))) for row in rows]
    return sorted(lines, key=lambda line: -median(char.bottom for char in line.chars))


def _shared(first: Char, other: Char) -> float:
    return min(first.top, other.top) - max(first.bottom, other.bottom)


def _once(chars: Sequence[Char]) -> Iterator[Char]:
    """Yield characters without those that were printed twice, a hair apart, to look bold."""
    before: Char | None = None
    for char in chars:
        if before and char.text == before.text and abs(char.left - before.left) < 0.2 * char.size:
            continue
        before = char
        yield char
