"""Dense search with FAISS in all segments: a chunk scores as the best of its vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from index.records import Hit
from index.search.searcher import SearchQuery, ranked
from index.segment.rows import Rows
from index.segment.vectors import Nearest, Vectors

VECTORS_A_CHUNK = 4  # about as many vectors a chunk has; more are asked for when they are not enough
TIES = 32
CANDIDATES = 2  # for each vector wanted, that a graph is gone through for

Part = tuple[Vectors, Rows]


class DenseSearcher:
    """Searches vectors of length 1 by inner product (which is then the cosine). May be shared by threads.

    A chunk may have several vectors, one a unit: a short statement is found by what it says, not by what its neighbours
    say. The chunk's score is that of its best vector. In a large segment some of the best may be missed, and scores are
    off by some 0.0001: see index/segment/vectors.py.
    """

    def __init__(self, parts: Sequence[Part], dimension: int) -> None:
        faiss.omp_set_num_threads(1)  # waking others costs more than they bring, and a server's threads share them
        self._parts = [_Part.of(vectors, rows) for vectors, rows in parts if len(vectors)]
        self.dimension = dimension

    @classmethod
    def of(
        cls, vectors: NDArray[np.float32], rows: Sequence[int] | None = None, *, nearest: Nearest = "auto"
    ) -> "DenseSearcher":
        """Return a searcher over `vectors`, shape (n, dimension) float32.

        Args:
            vectors: each of length 1.
            rows: the chunk of each vector, ascending; without it vector i is chunk i.
            nearest: how near ones are found.
        """
        chunks = range(len(vectors)) if rows is None else rows
        n_chunks = max(chunks, default=-1) + 1
        return cls([(Vectors.of(vectors, chunks, nearest), Rows.all(n_chunks))], vectors.shape[1])

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` chunks with the largest inner product."""
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        if query.vector.shape != (self.dimension,):  # FAISS itself answers with an empty AssertionError
            raise ValueError(f"the query vector has shape {query.vector.shape}, the index needs ({self.dimension},)")
        found = [part.best(query.vector, k) for part in self._parts]
        scores = np.concatenate([np.empty(0, np.float32), *(scores for scores, _ in found)])
        rows = np.concatenate([np.empty(0, np.int64), *(rows for _, rows in found)])
        return ranked(scores, rows, k=k) if len(rows) else ()


@dataclass(frozen=True)
class _Part:
    """The vectors of one segment with what searches them."""

    vectors: Vectors
    rows_of_vectors: NDArray[np.int64]  # in the corpus
    n_held: int
    selector: faiss.IDSelector | None  # of the held ones, where others were removed

    @classmethod
    def of(cls, vectors: Vectors, rows: Rows) -> "_Part":
        in_corpus = rows.in_corpus[vectors.chunks]
        held = in_corpus >= 0
        selector = None if held.all() else faiss.IDSelectorBitmap(np.packbits(held, bitorder="little"))
        return cls(vectors, in_corpus, int(held.sum()), selector)

    def best(self, vector: NDArray[np.float32], k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the scores and corpus rows of at least the `k` best chunks, with all that tie with the last."""
        asked = vector.reshape(1, -1).astype(np.float32)
        depth = min(self.n_held, VECTORS_A_CHUNK * k + TIES)
        while depth:
            scores, positions = self._search(asked, depth)
            is_found = positions[0] >= 0
            scores, positions = scores[0][is_found], positions[0][is_found]
            best, rows = _best_of_each(scores, self.rows_of_vectors[positions])
            # Ties come back in descending order, and may be cut anywhere: go on until there are k chunks and the last
            # vector found is no longer a tie of the k-th.
            is_whole = depth >= self.n_held or len(scores) < depth
            if is_whole or (len(rows) >= k and scores[-1] < best[k - 1]):
                return best, rows
            depth = min(self.n_held, 4 * depth)
        return np.empty(0, np.float32), np.empty(0, np.int64)

    def _search(self, asked: NDArray[np.float32], depth: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the scores and positions of the `depth` nearest vectors, -1 where there are not so many."""
        nearest = self.vectors.nearest
        if nearest is None:
            parameters = faiss.SearchParameters(sel=self.selector) if self.selector else None
            return self.vectors.stored.search(asked, depth, params=parameters)  # type: ignore[no-any-return]
        if isinstance(nearest, faiss.IndexIVF):
            parameters = faiss.SearchParametersIVF(nprobe=nearest.nprobe, sel=self.selector)
        else:
            parameters = faiss.SearchParametersHNSW(efSearch=CANDIDATES * depth, sel=self.selector)
        return nearest.search(asked, depth, params=parameters)  # type: ignore[no-any-return]


def _best_of_each(
    scores: NDArray[np.float32], rows: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the chunks among scored vectors (best first), each with its best score, in that order."""
    _, first = np.unique(rows, return_index=True)
    order = np.sort(first)
    return scores[order], rows[order]
