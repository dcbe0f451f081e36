"""Units of the retrieved chunks → ranked evidence: a linear model over features that can be explained one by one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from index.records import Chunk, Status, Unit
from index.search.unit_vectors import UnitVectors
from index.words.kept import unit_fold, unit_terms
from rag.evidence.weights import FEATURE_NAMES, Features, RankerWeights, packaged_ranker_weights
from rag.question.agreement import span_agreements, status_agreements, year_agreements
from rag.question.place import Places
from rag.question.said import said
from rag.search.expand import Meaning
from rag.search.fuse import decided, standardised
from rag.search.retrieve import Retrieved
from rag.search.searching import Searched
from rag.steps import ALL_STEPS, Steps

_ASKS_DONE = said("plans.done")
RANKED_CHUNKS = 20  # chunks whose units are ranked; with 20 the evidence of 0.99 of dev's questions is among them
RECENT_YEARS = 6  # before which nothing is new
HIGHEST_LEVEL = 0.99  # where all vectors are the same


@dataclass(frozen=True)
class Ranked:
    """A unit with the features and the score that rank it.

    `matter_score` leaves time and status out of account. Both scores are to six decimals: a tie is one on every
    processor. `closeness` is the cosine of its vector and the question's: 1 for the same text, 0 for one as far as two
    texts of the corpus are on average. `by_reranker` is how much of both scores is a reranker's: the gate was fitted on
    scores without one.
    """

    unit: Unit
    features: Features
    score: float
    matter_score: float
    closeness: float
    by_reranker: float = 0.0


class UnitRanker:
    """Scores units against a question by fitted weights: the program's unless others are given."""

    def __init__(
        self,
        corpus: Corpus,
        vectors: UnitVectors,
        places: Places,
        steps: Steps = ALL_STEPS,
        *,
        weights: RankerWeights | None = None,
    ) -> None:
        self._corpus, self._vectors, self._places, self._steps = corpus, vectors, places, steps
        given = weights or packaged_ranker_weights()
        self._weights = given.weights if steps.ranker else _by_retrieval(given)
        of_time = ("year", "status", "recency")
        self._matter_weights = tuple(
            0.0 if name in of_time else weight for name, weight in zip(FEATURE_NAMES, self._weights, strict=True)
        )
        self._newest = max(corpus.years(), default=0)
        self._level = min(vectors.mean_cosine(), HIGHEST_LEVEL)

    def rank(self, searched: Searched) -> tuple[Ranked, ...]:
        """Return the units of the best chunks that were found, best first, ties in the order found.

        Units about other places than the question names are left out.
        """
        question, retrieved = searched.question, searched.found[:RANKED_CHUNKS]
        if not retrieved:
            return ()
        asked = _Asked(searched.weights, searched.meanings)
        around = [asked.held(item.chunk.context) for item in retrieved]
        found: dict[str, tuple[Unit, int]] = {}
        for rank, item in enumerate(retrieved):
            for unit in self._corpus.units_of(item.chunk):
                found.setdefault(unit.unit_id, (unit, rank))
        units = [unit for unit, _ in found.values()]
        cosines = self._vectors.cosines(searched.vector, units).astype(np.float64)
        # Cosines of this encoder all lie close together, only their order and distances tell.
        similarities = standardised(cosines) if self._steps.similarity else np.zeros(len(found))
        years = year_agreements(units, question.years if self._steps.period else ())
        if question.plan_years and self._steps.period:
            years = span_agreements(units, question.plan_years)
        statuses = status_agreements(units, question.status)
        if question.status is Status.OTHER and _ASKS_DONE.found(
            question.asked
        ):  # a plan stands back, no result is nearer
            statuses = [min(0.0, one) for one in status_agreements(units, Status.RESULT)]
        forms = question.expected.fit_each([unit_fold(unit.text) for unit in units])
        timed = question.expected.without_time()
        if timed != question.expected:  # the period of a unit tells a time
            of_period = timed.fit_each([unit_fold(unit.text) for unit in units])
            forms = [fit if not unit.years else own for unit, fit, own in zip(units, forms, of_period, strict=True)]
        rows = [
            Features(
                coverage=asked.share(own := asked.held(unit.text)),
                context_coverage=asked.share(own | around[rank]),
                chunk_score=retrieved[rank].score - retrieved[0].score,
                chunk_rank=1 / (rank + 1),
                similarity=similarity,
                year=year,
                status=status,
                recency=0.0 if question.years or question.plan_years else self._recency(unit, question.document_years),
                form=form,
            )
            for (unit, rank), similarity, year, status, form in zip(
                found.values(), similarities.tolist(), years, statuses, forms, strict=True
            )
        ]
        ranked = self._ranked(units, rows, cosines)
        if not question.places:
            return ranked
        chunks = {unit_id: retrieved[rank].chunk for unit_id, (_, rank) in found.items()}
        return tuple(
            item
            for item in ranked
            if self._places.is_about(
                item.unit.doc_id, item.unit.text, question.places, _before(item.unit, chunks[item.unit.unit_id])
            )
        )

    def _recency(self, unit: Unit, document_years: Sequence[int]) -> float:
        """Return how new a unit is; of a document that is named with its year, how near to that year.

        What a report plans for many years tells less of what it is asked than what it says of its own.
        """
        if not document_years or not unit.years:
            return _recency(unit, self._newest)
        return max(0.0, 1 - abs(unit.years[-1] - document_years[-1]) / RECENT_YEARS)

    def _ranked(
        self, units: Sequence[Unit], rows: Sequence[Features], cosines: NDArray[np.float64]
    ) -> tuple[Ranked, ...]:
        table = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * len(FEATURE_NAMES))
        table = table.reshape(len(rows), len(FEATURE_NAMES))
        scores, matter_scores = (decided((table * of).sum(axis=1)) for of in (self._weights, self._matter_weights))
        closeness = (cosines - self._level) / (1 - self._level)
        order = np.argsort(-scores, kind="stable")
        columns = (order, *(column[order] for column in (scores, matter_scores, closeness)))
        return tuple(
            Ranked(units[at], rows[at], score=score, matter_score=matter_score, closeness=close)
            for at, score, matter_score, close in zip(*(column.tolist() for column in columns), strict=True)
        )


