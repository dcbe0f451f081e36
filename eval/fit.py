"""The weights of the ranker and of the gate, fitted on cases, with cross-validated figures: what `eval fit` prints."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from eval.cases import Case, NearMiss
from eval.relevance import proves
from index.records import Frozen, Unit
from rag.assistant import Considered
from rag.evidence.rank import FEATURE_NAMES, Ranked
from rag.records import Question, Reason
from rag.refusal.gate import GATE_FEATURE_NAMES, Verdict

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
    """Weights by feature, and shares that cross-validation by question found."""

    ranker: tuple[tuple[str, float], ...]
    n_ranked: int
    evidence_in_first: float = Field(ge=0, le=1)
    evidence_in_two: float = Field(ge=0, le=1)
    gate: tuple[tuple[str, float], ...]
    gate_bias: float
    n_gated: int
    gate_auc: float = Field(ge=0, le=1)


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
    return Fitted(
        ranker=_named(FEATURE_NAMES, _softmax_fit(groups)),
        n_ranked=len(groups),
        evidence_in_first=float(np.mean([first for first, _ in held_out])),
        evidence_in_two=float(np.mean([two for _, two in held_out])),
        gate=_named(GATE_FEATURE_NAMES, model.coef_[0]),
        gate_bias=round(float(model.intercept_[0]), 2),
        n_gated=len(gated),
        gate_auc=float(roc_auc_score(answerable, probability)),
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
    return any(proves(place, unit.doc_id, unit.spans) for group in case.evidence for place in group)


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


def _named(names: Sequence[str], values: Sequence[float] | Matrix) -> tuple[tuple[str, float], ...]:
    return tuple((name, round(float(value), 2)) for name, value in zip(names, values, strict=True))
