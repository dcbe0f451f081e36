"""The weights of the gate, fitted on what was considered for cases, and how well they do where they were not fitted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.records import Frozen

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """The features of the evidence for a case, whether it answers, and the fold that it is held out in.

    `is_told` is false where it does not, though something that is held would.
    """

    suite: str
    fold: int
    features: tuple[float, ...]
    is_answerable: bool
    is_told: bool

    @property
    def is_clear(self) -> bool:
        """Whether there is a right verdict: none where the question is answerable and its evidence was not picked."""
        return self.is_told or not self.is_answerable


class GatedSuite(Frozen):
    """How a suite's cases are told apart by weights that were fitted without their documents.

    `answered` is the share of those whose evidence was picked, `refused` that of those that no document answers, at the
    threshold in use.
    """

    suite: str
    n_questions: int
    auc: float
    answered: float
    refused: float


@dataclass(frozen=True)
class FittedGate:
    """Weights in the order of the features, with what cross-validation found."""

    weights: Matrix
    bias: float
    n_questions: int
    auc: float
    by_suite: tuple[GatedSuite, ...]


def fit_gate(judged: Sequence[Judged], threshold: float) -> FittedGate:
    """Return a logistic regression over the cases that have a right verdict.

    Each suite weighs as the square root of its number of cases, answerable and not alike: one with many would drown
    the others.

    Args:
        judged: the cases; those whose evidence was not picked are left out.
        threshold: of confidence, at which shares are told.
    """
    from sklearn.metrics import roc_auc_score

    clear = [case for case in judged if case.is_clear]
    table = np.array([case.features for case in clear])
    answers = np.array([case.is_answerable for case in clear])
    folds, suites = np.array([case.fold for case in clear]), np.array([case.suite for case in clear])
    weighs = _weighed(suites, answers)
    held_out = np.zeros(len(clear))
    for fold in set(folds.tolist()):
        kept, out = folds != fold, folds == fold
        if len(set(answers[kept].tolist())) == 2:
            weights, bias = _logistic(table[kept], answers[kept], weighs[kept])
            held_out[out] = 1 / (1 + np.exp(-(table[out] @ weights + bias)))
    weights, bias = _logistic(table, answers, weighs)
    return FittedGate(
        weights=weights,
        bias=bias,
        n_questions=len(clear),
        auc=float(roc_auc_score(answers, held_out)),
        by_suite=tuple(
            GatedSuite(
                suite=suite,
                n_questions=int(of.sum()),
                auc=round(float(roc_auc_score(answers[of], held_out[of])), 3),
                answered=round(float((held_out[of & answers] >= threshold).mean()), 3),
                refused=round(float((held_out[of & ~answers] < threshold).mean()), 3),
            )
            for suite in dict.fromkeys(suites.tolist())
            if len(set(answers[of := suites == suite].tolist())) == 2
        ),
    )


def _weighed(suites: NDArray[np.str_], answers: NDArray[np.bool_]) -> Matrix:
    """Return the weight of each case, so that those that are answered weigh as much as those that are not."""
    weights = np.zeros(len(suites))
    for answer in (True, False):
        sizes = {suite: int(((suites == suite) & (answers == answer)).sum()) for suite in set(suites.tolist())}
        total = sum(size**0.5 for size in sizes.values())
        for suite, size in sizes.items():
            weights[(suites == suite) & (answers == answer)] = len(suites) / 2 / (total * max(1, size) ** 0.5)
    return weights


def _logistic(table: Matrix, answers: NDArray[np.bool_], weighs: Matrix) -> tuple[Matrix, float]:
    """Return weights and bias; features are standardised, so that their measure has no part in the penalty."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=5000).fit((table - mean) / scale, answers, sample_weight=weighs)
    weights: Matrix = model.coef_[0] / scale * (table.std(axis=0) > 0)
    return weights, float(model.intercept_[0] - mean @ weights)
