"""The records of some documents: what was read of them, any record of which is read alone.

entries, texts, sections, units, chunks, dropped, outlines, figures   tables, see table.py
starts.npy   for each document where its rows begin in the tables of PER_DOCUMENT, and where the last ones end
roles.npy, in_sections.npy, in_chunks.npy   of each unit: its role, the numbers of its section and of its last chunk
vectors.npy  for each unit where its vectors begin, and where the last ones end
year_ends.npy, years.npy      for each chunk where its years end, and the years
names.marisa, counted.marisa  terms that units define; headings by how many there are of what
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.figures.read import records_of
from index.figures.record import FigureRecord
from index.records import Chunk, Document, DocumentEntry, Dropped, Frozen, Role, Section, Unit
from index.segment.context import in_context
from index.segment.files import SegmentFiles
from index.segment.lookup import Lookup
from index.segment.table import Array, Table, load_array
from index.words.names import Outline, defined_names, outline_keys, outlines

PER_DOCUMENT = ("sections", "units", "chunks", "dropped", "outlines", "figures")
ROLES = tuple(Role)
_COLUMNS = {kind: column for column, kind in enumerate(PER_DOCUMENT)}
NO_CHUNK = -1
ARRAYS: dict[str, type[np.generic]] = {
    "starts": np.int64,
    "roles": np.uint8,
    "in_sections": np.int32,
    "in_chunks": np.int32,
    "vectors": np.int64,
    "year_ends": np.int64,
    "years": np.int16,
}


class SourceText(Frozen):
    """The text of a document as it came."""

    text: str


@dataclass(frozen=True)
class ChunkedDocument:
    """All records of one document, each numbered in its id: `doc#3` is the fourth unit, `doc/1` the second section."""

    document: Document
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    chunks: tuple[Chunk, ...]
    dropped: tuple[Dropped, ...]

    def encoded(self) -> tuple[tuple[str, ...], ...]:
        """Return for each unit the texts that have a vector: its own, its parts if it is long, none of a heading.

        Each has what it stands under behind it.
        """
        texts: list[list[str]] = [[] for _ in self.units]
        for chunk in self.chunks:
            path = self.sections[number_of(chunk.section_id, "/")].path
            for unit_id in chunk.unit_ids:
                number = number_of(unit_id, "#")
                unit = self.units[number]
                text = unit.text if len(chunk.unit_ids) > 1 else chunk.text
                texts[number].append(in_context(text, unit, self.document.title, path))
        return tuple(map(tuple, texts))


def number_of(record_id: str, separator: str) -> int:
    """Return the number in the id of a section (`/`), a unit (`#`) or a chunk (`:`)."""
    return int(record_id.rpartition(separator)[2])


class SegmentRecords:
    """Records by document number and row; a row counts in the whole segment."""

    def __init__(self, tables: dict[str, Table[Any]], arrays: dict[str, Array], names: Lookup, counted: Lookup) -> None:
        """Wrap what `of` or `load` made."""
        self.entries: tuple[DocumentEntry, ...] = tuple(tables["entries"])
        self.texts: Table[SourceText] = tables["texts"]
        self.sections: Table[Section] = tables["sections"]
        self.units: Table[Unit] = tables["units"]
        self.chunks: Table[Chunk] = tables["chunks"]
        self.dropped: Table[Dropped] = tables["dropped"]
        self.outlines: Table[Outline] = tables["outlines"]
        self.figures: Table[FigureRecord] = tables["figures"]
        self.tables, self.arrays = tables, arrays
        self.names, self.counted = names, counted
        self._starts: list[list[int]] = arrays["starts"].tolist()

    @classmethod
    def of(cls, documents: Sequence[ChunkedDocument]) -> "SegmentRecords":
        """Return the records of documents, in their order.

        Raises:
            ValueError: a record's id does not number it (a defect of the reader, never of a document).
        """
        for document in documents:
            _check_numbers(document)
        groups = [_outlines(document) for document in documents]
        stated = [tuple(records_of(document.units)) for document in documents]
        records: dict[str, list[Frozen]] = {
            "entries": [_entry(each.document) for each in documents],
            "texts": [SourceText(text=each.document.text) for each in documents],
            "sections": [section for each in documents for section in each.sections],
            "units": [unit for each in documents for unit in each.units],
            "chunks": [chunk for each in documents for chunk in each.chunks],
            "dropped": [drop for each in documents for drop in each.dropped],
            "outlines": [Outline(unit_ids=tuple(u.unit_id for u in found)) for of in groups for found in of],
            "figures": [record for of in stated for record in of],
        }
        tables = {name: Table.of(records[name], model) for name, model in MODELS.items()}
        names = ((name, row) for row, unit in enumerate(_units(documents)) for name in defined_names(unit))
        flat = [found for of in groups for found in of]
        counted = ((key, row) for row, found in enumerate(flat) for key in outline_keys(found))
        return cls(
            tables,
            _arrays(documents, [(len(of), len(figures)) for of, figures in zip(groups, stated, strict=True)]),
            Lookup.of(names),
            Lookup.of(counted),
        )

    @classmethod
    def load(cls, files: SegmentFiles) -> "SegmentRecords":
        """Return saved records.

        Raises:
            IndexFormatError: a file is missing or damaged, or they do not fit each other.
        """
        tables = {name: Table.load(files, name, model) for name, model in MODELS.items()}
        arrays = {name: load_array(files, f"{name}.npy", dtype) for name, dtype in ARRAYS.items()}
        lookups = (Lookup.load(files, f"{name}.marisa") for name in ("names", "counted"))
        return cls(tables, arrays, *lookups)

    def save(self, folder: Path) -> None:
        """Write the records into `folder`, which is made."""
        folder.mkdir(parents=True)
        for name, table in self.tables.items():
            table.save(folder, name)
        for name, array in self.arrays.items():
            np.save(folder / f"{name}.npy", array)
        self.names.save(folder / "names.marisa")
        self.counted.save(folder / "counted.marisa")

    def rows(self, kind: str, document: int) -> range:
        """Return the rows of a document in a table of PER_DOCUMENT."""
        column = _COLUMNS[kind]
        return range(self._starts[document][column], self._starts[document + 1][column])

    def document_of(self, kind: str, row: int) -> int:
        """Return the number of the document that a row of a table of PER_DOCUMENT belongs to."""
        return int(np.searchsorted(self.arrays["starts"][:, _COLUMNS[kind]], row, side="right")) - 1

    def vectors_of(self, unit_row: int) -> range:
        """Return which vectors of the segment are of a unit."""
        starts = self.arrays["vectors"]
        return range(int(starts[unit_row]), int(starts[unit_row + 1]))

    def years_of(self, chunk_row: int) -> frozenset[int]:
        """Return the years of a chunk's units."""
        ends = self.arrays["year_ends"]
        return frozenset(self.arrays["years"][ends[chunk_row - 1] if chunk_row else 0 : ends[chunk_row]].tolist())


