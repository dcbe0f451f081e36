"""What the gate looks at: how near the evidence is to the question, whether it tells of the asked thing, as asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.records import Unit
from index.words.amounts import in_digits
from index.words.clauses import ANNOUNCED_CLAUSE_END, clauses
from index.words.kept import unit_fold, unit_terms
from index.words.terms import fold
from rag.evidence.pick import ONLY_LIKELY, STRATEGIES
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked
from rag.figures.lead import WORDY, lead_keys
from rag.question.answer_form import DATE, TIME, Expected
from rag.question.asked_clauses import asks_figures
from rag.records import Language
from rag.refusal.timed import expected_of
from rag.refusal.untold import Named
from rag.refusal.weights import GateFeatures
from rag.search.searching import Searched

# The clauses whose vectors are looked at, those with most of the question first. Of two the area under the ROC curve is
# 0.956 over dev of all suites, of four 0.957; each takes 8 ms where it is not kept.
N_UNITS, N_CLAUSES = 3, 4
_FOR_ANY_KIND = (STRATEGIES[-1][0], ONLY_LIKELY)


class Told(Protocol):
    """Finds the name of the asked thing, and what of it the evidence does not tell."""

    def of(self, searched: Searched, picked: Picked) -> Named:
        """Return whether a question names a thing shortly, and the word of the name that is untold."""


class Closeness(Protocol):
    """Compares questions with texts."""

    def of(self, vector: NDArray[np.float32], texts: Sequence[str]) -> float:
        """Return how near the nearest text is to a question's vector, shape (dimension,): 1 for the same."""


@dataclass(frozen=True)
class Window:
    """A clause with the one before it, which often holds its subject, and how much of the question both hold."""

    coverage: float
    before: str
    clause: str

    @property
    def text(self) -> str:
        """Both clauses."""
        return f"{self.before}，{self.clause}" if self.before else self.clause


class Reader:
    """Reads the features of the evidence for a question.

    Args:
        told: of the name of what is asked.
        closeness: of the question to clauses.
    """

    def __init__(self, told: Told, closeness: Closeness) -> None:
        self._told, self._closeness = told, closeness

    def read(self, searched: Searched, ranked: Sequence[Ranked], picked: Picked) -> tuple[GateFeatures, str]:
        """Return the features of ranked and picked units (both not empty), and a word of the asked name they lack."""
        picked = picked.without_added()
        question, chosen = searched.question, picked.units
        ids = {unit.unit_id for unit in chosen}
        first = next((item for item in ranked if item.unit.unit_id in ids), ranked[0])
        most = max(item.features.coverage for item in ranked[:5])
        expected = expected_of(question, chosen[0])
        named = self._told.of(searched, picked)
        best = sorted(windows(searched.weights, chosen[:N_UNITS]), key=lambda one: -one.coverage)[:N_CLAUSES]
        features = GateFeatures(
            best=(first.score - first.by_reranker) / 10,
            form=expected.fit(fold(" ".join(unit.text for unit in chosen))),
            form_nearby=form_nearby(expected, searched.weights, chosen, asks_each=asks_figures(question.asked)),
            period=first.features.coverage / (most or 1.0) if question.years else 1.0,
            coverage=first.features.coverage,
            closeness=self._closeness.of(searched.vector, [one.text for one in best]),
            similarity=first.features.similarity / 5,
            leads=float(_leads(searched, picked)),
            by_kind=float(picked.strategy not in _FOR_ANY_KIND),
            names_thing=float(named.is_named),
            untold=float(bool(named.untold)),
            of_another=float(picked.is_of_another or picked.is_unnamed),
            is_english=float(question.language is Language.ENGLISH),
            is_follow_up=float(question.leans),
        )
        return features, named.untold


def _leads(searched: Searched, picked: Picked) -> bool:
    """Return whether a figure is asked, and one leads the answer, or a table or a computation does."""
    question = searched.question
    asks_figure = any(form.name not in WORDY and form.name not in (DATE, TIME) for form in question.expected.forms)
    if not asks_figure or picked.rows or picked.computation:
        return asks_figure
    return any(led for _, led in lead_keys(picked.units, question, searched.weights))


def windows(weights: Mapping[str, float], units: Sequence[Unit]) -> list[Window]:
    """Return the clauses of some units, each with the one before it, in order."""
    found: list[Window] = []
    for unit in units:
        parted = clauses(unit_fold(unit.text), ANNOUNCED_CLAUSE_END)
        for before, clause in zip(["", *parted], parted, strict=False):
            held = unit_terms(before) | unit_terms(clause)
            coverage = sum(weight for term, weight in weights.items() if term in held)
            found.append(Window(coverage, before, clause))
    return found


def _whole(weights: Mapping[str, float], units: Sequence[Unit]) -> list[Window]:
    """Return each unit as one clause."""
    return [
        Window(
            sum(weight for term, weight in weights.items() if term in unit_terms(unit.text)), "", unit_fold(unit.text)
        )
        for unit in units
    ]


def form_nearby(
    expected: Expected, weights: Mapping[str, float], chosen: Sequence[Unit], *, asks_each: bool = False
) -> float:
    """Return how much of the question stands where the expected forms stand, as a share of what stands anywhere.

    A sum in another clause than the matter is of another matter, but where figures of several forms are asked one
    clause tells one of them, so that the whole unit is looked at. The mean over the forms is returned, 1 when none is
    expected.

    Args:
        expected: the forms.
        weights: of the question's terms.
        chosen: units that would be cited.
        asks_each: whether clauses of the question ask for a figure each.
    """
    found = _whole(weights, chosen) if asks_each else windows(weights, chosen)
    best = max((one.coverage for one in found), default=0.0)
    if not expected.forms or best <= 0:
        return 1.0
    nearby = [
        max((one.coverage for one in found if form.search(in_digits(one.clause))), default=0.0)
        for form in expected.forms
    ]
    return sum(nearby) / len(nearby) / best
