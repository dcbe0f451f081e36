"""Mean reciprocal rank: how far down the first useful passage stands."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Metric, answerable, every_answer


def reciprocal_rank(found: Sequence[frozenset[int]], *, n_groups: int, k: int) -> float:
    """Return 1 / rank of the first of k passages that finds any evidence group; 0 when none does.

    `found[i]` holds the groups that the passage of rank i + 1 finds. Nothing retrieved: 0.
    Source: Voorhees (1999), The TREC-8 Question Answering Track Report, section 3.

    Raises:
        EvalError: nothing is relevant (`n_groups` 0); such a case is left out.

    Example:
        >>> reciprocal_rank([frozenset(), frozenset({1}), frozenset({0})], n_groups=2, k=10)
        0.5
    """
    if n_groups < 1:
        raise EvalError("a reciprocal rank needs at least one evidence group, found 0")
    for rank, groups in enumerate(found[:k], 1):
        if groups:
            return 1 / rank
    return 0.0


def mrr_metric(*, k: int) -> Metric:
    """Return the reciprocal rank within k as a metric; answerable cases."""
    return Metric(
        name=f"mrr@{k}",
        title="Rank of the first useful passage",
        title_zh="首条有用材料的名次",
        meaning=f"1 / rank of the first of {k} passages that holds needed evidence, 0 if none does",
        value=lambda judged: reciprocal_rank(
            [passage.groups for passage in judged.passages], n_groups=len(judged.case.evidence), k=k
        ),
        asks_case=answerable,
        asks_answer=every_answer,
        when_failed=0.0,
    )
