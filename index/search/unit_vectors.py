"""Single units against a question, by their stored vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from index.records import Unit
from index.segment.vectors import Vectors

MEAN_OF = 2000  # vectors


class UnitVectors(Protocol):
    """Compares questions with single units."""

    def cosines(self, vector: NDArray[np.float32], units: Sequence[Unit]) -> NDArray[np.float32]:
        """Return the inner product of a query, shape (dimension,), with the best vector of each unit, shape (n,)."""

    def mean_cosine(self) -> float:
        """Return the mean inner product of two vectors of the corpus; 0 when there are none.

        How alike all texts look differs between encoders; what a cosine says shows against it.
        """


class StoredVectors:
    """Those of the segments. Each unit must have a vector: all but headings do."""

    def __init__(self, corpus: Corpus, parts: Sequence[Vectors]) -> None:
        self._corpus, self._parts = corpus, parts

    def cosines(self, vector: NDArray[np.float32], units: Sequence[Unit]) -> NDArray[np.float32]:
        """Return the inner product of a query, shape (dimension,), with the best vector of each unit, shape (n,)."""
        places = [self._corpus.vectors_of(unit.unit_id) for unit in units]
        cosines = np.empty(len(units), np.float32)
        for number, part in enumerate(self._parts):
            here = [(i, positions) for i, (segment, positions) in enumerate(places) if segment == number]
            if not here:
                continue
            at = np.concatenate([np.asarray(positions, np.int64) for _, positions in here])
            starts = np.cumsum([0, *(len(positions) for _, positions in here[:-1])])
            found = part.stored.reconstruct_batch(at) @ vector
            cosines[[i for i, _ in here]] = np.maximum.reduceat(found, starts)
        return cosines

    def mean_cosine(self) -> float:
        """Return the mean inner product of two of the corpus's first 2,000 vectors; 0 when there are none."""
        total, n = np.zeros(self._parts[0].stored.d if self._parts else 0), 0
        for segment, positions in self._corpus.layout.vector_ranges():
            taken = positions[: MEAN_OF - n]
            if len(taken):
                total = total + self._parts[segment].stored.reconstruct_n(taken.start, len(taken)).sum(0, np.float64)
                n += len(taken)
        return float((total / n) @ (total / n)) if n else 0.0
