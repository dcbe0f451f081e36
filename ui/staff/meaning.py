"""What texts mean, as the program's embedder has it."""

import threading
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from index.encode.embedder import Embedder

_COMMON = 64  # statements whose mean is taken


class Meaning:
    """Vectors of texts, and what those of all texts have in common; may be shared by threads."""

    def __init__(self, embedder: Embedder, corpus_now: Callable[[], Corpus]) -> None:
        self._embedder, self._corpus_now = embedder, corpus_now
        self._lock = threading.Lock()
        self._common: NDArray[np.float32] | None = None

    @property
    def model(self) -> str:
        """What tells vectors of one model from those of another."""
        return self._embedder.name

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return `(n, dimension)` float32, row i for text i, rows of length 1."""
        return self._embedder.embed_passages(texts)

    def common(self) -> NDArray[np.float32]:
        """Return `(dimension,)`: the mean of statements that stand evenly through the documents, made once."""
        with self._lock:
            if self._common is None:
                texts = [unit.text for unit in self._corpus_now().units()]
                chosen = texts[:: max(1, len(texts) // _COMMON)][:_COMMON]
                zero = np.zeros(self._embedder.dimension, dtype=np.float32)
                self._common = self.vectors(chosen).mean(axis=0) if chosen else zero
            return self._common
