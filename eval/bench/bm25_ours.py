"""The lists of this program, with nothing else of an index around them."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.search.lexical import LexicalSearcher
from index.search.searcher import SearchQuery
from index.segment.files import SegmentFiles
from index.segment.postings import Postings, merge_postings
from index.segment.rows import GONE, Rows

BATCH = 10_000  # chunks read at a time; about what a building batch has


class Ours:
    """Segments of postings in a folder, merged once they are built."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[tuple[Postings, NDArray[np.int64]]] = []  # the document of each row, GONE for removed ones
        self._n_parts = 0
        self._searcher = LexicalSearcher([])

    def build(self, lines: Sequence[tuple[int, list[str]]]) -> None:
        """Write segments, then one of all."""
        batches = self._folder / "batches"
        found, starts = iter(lines), range(0, len(lines), BATCH)
        parts = []
        for number, start in enumerate(starts):
            Postings.of([terms for _, terms in islice(found, BATCH)]).save(batches / str(number))
            part = Postings.load(SegmentFiles(batches / str(number)))
            parts.append((part, Rows(np.arange(start, start + len(part), dtype=np.int64))))
        merge_postings(self._folder / "all", parts, len(lines))
        for file in sorted(batches.rglob("*"), reverse=True):
            file.unlink() if file.is_file() else file.rmdir()
        batches.rmdir()
        np.save(self._folder / "documents.npy", np.array([number for number, _ in lines], np.int64))

    def open(self) -> None:
        """Map the lists."""
        documents = np.load(self._folder / "documents.npy")
        self._parts = [(Postings.load(SegmentFiles(self._folder / "all")), documents)]
        self._reopen()

    def search(self, query: SearchQuery, k: int) -> list[tuple[int, float]]:
        """Return rows and scores, best first."""
        return [(hit.row, hit.score) for hit in self._searcher.search(query, k=k)]

    def change(self, document: int, lines: Sequence[tuple[int, list[str]]]) -> None:
        """Leave the document's rows out, and write a segment of the new ones; one without any row is let go."""
        parts = [(postings, np.where(of == document, GONE, of)) for postings, of in self._parts]
        self._parts = [(postings, of) for postings, of in parts if (of != GONE).any()]
        if lines:
            self._n_parts += 1
            to = self._folder / f"added-{self._n_parts}"
            Postings.of([terms for _, terms in lines]).save(to)
            self._parts.append((Postings.load(SegmentFiles(to)), np.array([number for number, _ in lines], np.int64)))
        self._reopen()

    def _reopen(self) -> None:
        """Number the rows that are left through all segments."""
        parts, start = [], 0
        for postings, of in self._parts:
            rows = np.full(len(of), GONE, np.int64)
            held = np.flatnonzero(of != GONE)
            rows[held] = np.arange(start, start + len(held))
            start += len(held)
            parts.append((postings, Rows(rows)))
        self._searcher = LexicalSearcher(parts)
