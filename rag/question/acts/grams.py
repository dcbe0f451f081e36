"""The character n-grams of a text as numbers: what a vector blurs, the words that people use, stands in these."""

import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LONGEST = 3  # characters
BUCKETS = 1 << 12  # n-grams share them by their checksum

Bag = tuple[NDArray[np.int64], NDArray[np.float32]]  # buckets, and how often each is met


def bag(text: str) -> Bag:
    """Return the buckets of a text's n-grams with 1 + the logarithm of how often each is met."""
    padded = f" {text} "
    grams = (padded[at : at + n] for n in range(1, LONGEST + 1) for at in range(len(padded) - n + 1))
    counts = Counter(zlib.crc32(gram.encode()) % BUCKETS for gram in grams)
    buckets = np.array(sorted(counts), np.int64)
    return buckets, (1 + np.log([counts[one] for one in buckets])).astype(np.float32)


def rarities(bags: Sequence[Bag]) -> NDArray[np.float32]:
    """Return how rare each bucket is among texts (smoothed inverse document frequency), shape (BUCKETS,)."""
    n_with = np.zeros(BUCKETS)
    for buckets, _ in bags:
        n_with[buckets] += 1
    return (1 + np.log((1 + len(bags)) / (1 + n_with))).astype(np.float32)


def weighed(one: Bag, rarity: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the values of a bag's buckets, the rarer the larger, as a row of length 1."""
    buckets, values = one
    found = values * rarity[buckets]
    return (found / np.linalg.norm(found)).astype(np.float32)
