"""Seconds: how long a citizen waits."""

from eval.metrics.metric import Better, Measure, Metric, every_answer, every_case


def total_seconds(total: float) -> float:
    """Return the wall-clock seconds from question to answer or refusal, as the assistant measured them.

    Nothing relevant and nothing retrieved make no difference.

    Example:
        >>> total_seconds(0.25)
        0.25
    """
    return total


SECONDS = Metric(
    name="seconds",
    title="Seconds",
    title_zh="用时",
    meaning="wall-clock seconds from question to answer or refusal",
    value=lambda judged: total_seconds(judged.prediction.seconds.total),
    asks_case=every_case,
    asks_answer=every_answer,
    when_failed=None,
    better=Better.LOWER,
    measure=Measure.SECONDS,
)
