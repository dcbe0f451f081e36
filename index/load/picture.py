"""A page of a PDF as a picture, drawn in a process of its own: PDFium runs what a stranger wrote."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium

from index.errors import Fault, ReadError
from index.load.confine import confine, run_apart
from index.load.limits import Limits

WIDTH = 1400  # pixels: twice what a page is wide beside its text, for screens with two a point
MEDIA_TYPE = "image/webp"
_MOST_PIXELS = 8_000_000  # of a long page; 1,400 × 1,980 is A4
_LONGEST = 16_000  # pixels of a side: WebP has no more than 16,383
_QUALITY, _METHOD = 80, 2  # a page of text: 200 kB in half the time of method 4; as PNG 730 kB
LIMITS = Limits(seconds=20, memory_mb=1_024)


def page_picture(file: Path, page: int, limits: Limits = LIMITS) -> bytes:
    """Return a page of a PDF as WebP, WIDTH pixels wide.

    Args:
        file: the PDF.
        page: counted from 1.
        limits: of drawing it.

    Raises:
        ReadError: there is no such page, or it cannot be drawn within the limits.
    """
    try:
        ran = run_apart("index.load.picture", str(file.absolute()), str(page), limits=limits)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"page {page} of {file.name} took longer than {limits.seconds} s to draw", Fault.TOO_SLOW
        ) from error
    if ran.returncode or not ran.stdout:
        raise ReadError(f"page {page} of {file.name} cannot be drawn (exit {ran.returncode})", Fault.CRASHED)
    return ran.stdout


def _drawn(content: bytes, page: int) -> bytes:
    sheet = pdfium.PdfDocument(content)[page - 1]
    width, height = sheet.get_size()
    scale = min(WIDTH / width, (_MOST_PIXELS / (width * height)) ** 0.5, _LONGEST / max(width, height))
    image = sheet.render(scale=scale).to_pil().convert("RGB")
    file = io.BytesIO()
    image.save(file, "WEBP", quality=_QUALITY, method=_METHOD)
    return file.getvalue()


def _main(path: str, page: str, bounds: str) -> int:
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    confine(Limits(**json.loads(bounds)))
    out.write(_drawn(Path(path).read_bytes(), int(page)))
    out.close()
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
