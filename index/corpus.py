"""All records of an index, with the ways from one to another, over the segments they lie in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

import numpy as np

from index.figures.record import FigureRecord
from index.records import Chunk, Document, DocumentEntry, Dropped, Role, Section, Span, Unit
from index.segment.context import in_context
from index.segment.layout import Layout
from index.segment.records import NO_CHUNK, ROLES, ChunkedDocument, SegmentRecords, number_of
from index.words.names import outline_key

KEPT_UNITS, KEPT_CHUNKS, KEPT_SECTIONS, KEPT_DOCUMENTS = 20_000, 5_000, 5_000, 64


class Corpus:
    """Documents, sections, units and chunks, by id. Read from disk when asked for, and the latest ones kept.

    The documents stand in the order of the catalog, whatever segment they lie in; chunk `row` counts through them. May
    be shared by threads.
    """

    def __init__(
        self,
        segments: Sequence[SegmentRecords],
        documents: Sequence[tuple[str, int]],
        withdrawn: Sequence[DocumentEntry] = (),
    ) -> None:
        """Look at some documents of some segments.

        Args:
            segments: what holds the records.
            documents: the id of each document with the number of its segment, in order.
            withdrawn: what was told of documents that are none of these any longer.
        """
        self.withdrawn: Mapping[str, DocumentEntry] = {entry.doc_id: entry for entry in withdrawn}
        self.layout = Layout(segments, documents)
        self._segments, self._places = self.layout.segments, self.layout.places
        self.entries = tuple(segments[s].entries[n] for s, n in self._places.values())
        self.documents: Mapping[str, Document] = _Documents(self._document, self._places)
        self._unit = lru_cache(KEPT_UNITS)(lambda segment, row: self._segments[segment].units[row])
        self._unit_by_id = lru_cache(KEPT_UNITS)(lambda unit_id: self._unit(*self.layout.row(unit_id, "#", "units")))
        self._figures = lru_cache(KEPT_DOCUMENTS)(self._find_figures)
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
        return self.layout.n_chunks

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
        return tuple(doc_id for doc_id in self.layout.doc_ids if doc_id in chosen)

    def years(self) -> tuple[int, ...]:
        """Return the years the documents cover, in order."""
        return tuple(sorted({year for entry in self.entries for cover in entry.covers for year in cover.years}))

    # Chunks

    def chunk(self, row: int) -> Chunk:
        """Return a chunk by its row. Raises IndexError when there is none."""
        return self._chunk(*self.layout.chunk(row))

    def row_of(self, chunk_id: str) -> int:
        """Return the row of a chunk. Raises KeyError when its document is not held."""
        return self.layout.row_of(chunk_id)

    def chunks(self) -> Iterator[Chunk]:
        """Yield all chunks in order; each is read."""
        return (self.chunk(row) for row in range(self.n_chunks))

    def years_of(self, row: int) -> frozenset[int]:
        """Return the years of the units of a chunk."""
        return self._years(row)

    def _find_years(self, row: int) -> frozenset[int]:
        segment, of_segment = self.layout.chunk(row)
        return self._segments[segment].years_of(of_segment)

    def chunk_of(self, unit_id: str) -> Chunk | None:
        """Return the chunk that holds a unit (of a long one its last part); None for a heading."""
        segment, row = self.layout.row(unit_id, "#", "units")
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
        return number.isdigit() and int(number) < len(self.layout.rows(doc_id, "units")[1])

    def units(self) -> Iterator[Unit]:
        """Yield all units in order; each is read."""
        return (unit for doc_id in self.layout.doc_ids for unit in self.units_of_document(doc_id))

    def units_of(self, chunk: Chunk) -> tuple[Unit, ...]:
        """Return the units a chunk is made of, in source order."""
        return tuple(self.unit(unit_id) for unit_id in chunk.unit_ids)

    def units_of_document(self, doc_id: str) -> tuple[Unit, ...]:
        """Return the units of a document in source order; none of one that is not held."""
        segment, rows = self.layout.rows(doc_id, "units")
        return tuple(self._unit(segment, row) for row in rows)

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
        return self.layout.numbers[unit.doc_id], number_of(unit.unit_id, "#")

    def unit_at(self, doc_id: str, spans: Sequence[Span]) -> Unit | None:
        """Return the unit of a document that has just these spans, or None."""
        start = spans[0].start if spans else None  # a number is compared faster than all spans
        begun = (unit for unit in self.units_of_document(doc_id) if unit.spans[0].start == start)
        return next((unit for unit in begun if unit.spans == tuple(spans)), None)

    # Figures

    def figures(self) -> Iterator[FigureRecord]:
        """Yield all stated figures in order; each is read."""
        return (figure for doc_id in self.layout.doc_ids for figure in self.figures_of_document(doc_id))

    def figures_of_document(self, doc_id: str) -> tuple[FigureRecord, ...]:
        """Return the figures that a document states, in source order; none of one that is not held."""
        return tuple(figure for of_unit in self._figures(doc_id).values() for figure in of_unit)

    def figures_of(self, unit_id: str) -> tuple[FigureRecord, ...]:
        """Return the figures that a unit states, in order."""
        return self._figures(unit_id.rpartition("#")[0]).get(unit_id, ())

    def _find_figures(self, doc_id: str) -> Mapping[str, tuple[FigureRecord, ...]]:
        segment, rows = self.layout.rows(doc_id, "figures")
        found = (self._segments[segment].figures[row] for row in rows)
        return {unit_id: tuple(of_unit) for unit_id, of_unit in groupby(found, key=lambda figure: figure.unit_id)}

    def vectors_of(self, unit_id: str) -> tuple[int, range]:
        """Return the segment of a unit, and which of its vectors are of it: none of a heading."""
        return self._vectors(unit_id)

    def _find_vectors(self, unit_id: str) -> tuple[int, range]:
        segment, row = self.layout.row(unit_id, "#", "units")
        return segment, self._segments[segment].vectors_of(row)

    def encoded(self, doc_id: str) -> Iterator[tuple[str, int, int]]:
        """Yield each text of a document that has a vector, with its segment and the place of its vector there."""
        next_of: dict[str, Iterator[int]] = {}
        title = self._entry(doc_id).title
        segment, rows = self.layout.rows(doc_id, "chunks")
        for row in rows:
            chunk = self._chunk(segment, row)
            path = self.section(chunk.section_id).path
            for unit in self.units_of(chunk):
                positions = next_of.setdefault(unit.unit_id, iter(self.vectors_of(unit.unit_id)[1]))
                text = unit.text if len(chunk.unit_ids) > 1 else chunk.text
                yield in_context(text, unit, title, path), segment, next(positions)

    def names_in(self, text: str) -> frozenset[str]:
        """Return the defined names that stand anywhere in a folded, bare text."""
        found = {name for records in self._segments for name in records.names.keys_in(text)}
        return frozenset(name for name in found if self.defining(name))

    def defining(self, name: str) -> tuple[Unit, ...]:
        """Return the units that define a name, in order."""
        return tuple(self._unit(s, row) for s, row in self.layout.looked_up("names", name, "units"))

    def outlines(self, count: int, noun: str) -> Iterator[tuple[Unit, ...]]:
        """Yield the headings below one heading that are so many and all name a thing (its last two characters)."""
        for segment, row in self.layout.looked_up("counted", outline_key(count, noun), "outlines"):
            yield tuple(self.unit(unit_id) for unit_id in self._segments[segment].outlines[row].unit_ids)

    # Sections and what was dropped

    def section(self, section_id: str) -> Section:
        """Return a section. Raises KeyError when there is none."""
        return self._section(*self.layout.row(section_id, "/", "sections"))

    def sections_of(self, doc_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, the front matter first; none of one that is not held."""
        segment, rows = self.layout.rows(doc_id, "sections")
        return tuple(self._section(segment, row) for row in rows)

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
        segment, rows = self.layout.rows(doc_id, "dropped")
        return tuple(self._segments[segment].dropped[row] for row in rows)

    def _entry(self, doc_id: str) -> DocumentEntry:
        segment, document = self._places[doc_id]
        return self._segments[segment].entries[document]

    def _document(self, doc_id: str) -> Document:
        segment, document = self._places[doc_id]
        records, entry = self._segments[segment], self._entry(doc_id)
        return Document.model_construct(**dict(entry), text=records.texts[document].text)

    def _units_where(self, doc_id: str, column: str, value: int) -> tuple[Unit, ...]:
        segment, rows = self.layout.rows(doc_id, "units")
        if not rows:
            return ()
        found = np.flatnonzero(self._segments[segment].arrays[column][rows.start : rows.stop] == value)
        return tuple(self._unit(segment, rows.start + int(at)) for at in found)


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
