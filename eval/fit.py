"""The weights of the ranker and of the gate, fitted on cases, with cross-validated figures: what `eval fit` finds."""

from collections.abc import Sequence
from statistics import median
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from eval.cases import Case, NearMiss
from eval.overlap import is_shared
from index.records import Frozen, Unit
from rag.assistant import Considered
from rag.evidence.rank import Ranked
from rag.evidence.weights import Features, RankerMeasured
from rag.records import Question, Reason
from rag.refusal.gate import Verdict
from rag.refusal.weights import GateFeatures, GateMeasured

FOLDS = 5
_PENALTY = 1e-3  # of the squared standardised weights
# Idle talk is refused by a list too, but no list is complete: the gate learns from it as well.
_BY_RULE = (Reason.BLOCKED, Reason.OUT_OF_SCOPE, Reason.WRONG_PERIOD)

Matrix = NDArray[np.float64]


class Considering(Protocol):
    """An assistant that shows each step."""

    def consider(self, question: Question) -> Considered:
        """Return every step from the question to the verdict."""
        ...


class Fitted(Frozen):
    """Weights by feature, rounded, and shares that cross-validation by question found.

    `median_best` is the median over the questions of the best unit's score.
    """

    ranker: Features
    median_best: float
    ranked: RankerMeasured
    gate: GateFeatures
    gate_bias: float
    gated: GateMeasured


def fit(assistant: Considering, cases: Sequence[Case]) -> Fitted:
    """Return weights fitted on the cases.

    The ranker is a softmax over the units of a question (label: the unit overlaps gold evidence); the gate a logistic
    regression over the questions that no rule refuses (label: the question is answerable), classes balanced.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import cross_val_predict

    questions = [Question(id=case.id, text=case.question, history=case.history) for case in cases]
    steps = [(case, assistant.consider(question)) for case, question in zip(cases, questions, strict=True)]
    groups = [group for group in (_group(case, step.ranked) for case, step in steps) if group is not None]
    held_out: list[tuple[bool, bool]] = []
    for fold in range(FOLDS):
        weights = _softmax_fit([group for i, group in enumerate(groups) if i % FOLDS != fold])
        held_out += [_first_two(group, weights) for i, group in enumerate(groups) if i % FOLDS == fold]
    gated = [(case, step) for case, step in steps if step.verdict.features and not _is_by_rule(case, step.verdict)]
    features = np.array([step.verdict.features for _, step in gated])
    answerable = np.array([case.answerable for case, _ in gated])
    model = LogisticRegression(class_weight="balanced", max_iter=5000)
    probability = cross_val_predict(model, features, answerable, cv=FOLDS, method="predict_proba")[:, 1]
    model.fit(features, answerable)
    ranker = Features._make(_rounded(_softmax_fit(groups)))
    best = [
        float((np.array([item.features for item in step.ranked]) @ ranker).max()) for _, step in steps if step.ranked
    ]
    return Fitted(
        ranker=ranker,
        median_best=round(median(best), 1),
        ranked=RankerMeasured(
            n_questions=len(groups),
            evidence_in_first=round(float(np.mean([first for first, _ in held_out])), 3),
            evidence_in_two=round(float(np.mean([two for _, two in held_out])), 3),
        ),
        gate=GateFeatures._make(_rounded(model.coef_[0])),
        gate_bias=round(float(model.intercept_[0]), 2),
        gated=GateMeasured(n_questions=len(gated), auc=round(float(roc_auc_score(answerable, probability)), 3)),
    )


def _group(case: Case, ranked: Sequence[Ranked]) -> tuple[Matrix, NDArray[np.bool_]] | None:
    """Return features, shape (units, features), and labels of a question; None when no unit is evidence."""
    labels = np.array([_is_evidence(item.unit, case) for item in ranked], dtype=bool)
    if not labels.any():
        return None
    return np.array([item.features for item in ranked]), labels


def _is_by_rule(case: Case, verdict: Verdict) -> bool:
    return verdict.reason in _BY_RULE and case.near_miss is not NearMiss.OFF_TOPIC


def _is_evidence(unit: Unit, case: Case) -> bool:
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