def _before(unit: Unit, chunk: Chunk) -> str:
    """Return what a chunk holds in front of a unit, headings included: what is named there may be what it tells of."""
    return chunk.searched_text.partition(unit.text)[0]


def _by_retrieval(given: RankerWeights) -> Features:
    """Return weights that leave units in the order of retrieval.

    The best chunk's units get what the best unit of a question has in the median: the gate was fitted on such scores,
    and would refuse everything on others.
    """
    return Features(**dict.fromkeys(FEATURE_NAMES, 0.0))._replace(chunk_rank=given.thresholds.median_best)


class _Asked:
    """What a question holds, with its weights: its terms, or the words of an English one, one translation of each."""

    def __init__(self, weights: Mapping[str, float], meanings: Sequence[tuple[Meaning, float]] = ()) -> None:
        self._weights, self._meanings = weights, meanings
        translated = chain.from_iterable(terms for one, _ in meanings for terms, _ in one.translations)
        self._terms = frozenset(translated if meanings else weights)
        self._total = math.fsum(weight for _, weight in meanings) if meanings else sum(weights.values())

    def held(self, text: str) -> frozenset[str]:
        """Return those terms that a text of the corpus holds."""
        return self._terms & unit_terms(text)

    def share(self, held: frozenset[str]) -> float:
        """Return the share of the weight that some of the terms have.

        Many translations of one word are no more than the best of them: a long unit would else hold a question for
        having a little of everything.
        """
        parts = (
            (weight * _best_share(one, held) for one, weight in self._meanings)
            if self._meanings
            else map(self._weights.__getitem__, held)
        )
        return math.fsum(parts) / (self._total or 1.0)  # the same in whatever order they come


def _best_share(meaning: Meaning, held: frozenset[str]) -> float:
    """Return how much of a word the best held of its translations is, each as much as terms of it are held."""
    return max(share * sum(term in held for term in of) / len(of) for of, share in meaning.translations)


def _recency(unit: Unit, newest: int) -> float:
    """Return 1 for a unit of the newest year, 0 for one of six years before or undated, in between in proportion."""
    return min(1.0, max(0.0, (unit.years[-1] - newest) / RECENT_YEARS + 1)) if unit.years else 0.0


def reranked(retrieved: Sequence[Retrieved], ranked: Sequence[Ranked]) -> tuple[Retrieved, ...]:
    """Return the chunks in the order of their best unit, with its score; ties in the order retrieved."""
    best: dict[str, float] = {}
    for item in ranked:
        best.setdefault(item.unit.unit_id, item.score)
    least = min(best.values(), default=0.0)
    scored = [
        replace(item, score=max(best.get(unit_id, least) for unit_id in item.chunk.unit_ids)) for item in retrieved
    ]
    return tuple(sorted(scored, key=lambda item: -item.score))
