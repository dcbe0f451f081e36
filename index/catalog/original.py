"""What is kept of the file that a text was read from: the file, and where each stretch of the text stands in it."""

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import Field, ValidationError

from index.catalog.catalog import CatalogEntry, Original
from index.errors import CatalogError
from index.load.kind import ENDINGS
from index.load.read import (
    Format,
    InCell,
    LeftOut,
    Notice,
    OnPage,
    PageSize,
    Part,
    Place,
    Read,
    ShownCell,
    ShownTable,
    places_of,
)
from index.records import Frozen, Span

ORIGINALS = "originals"  # folder in the seeds
_PARTS = ".parts.json"


class Parts(Frozen):
    """Where the stretches of a kept text stand in its original, and what was left out; counts in the text named."""

    text_sha256: str
    original_sha256: str
    reader: str
    parts: tuple[Part, ...]
    tables: tuple[ShownTable, ...]
    pages: tuple[PageSize, ...] = Field(default=(), description="of a PDF, in order")
    left_out: tuple[LeftOut, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class KeptOriginal:
    """An original, and the parts of the text that was read from it."""

    file: Path
    parts: Parts

    def places(self, span: Span, text: str) -> tuple[Place, ...]:
        """Return where a span of the kept text stands: boxes on pages, paragraphs, cells."""
        parts = self.parts.parts
        first = bisect_right(parts, span.start, key=lambda part: part.end)
        last = bisect_left(parts, span.end, key=lambda part: part.start)
        return tuple(places_of(parts[first:last], span, text))

    @property
    def format(self) -> Format:
        """What the original is, by the ending it is kept under."""
        return next(each for each, endings in ENDINGS.items() if self.file.suffix in endings)

    @property
    def pages_by_machine(self) -> tuple[int, ...]:
        """The pages that are pictures, and that a machine read."""
        places = (part.place for part in self.parts.parts)
        return tuple(sorted({place.page for place in places if isinstance(place, OnPage) and place.by_machine}))

    def table_of(self, cell: InCell) -> ShownTable | None:
        """Return the table that a cell is in, as it stands in the original; None where there is none such."""
        of_sheet = (each for each in self.parts.tables if (each.table, each.sheet) == (cell.table, cell.sheet))
        return next((each for each in of_sheet if any(_covers(c, cell) for c in each.cells)), None)


def _covers(shown: ShownCell, cell: InCell) -> bool:
    rows, columns = range(shown.row, shown.row + shown.rows), range(shown.column, shown.column + shown.columns)
    return cell.row in rows and cell.column in columns


def original_files(read: Read, content: bytes, name: str, file_name: str) -> tuple[Original, dict[str, bytes]]:
    """Return the entry of an original, and what is written of it, by path in the folder of seeds.

    Args:
        read: what was read.
        content: of the original.
        name: of the kept text, as report.txt.
        file_name: of the original, for its ending where that is one of its format.
    """
    endings = ENDINGS[read.format]
    suffix = PurePath(file_name).suffix.lower()
    kept = f"{PurePath(name).stem}{suffix if suffix in endings else endings[0]}"
    parts = Parts(
        text_sha256=read.text_sha256,
        original_sha256=read.original_sha256,
        reader=read.reader,
        parts=read.parts,
        tables=read.tables,
        pages=read.pages,
        left_out=read.left_out,
        notices=read.notices,
    )
    entry = Original(file=kept, sha256=read.original_sha256, reader=read.reader)
    files = {f"{ORIGINALS}/{kept}": content, f"{ORIGINALS}/{parts_name(name)}": parts.model_dump_json().encode("utf-8")}
    return entry, files


def parts_name(name: str) -> str:
    """Return the name of the file of parts of a kept text."""
    return f"{PurePath(name).stem}{_PARTS}"


def beside(entry: CatalogEntry) -> tuple[str, ...]:
    """Return the paths, in a folder of seeds, of what may be kept there of a document's original."""
    names = [entry.file] if entry.original is None else [entry.original.file, parts_name(entry.file)]
    return tuple(f"{ORIGINALS}/{name}" for name in names)


def original_of(entry: CatalogEntry, seeds_dir: Path) -> KeptOriginal | None:
    """Return the original of a document and the parts of its text; None where it came as text.

    Raises:
        CatalogError: it is not there, has changed, or its parts are of another text.
    """
    if entry.original is None:
        return None
    file = seeds_dir / ORIGINALS / entry.original.file
    again = f"add it anew: python -m index add {file} --as {entry.doc_id} --replace"
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        parts = Parts.model_validate_json((seeds_dir / ORIGINALS / parts_name(entry.file)).read_bytes())
    except OSError as error:
        raise CatalogError(f"cannot read the original of {entry.doc_id}: {error.strerror}; {again}") from error
    except ValidationError as error:
        raise CatalogError(f"the parts of {entry.doc_id} are damaged; {again}") from error
    if found != entry.original.sha256 or parts.text_sha256 != entry.sha256:
        raise CatalogError(f"the text of {entry.doc_id} is no longer that of its original; {again}")
    return KeptOriginal(file, parts)
