"""Scans of a test's own: pages of text drawn as pictures.

`characters.otf` are 70 characters of Noto Sans CJK SC (SIL Open Font License 1.1), so that no font has to be there.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

DOTS = 150  # an inch, as an office scans
_POINT = DOTS / 72
WIDTH, HEIGHT = 420, 300  # points
LEFT, TOP, SIZE, STEP = 40, 30, 14, 26  # points, of the lines


def picture(lines: Sequence[str]) -> Image.Image:
    """A page with a text on each line, dark grey on light grey as paper is."""
    page = Image.new("L", (round(WIDTH * _POINT), round(HEIGHT * _POINT)), 245)
    font = ImageFont.truetype(Path(__file__).with_name("characters.otf"), round(SIZE * _POINT))
    for number, text in enumerate(lines):
        ImageDraw.Draw(page).text((LEFT * _POINT, (TOP + STEP * number) * _POINT), text, 40, font)
    return page


def scan(lines: Sequence[str]) -> bytes:
    """A PDF whose page is a picture."""
    file = io.BytesIO()
    picture(lines).save(file, "PDF", resolution=DOTS)
    return file.getvalue()


def bound(*files: bytes, turned: int = 0) -> bytes:
    """A PDF with the pages of several, one behind the other, each turned clockwise by some degrees."""
    whole, file = pdfium.PdfDocument.new(), io.BytesIO()
    for content in files:
        whole.import_pages(pdfium.PdfDocument(content))
    for page in whole:
        page.set_rotation(turned)
    whole.save(file)
    return file.getvalue()
