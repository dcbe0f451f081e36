"""A page of a PDF that is a picture → its characters, as a machine reads them (rapidocr, where the extra `ocr` is)."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from index.load.pdf_page import Char

if TYPE_CHECKING:
    from rapidocr import RapidOCR

HOW_TO = "pip install 'luohu-qa[ocr]'"
_LIBRARY = "rapidocr"
_FEWEST_CHARS, _LEAST_PICTURE = 10, 0.4  # of a page with text; share of a page that a scan's picture covers
_WHOLE, _MARGIN = 0.9, 0.08  # share of a page that a picture fills; of its height, where scanners print their stamp
_DOTS = 220 / 72  # pixels a point: ten for the strokes of small print
_LONGEST = 2_600  # pixels of a side: a larger page is drawn smaller
_LONGEST_SOUGHT = 1_600  # pixels in which lines are sought: half the time of all, and none of 34 lines lost
_UNSURE = 0.8  # confidence of a line below which a person is to look at it
_SIZES_ALIKE = 0.2  # by which the size that a line's width tells differs within one size of type
_FEWEST_UNITS = 4  # of a line, in widths of a Chinese character, whose width tells its size


class Seen(NamedTuple):
    """A line as the machine read it, in points from the page's lower left corner."""

    text: str
    confidence: float
    left: float
    bottom: float
    right: float
    top: float

    @property
    def units(self) -> float:
        """Its width in widths of a Chinese character."""
        return sum(map(_width, self.text))


def pages_named(numbers: Iterable[int]) -> str:
    """Return the numbers of pages in a few words.

    Example:
        >>> pages_named([1, 2, 3, 7, 9, 10])
        '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, dict.fromkeys((run[0], run[-1])))) for run in runs)


def is_installed() -> bool:
    """Return whether pictures can be read here."""
    return find_spec(_LIBRARY) is not None


def is_scan(page: pdfium.PdfPage, chars: Sequence[Char]) -> bool:
    """Return whether a page is a picture, but for the few characters that scanners print at its edges."""
    if len(chars) < _FEWEST_CHARS:
        return _share_of_pictures(page) > _LEAST_PICTURE
    height = page.get_height()
    inside = (_MARGIN * height < (char.bottom + char.top) / 2 < (1 - _MARGIN) * height for char in chars)
    return not any(inside) and _share_of_pictures(page) > _WHOLE


def _share_of_pictures(page: pdfium.PdfPage) -> float:
    """Return how much of a page its largest picture covers."""
    left, bottom, right, top = page.get_cropbox()
    largest = 0.0
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        x0, y0, x1, y1 = drawn.get_bounds()
        largest = max(largest, (x1 - x0) * (y1 - y0))
    return float(largest / ((right - left) * (top - bottom)))


class Recogniser:
    """Reads pages that are pictures; its models come with the library, and nothing is fetched."""

    @property
    def version(self) -> str:
        """Name and version of the library, whose models are of that version."""
        return f"{_LIBRARY} {version(_LIBRARY)}"

    @cached_property
    def _engine(self) -> "RapidOCR":
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it reports to its maker else; read when it is imported
        from rapidocr import RapidOCR

        return RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": _LONGEST,
                "Det.limit_type": "max",
                "Det.limit_side_len": _LONGEST_SOUGHT,
            }
        )

    def lines(self, page: pdfium.PdfPage) -> list[Seen]:
        """Return the lines of a page as it is seen, turned as it is to be read."""
        from rapidocr.utils.output import RapidOCROutput

        scale = min(_DOTS, _LONGEST / max(page.get_width(), page.get_height()))
        found = self._engine(page.render(scale=scale).to_pil().convert("RGB"))
        if not isinstance(found, RapidOCROutput) or found.boxes is None or found.txts is None or found.scores is None:
            return []
        height = page.get_height()
        return [
            Seen(text, float(score), left, height - bottom, right, height - top)
            for text, score, (left, top, right, bottom) in zip(
                found.txts, found.scores, (_edges(box, scale) for box in found.boxes), strict=True
            )
        ]


def unsure(lines: Sequence[Seen]) -> int:
    """Return how many lines a person is to look at."""
    return sum(line.confidence < _UNSURE for line in lines)


def chars_seen(lines: Sequence[Seen]) -> list[Char]:
    """Return the characters of lines, each in a box as wide as it is to its line, and as high as its type.

    A machine's boxes are of uneven height; lines whose sizes differ by less than a fifth are of one size.
    """
    telling = [_size(line) for line in lines if line.units >= _FEWEST_UNITS for _ in line.text]
    usual = median(telling) if telling else 0.0
    return [char for line in lines for char in _chars(line, usual)]


def _size(line: Seen) -> float:
    """Return the size of a line's type, in points: by its width, which is the surer the longer it is."""
    wide = (line.right - line.left) / max(line.units, 1.0)
    return wide if line.units >= _FEWEST_UNITS else line.top - line.bottom


def _chars(line: Seen, usual: float) -> Iterator[Char]:
    own = _size(line)
    size = usual if abs(own - usual) <= _SIZES_ALIKE * usual or line.units < _FEWEST_UNITS else own
    middle = (line.bottom + line.top) / 2
    step = (line.right - line.left) / (line.units or 1.0)
    left = line.left
    for character in line.text:
        right = left + step * _width(character)
        if not character.isspace():
            yield Char(character, left, middle - size / 2, right, middle + size / 2)
        left = right


def _width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def _edges(box: Sequence[Sequence[float]], scale: float) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a line that may be askew: its ends, and the middle of its height."""
    (left, _), (right, _) = min(box, key=lambda p: p[0]), max(box, key=lambda p: p[0])
    (_, first), (_, second), (_, third), (_, fourth) = box
    top, bottom = (first + second) / 2, (third + fourth) / 2
    return float(left) / scale, float(top) / scale, float(right) / scale, float(bottom) / scale
