"""Ranked units → the few that answer: the first strategy that finds something picks them."""

from collections.abc import Callable, Sequence

from index.corpus import Corpus
from index.records import Unit
from rag.evidence import strategies
from rag.evidence.complete import Completer
from rag.evidence.picked import Held, Picked, Ranking
from rag.evidence.rank import Ranked
from rag.figures.compare import Keyed
from rag.question.place import Places
from rag.question.understand import Understood
from rag.search.searching import Searched
from rag.steps import ALL_STEPS, Steps

Strategy = Callable[[Held, Ranking], tuple[Unit, ...] | tuple[Keyed, ...]]

# In the order they are tried; each returns nothing where the question is not of its kind. The last always finds.
STRATEGIES: tuple[tuple[str, Strategy], ...] = (
    ("responsible units", strategies.responsible_units),
    ("definition", strategies.definition),
    ("outline", strategies.outline),
    ("both sides", strategies.both_sides),
    ("through the years", strategies.through_years),
    ("each year", strategies.each_year),
    ("each place", strategies.each_place),
    ("list", strategies.listed),
    ("likely", strategies.likely),
)
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
        self._held, self._steps, self._ways = Held(corpus, Completer(corpus), places), steps, tuple(ways)

    def pick(self, searched: Searched, ranked: Sequence[Ranked]) -> Picked:
        """Return the units that answer, the most important first; none only when nothing was ranked."""
        if not ranked:
            return Picked("", ())
        ranking = Ranking(searched.question, searched.weights, ranked, _of_period(searched.question, ranked))
        if not self._steps.completion:
            units = tuple(item.unit for item in strategies.likely_ones(ranking.of_period))
            return _picked(ONLY_LIKELY, units)
        for name, find in self._ways:
            found = find(self._held, ranking)
            if found:
                return _picked(name, found)
        return Picked("", ())


def _picked(name: str, found: Sequence[Unit | Keyed]) -> Picked:
    rows = tuple(item for item in found if isinstance(item, Keyed))
    return Picked(name, tuple(item.unit if isinstance(item, Keyed) else item for item in found), rows)


def _of_period(question: Understood, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the units of the asked year, or undated ones; all units when there is none that has a word of it.

    Whether what the asked year has is about the matter at all is for the gate to say: it compares the coverage with
    that of other years.
    """
    of_period = [item for item in ranked if item.features.year >= 0] if question.years else list(ranked)
    return of_period if of_period and of_period[0].features.coverage > 0 else ranked
