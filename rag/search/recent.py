"""The vectors of what was encoded last: the front door, the search and the search at home encode the same text."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

MOST = 16  # more than the threads that answer at once


class RecentVectors:
    """Encodes questions; of the last few it keeps the vector, of their text only a digest. Threads may share it.

    Args:
        embed: gives a question's vector.
    """

    def __init__(self, embed: Callable[[str], NDArray[np.float32]]) -> None:
        self._embed, self._lock = embed, Lock()
        self._kept: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the question's vector, shape (dimension,)."""
        key = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None:
            return kept
        vector = self._embed(text)
        with self._lock:
            self._kept[key] = vector
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return vector
