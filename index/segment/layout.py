"""Where each record of a corpus lies: in which row of which of its segments."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from index.segment.records import SegmentRecords, number_of
from index.segment.rows import GONE, Rows


class Layout:
    """The documents of a corpus in order, each with its segment and its number there; chunks count through them."""

    def __init__(self, segments: Sequence[SegmentRecords], documents: Sequence[tuple[str, int]]) -> None:
        """Look at some documents of some segments.

        Args:
            segments: what holds the records.
            documents: the id of each document with the number of its segment, in order.
        """
        self.segments = tuple(segments)
        numbers = [{entry.doc_id: n for n, entry in enumerate(records.entries)} for records in segments]
        self.places = {doc_id: (segment, numbers[segment][doc_id]) for doc_id, segment in documents}
        self.doc_ids = tuple(self.places)
        self.numbers = {doc_id: number for number, doc_id in enumerate(self.doc_ids)}
        n_chunks = [len(segments[s].rows("chunks", n)) for s, n in self.places.values()]
        self._first_chunks = [0, *np.cumsum(n_chunks, dtype=np.int64).tolist()]

    @property
    def n_chunks(self) -> int:
        """How many chunks there are."""
        return int(self._first_chunks[-1])

    def rows(self, doc_id: str, kind: str) -> tuple[int, range]:
        """Return the segment of a document and the rows of its records of a kind; no rows of one that is not held."""
        if doc_id not in self.places:
            return 0, range(0)
        segment, document = self.places[doc_id]
        return segment, self.segments[segment].rows(kind, document)

    def row(self, record_id: str, separator: str, kind: str) -> tuple[int, int]:
        """Return the segment and row of a record by its id. Raises KeyError when there is none."""
        doc_id, _, number = record_id.rpartition(separator)
        segment, rows = self.rows(doc_id, kind)
        if not number.isdigit() or int(number) >= len(rows):
            raise KeyError(record_id)
        return segment, rows[int(number)]

    def chunk(self, row: int) -> tuple[int, int]:
        """Return the segment and the row there of a chunk by its row in the corpus. Raises IndexError for no chunk."""
        if not 0 <= row < self.n_chunks:
            raise IndexError(f"there is no chunk {row}, there are {self.n_chunks}")
        number = bisect_right(self._first_chunks, row) - 1
        segment, rows = self.rows(self.doc_ids[number], "chunks")
        return segment, rows[row - self._first_chunks[number]]

    def row_of(self, chunk_id: str) -> int:
        """Return the row of a chunk in the corpus. Raises KeyError when its document is not held."""
        return int(self._first_chunks[self.numbers[chunk_id.rpartition(":")[0]]] + number_of(chunk_id, ":"))

    def looked_up(self, lookup: str, key: str, kind: str) -> list[tuple[int, int]]:
        """Return the segment and row of what a lookup has for a key, in the order of the corpus."""
        found = []
        for segment, records in enumerate(self.segments):
            for row in getattr(records, lookup).rows(key):
                document = records.document_of(kind, row)
                doc_id = records.entries[document].doc_id
                if self.places.get(doc_id) == (segment, document):
                    found.append((self.numbers[doc_id], row, segment))
        return [(segment, row) for _, row, segment in sorted(found)]

    def vector_ranges(self) -> Iterator[tuple[int, range]]:
        """Yield for each document its segment, and which of its vectors are of it."""
        for segment, document in self.places.values():
            records = self.segments[segment]
            rows, starts = records.rows("units", document), records.arrays["vectors"]
            yield segment, range(int(starts[rows.start]), int(starts[rows.stop]))

    def chunk_rows(self, segment: int) -> Rows:
        """Return where the chunks of a segment stand in the corpus."""
        records = self.segments[segment]
        rows = np.full(len(records.chunks), GONE, np.int64)
        for number, (s, document) in enumerate(self.places.values()):
            if s == segment:
                of = records.rows("chunks", document)
                rows[of.start : of.stop] = np.arange(len(of)) + self._first_chunks[number]
        return Rows(rows)

    def document_rows(self, segment: int) -> Rows:
        """Return where the documents of a segment stand in the corpus."""
        rows = np.full(len(self.segments[segment].entries), GONE, np.int64)
        for number, (s, document) in enumerate(self.places.values()):
            if s == segment:
                rows[document] = number
        return Rows(rows)