MODELS: dict[str, type[Frozen]] = {
    "entries": DocumentEntry,
    "texts": SourceText,
    "sections": Section,
    "units": Unit,
    "chunks": Chunk,
    "dropped": Dropped,
    "outlines": Outline,
    "figures": FigureRecord,
}


def _arrays(documents: Sequence[ChunkedDocument], n_found: Sequence[tuple[int, int]]) -> dict[str, Array]:
    sizes = [
        (len(each.sections), len(each.units), len(each.chunks), len(each.dropped), *n)
        for each, n in zip(documents, n_found, strict=True)
    ]
    starts = np.zeros((len(documents) + 1, len(PER_DOCUMENT)), np.int64)
    np.cumsum(np.array(sizes, np.int64).reshape(-1, len(PER_DOCUMENT)), axis=0, out=starts[1:])
    units = list(_units(documents))
    years = [
        sorted({year for unit_id in chunk.unit_ids for year in each.units[number_of(unit_id, "#")].years})
        for each in documents
        for chunk in each.chunks
    ]
    arrays = {
        "starts": starts,
        "roles": [ROLES.index(unit.role) for unit in units],
        "in_sections": [number_of(unit.section_id, "/") for unit in units],
        "in_chunks": [number for each in documents for number in _in_chunks(each)],
        "vectors": np.cumsum([0, *(len(texts) for each in documents for texts in each.encoded())]),
        "year_ends": np.cumsum([len(of) for of in years]),
        "years": [year for of in years for year in of],
    }
    return {name: np.array(arrays[name], dtype) for name, dtype in ARRAYS.items()}


def _in_chunks(each: ChunkedDocument) -> list[int]:
    found = [NO_CHUNK] * len(each.units)
    for number, chunk in enumerate(each.chunks):
        for unit_id in chunk.unit_ids:
            found[number_of(unit_id, "#")] = number
    return found


def _units(documents: Sequence[ChunkedDocument]) -> Iterable[Unit]:
    return (unit for each in documents for unit in each.units)


def _outlines(each: ChunkedDocument) -> tuple[tuple[Unit, ...], ...]:
    return outlines(each.units, {section.section_id: section for section in each.sections})


def _entry(document: Document) -> DocumentEntry:
    return DocumentEntry.model_validate(document.model_dump(exclude={"text"}))


def _check_numbers(each: ChunkedDocument) -> None:
    doc_id = each.document.doc_id
    expected = [
        *(section.section_id == f"{doc_id}/{number}" for number, section in enumerate(each.sections)),
        *(unit.unit_id == f"{doc_id}#{number}" for number, unit in enumerate(each.units)),
        *(chunk.chunk_id == f"{doc_id}:{number}" for number, chunk in enumerate(each.chunks)),
    ]
    if not all(expected):
        raise ValueError(f"the sections, units and chunks of {doc_id} are not numbered as they stand")
