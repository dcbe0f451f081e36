"""What evidence strategies are handed and hand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.corpus import Corpus
from index.records import Unit
from rag.evidence.complete import Completer
from rag.evidence.rank import Ranked
from rag.figures.compare import Keyed
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

    `rows` has the figure of each year where one is asked through the years. Without units, nothing was ranked and
    `strategy` is empty.
    """

    strategy: str
    units: tuple[Unit, ...]
    rows: tuple[Keyed, ...] = ()
