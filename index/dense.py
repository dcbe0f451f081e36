"""Dense search with FAISS: exact inner products; a chunk scores as the best of its units."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexFormatError
from index.records import Hit
from index.search import SearchQuery, ranked

VECTORS_A_CHUNK = 4  # about as many units a chunk has; more are asked for when they are not enough
TIES = 32
MEAN_OF = 2000  # vectors


class DenseSearcher:
    """Searches vectors of length 1 by inner product (which is then the cosine).

    A chunk may have several vectors, one a unit: a short statement is found by what it says, not by what its
    neighbours say. The chunk's score is that of its best vector.
    """

    def __init__(self, index: faiss.Index, rows: NDArray[np.int64]) -> None:
        """Wrap a FAISS index whose vector i belongs to chunk `rows[i]`; rows ascend.

        Raises:
            IndexFormatError: there are more or fewer rows than vectors.
        """
        if len(rows) != index.ntotal:
            raise IndexFormatError(
                f"the dense index has {index.ntotal} vectors, the chunks need {len(rows)}; "
                "rebuild it with: python -m index build"
            )
        self._index, self._rows = index, rows

    @classmethod
    def of(cls, vectors: NDArray[np.float32], rows: Sequence[int] | None = None) -> "DenseSearcher":
        """Return a searcher over `vectors`, shape (n, dimension) float32.

        Args:
            vectors: each of length 1.
            rows: the chunk of each vector, ascending; without it vector i is chunk i.
        """
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index, _array(range(len(vectors)) if rows is None else rows))

    @classmethod
    def load(cls, path: Path, rows: Sequence[int] | None = None) -> "DenseSearcher":
        """Return the searcher saved at `path`; `rows` as in `of`.

        Raises:
            IndexFormatError: FAISS cannot read the file, or it does not fit the rows.
        """
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise IndexFormatError(f"{path} is not a FAISS index; rebuild it with: python -m index build") from error
        return cls(index, _array(range(index.ntotal) if rows is None else rows))

    def save(self, path: Path) -> None:
        """Write the vectors to `path`; the rows follow from the chunks."""
        faiss.write_index(self._index, str(path))

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._index.d)

    @property
    def n_vectors(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def vectors(self) -> NDArray[np.float32]:
        """Return all vectors, shape (n, dimension) float32."""
        return np.asarray(self._index.reconstruct_n(0, self._index.ntotal), dtype=np.float32)

    def mean_cosine(self) -> float:
        """Return the mean inner product of two of the vectors (of the first 2,000; 0 when there are none).

        How alike all texts look differs between encoders; what a cosine says shows against it.
        """
        if self.n_vectors == 0:
            return 0.0
        mean = self._index.reconstruct_n(0, min(MEAN_OF, self.n_vectors)).mean(axis=0)
        return float(mean @ mean)

    def cosines(self, vector: NDArray[np.float32], positions: Sequence[int]) -> NDArray[np.float32]:
        """Return the inner product of a query, shape (dimension,), with the vectors at `positions`, shape (n,)."""
        if not positions:
            return np.empty(0, np.float32)
        found = self._index.reconstruct_batch(_array(positions))
        cosines: NDArray[np.float32] = found @ np.ascontiguousarray(vector, dtype=np.float32)
        return cosines

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` chunks with the largest inner product."""
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        if query.vector.shape != (self._index.d,):  # FAISS itself answers with an empty AssertionError
            raise ValueError(f"the query vector has shape {query.vector.shape}, the index needs ({self._index.d},)")
        if self.n_vectors == 0:
            return ()
        asked = query.vector.reshape(1, -1).astype(np.float32)
        depth = VECTORS_A_CHUNK * k + TIES
        while True:
            depth = min(self.n_vectors, depth)
            scores, positions = self._index.search(asked, depth)
            best, rows = _best_of_each(scores[0], self._rows[positions[0]])
            # Ties come back in descending order, and may be cut anywhere: go on until there are k chunks and the last
            # vector found is no longer a tie of the k-th, and sort by our own rule.
            if depth == self.n_vectors or (len(rows) >= k and scores[0][-1] < best[k - 1]):
                return ranked(best, rows, k=k)
            depth *= 4


def _best_of_each(
    scores: NDArray[np.float32], rows: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the chunks among scored vectors (best first), each with its best score, in that order."""
    _, first = np.unique(rows, return_index=True)
    order = np.sort(first)
    return scores[order], rows[order]


def _array(numbers: Sequence[int]) -> NDArray[np.int64]:
    return np.asarray(numbers, dtype=np.int64).reshape(-1)
