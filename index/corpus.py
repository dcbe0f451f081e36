"""All records of an index, with the ways from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from index.records import Chunk, Document, Dropped, Section, Span, Unit


@dataclass(frozen=True)
class Encoded:
    """A text that has a vector: a unit of a chunk, or the part of a long unit that a chunk holds."""

    row: int  # of its chunk
    unit_id: str
    text: str


class Corpus:
    """Documents, sections, units and chunks, looked up by id; row i of every searcher is `chunks[i]`.

    `encoded[i]` is what vector i stands for.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        sections: Sequence[Section],
        units: Sequence[Unit],
        chunks: Sequence[Chunk],
        dropped: Sequence[Dropped],
    ) -> None:
        self.documents = MappingProxyType({document.doc_id: document for document in documents})
        self.sections = MappingProxyType({section.section_id: section for section in sections})
        self.units = MappingProxyType({unit.unit_id: unit for unit in units})
        self.chunks = tuple(chunks)
        self.dropped = tuple(dropped)
        by_section: dict[str, list[Unit]] = {}
        for unit in units:
            by_section.setdefault(unit.section_id, []).append(unit)
        self._by_section = by_section
        self.encoded = tuple(
            Encoded(row, unit.unit_id, unit.text if len(chunk.unit_ids) > 1 else chunk.text)
            for row, chunk in enumerate(self.chunks)
            for unit in self.units_of(chunk)
        )
        positions: dict[str, list[int]] = {}
        for position, encoded in enumerate(self.encoded):
            positions.setdefault(encoded.unit_id, []).append(position)
        self._positions = {unit_id: tuple(found) for unit_id, found in positions.items()}

    def units_of(self, chunk: Chunk) -> tuple[Unit, ...]:
        """Return the units a chunk is made of, in source order."""
        return tuple(self.units[unit_id] for unit_id in chunk.unit_ids)

    def vector_positions(self, unit_id: str) -> tuple[int, ...]:
        """Return which vectors are of a unit: one, several for a long unit, none for a heading."""
        return self._positions.get(unit_id, ())

    def units_in(self, section_id: str) -> tuple[Unit, ...]:
        """Return the units that stand directly in a section, its heading first."""
        return tuple(self._by_section.get(section_id, ()))

    def section_at(self, doc_id: str, span: Span) -> Section:
        """Return the innermost section of a document that holds the whole span (the front matter if none does).

        Raises:
            KeyError: there is no such document.
        """
        document = self.documents[doc_id]
        holding = [
            section
            for section in self.sections.values()
            if section.doc_id == doc_id
            and section.path
            and section.span.start <= span.start
            and span.end <= section.span.end
        ]
        if holding:
            return min(holding, key=lambda section: section.span.end - section.span.start)
        return self.sections.get(f"{doc_id}/0") or Section(
            section_id=f"{doc_id}/0", doc_id=doc_id, path=(), span=Span(start=0, end=len(document.text))
        )

    def years(self) -> tuple[int, ...]:
        """Return the years the documents cover, in order."""
        return tuple(sorted({y for d in self.documents.values() for cover in d.covers for y in cover.years}))
