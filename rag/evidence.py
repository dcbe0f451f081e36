"""Ranked units → the few that answer: as many as the question asks for, none that adds nothing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.corpus import Corpus
from index.records import LinkKind, Role, Unit
from index.terms import fold
from rag.complete import Completer
from rag.rank import Ranked, UnitRanker, unit_terms
from rag.understand import Understood, Wants

# Chosen on the dev part: a further unit must be nearly as good as the best and hold question words it lacks.
CLOSE_SCORE = 3.0  # log-odds below the best unit
NEW_COVERAGE = 0.12  # share of the question's term weight
MOST_UNITS = 3
PERIOD_COVERAGE = 0.6  # of the best unit's coverage: what a unit of the asked year must reach to be about the matter
RESPONSIBLE_DEPTH = 8  # ranked units looked through for one that names who is responsible

_MARKS = str.maketrans("", "", '“”"「」『』 ')
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,})[”\"」]")


def bare(text: str) -> str:
    """Return a folded text without quotation marks and blanks, as terms are compared."""
    return text.translate(_MARKS)


@lru_cache(maxsize=10_000)
def defined_names(unit: Unit) -> tuple[str, ...]:
    """Return the names that a glossary entry or footnote defines: its term, and what the term has in quotes."""
    if unit.role not in (Role.GLOSSARY, Role.FOOTNOTE):
        return ()
    names = (unit.term, *_QUOTED.findall(unit.term))
    return tuple(bare(fold(name)) for name in names if len(name) >= 2)


class EvidencePicker:
    """Chooses the units that answer a question."""

    def __init__(self, corpus: Corpus, ranker: UnitRanker) -> None:
        self._corpus, self._ranker, self._completer = corpus, ranker, Completer(corpus)
        self._defined = tuple((name, unit) for unit in corpus.units.values() for name in defined_names(unit))

    def pick(
        self, question: Understood, query_terms: tuple[tuple[str, float], ...], ranked: Sequence[Ranked]
    ) -> tuple[Unit, ...]:
        """Return the units that answer, the most important first; empty only when nothing was ranked."""
        if not ranked:
            return ()
        if question.wants is Wants.RESPONSIBLE:
            units = self._responsible(_of_period(question, ranked))
            if units:
                return units
        if question.wants in (Wants.DEFINITION, Wants.LIST, Wants.OTHER):
            units = self._definitions(question)
            if units:
                return units
        if len(question.years) > 1:
            units = self._each_year(question, ranked)
            if units:
                return units
        of_period = _of_period(question, ranked)
        first = of_period[0].unit
        if question.wants is Wants.LIST:
            members = self._completer.list_members(first, question.text)
            if members:
                return (first, *members)
        chosen = self._covering(query_terms, of_period)
        added = (*self._completer.front_matter(first), *self._completer.other_documents(of_period))
        return tuple(dict.fromkeys((*chosen[:1], *added, *chosen[1:])))[: max(MOST_UNITS, 1 + len(added))]

    def _responsible(self, ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        for item in ranked[:RESPONSIBLE_DEPTH]:
            for link in item.unit.links:
                if link.kind is LinkKind.RESPONSIBLE:
                    return self._corpus.units[link.unit_id], item.unit
        return ()

    def _definitions(self, question: Understood) -> tuple[Unit, ...]:
        """Return the entries that define a term the question asks about, the longest terms only."""
        asked = bare(question.text)
        found = [(len(name), unit) for name, unit in self._defined if name in asked]
        longest = max((length for length, _ in found), default=0)
        asks_meaning = question.wants is Wants.DEFINITION or longest > 3
        units = dict.fromkeys(unit.unit_id for length, unit in found if length == longest) if asks_meaning else {}
        return tuple(self._corpus.units[unit_id] for unit_id in units)[:MOST_UNITS]

    def _each_year(self, question: Understood, ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        """Return the best unit of each asked year."""
        units: dict[str, Unit] = {}
        for year in question.years:
            of_year = [item for item in ranked if year in item.unit.years]
            if of_year:
                best = of_year[0].unit
                units.setdefault(best.unit_id, best)
        return tuple(units.values())

    def _covering(self, query_terms: tuple[tuple[str, float], ...], ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        weights = {term: weight * self._ranker.rarity(term) for term, weight in query_terms}
        total = sum(weights.values()) or 1.0
        chosen = [ranked[0]]
        covered = set(unit_terms(ranked[0].unit.text))
        for item in ranked[1:]:
            if len(chosen) == MOST_UNITS or item.score < ranked[0].score - CLOSE_SCORE:
                break
            own = unit_terms(item.unit.text)
            gain = sum(weight for term, weight in weights.items() if term in own - covered) / total
            if gain >= NEW_COVERAGE:
                chosen.append(item)
                covered |= own
        return tuple(item.unit for item in chosen)


def _of_period(question: Understood, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the units of the asked year, or undated ones, when they are about the matter; else all units.

    In the second case the best unit is of another year, and the gate says so.
    """
    if not question.years:
        return ranked
    of_period = [item for item in ranked if item.features.year >= 0]
    best = max(item.features.coverage for item in ranked[:5])
    if of_period and of_period[0].features.coverage >= PERIOD_COVERAGE * best:
        return of_period
    return ranked
