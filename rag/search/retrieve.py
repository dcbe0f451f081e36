"""Question → passages: both searchers, fused, with the asked period as a soft constraint."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from index.records import Chunk, LinkKind
from index.search.searcher import Searcher, SearchQuery
from rag.question.understand import Understood, Wants
from rag.search.expand import is_year
from rag.search.fuse import fuse
from rag.steps import ALL_STEPS, Steps

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

    def retrieve(
        self,
        question: Understood,
        terms: tuple[tuple[str, float], ...],
        vector: NDArray[np.float32],
        *,
        most: int,
        is_meant: Callable[[Chunk], bool] | None = None,
    ) -> tuple[Retrieved, ...]:
        """Return chunks best first, ties in source order.

        Args:
            question: what is asked.
            terms: to look for, with their weights.
            vector: the question's, shape (dimension,).
            most: chunks that are returned, beside the lists of responsible units that belong to them.
            is_meant: which chunks may be returned; None for any.
        """
        query = SearchQuery(terms, vector)
        dense = self._dense.search(query, k=self._depth) if self._steps.dense else ()
        lexical = self._lexical.search(query, k=self._depth) if self._steps.lexical else ()
        cosine = dict(dense)
        ranks = [{hit.row: rank for rank, hit in enumerate(found, 1)} for found in (dense, lexical)]
        asked = frozenset(question.years or question.plan_years if self._steps.period else ())
        fused = fuse([dense, lexical], [DENSE_WEIGHT, LEXICAL_WEIGHT], lambda row: self._period_bonus(asked, row))
        read = (
            Retrieved(self._corpus.chunk(row), score, cosine.get(row, 0.0), *(of.get(row) for of in ranks))
            for row, score in fused
        )
        found = list(islice((item for item in read if is_meant is None or is_meant(item.chunk)), most))
        return tuple(self._with_responsible(found) if question.wants is Wants.RESPONSIBLE else found)

    def _with_responsible(self, found: list[Retrieved]) -> list[Retrieved]:
        """Return the chunks with the list of responsible units behind each of the best that it belongs to."""
        ordered: dict[str, Retrieved] = {}
        for rank, item in enumerate(found):
            ordered.setdefault(item.chunk.chunk_id, item)
            for unit in self._corpus.units_of(item.chunk) if rank < LINKED_CHUNKS else ():
                for link in unit.links:
                    if link.kind is LinkKind.RESPONSIBLE:
                        linked = self._corpus.chunk_of(link.unit_id)
                        if linked is not None:
                            ordered.setdefault(linked.chunk_id, Retrieved(linked, item.score, item.cosine))
        return list(ordered.values())

    def _period_bonus(self, asked: frozenset[int], row: int) -> float:
        if not asked:
            return 0.0
        years = self._corpus.years_of(row)
        if not years:
            return UNDATED_SHARE * PERIOD_BONUS
        return 0.0 if years.isdisjoint(asked) else PERIOD_BONUS


def wording_terms(terms: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Return the terms less bare years and lone characters: what the wording of evidence is compared with."""
    return tuple((term, weight) for term, weight in terms if not is_year(term) and not re.fullmatch(r"\d", term))
