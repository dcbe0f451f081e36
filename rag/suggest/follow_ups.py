"""Questions that can be asked next: the matter at another time, who is responsible for it, what a term in it means."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.corpus import Corpus
from index.figures.stated import Figure, figures
from index.records import LinkKind, Period, Role, Status, Unit
from index.search.searcher import Searcher, SearchQuery
from index.words.clauses import MEMBER_END, clauses
from index.words.kept import unit_terms
from index.words.measures import kind_of_measure
from index.words.quotes import in_quotes
from index.words.terms import fold, terms
from rag.errors import CitationError
from rag.figures.lead import candidates
from rag.question.asked_years import years_in
from rag.question.understand import Understood, Wants
from rag.records import Answer, Answered, Citation, Question
from rag.suggest.questions import worded

MOST = 3
MOST_TRIES = 4  # questions asked to find them, at some 30 ms each
SAME_MATTER = 0.6  # of the weight of the words about the figure, that a unit of another year must share
LEAST_FOR_YEARS = 2  # other years in which the matter is told, for its way through the years to be asked
SEARCHED_CHUNKS = 200  # for the matter at other times
LEAST_WORDS = 2  # that a question and what answers it have in common

_STATEMENTS = (Role.SENTENCE, Role.ITEM)


@dataclass(frozen=True)
class _Offer:
    """A follow-up, the units of which its answer must cite one first, and the periods its table must have."""

    text: str
    units: frozenset[str]
    n_periods: int = 0


class FollowUps:
    """Finds follow-ups of answers from one corpus.

    Args:
        corpus: what the answers are from.
        search: finds its chunks by words.
        rarity: the weight of a term of the corpus.
        answer: asks a question; only what is answered, from another place than before, is offered.
    """

    def __init__(
        self,
        corpus: Corpus,
        search: Searcher,
        rarity: Callable[[str], float],
        answer: Callable[[Question], Answer],
    ) -> None:
        self._corpus, self._search, self._rarity, self._answer = corpus, search, rarity, answer

    def of(self, understood: Understood, answered: Answered) -> tuple[str, ...]:
        """Return up to three questions in the asker's language that can be asked next and will be answered.

        Args:
            understood: the question that was answered.
            answered: its answer; its question's history is that of the follow-ups, with the question at its end.
        """
        question = answered.question
        history = (*question.history, question.text)
        asked = {_bare(text) for text in history}
        units = [self._cited(citation) for citation in answered.citations]
        found: list[str] = []
        offers = (offer for offer in self._offers(understood, answered, units) if _bare(offer.text) not in asked)
        for n_tried, offer in enumerate(offers):
            if n_tried == MOST_TRIES or len(found) == MOST:
                break
            answer = self._answer(Question(id=question.id, text=offer.text, history=history, scope=question.scope))
            if self._is_worth_asking(offer, answer, answered):
                found.append(offer.text)
        return tuple(found)

    def _offers(self, understood: Understood, answered: Answered, units: Sequence[Unit]) -> Iterator[_Offer]:
        """Yield what may be asked, each kind once before another year is asked for a second time."""
        times = list(self._other_times(understood, answered, units[0]))
        yield from times[:1]
        yield from self._years(answered, units[0], times)
        yield from self._who(understood, answered, units[0])
        yield from self._terms(understood, answered, units)
        yield from times[1:]

    def _other_times(self, understood: Understood, answered: Answered, first: Unit) -> Iterator[_Offer]:
        """Yield the matter of the first unit at other times: as planned or done in its year, then in other years."""
        asks_figure = bool(answered.keys) or understood.wants is Wants.FIGURE
        if len(first.years) != 1 or answered.table or not asks_figure:
            return
        told = self._told_elsewhere(first, understood, answered)
        named = {year for text in answered.question.history for year in years_in(text)}
        year, status = first.years[0], first.status
        others = [period for period in told if period.years[0] not in named | {year}]
        others.sort(key=lambda period: (period.status is not status, abs(period.years[0] - year), -period.years[0]))
        for period in (*(period for period in told if period.years[0] == year), *others):
            is_same = period.status is status
            form = "then" if is_same else "planned" if period.status is Status.PLAN else "done"
            yield _Offer(worded(form, answered.language, year=period.years[0]), frozenset(told[period]))

    def _told_elsewhere(self, first: Unit, understood: Understood, answered: Answered) -> dict[Period, list[str]]:
        """Return the units that tell the same matter at other times, by period, each of one year."""
        about = {term: self._rarity(term) for term in _about(first, understood, answered)}
        said = [key.text for key in answered.keys] or [first.text]
        measures = {_measure(figure) for text in said for figure in figures(text)}
        least = SAME_MATTER * sum(about.values())
        told: dict[Period, list[str]] = {}
        for unit in self._statements_with(about):
            shared = sum(about[term] for term in about.keys() & unit_terms(unit.text))
            if unit.period == first.period or shared < least:
                continue
            near = (item for item in candidates(unit, about) if item.agreement >= least)
            if any(_measure(item.figure) in measures for item in near):
                told.setdefault(unit.period, []).append(unit.unit_id)
        return told

    def _statements_with(self, about: Mapping[str, float]) -> Iterator[Unit]:
        """Yield the statements of one year and known status that have most of some weighted words, in order."""
        query = SearchQuery(tuple(about.items()), np.empty(0, np.float32))
        rows = sorted(hit.row for hit in self._search.search(query, k=SEARCHED_CHUNKS))
        units = {unit.unit_id: unit for row in rows for unit in self._corpus.units_of(self._corpus.chunk(row))}
        for unit in units.values():
            if unit.role in _STATEMENTS and len(unit.years) == 1 and unit.status is not Status.OTHER:
                yield unit

    def _cited(self, citation: Citation) -> Unit:
        unit = self._corpus.unit_at(citation.doc_id, citation.spans)
        if unit is None:
            raise CitationError(f"citation {citation.number} is no unit of {citation.doc_id}")
        return unit

    def _years(self, answered: Answered, first: Unit, times: Sequence[_Offer]) -> Iterator[_Offer]:
        if answered.keys and len(times) >= LEAST_FOR_YEARS:
            units = frozenset(unit_id for offer in times for unit_id in offer.units) | {first.unit_id}
            yield _Offer(worded("years", answered.language), units, n_periods=LEAST_FOR_YEARS + 1)

    def _who(self, understood: Understood, answered: Answered, first: Unit) -> Iterator[_Offer]:
        lists = frozenset(link.unit_id for link in first.links if link.kind is LinkKind.RESPONSIBLE)
        if lists and understood.wants is not Wants.RESPONSIBLE:
            yield _Offer(worded("who", answered.language), lists)

    def _terms(self, understood: Understood, answered: Answered, units: Sequence[Unit]) -> Iterator[_Offer]:
        if understood.wants is Wants.DEFINITION:
            return
        links = dict.fromkeys(link.unit_id for unit in units for link in unit.links if link.kind is LinkKind.DEFINITION)
        for unit_id in links:
            term = self._corpus.unit(unit_id).term
            name = next(iter(in_quotes(term)), term)
            yield _Offer(worded("definition", answered.language, noun=name), frozenset((unit_id,)))

    def _is_worth_asking(self, offer: _Offer, answer: Answer, before: Answered) -> bool:
        """Return whether a follow-up is answered by what it was drawn from, with something new, in its language."""
        if not isinstance(answer, Answered) or answer.language is not before.language:
            return False
        first = self._cited(answer.citations[0]).unit_id
        old = {citation.quote for citation in before.citations}
        is_new = any(citation.quote not in old for citation in answer.citations)
        return first in offer.units and is_new and len(answer.table) >= offer.n_periods


def _about(first: Unit, understood: Understood, answered: Answered) -> frozenset[str]:
    """Return the words of the question that a unit has about its key, figures aside, or all it has there if too few."""
    keys = [key.text for key in answered.keys]
    said = [part for part in clauses(first.text, MEMBER_END) if any(key in part for key in keys)]
    words = {word for word in unit_terms("，".join(said) or first.text) if len(word) > 1 and not word[0].isdigit()}
    asked = words.intersection(terms(understood.text))
    return frozenset(asked if len(asked) >= LEAST_WORDS else words)


def _measure(figure: Figure) -> tuple[str, bool]:
    return kind_of_measure(figure.measure), figure.is_date


def _bare(text: str) -> str:
    return re.sub(r"\W", "", fold(text))
