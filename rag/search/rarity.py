"""How much a term tells: a word that few chunks hold says more than one that most hold."""

import math
from collections.abc import Iterable, Sequence

from index.search.lexical import Frequencies


class Rarity:
    """The rarity of the terms of a corpus.

    Args:
        frequencies: in how many chunks each term stands.
        n_chunks: of the corpus.
    """

    def __init__(self, frequencies: Frequencies, n_chunks: int) -> None:
        self._frequencies, self._n_chunks = frequencies, max(1, n_chunks)

    def of(self, term: str) -> float:
        """Return the inverse document frequency of a term (Robertson and Sparck Jones 1976, as Lucene smooths it)."""
        return self._of(self._frequencies.of(term))

    def of_any(self, words: Iterable[Sequence[str]]) -> float:
        """Return the rarity of words that mean the same, each as its terms (at least one): of whatever holds any.

        A word is held as often as its rarest term. (Pirkola 1998: translations of one word are one word.)
        """
        held = sum(min(map(self._frequencies.of, word)) for word in words)
        return self._of(min(held, self._n_chunks))

    def _of(self, held: int) -> float:
        return math.log(1 + (self._n_chunks - held + 0.5) / (held + 0.5))

    def is_known(self, term: str) -> bool:
        """Return whether the corpus holds a term."""
        return term in self._frequencies
