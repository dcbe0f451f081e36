"""What of a document is lost in reading its other forms: characters, sections, items, against its text."""

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree, html
from pypdfium2 import PdfDocument

from eval.bench.forms import FORMS
from eval.bench.measure import BenchError
from eval.bench.office_forms import write_office_forms
from index.load.apart import read_apart
from index.load.limits import Limits
from index.load.read import Format, Read
from index.load.reading import read_content
from index.read.units import read_units
from index.records import Document, Role, Unit

_FRONT_MATTER = re.compile(r"\s*---\r?\n.*?\n---\r?\n", re.DOTALL)


def measured(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each document of a folder, and for each form that is made of one that is a text.

    `lost` counts the letters, digits and characters that are neither kept nor left out with a reason, as often as
    they stand there; `sections` and `items` are the read ones, and `alike` the share of the units of the text that
    are units of the form. Forms with a ° are written by LibreOffice, where it is there.

    Raises:
        BenchError: there is no document, or LibreOffice does not write one.
        ReadError: one cannot be read.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".html", ".pdf", ".docx", ".xlsx"})
    if not files:
        raise BenchError(f"there is no document in {folder}")
    limits = Limits()
    reads = {file: _timed(file, limits) for file in files}
    texts = {file.stem: read.text for file, (read, _) in reads.items() if read.format is Format.TEXT}
    with TemporaryDirectory(prefix="luohu-office-") as made:
        by_office = write_office_forms(texts, Path(made))
        for file, (read, seconds) in reads.items():
            units = _units(read.text)
            yield _row(file.name, read, _shown(file.read_bytes(), read), units, units) | {"seconds": seconds}
            if read.format is not Format.TEXT:
                continue
            shown = Counter(_letters(read.text))
            for form, make in FORMS.items():
                again = read_content(make(read.text), f"{file.stem}.{form}", limits)
                yield _row(f"  as {form}", again, shown, units, _units(again.text))
            for form, written in by_office.items():
                again, taken = _timed(written[file.stem], limits)
                yield _row(f"  as {form}°", again, shown, units, _units(again.text)) | {"seconds": taken}


def _timed(file: Path, limits: Limits) -> tuple[Read, float]:
    began = time.perf_counter()
    read = read_apart(file, limits)
    return read, round(time.perf_counter() - began, 2)


def _row(name: str, read: Read, shown: Counter[str], of_text: list[Unit], units: list[Unit]) -> dict[str, Any]:
    kept = Counter(_letters(read.text + "".join(left.text for left in read.left_out)))
    texts = Counter("".join(_letters(unit.text)) for unit in units)
    same = Counter("".join(_letters(unit.text)) for unit in of_text) & texts
    return {
        "document": name,
        "characters": shown.total(),
        "lost": (shown - kept).total(),
        "sections": len({unit.section_id for unit in units}),
        "items": sum(unit.role is Role.ITEM for unit in units),
        "units": len(units),
        "alike": round(same.total() / max(1, len(of_text)), 3),
    }


def _letters(text: str) -> Iterator[str]:
    """Yield what is read of a text: letters, digits, characters, in their plain forms."""
    return (character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def _shown(content: bytes, read: Read) -> Counter[str]:
    """Return what the original holds, as its own library says it."""
    if read.format is Format.PDF:
        document = PdfDocument(content)
        pages = (document[number].get_textpage().get_text_bounded() for number in range(len(document)))
        return Counter(_letters("".join(pages)))
    if read.format is Format.WEB:
        page = html.document_fromstring(_FRONT_MATTER.sub("", content.decode("utf-8"), count=1))
        etree.strip_elements(page, "script", "style", "svg", with_tail=False)
        return Counter(_letters("".join(map(str, page.itertext()))))
    return Counter(_letters(read.text))


def _units(text: str) -> list[Unit]:
    entry = {"doc_id": "read", "title": "", "issuer": "", "kind": "", "source": "", "sha256": "", "note": ""}
    return list(read_units(Document(**entry, issued=None, covers=(), text=text)).units)
