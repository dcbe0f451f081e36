"""How near clauses are to a question, by their vectors: against texts of general use, whatever is held beside them."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# How alike all texts look differs between encoders. The mean cosine of two of a corpus's texts depends on what else is
# held: of five reports it is 0.92, with 22 other documents beside them 0.88, and all that is asked seemed nearer.
REFERENCE = (
    "今天下午有雨，出门请带伞。",
    "这本小说写的是一个渔村的故事。",
    "把面粉和水揉成面团，放一个小时。",
    "球队在最后一分钟进了一球。",
    "火车晚点二十分钟到站。",
    "公司去年的利润比前年多一成。",
    "孩子们在院子里种了三棵树。",
    "医生说他需要休息几天。",
)
HIGHEST_LEVEL = 0.99  # where all vectors are the same
KEPT = 2_000  # vectors of clauses, 3 MB

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


class ClauseCloseness:
    """Compares questions with texts of what is held, and keeps the vectors of the latest. Threads may share it.

    Args:
        embed: gives the vectors of passages, shape (n, dimension), rows of length 1.
    """

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._kept: dict[str, NDArray[np.float32]] = {}

    def of(self, vector: NDArray[np.float32], texts: Sequence[str]) -> float:
        """Return the best cosine of a question's vector and any text's: 1 for the same, 0 for two texts of general use.

        0 where there is no text.
        """
        found = [float(vector @ each) for each in self._vectors(texts)]
        return (max(found) - self._level) / (1 - self._level) if found else 0.0

    def _vectors(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        known = {text: kept for text in texts if (kept := self._kept.get(text)) is not None}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            if len(self._kept) > KEPT:
                self._kept = {}
            made = dict(zip(new, self._embed(new), strict=True))
            self._kept |= made
            known |= made
        return [known[text] for text in texts]

    @cached_property
    def _level(self) -> float:
        vectors = self._embed(REFERENCE).astype(np.float64)
        n = len(vectors)
        return min(float(((vectors @ vectors.T).sum() - n) / (n * (n - 1))), HIGHEST_LEVEL)
