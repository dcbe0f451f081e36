"""An understood question → what the corpus has on it: its terms, weighed once, its vector, the chunks found."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encode.embedder import Embedder
from index.records import Chunk
from index.words.bilingual import Bilingual
from index.words.sounds import Sounds
from rag.question.place import Places
from rag.question.understand import Understood
from rag.search.expand import expand
from rag.search.rarity import Rarity
from rag.search.retrieve import Retrieved, Retriever, wording_terms
from rag.steps import ALL_STEPS, Steps

FOUND_CHUNKS = 50  # chunks that are looked at at all


@dataclass(frozen=True)
class Searched:
    """A question with its terms and what they found; handed to every stage behind it.

    `terms` are those of lexical search with their weights; `weights` those of its wording, rarity included: what
    evidence is compared with. `vector` has shape (dimension,); `found` is best first.
    """

    question: Understood
    terms: tuple[tuple[str, float], ...]
    weights: Mapping[str, float]
    vector: NDArray[np.float32]
    found: tuple[Retrieved, ...]
    embed_seconds: float


class Search:
    """Finds the chunks that may hold the answer to a question.

    Args:
        retriever: both searchers, fused.
        embedder: of the question.
        bilingual: Chinese words for English ones.
        sounds: terms that sound alike.
        rarity: of the terms of the corpus; those it does not hold are not looked for.
        places: that the documents are about.
        steps: which are taken.
    """

    def __init__(
        self,
        retriever: Retriever,
        embedder: Embedder,
        *,
        bilingual: Bilingual,
        sounds: Sounds,
        rarity: Rarity,
        places: Places,
        steps: Steps = ALL_STEPS,
    ) -> None:
        self._retriever, self._embedder, self._bilingual, self._sounds = retriever, embedder, bilingual, sounds
        self._rarity, self._places, self._steps = rarity, places, steps

    def search(self, question: Understood) -> Searched:
        """Return the question with its weighted terms, its vector and the chunks found, best first."""
        expanded = expand(
            question,
            bilingual=self._bilingual,
            sounds=self._sounds,
            is_known=self._rarity.is_known,
            steps=self._steps,
        )
        started = time.perf_counter()
        vector = self._embedder.embed_query(expanded.text)
        embedded = time.perf_counter() - started

        def is_meant(chunk: Chunk) -> bool:
            return self._places.is_about(chunk.doc_id, chunk.text, question.places)

        found = self._retriever.retrieve(
            question, expanded.terms, vector, most=FOUND_CHUNKS, is_meant=is_meant if question.places else None
        )
        weights = {term: weight * self._rarity.of(term) for term, weight in wording_terms(expanded.terms)}
        return Searched(question, expanded.terms, weights, vector, found, embedded)
