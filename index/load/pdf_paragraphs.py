"""Lines of pages → paragraphs: what was broken at a width, or by the end of a page, is whole again."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import ceil
from statistics import median

from index.load.pdf_columns import Column
from index.load.pdf_page import Line

_ENDED = re.compile(r"[。！？!?；;：:….][”’」』）)》〉】]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_NUMERALS = "一二三四五六七八九十百零〇"
# What begins a paragraph: a numeral, a number, a bullet. Behind it the text may hang.
MARKER = re.compile(
    rf"(?:第[{_NUMERALS}\d]+[章节節条條篇部]|[{_NUMERALS}]+、|[(（]\s*(?:[{_NUMERALS}]+|\d{{1,3}}|[ivxIVX]{{1,5}}|[a-zA-Z])\s*[)）]|"
    rf"\d{{1,3}}[.．、](?!\d)|[①-⑳]|[•●▪◆■□–\uf000-\uf0ff\ufffd](?!\d)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
)
_WORD_END, _WORD_START = re.compile(r"[A-Za-z0-9][,.;:!?)’”]*$"), re.compile(r"[A-Za-z0-9]")
_NUMBER_BROKEN = re.compile(r"\d[,.]?\d$")  # one number on both sides of the end of a line: a blank would make it two
# What a line begins with that is never broken: a word, a number, a character, with the marks around it.
_UNBROKEN = re.compile(r"[“‘（《〈【「『(]*(?:[A-Za-z0-9.,%/+–-]+|\S)[，。、；：？！…）》〉】」』”’)%％]*")
BULLET = re.compile(r"[•●▪◆■□\uf000-\uf0ff\ufffd]\s*")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RAISED = re.compile(r"(?<![A-Za-z])[⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # not the ² of km²
_PLAIN_NOTE = re.compile(r"(\d{1,3})\s+(?=\S)")
NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)")
_SMALLER = 0.9  # of the usual size: a note is set smaller
# In sizes of a line's characters.
_NARROWEST = 12.0  # that a column of prose is
_SHORT, _SHORT_WORDS, _INDENT, _OTHER_SIZE, _WIDE_GAP = 1.6, 5.0, 1.2, 0.12, 1.7


_USUAL_GAP = 1.5  # where no two lines show one
_LONG_ONES = 0.9  # of the lines of a column: those that are longer hang over


@dataclass(frozen=True)
class Placed:
    """A line on its page, within a column from `left` to `right`."""

    line: Line
    page: int
    left: float
    right: float
    text: str

    @property
    def is_full(self) -> bool:
        """Whether the line goes on to the end of its column, so that the next one may be its rest."""
        if self.right - self.left < _NARROWEST * self.line.size:  # titles and lists alone
            return False
        slack = _SHORT_WORDS if self.text[-1:].isascii() and self.text[-1:].isalpha() else _SHORT
        return self.line.right > self.right - slack * self.line.size

    @cached_property
    def parts(self) -> list[Line]:
        """Return what stands in it between wide gaps; the number of a paragraph is no part of its own."""
        parts = self.line.segments
        if len(parts) > 1 and MARKER.fullmatch(parts[0].text):
            parts = [Line(parts[0].chars + parts[1].chars), *parts[2:]]
        return parts


@dataclass
class Paragraph:
    """Lines that are one paragraph; `gap` is the usual one between its lines."""

    lines: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return "".join(piece for piece, _ in self.pieces())

    def pieces(self) -> Iterator[tuple[str, Placed | None]]:
        """Yield the text of each line, and the blanks between words of two lines."""
        before = ""
        for placed in self.lines:
            if (
                _WORD_END.search(before)
                and _WORD_START.match(placed.text)
                and not _NUMBER_BROKEN.search(f"{before[-2:]}{placed.text[:1]}")
            ):
                yield " ", None
            yield placed.text, placed
            before = placed.text


def columns_of(pages: Sequence[Sequence[Column]]) -> list[list[tuple[float, float]]]:
    """Return, for each line of each page in reading order, the left and right edge of the column that it stands in.

    What is as wide as the page is so on all pages of one column, and reaches over all columns of its own page.
    """
    usual = _edge([line for columns in pages if len(columns) == 1 for column in columns for line in column.lines])
    edges = []
    for columns in pages:
        everything = [line for column in columns for line in column.lines]
        of_page: list[tuple[float, float]] = []
        for column in columns:
            lines = everything if column.is_whole else column.lines
            right = max(_edge(lines), usual if column.is_whole else 0.0)
            of_page += [(min(line.left for line in lines), right)] * len(column.lines)
        edges.append(of_page)
    return edges


def _edge(lines: Sequence[Line]) -> float:
    """Return where the lines of a column end: most of the long ones do."""
    rights = sorted(line.right for line in lines)
    return rights[ceil(_LONG_ONES * (len(rights) - 1))] if rights else 0.0


@dataclass(frozen=True)
class Habits:
    """How a document sets its paragraphs: sizes between its lines, and whether their first lines are indented."""

    gap: float
    indents: bool


def habits_of(placed: Sequence[Placed]) -> Habits:
    """Return the habits of a document by its lines in reading order."""
    pairs = [(before, line) for before, line in pairwise(placed) if before.page == line.page]
    below = [(before, line) for before, line in pairs if before.line.bottom > line.line.bottom]
    gaps = [(before.line.bottom - line.line.bottom) / line.line.size for before, line in below if before.is_full]
    begun = [line for before, line in below if not before.is_full and line.is_full]
    indented = sum(line.line.left - line.left >= _INDENT * line.line.size for line in begun)
    return Habits(gap=median(gaps) if gaps else _USUAL_GAP, indents=2 * indented > len(begun))


def paragraphs(placed: Sequence[Placed], habits: Habits) -> list[Paragraph]:
    """Return the paragraphs of lines in reading order."""
    found: list[Paragraph] = []
    for line in placed:
        if found and _goes_on(found[-1], line, habits):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line]))
    return found


def _goes_on(paragraph: Paragraph, line: Placed, habits: Habits) -> bool:
    """Return whether a line is the rest of a paragraph."""
    before = paragraph.lines[-1]
    size = before.line.size
    if (
        not (before.is_full or _was_broken(before, line))
        or MARKER.match(line.text)
        or abs(line.line.size - size) > _OTHER_SIZE * size
    ):
        return False
    if len(before.parts) > 1 or len(line.parts) > 1:  # columns of something
        return False
    is_next = before.page == line.page and before.line.bottom > line.line.bottom
    if is_next and (before.line.bottom - line.line.bottom) / size > _WIDE_GAP * habits.gap:
        return False
    if not is_next and _ENDED.search(before.text) and not habits.indents:
        return False
    indent = line.line.left - (before.line.left if is_next else line.left)
    is_second = len(paragraph.lines) == 1
    if is_second and habits.indents and is_next and abs(indent) < size and line.line.left - line.left >= _INDENT * size:
        return False  # a first line itself, below another
    return bool(is_second and MARKER.match(before.text)) or indent < _INDENT * size


def _was_broken(before: Placed, line: Placed) -> bool:
    """Return whether a sentence was broken where what the next line begins with, and is never broken, had no room."""
    if _ENDED.search(before.text) or before.right - before.left < _NARROWEST * before.line.size:
        return False
    first = _UNBROKEN.match(line.text)
    chars = line.line.chars[: len("".join(first[0].split()))] if first else ()
    return bool(chars) and before.line.right + chars[-1].right - chars[0].left > before.right


def usual_size(lines: Sequence[Placed]) -> float:
    """Return the size that most characters have, to half a point."""
    counts: Counter[float] = Counter()
    for placed in lines:
        counts[round(2 * placed.line.size) / 2] += len(placed.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def without_notes(placed: Sequence[Placed], size: float) -> tuple[list[Placed], list[Placed]]:
    """Return the lines of a page's text, and those of the notes below it: smaller, from the first with a number on.

    The number of a note need not be raised itself where one in the text above is.
    """
    for number in range(len(placed)):
        below = placed[number:]
        if all(other.line.size < _SMALLER * size for other in below):
            marks = {mark for other in placed[:number] for mark in RAISED.findall(other.text)}
            notes = [_with_mark(other, marks) for other in below]
            if NOTE.match(notes[0].text):
                return list(placed[:number]), notes
    return list(placed), []


def _with_mark(placed: Placed, marks: Container[str]) -> Placed:
    """Return a line with the number that it begins with raised, where that is a mark."""
    found = _PLAIN_NOTE.match(placed.text)
    if not found or (mark := found[1].translate(SUPERSCRIPT)) not in marks:
        return placed
    return replace(placed, text=f"{mark}{placed.text[found.end() :]}")
