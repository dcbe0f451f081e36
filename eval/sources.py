"""What a citation says of its source, held against the source: title, date, section, period."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eval.overlap import n_chars
from index.read.units import ReadDocument, read_units
from index.records import Document, Period, Span, Status, Unit
from index.words.script import simplify
from index.words.terms import fold
from rag.contract import CitationRecord
from rag.question.place import Places


@dataclass(frozen=True)
class Sources:
    """The documents, each taken apart into units when it is first asked for."""

    documents: Mapping[str, Document]

    def units(self, doc_id: str, spans: Sequence[Span]) -> tuple[Unit, ...]:
        """Return the units of a document that the spans touch, in order; none of an unknown document."""
        if doc_id not in self.documents:
            return ()
        starts, pieces = _pieces(self.documents[doc_id])
        found: dict[str, Unit] = {}
        for span in spans:
            for end, unit in pieces[max(0, bisect_right(starts, span.start) - 1) : bisect_left(starts, span.end)]:
                if end > span.start:
                    found[unit.unit_id] = unit
        return tuple(found.values())

    def periods(self, doc_id: str, spans: Sequence[Span]) -> frozenset[Period]:
        """Return the periods of those units, without those of which nothing tells a year."""
        return frozenset(unit.period for unit in self.units(doc_id, spans) if unit.years)

    def is_named_right(self, citation: CitationRecord) -> bool:
        """Return whether a citation gives the title, date and section that its source has."""
        document = self.documents.get(citation.doc_id)
        if document is None:
            return False
        issued = document.issued.isoformat() if document.issued else None
        if (citation.title, citation.issued) != (document.title, issued):
            return False
        sections = _sections(document)
        paths = {sections[unit.section_id] for unit in self.units(citation.doc_id, citation.spans)}
        return not paths or citation.section in paths

    def is_elsewhere(self, text: str, known: str) -> bool:
        """Return whether a text names a place that no document is about and that does not stand in `known`."""
        place = _places(tuple(self.documents.values())).elsewhere(fold(text))
        return bool(place) and place not in known

    def longest_unit(self, doc_id: str, spans: Sequence[Span]) -> int:
        """Return the characters of the longest unit that the spans touch: nothing shorter can be cited for it."""
        return max((n_chars(unit.spans) for unit in self.units(doc_id, spans)), default=0)


@lru_cache(maxsize=256)
def _read(document: Document) -> ReadDocument:
    return read_units(document)


@lru_cache(maxsize=256)
def _sections(document: Document) -> dict[str, tuple[str, ...]]:
    return {section.section_id: section.path for section in _read(document).sections}


@lru_cache(maxsize=256)
def _pieces(document: Document) -> tuple[list[int], list[tuple[int, Unit]]]:
    """Return where each span of a unit starts, in order, and beside it where it ends and the unit."""
    spans = sorted((span.start, span.end, i) for i, unit in enumerate(_read(document).units) for span in unit.spans)
    units = _read(document).units
    return [start for start, _, _ in spans], [(end, units[i]) for _, end, i in spans]


@lru_cache(maxsize=8)
def _places(documents: tuple[Document, ...]) -> Places:
    return Places(documents)


def status_of(periods: frozenset[Period]) -> frozenset[Status]:
    """Return whether the periods are told as done or as planned, where they are told as one of both."""
    return frozenset(period.status for period in periods if period.status is not Status.OTHER)


def years_of(periods: frozenset[Period]) -> frozenset[int]:
    """Return the years of all periods."""
    return frozenset(year for period in periods for year in period.years)


def plain(text: str) -> str:
    """Return the letters of a text in simplified script."""
    return "".join(character for character in simplify(text) if character.isalnum()).lower()
