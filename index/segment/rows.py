"""Where the rows of a segment stand in the corpus: the corpus has other segments, and lacks removed documents."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

GONE = -1


class Rows:
    """For each chunk of a segment its row in the corpus, GONE for those of documents that were removed."""

    def __init__(self, in_corpus: NDArray[np.int64]) -> None:
        self.in_corpus = in_corpus

    @classmethod
    def all(cls, n: int) -> "Rows":
        """Return those of a segment that is the whole corpus."""
        return cls(np.arange(n, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.in_corpus)

    @cached_property
    def gone(self) -> NDArray[np.int64]:
        """The segment's rows that are not in the corpus, ascending."""
        return np.flatnonzero(self.in_corpus == GONE)

    @cached_property
    def is_held(self) -> NDArray[np.bool_]:
        """For each row of the segment, whether it is in the corpus."""
        return np.asarray(self.in_corpus != GONE)

    @property
    def n_held(self) -> int:
        """How many rows are in the corpus."""
        return len(self.in_corpus) - len(self.gone)
