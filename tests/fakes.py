"""Small real implementations of the protocols, with answers that can be worked out by hand."""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class BigramEmbedder:
    """Counts of character bigrams, hashed into 64 buckets by CRC-32 and brought to length 1.

    Texts that share bigrams are near each other, so Chinese questions rank passages as a person would expect.
    A text of one character counts that character; an empty text counts the empty string.
    """

    @property
    def name(self) -> str:
        return "bigrams-crc32-64"

    @property
    def dimension(self) -> int:
        return 64

    def embed_passages(
        self,
        texts: Sequence[str],
        *,
        progress: bool = False,
    ) -> NDArray[np.float32]:
        return np.array([self.embed_query(text) for text in texts], np.float32).reshape(-1, self.dimension)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        counts = np.zeros(self.dimension, np.float32)
        for bigram in map("".join, pairwise(text)) if len(text) > 1 else (text,):
            counts[crc32(bigram.encode()) % self.dimension] += 1
        return counts / np.linalg.norm(counts)
