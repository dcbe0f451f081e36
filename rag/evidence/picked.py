"""What evidence strategies are handed and hand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.corpus import Corpus
from index.records import Unit
from rag.evidence.complete import Completer
from rag.evidence.rank import Ranked
from rag.figures.compare import Keyed
from rag.figures.compute.operands import Computation
from rag.question.place import Places
from rag.question.understand import Understood


@dataclass(frozen=True)
class Held:
    """What a strategy may look things up in."""

    corpus: Corpus
    completer: Completer
    places: Places

    def is_about(self, unit: Unit, question: Understood) -> bool:
        """Return whether a unit may tell of a place that the question names; of any, where it names none."""
        return self.places.is_about(unit.doc_id, unit.text, question.places)


@dataclass(frozen=True)
class Ranking:
    """A question with the units that were ranked for it, best first (at least one).

    `weights` are those of the question's terms, rarity included; `of_period` holds the units of the asked years and
    the undated ones, or all where there is none that has a word of the question.
    """

    question: Understood
    weights: Mapping[str, float]
    ranked: Sequence[Ranked]
    of_period: Sequence[Ranked]


@dataclass(frozen=True)
class Picked:
    """The units that answer, the most important first, and the strategy that picked them.

    `rows` has the figure of each year where one is asked through the years; `computation` the figures that are computed
    with, where that is asked. In an overview `themes` has the name of the section that each unit stands for, `others`
    those of sections of which none is shown; `is_outline` where it follows the outline of a document, `is_told` where
    the words of its theme stand in it, `is_issued` where it tells the day of one, `is_of_another` where no figure of
    the units is of the thing that is asked, `is_unnamed` where none stands in a sentence that names it, `is_moved`
    where an amount is asked and only how it moved is told. `n_added` of the units, the last, tell what further clauses
    ask: whether the question is answered at all is seen without them. Without units, nothing was ranked and `strategy`
    is empty.
    """

    strategy: str
    units: tuple[Unit, ...]
    rows: tuple[Keyed, ...] = ()
    computation: Computation | None = None
    is_of_another: bool = False
    is_unnamed: bool = False
    is_moved: bool = False
    themes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_outline: bool = False
    is_told: bool = False
    is_issued: bool = False
    n_added: int = 0

    def without_added(self) -> "Picked":
        """Return the same without the units that were added for further clauses."""
        return replace(self, units=self.units[: len(self.units) - self.n_added], n_added=0)
