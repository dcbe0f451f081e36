"""What the score of a reranker weighs beside the ranker's other features, and the file that keeps it by model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.by_model import keep_by_model
from eval.errors import RunError
from eval.fit import FOLDS, Asked, Matrix, Step, is_evidence, steps_of
from eval.suites import BESIDE
from index.records import Frozen
from rag.config import RerankSettings
from rag.fitted import Origin
from rag.rerank.fitted import RerankerFitted, RerankerMeasured, name_of, read_weights

MOST = 20.0  # that it may weigh
MOST_MISSED = 0.1  # of the questions: where more got no scores, nothing is measured


class FittedReranker(Frozen):
    """The weight that was found, rounded, with what it brings; `n_missed` questions got no scores and are left out."""

    weight: float
    measured: RerankerMeasured
    n_missed: int


@dataclass(frozen=True)
class _Group:
    """A question: of its units the score without the reranker, the reranker's, and which are evidence."""

    fold: int
    scores: Matrix
    told: Matrix
    labels: NDArray[np.bool_]

    def log_loss(self, weight: float) -> float:
        """Return the negative log-probability of the evidence, of a softmax over the units."""
        scores = self.scores + weight * self.told
        shares = np.exp(scores - scores.max())
        return -float(np.log(shares[self.labels].sum() / shares.sum()))

    def first_two(self, weight: float) -> tuple[bool, bool]:
        """Return whether the first unit is evidence, and whether one of the first two is."""
        labels = self.labels[np.argsort(-(self.scores + weight * self.told), kind="stable")]
        return bool(labels[0]), bool(labels[:2].any())


def fit_reranker(asked: Sequence[Asked]) -> FittedReranker:
    """Return the weight of a reranker's score that makes evidence likeliest, beside the others as they were fitted.

    The other weights stay: the gate, and how near scores are that count as alike, were fitted and chosen on them. How
    it goes with documents that were not fitted on is measured as for these.

    Raises:
        RunError: too many questions got no scores, or none has evidence among its units.
    """
    steps = [step for step in steps_of(asked) if step.suite != BESIDE]
    missed = [step for step in steps if _is_missed(step)]
    if len(missed) > MOST_MISSED * len(steps):
        raise RunError(
            f"{len(missed)} of {len(steps)} questions got no scores of the reranker: the log says why; where it is "
            "slow, set rerank.seconds higher for fitting"
        )
    groups = list(_groups(steps))
    if not groups:
        raise RunError("no question has evidence among the units that the reranker looked at")
    held_out: list[tuple[bool, bool, bool, bool]] = []
    for fold in range(FOLDS):
        kept = [group for group in groups if group.fold != fold]
        weight = _fitted(kept) if kept else 0.0  # where all are in one fold, nothing is measured to be better
        held_out += [(*group.first_two(0.0), *group.first_two(weight)) for group in groups if group.fold == fold]
    first_without, two_without, first, two = (round(float(np.mean(of)), 3) for of in zip(*held_out, strict=True))
    return FittedReranker(
        weight=round(_fitted(groups), 2),
        measured=RerankerMeasured(
            n_questions=len(held_out),
            evidence_in_first_without=first_without,
            evidence_in_first=first,
            evidence_in_two_without=two_without,
            evidence_in_two=two,
        ),
        n_missed=len(missed),
    )


def write_reranker(found: FittedReranker, settings: RerankSettings, origin: Origin) -> None:
    """Write a weight into the file of the settings, by the model's name; those of other models and comments stay.

    Raises:
        WeightsError: the file that is there is damaged.
        OSError: it cannot be written.
    """
    file = settings.weights_file
    read_weights(file)
    fitted = RerankerFitted(weight=found.weight, fitted=origin, measured=found.measured)
    keep_by_model(file, name_of(settings), fitted)


def _is_missed(step: Step) -> bool:
    ranked = step.considered.ranked
    return len(ranked) > 1 and not any(item.features.reranker for item in ranked)


def _groups(steps: Sequence[Step]) -> Iterator[_Group]:
    """Yield what can be learnt of each question that has evidence among its units, and scores."""
    for step in steps:
        ranked = step.considered.ranked
        labels = np.array([is_evidence(item.unit, step.case) for item in ranked], dtype=bool)
        if labels.any() and any(item.features.reranker for item in ranked):
            scores = np.array([item.score - item.by_reranker for item in ranked])
            told = np.array([item.features.reranker for item in ranked])
            order = np.argsort(-scores, kind="stable")  # ties as they are without
            yield _Group(step.fold, scores[order], told[order], labels[order])


def _fitted(groups: Sequence[_Group]) -> float:
    """Return the weight that maximises the mean log-probability of the evidence, from 0 to the most."""
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda weight: sum(group.log_loss(weight) for group in groups) / len(groups), bounds=(0, MOST), method="bounded"
    )
    return float(found.x)
