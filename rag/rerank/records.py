"""What a reranker is asked."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

MOST_SCORE = 1e6  # either way; no model gives one that is further off, and squares of more are no numbers


class Pairs(NamedTuple):
    """A question, and the texts that it is put next to."""

    question: str
    texts: tuple[str, ...]


class Scorer(Protocol):
    """Scores texts against a question."""

    def score(self, pairs: Pairs) -> Sequence[float]:
        """Return a finite score a text, in their order, higher for what answers better; of no fixed scale.

        Raises:
            RerankError: there are none, or not one each.
        """
