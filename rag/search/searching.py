"""An understood question → what the corpus has on it: its terms, weighed once, its vector, the chunks found."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.records import Chunk
from index.words.bilingual import Bilingual
from index.words.sounds import Sounds
from rag.question.place import Places
from rag.question.understand import Understood
from rag.search.expand import Meaning, expand
from rag.search.rarity import Rarity
from rag.search.retrieve import Retrieved, Retriever, wording_terms
from rag.steps import ALL_STEPS, Steps

FOUND_CHUNKS = 50  # chunks that are looked at at all


@dataclass(frozen=True)
class Searched:
    """A question with its terms and what they found; handed to every stage behind it.

    `terms` are those of lexical search with their weights; `weights` those of its wording, rarity included: what
    evidence is compared with. `meanings` are the words of an English question, each with its weight, rarity included,
    and the share of it that each translation counts for. `vector` has shape (dimension,); `found` is best first.
    """

    question: Understood
    terms: tuple[tuple[str, float], ...]
    weights: Mapping[str, float]
    vector: NDArray[np.float32]
    found: tuple[Retrieved, ...]
    embed_seconds: float
    meanings: tuple[tuple[Meaning, float], ...] = ()


class Search:
    """Finds the chunks that may hold the answer to a question.

    Args:
        retriever: both searchers, fused.
        embed: gives the vector of a question.
        bilingual: Chinese words for English ones.
        sounds: terms that sound alike.
        rarity: of the terms of the corpus; those it does not hold are not looked for.
        places: that the documents are about.
        steps: which are taken.
    """

    def __init__(
        self,
        retriever: Retriever,
        embed: Callable[[str], NDArray[np.float32]],
        *,
        bilingual: Bilingual,
        sounds: Sounds,
        rarity: Rarity,
        places: Places,
        steps: Steps = ALL_STEPS,
    ) -> None:
        self._retriever, self._embed, self._bilingual, self._sounds = retriever, embed, bilingual, sounds
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
        vector = self._embed(expanded.text)
        embedded = time.perf_counter() - started

        def is_meant(chunk: Chunk) -> bool:
            if question.documents:
                return chunk.doc_id in question.documents
            return self._places.is_about(chunk.doc_id, chunk.text, question.places, chunk.searched_text)

        found = self._retriever.retrieve(
            question,
            expanded.terms,
            vector,
            most=FOUND_CHUNKS,
            is_meant=is_meant if question.places or question.documents else None,
        )
        weights = {term: weight * self._rarity.of(term) for term, weight in wording_terms(expanded.terms)}
        meanings = tuple(map(self._weighed, expanded.meanings))
        return Searched(question, expanded.terms, weights, vector, found, embedded, meanings)

    def _weighed(self, meaning: Meaning) -> tuple[Meaning, float]:
        """Return a word with the share of it that each translation counts for, 1 the likeliest, and its own weight."""
        likeliest = max(weight for _, weight in meaning.translations)
        rarity = self._rarity.of_any({terms: None for terms, _ in meaning.translations})
        shares = tuple((terms, weight / likeliest) for terms, weight in meaning.translations)
        return Meaning(shares), likeliest * rarity
