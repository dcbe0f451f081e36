"""Ranked lists of two searchers → one: standardised scores, added."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.records import Hit
from index.search.searcher import ranked

NO_SPREAD = 1e-9
DECIMALS = 6  # of a score that is compared: what differs by less differs by how the processor adds


def fuse(
    lists: Sequence[Sequence[Hit]], weights: Sequence[float], prior: Callable[[int], float] = lambda _: 0.0
) -> tuple[Hit, ...]:
    """Return the rows of all lists with the weighted sum of their z-scores and their prior, best first, ties by row.

    Scores that are the same to six decimals are a tie. A row that a list does not hold counts there as the list's
    lowest score. A list whose scores are all equal, or an empty one, says nothing and adds nothing. (Sum of z-scores:
    Fox and Shaw 1994, CombSUM; Renda and Straccia 2003.)

    Example:
        >>> one = (Hit(row=3, score=2.0), Hit(row=1, score=0.0))
        >>> [(hit.row, hit.score) for hit in fuse([one], [1.0])]
        [(3, 1.0), (1, -1.0)]
    """
    found = [
        (np.array([hit.row for hit in hits], np.int64), np.array([hit.score for hit in hits], np.float64))
        for hits in lists
    ]
    rows = np.unique(np.concatenate([np.empty(0, np.int64), *(of for of, _ in found)]))
    total = np.array([prior(row) for row in rows.tolist()], np.float64)
    for (of, scores), weight in zip(found, weights, strict=True):
        if len(of):
            filled = np.full(len(rows), scores.min())
            filled[np.searchsorted(rows, of)] = scores
            total += weight * standardised(filled)
    return ranked(decided(total), rows, k=max(1, len(rows)))


def decided(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores as they are compared, to six decimals: a tie is a tie on every processor, and a rule breaks it."""
    return scores.round(DECIMALS) + 0.0  # no -0.0


def standardised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return z-scores; all 0 where the values do not differ."""
    deviation = values.std()
    return np.zeros_like(values) if deviation < NO_SPREAD else (values - values.mean()) / deviation
