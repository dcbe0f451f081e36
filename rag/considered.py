"""Why an answer is what it is: the outcome of each stage, for each part of a question."""

from collections.abc import Collection
from dataclasses import dataclass

from index.words.kept import unit_terms
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked
from rag.question.understand import Understood
from rag.records import Answer
from rag.refusal.gate import Verdict
from rag.search.searching import Searched


@dataclass(frozen=True)
class Considered:
    """Each stage's outcome, best first where it is a ranking."""

    searched: Searched
    ranked: tuple[Ranked, ...]
    picked: Picked
    verdict: Verdict

    @property
    def understood(self) -> Understood:
        """What was asked."""
        return self.searched.question


def tells(considered: Considered, words: Collection[str]) -> bool:
    """Return whether the unit that answers first holds any of some terms."""
    return any(word in unit_terms(unit.text) for unit in considered.picked.units[:1] for word in words)


@dataclass(frozen=True)
class Explained:
    """An answer or a refusal with the stages that led to it; None where nothing was asked, so nothing considered.

    Where several things are asked at once, `parts` has the stages of each, in order, and `considered` those of the
    first that is answered.
    """

    answer: Answer
    considered: Considered | None
    parts: tuple[Considered, ...] = ()
