"""The weights of the ranker and of the gate, fitted on cases, with cross-validated figures: what `eval fit` finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from eval.cases import Case, NearMiss
from eval.fit_gate import GatedSuite, Judged, fit_gate
from eval.overlap import is_shared
from eval.suites import BESIDE
from index.records import Frozen, Unit
from rag.considered import Considered
from rag.evidence.rank import Ranked
from rag.evidence.weights import Features, RankerMeasured
from rag.records import Question, Reason
from rag.refusal.gate import Rule, Verdict
from rag.refusal.weights import GateFeatures, GateMeasured, packaged_gate_weights

FOLDS = 5
_PENALTY = 1e-3  # of the squared standardised weights
# Idle talk is refused by a list too, but no list is complete: the gate learns from it as well.
_BY_REASON = (Reason.BLOCKED, Reason.OUT_OF_SCOPE, Reason.WRONG_PERIOD)
_BY_RULE = (Rule.NOT_STATED, Rule.TERM_NOT_HELD)

Matrix = NDArray[np.float64]


class Considering(Protocol):
    """An assistant that shows each step."""

    def consider(self, question: Question) -> Considered:
        """Return every step from the question to the verdict."""
        ...


class Fitted(Frozen):
    """Weights by feature, rounded, and shares that cross-validation by document found.

    `median_best` is the median over the questions of the best unit's score. `first_by_suite` holds for each suite its
    name, how many of its questions have evidence among their units, and for which share of them the first unit is.
    """

    ranker: Features
    median_best: float
    ranked: RankerMeasured
    first_by_suite: tuple[tuple[str, int, float], ...]
    gate: GateFeatures
    gate_bias: float
    gated: GateMeasured
    gated_by_suite: tuple[GatedSuite, ...]


@dataclass(frozen=True)
class Asked:
    """The cases of a suite, and who answers over its documents."""

    suite: str
    assistant: Considering
    cases: Sequence[Case]


@dataclass(frozen=True)
class Step:
    """A case with what an assistant considered, and the fold that it is held out in."""

    suite: str
    case: Case
    considered: Considered
    fold: int


def fit(asked: Sequence[Asked]) -> Fitted:
    """Return weights fitted on the cases of some suites.

    The ranker is a softmax over the units of a question (label: the unit overlaps gold evidence); the gate a logistic
    regression over the questions that no rule refuses (label: the question is answerable), those left out whose
    evidence was not picked. A document is in one fold with all questions on it: what is measured is how it goes with
    documents that were not fitted on. What is asked beside other documents tells the gate how little those may change.
    """
    steps = list(steps_of(asked))
    groups = [
        (step, group)
        for step in steps
        if step.suite != BESIDE and (group := _group(step.case, step.considered.ranked)) is not None
    ]
    held_out: list[tuple[str, bool, bool]] = []
    for fold in range(FOLDS):
        kept = [group for step, group in groups if step.fold != fold]
        weights = _softmax_fit(kept) if kept else None
        for step, group in groups:
            if step.fold == fold and weights is not None:
                held_out.append((step.suite, *_first_two(group, weights)))
    gate = fit_gate(
        [
            _judged(step)
            for step in steps
            if step.considered.verdict.features and not _is_by_rule(step.case, step.considered.verdict)
        ],
        packaged_gate_weights().thresholds.answer,
    )
    ranker = Features._make(_rounded(_softmax_fit([group for _, group in groups])))
    best = [
        float((np.array([item.features for item in step.considered.ranked]) @ ranker).max())
        for step in steps
        if step.considered.ranked
    ]
    return Fitted(
        ranker=ranker,
        median_best=round(median(best), 1),
        ranked=RankerMeasured(
            n_questions=len(groups),
            evidence_in_first=round(float(np.mean([first for _, first, _ in held_out])), 3),
            evidence_in_two=round(float(np.mean([two for *_, two in held_out])), 3),
        ),
        first_by_suite=tuple(
            (one.suite, len(of), round(float(np.mean(of)), 3))
            for one in asked
            if (of := [first for suite, first, _ in held_out if suite == one.suite])
        ),
        gate=GateFeatures._make(_rounded(gate.weights)),
        gate_bias=round(gate.bias, 2),
        gated=GateMeasured(n_questions=gate.n_questions, auc=round(gate.auc, 3)),
        gated_by_suite=gate.by_suite,
    )


def steps_of(asked: Sequence[Asked]) -> Iterator[Step]:
    """Yield the cases with what was considered.

    Questions on no document go to the folds in turn, and so do all where there are fewer documents than folds.
    """
    on = {place.doc_id for one in asked for case in one.cases for group in case.evidence for place in group}
    folds: dict[str, int] = {}
    for one in asked:
        for number, case in enumerate(one.cases):
            document = next((place.doc_id for group in case.evidence for place in group), "")
            is_apart = document and len(on) >= FOLDS
            fold = folds.setdefault(document, len(folds) % FOLDS) if is_apart else number % FOLDS
            yield Step(one.suite, case, one.assistant.consider(case.asked()), fold)


def _group(case: Case, ranked: Sequence[Ranked]) -> tuple[Matrix, NDArray[np.bool_]] | None:
    """Return features, shape (units, features), and labels of a question; None when no unit is evidence."""
    labels = np.array([is_evidence(item.unit, case) for item in ranked], dtype=bool)
    if not labels.any():
        return None
    return np.array([item.features for item in ranked]), labels


def _is_by_rule(case: Case, verdict: Verdict) -> bool:
    is_by_reason = verdict.reason in _BY_REASON and case.near_miss is not NearMiss.OFF_TOPIC
    return is_by_reason or verdict.decided.rule in _BY_RULE


def _judged(step: Step) -> Judged:
    considered = step.considered
    is_told = any(is_evidence(unit, step.case) for unit in considered.picked.units)
    return Judged(step.suite, step.fold, tuple(considered.verdict.features), step.case.answerable, is_told)


def is_evidence(unit: Unit, case: Case) -> bool:
    """Return whether a unit shares half of the shorter of the two with a place that proves a fact."""
    return any(
        place.doc_id == unit.doc_id and is_shared(place.spans, unit.spans) for group in case.evidence for place in group
    )


def _softmax_fit(groups: Sequence[tuple[Matrix, NDArray[np.bool_]]]) -> Matrix:
    """Return the weights that maximise the mean log-probability of the evidence of each question."""
    from scipy.optimize import minimize

    scale = np.concatenate([features for features, _ in groups]).std(axis=0) + 1e-9

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, gradient = _PENALTY * float(weights @ weights), 2 * _PENALTY * weights
        for features, labels in groups:
            scaled = features / scale
            scores = scaled @ weights
            shares = np.exp(scores - scores.max())
            right = shares * labels
            total -= float(np.log(right.sum() / shares.sum())) / len(groups)
            gradient = gradient - (right / right.sum() - shares / shares.sum()) @ scaled / len(groups)
        return total, gradient

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B")
    weights: Matrix = found.x / scale
    return weights


def _first_two(group: tuple[Matrix, NDArray[np.bool_]], weights: Matrix) -> tuple[bool, bool]:
    features, labels = group
    order = np.argsort(-(features @ weights), kind="stable")
    return bool(labels[order[0]]), bool(labels[order[:2]].any())


def _rounded(values: Matrix) -> list[float]:
    return [round(float(value), 2) for value in values]
