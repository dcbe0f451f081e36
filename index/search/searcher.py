"""The seam between the index and whoever asks it: one query, one ranked list of hits."""

from dataclasses import dataclass
from itertools import repeat
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.records import Hit


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for.

    `terms` are the weighted terms of lexical search (weights above 0; a term twice counts with both), `vector` the
    (dimension,) float32 of length 1 of dense search.
    """

    terms: tuple[tuple[str, float], ...]
    vector: NDArray[np.float32]


class Searcher(Protocol):
    """Finds chunks.

    Hits come best first; equal scores in ascending row order; never more than `k`, never a row twice, never a hit
    that matches nothing. A query that matches nothing gives an empty tuple.
    """

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return at most `k` hits for the query. Raises ValueError when `k` is below 1."""
        ...


def ranked(scores: NDArray[np.floating[Any]], rows: NDArray[np.int64], *, k: int) -> tuple[Hit, ...]:
    """Return the best `k` of the scored rows as hits, by (−score, row).

    Args:
        scores: shape (n,), finite.
        rows: shape (n,), the row each score belongs to.
        k: at least 1.
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, found {k}")
    order = np.lexsort((rows, -scores))[:k]
    pairs = zip(rows[order].tolist(), scores[order].tolist(), strict=True)
    return tuple(map(tuple.__new__, repeat(Hit), pairs))  # a third of the time that calling Hit takes
