"""Ranked units → the few that answer: the first strategy that finds something picks them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.corpus import Corpus
from index.records import Role, Unit
from index.search.figures import FigureSearch
from rag.evidence import strategies
from rag.evidence.admitted import admitted
from rag.evidence.complete import Completer
from rag.evidence.each_asked import telling_each
from rag.evidence.holders import asks_holder, holders
from rag.evidence.issued import issued
from rag.evidence.meaning import meaning
from rag.evidence.offices import responsible_units
from rag.evidence.overview import overview
from rag.evidence.overview_lines import Overview
from rag.evidence.picked import Held, Picked, Ranking
from rag.evidence.rank import Ranked
from rag.evidence.reasons import reasons
from rag.evidence.tasks import tasks
from rag.figures.bare import is_of_another
from rag.figures.compare import Keyed
from rag.figures.compute.asked import asked_to_compute
from rag.figures.compute.chosen import of_chosen
from rag.figures.compute.operands import Computation, Operands
from rag.figures.moved import tells_only_change
from rag.figures.nameless import names_none
from rag.question.place import Places
from rag.question.understand import Understood, Wants
from rag.search.searching import Searched
from rag.steps import ALL_STEPS, Steps

Strategy = Callable[[Held, Ranking], tuple[Unit, ...] | tuple[Keyed, ...] | Overview | None]

# In the order they are tried; each returns nothing where the question is not of its kind. The last always finds.
STRATEGIES: tuple[tuple[str, Strategy], ...] = (
    ("holders", holders),
    ("tasks", tasks),
    ("responsible units", responsible_units),
    ("definition", strategies.definition),
    ("meaning", meaning),
    ("counted list", strategies.counted_list),
    ("outline", strategies.outline),
    ("both sides", strategies.both_sides),
    ("through the years", strategies.through_years),
    ("admitted", admitted),
    ("overview", overview),
    ("each year", strategies.each_year),
    ("list", strategies.listed),
    ("reasons", reasons),
    ("likely", strategies.likely),
)
_MEANINGS = (Role.GLOSSARY, Role.FOOTNOTE)
_MAY_LACK = ("responsible units", "reasons", "likely")  # what else a question asks
COMPUTED = "computed"  # the figures that are computed with
ONLY_LIKELY = "likely alone"  # without completion


class EvidencePicker:
    """Chooses the units that answer a question.

    Args:
        corpus: what the units are from.
        places: that its documents are about.
        steps: which are taken; without completion the likely units alone are picked.
        ways: the strategies by name, in the order they are tried.
    """

    def __init__(
        self,
        corpus: Corpus,
        places: Places,
        steps: Steps = ALL_STEPS,
        ways: Sequence[tuple[str, Strategy]] = STRATEGIES,
    ) -> None:
        self._operands = Operands(FigureSearch(corpus), places)
        self._held, self._steps, self._ways = Held(corpus, Completer(corpus), places), steps, tuple(ways)

    def pick(self, searched: Searched, ranked: Sequence[Ranked]) -> Picked:
        """Return the units that answer, the most important first; none only when nothing was ranked."""
        if not ranked:
            return Picked("", ())
        ranking = Ranking(searched.question, searched.weights, ranked, _of_period(searched.question, ranked))
        if not self._steps.completion:
            units = tuple(item.unit for item in strategies.likely_ones(ranking.of_period))
            return _picked(ONLY_LIKELY, units)
        if not asks_holder(searched.question) and (day := issued(self._held, ranking)):
            return day
        computation = self._operands.of(searched.question, searched.weights)
        if computation and computation.operands:
            return self._computed(computation)
        picked = self._by_strategy(ranking)
        asked = asked_to_compute(searched.question)
        figures_of = self._held.corpus.figures_of
        question, weights = searched.question, searched.weights
        found = of_chosen(question, asked, picked.units, figures_of, weights) if asked else None
        if found and found.operands:
            return self._computed(found)
        records = (record for unit in picked.units for record in self._held.corpus.figures_of(unit.unit_id))
        return replace(
            picked,
            computation=computation or found,
            is_of_another=is_of_another(question, weights, records),
            is_unnamed=not picked.themes and names_none(question, picked.units, weights),
            is_moved=not picked.themes and tells_only_change(question, picked.units, figures_of, weights),
        )

    def _computed(self, computation: Computation) -> Picked:
        unit_ids = dict.fromkeys(record.unit_id for record in computation.operands)
        return Picked(COMPUTED, tuple(map(self._held.corpus.unit, unit_ids)), computation=computation)

    def _by_strategy(self, ranking: Ranking) -> Picked:
        for name, find in self._ways:
            found = find(self._held, ranking)
            if isinstance(found, Overview):
                return Picked(
                    name,
                    found.units,
                    themes=found.themes,
                    others=found.others,
                    is_outline=found.is_outline,
                    is_told=found.is_told,
                )
            if meant := _meant(found or (), ranking.question):
                picked = _picked(name, meant)
                added = telling_each(self._held, ranking, picked.units) if name in _MAY_LACK and not picked.rows else ()
                more = tuple(unit for unit in added if _is_of_named(unit, ranking.question))
                return replace(picked, units=(*picked.units, *more), n_added=len(more))
        return Picked("", ())


def _meant(found: Sequence[Unit | Keyed], question: Understood) -> tuple[Unit | Keyed, ...]:
    """Return what stands in the documents that a question names, all where it names none."""
    return tuple(item for item in found if _is_of_named(item.unit if isinstance(item, Keyed) else item, question))


def _is_of_named(unit: Unit, question: Understood) -> bool:
    return not question.documents or unit.doc_id in question.documents


def _picked(name: str, found: Sequence[Unit | Keyed]) -> Picked:
    rows = tuple(item for item in found if isinstance(item, Keyed))
    return Picked(name, tuple(item.unit if isinstance(item, Keyed) else item for item in found), rows)


def _of_period(question: Understood, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the units of the asked year, or undated ones; all units when there is none that has a word of it.

    What only says what a name means tells no time.

    Whether what the asked year has is about the matter at all is for the gate to say: it compares the coverage with
    that of other years.
    """
    if question.wants is Wants.DATE:
        ranked = [item for item in ranked if item.unit.role not in _MEANINGS or item.unit.years] or ranked
    of_period = [item for item in ranked if item.features.year >= 0] if question.years else list(ranked)
    return of_period if of_period and of_period[0].features.coverage > 0 else ranked
