"""Ranked units → the same with what a reranker says of the best of them, as one more feature of their scores."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from rag.evidence.rank import Ranked
from rag.search.fuse import DECIMALS, standardised
from rag.search.searching import Searched

_MOST_CONTEXT, _MOST_TEXT = 200, 800  # characters; models read 512 tokens, with the question, and some no more


class Reranker(Protocol):
    """Scores texts against a question, in a time that is bounded."""

    @property
    def weight(self) -> float:
        """What its score weighs, standardised over the units that it looked at."""

    @property
    def units(self) -> int:
        """How many units it looks at."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return a score a text, shape (texts,), higher for what answers better; all 0 where there are none."""


class LookingAgain:
    """Has a reranker look at the best units, and ranks all of them anew.

    Args:
        reranker: that scores them.
        corpus: that they are of.
    """

    def __init__(self, reranker: Reranker, corpus: Corpus) -> None:
        self._reranker, self._corpus = reranker, corpus

    def rank(self, searched: Searched, ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
        """Return ranked units, best first by their scores with the reranker's, ties as they were ranked.

        A unit that it did not look at counts as the worst of those that it did. Where it tells none from another, as
        where it gave no scores, the units are returned as they are.
        """
        looked_at = ranked[: self._reranker.units]
        if len(looked_at) < 2:
            return tuple(ranked)
        scores = self._reranker.scores(searched.question.text, [self._text(item) for item in looked_at])
        told = standardised(scores)
        if not told.any():
            return tuple(ranked)
        told = np.concatenate([told, np.full(len(ranked) - len(looked_at), told.min())])
        again = [self._with(item, value) for item, value in zip(ranked, told.tolist(), strict=True)]
        return tuple(sorted(again, key=lambda item: -item.score))

    def _with(self, item: Ranked, told: float) -> Ranked:
        by_reranker = self._reranker.weight * told
        return replace(
            item,
            features=item.features._replace(reranker=told),
            score=round(item.score + by_reranker, DECIMALS),
            matter_score=round(item.matter_score + by_reranker, DECIMALS),
            by_reranker=by_reranker,
        )

    def _text(self, item: Ranked) -> str:
        """Return what a unit is read as: the title, the period and the headings that it stands below, then its text."""
        chunk = self._corpus.chunk_of(item.unit.unit_id)
        context = chunk.context[:_MOST_CONTEXT] if chunk else ""
        return f"{context} {item.unit.text[:_MOST_TEXT]}".strip()
