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
    rows = sorted({hit.row for hits in lists for hit in hits})
    position = {row: i for i, row in enumerate(rows)}
    total = np.zeros(len(rows))
    for hits, weight in zip(lists, weights, strict=True):
        if hits:
            scores = np.full(len(rows), min(hit.score for hit in hits))
            for hit in hits:
                scores[position[hit.row]] = hit.score
            total += weight * _standardised(scores)
    order = sorted(range(len(rows)), key=lambda i: (-total[i], rows[i]))
    return tuple(Hit(row=rows[i], score=float(total[i])) for i in order)


def _standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    deviation = scores.std()
    return np.zeros_like(scores) if deviation < 1e-12 else (scores - scores.mean()) / deviation
