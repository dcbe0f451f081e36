"""Question → passages: both searchers, fused, with the asked period as a soft constraint."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from index.records import Chunk, Hit, LinkKind
from index.search import Searcher, SearchQuery
from rag.expand import is_year
from rag.fuse import fuse
from rag.steps import ALL_STEPS, Steps
from rag.understand import Understood, Wants

# Chosen on the dev part (recall@5): dense 0.3 to 1 are alike beside lexical 1, without it 0.90 instead of 0.93;
# the period prior 1.5 to 4 are alike at 5 and best at 1 (0.65 without, 0.77 with 3).
DENSE_WEIGHT, LEXICAL_WEIGHT = 0.6, 1.0
PERIOD_BONUS = 3.0
LINKED_CHUNKS = 3  # best chunks whose responsible units are brought in when those are asked for
UNDATED_SHARE = 0.3  # of the bonus, for a chunk whose period nothing tells


@dataclass(frozen=True)
class Retrieved:
    """A chunk with its fused score, and what each searcher gave it: ranks from 1, 0 and None for nothing."""

    chunk: Chunk
    score: float
    cosine: float
    dense_rank: int | None = None
    lexical_rank: int | None = None


class Retriever:
    """Finds the chunks that may hold the answer."""

    def __init__(
        self, corpus: Corpus, dense: Searcher, lexical: Searcher, *, depth: int, steps: Steps = ALL_STEPS
    ) -> None:
        self._corpus, self._dense, self._lexical, self._depth = corpus, dense, lexical, depth
        self._steps = steps
        self._chunk_of = {unit_id: chunk for chunk in corpus.chunks for unit_id in chunk.unit_ids}
        self._years = tuple(
            frozenset(year for unit in corpus.units_of(chunk) for year in unit.years) for chunk in corpus.chunks
        )

    def retrieve(
        self, question: Understood, terms: tuple[tuple[str, float], ...], vector: NDArray[np.float32]
    ) -> tuple[Retrieved, ...]:
        """Return chunks best first, ties in source order; as many as the searchers together found."""
        query = SearchQuery(terms, vector)
        dense = self._dense.search(query, k=self._depth) if self._steps.dense else ()
        lexical = self._lexical.search(query, k=self._depth) if self._steps.lexical else ()
        cosine = {hit.row: hit.score for hit in dense}
        ranks = [{hit.row: rank for rank, hit in enumerate(found, 1)} for found in (dense, lexical)]
        hits = [
            Hit(row=hit.row, score=hit.score + self._period_bonus(question, hit.row))
            for hit in fuse([dense, lexical], [DENSE_WEIGHT, LEXICAL_WEIGHT])
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.row))
        found = [
            Retrieved(
                self._corpus.chunks[hit.row], hit.score, cosine.get(hit.row, 0.0), *(of.get(hit.row) for of in ranks)
            )
            for hit in hits
        ]
        return tuple(self._with_responsible(found) if question.wants is Wants.RESPONSIBLE else found)

    def _with_responsible(self, found: list[Retrieved]) -> list[Retrieved]:
        """Return the chunks with the list of responsible units behind each of the best that it belongs to."""
        ordered: dict[str, Retrieved] = {}
        for rank, item in enumerate(found):
            ordered.setdefault(item.chunk.chunk_id, item)
            for unit in self._corpus.units_of(item.chunk) if rank < LINKED_CHUNKS else ():
                for link in unit.links:
                    if link.kind is LinkKind.RESPONSIBLE:
                        linked = self._chunk_of[link.unit_id]
                        ordered.setdefault(linked.chunk_id, Retrieved(linked, item.score, item.cosine))
        return list(ordered.values())

    def _period_bonus(self, question: Understood, row: int) -> float:
        if not question.years or not self._steps.period:
            return 0.0
        years = self._years[row]
        if not years:
            return UNDATED_SHARE * PERIOD_BONUS
        return PERIOD_BONUS if years & set(question.years) else 0.0


def wording_terms(terms: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Return the terms less bare years and lone characters: what the wording of evidence is compared with."""
    return tuple((term, weight) for term, weight in terms if not is_year(term) and not re.fullmatch(r"\d", term))
