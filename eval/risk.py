"""Risk against coverage: what the refusal gate buys when it is set stricter."""

from collections.abc import Sequence

from index.records import Frozen


class RiskPoint(Frozen):
    """At a threshold: the share of all cases that are answered, and the share of those answers that are wrong."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(answers: Sequence[tuple[float, bool]], *, n_cases: int) -> tuple[RiskPoint, ...]:
    """Return the curve from the strictest threshold to the one in use.

    Only answers that were given can be judged, so the curve ends at today's coverage. An answer to a question that
    should have been refused is wrong. Nothing answered: an empty curve.
    Source: El-Yaniv, Wiener (2010), On the Foundations of Noise-free Selective Classification, JMLR 11.

    Args:
        answers: confidence of each answer given, and whether it is right.
        n_cases: how many cases were asked.

    Example:
        >>> curve = risk_coverage([(0.9, True), (0.6, False)], n_cases=4)
        >>> [(p.threshold, p.coverage, p.risk) for p in curve]
        [(0.9, 0.25, 0.0), (0.6, 0.5, 0.5)]
    """
    points = []
    for threshold in sorted({confidence for confidence, _ in answers}, reverse=True):
        kept = [right for confidence, right in answers if confidence >= threshold]
        points.append(
            RiskPoint(threshold=threshold, coverage=len(kept) / n_cases, risk=1 - sum(kept) / len(kept)),
        )
    return tuple(points)
