"""All records of an index, with the ways from one to another, over the segments they lie in."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from index.records import Chunk, Document, Dropped, Role, Section, Span, Unit
from index.segment.records import NO_CHUNK, ROLES, ChunkedDocument, SegmentRecords, number_of
from index.segment.rows import GONE, Rows
from index.words.names import outline_key

KEPT_UNITS, KEPT_CHUNKS, KEPT_SECTIONS, KEPT_DOCUMENTS = 20_000, 5_000, 5_000, 64


class Corpus:
    """Documents, sections, units and chunks, by id. Read from disk when asked for, and the latest ones kept.

    The documents stand in the order of the catalog, whatever segment they lie in; chunk `row` counts through them. May
    be shared by threads.
    """

    def __init__(self, segments: Sequence[SegmentRecords], documents: Sequence[tuple[str, int]]) -> None:
        """Look at some documents of some segments.

        Args:
            segments: what holds the records.
            documents: the id of each document with the number of its segment, in order.
        """
        self._segments = tuple(segments)
        numbers = [{entry.doc_id: n for n, entry in enumerate(records.entries)} for records in segments]
        self._places = {doc_id: (segment, numbers[segment][doc_id]) for doc_id, segment in documents}
        self.entries = tuple(segments[s].entries[n] for s, n in self._places.values())
        self.documents: Mapping[str, Document] = _Documents(self._document, self._places)
        n_chunks = [len(segments[s].rows("chunks", n)) for s, n in self._places.values()]
        self._first_rows = [0, *np.cumsum(n_chunks, dtype=np.int64).tolist()]
        self._doc_ids = tuple(self._places)
        self._numbers = {doc_id: number for number, doc_id in enumerate(self._doc_ids)}
        self._unit = lru_cache(KEPT_UNITS)(lambda segment, row: self._segments[segment].units[row])
        self._unit_by_id = lru_cache(KEPT_UNITS)(lambda unit_id: self._unit(*self._row(unit_id, "#", "units")))
        self._vectors = lru_cache(KEPT_UNITS)(self._find_vectors)
        self._years = lru_cache(KEPT_CHUNKS)(self._find_years)
        self._chunk = lru_cache(KEPT_CHUNKS)(lambda segment, row: self._segments[segment].chunks[row])
        self._section = lru_cache(KEPT_SECTIONS)(lambda segment, row: self._segments[segment].sections[row])

    @classmethod
    def of(cls, documents: Sequence[ChunkedDocument]) -> "Corpus":
        """Return a corpus in memory."""
        return cls([SegmentRecords.of(documents)], [(each.document.doc_id, 0) for each in documents])

    @property
    def n_chunks(self) -> int:
        """How many chunks there are."""
        return int(self._first_rows[-1])

    @property
    def n_units(self) -> int:
        """How many units there are, headings among them."""
        return sum(len(self._segments[s].rows("units", n)) for s, n in self._places.values())

    def latest(self, n: int) -> tuple[str, ...]:
        """Return the `n` documents that tell of the latest years, in order."""
        newest = sorted(
            self.entries, key=lambda entry: max((c.last_year for c in entry.covers), default=0), reverse=True
        )
        chosen = {entry.doc_id for entry in newest[:n]}
        return tuple(doc_id for doc_id in self._doc_ids if doc_id in chosen)

    def years(self) -> tuple[int, ...]:
        """Return the years the documents cover, in order."""
        return tuple(sorted({year for entry in self.entries for cover in entry.covers for year in cover.years}))

    # Chunks

    def chunk(self, row: int) -> Chunk:
        """Return a chunk by its row. Raises IndexError when there is none."""
        if not 0 <= row < self.n_chunks:
            raise IndexError(f"there is no chunk {row}, there are {self.n_chunks}")
        number = bisect_right(self._first_rows, row) - 1
        segment, document = self._places[self._doc_ids[number]]
        return self._chunk(segment, self._segments[segment].rows("chunks", document)[row - self._first_rows[number]])

    def row_of(self, chunk_id: str) -> int:
        """Return the row of a chunk. Raises KeyError when its document is not held."""
        return int(self._first_rows[self._numbers[chunk_id.rpartition(":")[0]]] + number_of(chunk_id, ":"))

    def chunks(self) -> Iterator[Chunk]:
        """Yield all chunks in order; each is read."""
        return (self.chunk(row) for row in range(self.n_chunks))

    def years_of(self, row: int) -> frozenset[int]:
        """Return the years of the units of a chunk."""
        return self._years(row)

    def _find_years(self, row: int) -> frozenset[int]:
        number = bisect_right(self._first_rows, row) - 1
        segment, document = self._places[self._doc_ids[number]]
        records = self._segments[segment]
        return records.years_of(records.rows("chunks", document)[row - self._first_rows[number]])

    def chunk_of(self, unit_id: str) -> Chunk | None:
        """Return the chunk that holds a unit (of a long one its last part); None for a heading."""
        segment, row = self._row(unit_id, "#", "units")
        records = self._segments[segment]
        number = int(records.arrays["in_chunks"][row])
        document = self._places[unit_id.rpartition("#")[0]][1]
        return None if number == NO_CHUNK else self._chunk(segment, records.rows("chunks", document)[number])

    # Units

    def unit(self, unit_id: str) -> Unit:
        """Return a unit. Raises KeyError when there is none."""
        return self._unit_by_id(unit_id)

    def has_unit(self, unit_id: str) -> bool:
        """Return whether there is a unit of this id."""
        doc_id, _, number = unit_id.rpartition("#")
        return doc_id in self._places and number.isdigit() and int(number) < self._n(doc_id, "units")

    def units(self) -> Iterator[Unit]:
        """Yield all units in order; each is read."""
        return (unit for doc_id in self._doc_ids for unit in self.units_of_document(doc_id))

    def units_of(self, chunk: Chunk) -> tuple[Unit, ...]:
        """Return the units a chunk is made of, in source order."""
        return tuple(self.unit(unit_id) for unit_id in chunk.unit_ids)

    def units_of_document(self, doc_id: str) -> tuple[Unit, ...]:
        """Return the units of a document in source order; none of one that is not held."""
        if doc_id not in self._places:
            return ()
        segment, document = self._places[doc_id]
        return tuple(self._unit(segment, row) for row in self._segments[segment].rows("units", document))

    def units_of_role(self, doc_id: str, role: Role) -> tuple[Unit, ...]:
        """Return the units of a document that have a role, in source order."""
        return self._units_where(doc_id, "roles", ROLES.index(role))

    def units_in(self, section_id: str) -> tuple[Unit, ...]:
        """Return the units that stand directly in a section, its heading first; none where there is no such section."""
        doc_id, separator, number = section_id.rpartition("/")
        is_known = separator and number.isdigit() and doc_id in self._places
        return self._units_where(doc_id, "in_sections", int(number)) if is_known else ()

    def order_of(self, unit: Unit) -> tuple[int, int]:
        """Return what sorts units as they stand in the corpus."""
        return self._numbers[unit.doc_id], number_of(unit.unit_id, "#")

    def unit_at(self, doc_id: str, spans: Sequence[Span]) -> Unit | None:
        """Return the unit of a document that has just these spans, or None."""
        start = spans[0].start if spans else None  # a number is compared faster than all spans
        begun = (unit for unit in self.units_of_document(doc_id) if unit.spans[0].start == start)
        return next((unit for unit in begun if unit.spans == tuple(spans)), None)

    def vectors_of(self, unit_id: str) -> tuple[int, range]:
        """Return the segment of a unit, and which of its vectors are of it: none of a heading."""
        return self._vectors(unit_id)

    def _find_vectors(self, unit_id: str) -> tuple[int, range]:
        segment, row = self._row(unit_id, "#", "units")
        return segment, self._segments[segment].vectors_of(row)

    def vector_ranges(self) -> Iterator[tuple[int, range]]:
        """Yield for each document its segment, and which of its vectors are of it."""
        for segment, document in self._places.values():
            records = self._segments[segment]
            rows, starts = records.rows("units", document), records.arrays["vectors"]
            yield segment, range(int(starts[rows.start]), int(starts[rows.stop]))

    def encoded(self, doc_id: str) -> Iterator[tuple[str, int, int]]:
        """Yield each text of a document that has a vector, with its segment and the place of its vector there."""
        segment, document = self._places[doc_id]
        next_of: dict[str, Iterator[int]] = {}
        for row in self._segments[segment].rows("chunks", document):
            chunk = self._chunk(segment, row)
            for unit in self.units_of(chunk):
                positions = next_of.setdefault(unit.unit_id, iter(self.vectors_of(unit.unit_id)[1]))
                yield (unit.text if len(chunk.unit_ids) > 1 else chunk.text), segment, next(positions)

    def names_in(self, text: str) -> frozenset[str]:
        """Return the defined names that stand anywhere in a folded, bare text."""
        found = {name for records in self._segments for name in records.names.keys_in(text)}
        return frozenset(name for name in found if self.defining(name))

    def defining(self, name: str) -> tuple[Unit, ...]:
        """Return the units that define a name, in order."""
        return tuple(self._unit(s, row) for s, row in self._held_rows("names", name, "units"))

    def outlines(self, count: int, noun: str) -> Iterator[tuple[Unit, ...]]:
        """Yield the headings below one heading that are so many and all name a thing (its last two characters)."""
        for segment, row in self._held_rows("counted", outline_key(count, noun), "outlines"):
            yield tuple(self.unit(unit_id) for unit_id in self._segments[segment].outlines[row].unit_ids)

    # Sections and what was dropped

    def section(self, section_id: str) -> Section:
        """Return a section. Raises KeyError when there is none."""
        return self._section(*self._row(section_id, "/", "sections"))

    def sections_of(self, doc_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, the front matter first; none of one that is not held."""
        if doc_id not in self._places:
            return ()
        segment, document = self._places[doc_id]
        return tuple(self._section(segment, row) for row in self._segments[segment].rows("sections", document))

    def section_at(self, doc_id: str, span: Span) -> Section:
        """Return the innermost section of a document that holds the whole span (the front matter if none does).

        Raises:
            KeyError: there is no such document.
        """
        document = self.documents[doc_id]
        sections = self.sections_of(doc_id)
        holding = [s for s in sections if s.path and s.span.start <= span.start and span.end <= s.span.end]
        if holding:
            return min(holding, key=lambda section: section.span.end - section.span.start)
        return next(iter(sections), None) or Section(
            section_id=f"{doc_id}/0", doc_id=doc_id, path=(), span=Span(start=0, end=len(document.text))
        )

    def dropped_of(self, doc_id: str) -> tuple[Dropped, ...]:
        """Return what belongs to no unit of a document."""
        if doc_id not in self._places:
            return ()
        segment, document = self._places[doc_id]
        records = self._segments[segment]
        return tuple(records.dropped[row] for row in records.rows("dropped", document))

    # How segments stand in the corpus

    def chunk_rows(self, segment: int) -> Rows:
        """Return where the chunks of a segment stand."""
        records = self._segments[segment]
        rows = np.full(len(records.chunks), GONE, np.int64)
        for number, (s, document) in enumerate(self._places.values()):
            if s == segment:
                of = records.rows("chunks", document)
                rows[of.start : of.stop] = np.arange(len(of)) + self._first_rows[number]
        return Rows(rows)

    def document_rows(self, segment: int) -> Rows:
        """Return where the documents of a segment stand."""
        rows = np.full(len(self._segments[segment].entries), GONE, np.int64)
        for number, (s, document) in enumerate(self._places.values()):
            if s == segment:
                rows[document] = number
        return Rows(rows)

    def _document(self, doc_id: str) -> Document:
        segment, document = self._places[doc_id]
        records = self._segments[segment]
        entry = records.entries[document]
        return Document.model_construct(**dict(entry), text=records.texts[document].text)

    def _row(self, record_id: str, separator: str, kind: str) -> tuple[int, int]:
        doc_id, _, number = record_id.rpartition(separator)
        if doc_id not in self._places or not number.isdigit() or int(number) >= self._n(doc_id, kind):
            raise KeyError(record_id)
        segment, document = self._places[doc_id]
        return segment, self._segments[segment].rows(kind, document)[int(number)]

    def _n(self, doc_id: str, kind: str) -> int:
        segment, document = self._places[doc_id]
        return len(self._segments[segment].rows(kind, document))

    def _units_where(self, doc_id: str, column: str, value: int) -> tuple[Unit, ...]:
        if doc_id not in self._places:
            return ()
        segment, document = self._places[doc_id]
        records = self._segments[segment]
        rows = records.rows("units", document)
        found = np.flatnonzero(records.arrays[column][rows.start : rows.stop] == value)
        return tuple(self._unit(segment, rows.start + int(at)) for at in found)

    def _held_rows(self, lookup: str, key: str, kind: str) -> list[tuple[int, int]]:
        """Return the segment and row of what a lookup has for a key, in the order of the corpus."""
        found = []
        for segment, records in enumerate(self._segments):
            for row in getattr(records, lookup).rows(key):
                document = records.document_of(kind, row)
                doc_id = records.entries[document].doc_id
                if self._places.get(doc_id) == (segment, document):
                    found.append((self._numbers[doc_id], row, segment))
        return [(segment, row) for _, row, segment in sorted(found)]


class _Documents(Mapping[str, Document]):
    """The documents by id, read when asked for."""

    def __init__(self, read: Callable[[str], Document], places: Mapping[str, object]) -> None:
        self._read, self._places = lru_cache(KEPT_DOCUMENTS)(read), places

    def __getitem__(self, doc_id: str) -> Document:
        return self._read(doc_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
