"""Dense search with FAISS: inner products of unit vectors, exact."""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexFormatError
from index.records import Hit
from index.search import SearchQuery, ranked


class DenseSearcher:
    """Searches vectors of length 1 by inner product (which is then the cosine)."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> "DenseSearcher":
        """Return a searcher over `vectors`, shape (n, dimension) float32, row i is chunk i."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "DenseSearcher":
        """Return the searcher saved at `path`.

        Raises:
            IndexFormatError: FAISS cannot read the file.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise IndexFormatError(f"{path} is not a FAISS index; rebuild it with: python -m index build") from error

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        faiss.write_index(self._index, str(path))

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._index.d)

    @property
    def n_chunks(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def vectors(self) -> NDArray[np.float32]:
        """Return all vectors, shape (n, dimension) float32."""
        return np.asarray(self._index.reconstruct_n(0, self._index.ntotal), dtype=np.float32)

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` rows with the largest inner product."""
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        if query.vector.shape != (self._index.d,):  # FAISS itself answers with an empty AssertionError
            raise ValueError(f"the query vector has shape {query.vector.shape}, the index needs ({self._index.d},)")
        # Ties come back in descending row order, and may be cut anywhere: ask for more until the last one found is
        # no longer a tie of the k-th, and sort by our own rule.
        depth = min(self.n_chunks, k + 32)
        if depth == 0:
            return ()
        scores, rows = self._index.search(query.vector.reshape(1, -1).astype(np.float32), depth)
        while depth < self.n_chunks and scores[0][-1] == scores[0][k - 1]:
            depth = min(self.n_chunks, 4 * depth)
            scores, rows = self._index.search(query.vector.reshape(1, -1).astype(np.float32), depth)
        return ranked(scores[0], rows[0].astype(np.int64), k=k)
