"""Ranked lists of two searchers → one: standardised scores, added."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.records import Hit


def fuse(lists: Sequence[Sequence[Hit]], weights: Sequence[float]) -> tuple[Hit, ...]:
    """Return the rows of all lists with the weighted sum of their z-scores, best first, ties by row.

    A row that a list does not hold counts there as the list's lowest score. A list whose scores are all equal, or an
    empty one, says nothing and adds nothing. (Sum of z-scores: Fox and Shaw 1994, CombSUM; Renda and Straccia 2003.)

    Example:
        >>> one = (Hit(row=3, score=2.0), Hit(row=1, score=0.0))
        >>> [(hit.row, hit.score) for hit in fuse([one], [1.0])]
        [(3, 1.0), (1, -1.0)]
    """
    found = [np.array(hits, np.float64).reshape(-1, 2) for hits in lists]
    rows = np.unique(np.concatenate([np.empty(0), *(table[:, 0] for table in found)]))
    total = np.zeros(len(rows))
    for table, weight in zip(found, weights, strict=True):
        if len(table):
            scores = np.full(len(rows), table[:, 1].min())
            scores[np.searchsorted(rows, table[:, 0])] = table[:, 1]
            total += weight * _standardised(scores)
    order = np.lexsort((rows, -total))
    return tuple(map(Hit, rows[order].astype(np.int64).tolist(), total[order].tolist()))


def _standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    deviation = scores.std()
    return np.zeros_like(scores) if deviation < 1e-12 else (scores - scores.mean()) / deviation
