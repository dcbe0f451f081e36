"""A document of a segment → the entities that Milvus holds of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.milvus.schema import NO_TERM, dimension_of
from index.records import Chunk
from index.search.lexical import saturated_counts
from index.segment.segment import Segment
from index.store.saved import OpenIndex
from index.words.terms import terms

Entity = dict[str, object]


@dataclass(frozen=True)
class Indexed:
    """A document as it lies in a segment: its number there, and the fingerprint of what is held of it."""

    doc_id: str
    fingerprint: str
    segment: Segment
    number: int

    def chunk_entities(self, mean_length: float) -> list[Entity]:
        """Return an entity for each chunk; `mean_length` is that of all chunks of the corpus, in terms."""
        records = self.segment.records
        rows = records.rows("chunks", self.number)
        return [
            {
                "chunk_id": chunk.chunk_id,
                "doc_id": self.doc_id,
                "fingerprint": self.fingerprint,
                "years": sorted(records.years_of(row)),
                "terms": _sparse(chunk, mean_length),
            }
            for row, chunk in ((row, records.chunks[row]) for row in rows)
        ]

    def vector_entities(self) -> list[Entity]:
        """Return an entity for each vector, numbered in its id as it stands in the document."""
        records, vectors = self.segment.records, self.segment.vectors
        units, starts = records.rows("units", self.number), records.arrays["vectors"]
        first, last = int(starts[units.start]), int(starts[units.stop])
        return [
            {
                "vector_id": f"{self.doc_id}~{number}",
                "doc_id": self.doc_id,
                "fingerprint": self.fingerprint,
                "chunk_id": records.chunks[int(row)].chunk_id,
                "vector": vector,
            }
            for number, (row, vector) in enumerate(
                zip(vectors.chunks[first:last], vectors.stored.reconstruct_n(first, last - first), strict=True)
            )
        ]


def indexed(index: OpenIndex) -> Iterator[Indexed]:
    """Yield the documents of an index, segment by segment."""
    for part, segment in zip(index.manifest.segments, index.segments, strict=True):
        held = set(part.doc_ids)
        for number, (doc_id, fingerprint) in enumerate(segment.manifest.documents):
            if doc_id in held:
                yield Indexed(doc_id, fingerprint, segment, number)


def _sparse(chunk: Chunk, mean_length: float) -> dict[int, float]:
    sparse: dict[int, float] = {}
    for term, value in saturated_counts(terms(chunk.searched_text), mean_length).items():
        sparse[dimension_of(term)] = sparse.get(dimension_of(term), 0.0) + value
    return sparse or {NO_TERM: 1.0}
