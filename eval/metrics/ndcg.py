"""Normalised discounted cumulative gain: all needed evidence, as high up as it could be."""

from collections.abc import Sequence
from math import log2

from eval.errors import EvalError
from eval.metrics.metric import Metric, answerable, every_answer


def ndcg_at_k(found: Sequence[frozenset[int]], *, n_groups: int, k: int) -> float:
    """Return nDCG of the first k passages, 0 to 1.

    A passage gains one for every evidence group that no passage above it finds, so that the same fact from a second
    document earns nothing. The ideal ranking holds the same gains in falling order, followed by one passage with a
    gain of one for every group that the ranking misses. Nothing retrieved: 0. Where every relevant passage finds one
    group of its own this is the usual nDCG with binary gains.
    Source: Järvelin, Kekäläinen (2002), ACM TOIS 20(4), with log2(rank + 1); gains as in α-nDCG with α = 1, Clarke et
    al. (2008), SIGIR.

    Raises:
        EvalError: nothing is relevant (`n_groups` 0); such a case is left out.

    Example:
        Two groups, found at ranks 1 and 3: (1 + 1/2) / (1 + 1/log2(3)):

        >>> round(ndcg_at_k([frozenset({0}), frozenset(), frozenset({1})], n_groups=2, k=10), 4)
        0.9197
    """
    if n_groups < 1:
        raise EvalError("nDCG needs at least one evidence group, found 0")
    seen: set[int] = set()
    gains = []
    for groups in found:
        gains.append(len(groups - seen))
        seen |= groups
    ideal = sorted(gains, reverse=True)
    ideal = [gain for gain in ideal if gain] + [1] * (n_groups - len(seen))
    return _dcg(gains[:k]) / _dcg(ideal[:k])


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def ndcg_metric(*, k: int) -> Metric:
    """Return nDCG at k as a metric; answerable cases."""
    return Metric(
        name=f"ndcg@{k}",
        title="Order of the passages",
        title_zh="材料排序",
        meaning=f"how close the first {k} passages come to the best order, all needed evidence counted once",
        value=lambda judged: ndcg_at_k(
            [passage.groups for passage in judged.passages], n_groups=len(judged.case.evidence), k=k
        ),
        asks_case=answerable,
        asks_answer=every_answer,
        when_failed=0.0,
    )
