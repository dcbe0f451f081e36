"""Recall at k: how much of what a case needs stands in the k best passages."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Metric, answerable, every_answer


def recall_at_k(found: Sequence[frozenset[int]], *, n_groups: int, k: int) -> float:
    """Return the share of the evidence groups that at least one of the first k passages finds, 0 to 1.

    `found[i]` holds the groups that the passage of rank i + 1 finds. Nothing retrieved: 0.
    Source: Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, 8.4, with groups as the items.

    Raises:
        EvalError: nothing is relevant (`n_groups` 0); such a case has no recall and is left out.

    Example:
        Two groups; the first passage finds none, the second finds one, the third both:

        >>> ranking = [frozenset(), frozenset({0}), frozenset({0, 1})]
        >>> [recall_at_k(ranking, n_groups=2, k=k) for k in (1, 2, 3)]
        [0.0, 0.5, 1.0]
    """
    if n_groups < 1:
        raise EvalError("recall needs at least one evidence group, found 0")
    return len(frozenset[int]().union(*found[:k])) / n_groups


def recall_metric(*, k: int) -> Metric:
    """Return recall at k as a metric; answerable cases, refused ones too, since their passages are kept."""
    return Metric(
        name=f"recall@{k}",
        title=f"Evidence found in the first {k}" if k > 1 else "Evidence found first",
        title_zh=f"前{k}条材料找全",
        meaning=f"share of the needed evidence that stands in the {k} best passages",
        value=lambda judged: recall_at_k(
            [passage.groups for passage in judged.passages], n_groups=len(judged.case.evidence), k=k
        ),
        asks_case=answerable,
        asks_answer=every_answer,
        when_failed=0.0,
    )
