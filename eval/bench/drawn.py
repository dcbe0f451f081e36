"""Vectors for made-up texts without encoding them, which would take hours: each drawn near that of the real text."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.bench.made_up import skeleton
from index.encode.embedder import Embedder

# How far from the real text's vector, as a share of how far the corpus's vectors are spread. Encoded variants of the
# same units (other figures, other names) are as far from them.
SPREAD = 0.3
_RIDGE = 1e-6
_BLOCK = 65_536


class DrawnEmbedder:
    """An embedder that encodes questions, and draws the vectors of passages.

    The vector of a passage depends on its text alone. One that is no variant of a known text is drawn near a known one
    that its checksum chooses.
    """

    def __init__(self, embedder: Embedder, texts: Sequence[str]) -> None:
        """Encode the known texts; passages are variants of them."""
        self._embedder = embedder
        self._known = embedder.embed_passages(list(texts))
        self._row = {skeleton(text): row for row, text in enumerate(texts)}
        covariance = np.cov(self._known.T) + _RIDGE * np.eye(embedder.dimension)
        self._shape = (SPREAD * np.linalg.cholesky(covariance)).astype(np.float32)

    def draw(self, n: int, *, seed: int = 0) -> NDArray[np.float32]:
        """Return `n` vectors, each near a known one, shape (n, dimension) float32 of length 1."""
        generator = np.random.default_rng(seed)
        rows = self._known[generator.integers(0, len(self._known), n)]
        for start in range(0, n, _BLOCK):
            block = rows[start : start + _BLOCK]
            block += generator.standard_normal(block.shape, np.float32) @ self._shape.T
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows

    @property
    def name(self) -> str:
        """Which vectors these are."""
        return f"drawn-{SPREAD}-{self._embedder.name}"

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._embedder.dimension

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question as the embedder encodes it."""
        return self._embedder.embed_query(text)

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        """Return drawn vectors, `(n, dimension)` float32 of length 1."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        noise = np.empty(self.dimension, np.float32)
        for i, text in enumerate(tqdm(texts, desc="drawing", unit="passage", leave=False, disable=not progress)):
            checksum = crc32(text.encode())
            np.random.Generator(np.random.SFC64(checksum)).standard_normal(out=noise, dtype=np.float32)
            known = self._row.get(skeleton(text), checksum % len(self._known))
            rows[i] = self._known[known] + self._shape @ noise
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows
