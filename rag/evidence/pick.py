"""Ranked units → the few that answer: as many as the question asks for, none that adds nothing."""

import math
import re
from collections.abc import Sequence

from index.corpus import Corpus
from index.records import LinkKind, Status, Unit
from index.words.kept import unit_terms
from index.words.names import bare, quoted
from rag.evidence.complete import Completer
from rag.evidence.rank import Ranked, UnitRanker
from rag.figures.trend import timeline
from rag.question.place import Places
from rag.question.understand import Understood, Wants
from rag.steps import ALL_STEPS, Steps

# Chosen on the dev part: a further unit must be nearly as good as the best and hold question words it lacks.
CLOSE_SCORE = 3.0  # log-odds below the best unit
NEW_COVERAGE = 0.12  # share of the question's term weight
MOST_UNITS = 3
# Chosen on dev: right and cited 0.896, 0.898, 0.902 with a probability of 0.6, 0.7, 0.8, citation precision 0.863,
# 0.853, 0.832.
LIKELY = 0.7
SOFTMAX_DEPTH = 12
SAME_MATTER = 4.0  # log-odds, years and status aside, between a plan and what came of it
MOST_EACH_YEAR = 2
RESPONSIBLE_DEPTH = 8  # ranked units looked through for one that names who is responsible

_PARTS = re.compile(r"具体是哪|是哪[几两一二三四五六七八九十]|分别(是|指)|包括哪|包含哪|都是(什么|啥)")


def names(question: str, name: str) -> bool:
    """Return whether a folded question names a defined term; a Latin one must stand as a word of its own."""
    if name.isascii():
        return bool(re.search(rf"(?<![a-z0-9+]){re.escape(name)}(?![a-z0-9+])", question))
    return name in bare(question)


class EvidencePicker:
    """Chooses the units that answer a question."""

    def __init__(self, corpus: Corpus, ranker: UnitRanker, steps: Steps = ALL_STEPS) -> None:
        self._corpus, self._ranker, self._completer, self._steps = corpus, ranker, Completer(corpus), steps
        self._places = Places(corpus.entries)

    def pick(
        self, question: Understood, query_terms: tuple[tuple[str, float], ...], ranked: Sequence[Ranked]
    ) -> tuple[Unit, ...]:
        """Return the units that answer, the most important first; empty only when nothing was ranked."""
        if not ranked:
            return ()
        of_period = _of_period(question, ranked)
        if not self._steps.completion:
            return tuple(item.unit for item in _likely(of_period))
        units: tuple[Unit, ...] = ()
        if question.wants is Wants.RESPONSIBLE:
            units = self._responsible(of_period)
        elif question.wants in (Wants.DEFINITION, Wants.LIST, Wants.OTHER):
            units = self._definitions(question) or self._completer.outline(
                bare(question.asked), question.years, lambda unit: self._is_about(unit, question)
            )
        if not units and question.both_sides:
            units = _both_sides(question.years, ranked)
        if not units:
            units = self._through_years(question, query_terms, ranked)
        if not units and len(question.years) > 1:
            units = self._each_year(question, ranked)
        if not units and len(question.places) > 1:
            units = self._each_place(question, of_period)
        return units or self._list(question, of_period) or self._likely_and_other(query_terms, of_period)

    def _list(self, question: Understood, ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        """Return the best unit with the list that it begins or announces, when a list is asked."""
        first = ranked[0].unit
        members = self._completer.list_members(first, question.text) if question.wants is Wants.LIST else ()
        return (first, *members) if members else ()

    def _likely_and_other(
        self, query_terms: tuple[tuple[str, float], ...], ranked: Sequence[Ranked]
    ) -> tuple[Unit, ...]:
        """Return the likely units, and behind the first what belongs to it and what other documents say."""
        chosen = self._covering(query_terms, ranked)
        added = (*self._completer.front_matter(ranked[0].unit), *self._completer.other_documents(ranked))
        return tuple(dict.fromkeys((*chosen[:1], *added, *chosen[1:])))[: max(MOST_UNITS, 1 + len(added))]

    def _responsible(self, ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        for item in ranked[:RESPONSIBLE_DEPTH]:
            for link in item.unit.links:
                if link.kind is LinkKind.RESPONSIBLE:
                    return self._corpus.unit(link.unit_id), item.unit
        return ()

    def _definitions(self, question: Understood) -> tuple[Unit, ...]:
        """Return the entries that define a term the question asks about, the longest terms only."""
        known = self._corpus.names_in(bare(question.text)) | self._corpus.names_in(question.text)
        found = [
            (len(name), unit)
            for name in sorted(known)
            for unit in self._corpus.defining(name)
            if names(question.text, name) and self._is_about(unit, question)
        ]
        longest = max((length for length, _ in found), default=0)
        is_quoted = any(self._corpus.defining(name) for name in quoted(question.text))
        asks_meaning = (
            question.wants is Wants.DEFINITION or longest > 3 or is_quoted or bool(_PARTS.search(question.asked))
        )
        units = {self._corpus.order_of(unit): unit for length, unit in found if length == longest and asks_meaning}
        return tuple(units[order] for order in sorted(units))[:MOST_UNITS]

    def _through_years(
        self, question: Understood, query_terms: tuple[tuple[str, float], ...], ranked: Sequence[Ranked]
    ) -> tuple[Unit, ...]:
        """Return the units that tell the same figure of several years, in order of time, when that is asked."""
        by_matter = sorted(ranked, key=lambda item: -item.matter_score)
        weights = self._weighted(query_terms)
        return tuple(item.unit for item in timeline(question, [item.unit for item in by_matter], weights))

    def _each_year(self, question: Understood, ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        """Return the likely units of each asked year."""
        units: dict[str, Unit] = {}
        for year in question.years:
            of_year = [item for item in ranked if year in item.unit.years]
            for item in _likely(of_year)[:MOST_EACH_YEAR] if of_year else ():
                units.setdefault(item.unit.unit_id, item.unit)
        return tuple(units.values())

    def _each_place(self, question: Understood, ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        """Return the best unit of each named place."""
        best = (
            next((item.unit for item in ranked if self._places.is_about(item.unit.doc_id, "", (place,))), None)
            for place in question.places
        )
        return tuple(dict.fromkeys(unit for unit in best if unit))

    def _is_about(self, unit: Unit, question: Understood) -> bool:
        return self._places.is_about(unit.doc_id, unit.text, question.places)

    def _covering(self, query_terms: tuple[tuple[str, float], ...], ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        weights = self._weighted(query_terms)
        total = sum(weights.values()) or 1.0
        chosen = list(_likely(ranked))
        covered = {term for item in chosen for term in unit_terms(item.unit.text)}
        for item in ranked[len(chosen) :]:
            if len(chosen) >= MOST_UNITS or item.score < ranked[0].score - CLOSE_SCORE:
                break
            own = unit_terms(item.unit.text)
            gain = sum(weight for term, weight in weights.items() if term in own - covered) / total
            if gain >= NEW_COVERAGE:
                chosen.append(item)
                covered |= own
        return tuple(item.unit for item in chosen)

    def _weighted(self, query_terms: tuple[tuple[str, float], ...]) -> dict[str, float]:
        return {term: weight * self._ranker.rarity(term) for term, weight in query_terms}


def _both_sides(years: tuple[int, ...], ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
    """Return the best unit and the best of another period of the same matter, in order of time; else none.

    What came of a plan is told in the same year or a later one than was asked, as a result or as the next plan: the
    ranking by years and status is left out of account.
    """
    later = [item for item in ranked if not years or not item.unit.years or item.unit.years[-1] >= years[0]]
    by_matter = sorted((item for item in later if item.unit.years), key=lambda item: -item.matter_score)
    if not by_matter:
        return ()
    first = by_matter[0]
    for second in by_matter[1:]:
        if second.matter_score < first.matter_score - SAME_MATTER or second.features.form < first.features.form:
            continue
        if _period(second.unit) != _period(first.unit):
            return tuple(sorted((first.unit, second.unit), key=_period))
    return ()


def _period(unit: Unit) -> tuple[int, bool]:
    return max(unit.years), unit.status is not Status.PLAN


def _likely(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the best units that together are evidence with a probability of LIKELY, at most MOST_UNITS.

    The ranker was fitted by softmax over a question's units, so the softmax of the scores is that probability.
    """
    best = ranked[0].score
    shares = [math.exp(item.score - best) for item in ranked[:SOFTMAX_DEPTH]]
    reached = 0.0
    for n, share in enumerate(shares, 1):
        reached += share / sum(shares)
        if reached >= LIKELY or n == MOST_UNITS:
            return ranked[:n]
    return ranked[:1]


def _of_period(question: Understood, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the units of the asked year, or undated ones; all units when there is none that has a word of it.

    Whether what the asked year has is about the matter at all is for the gate to say: it compares the coverage with
    that of other years.
    """
    of_period = [item for item in ranked if item.features.year >= 0] if question.years else list(ranked)
    return of_period if of_period and of_period[0].features.coverage > 0 else ranked
