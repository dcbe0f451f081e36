"""Nearest: how many questions get the nearest statements, given as such, instead of an answer."""

from eval.metrics.metric import Better, Metric, every_answer, every_case
from rag.records import Certainty


def nearest(*, is_nearest: bool) -> float:
    """Return for one question 1 when the nearest statements are given in the place of an answer, else 0.

    Nothing retrieved: 0, since there is nothing to give.

    Example:
        >>> nearest(is_nearest=True)
        1.0
    """
    return float(is_nearest)


NEAREST = Metric(
    name="nearest",
    title="Nearest given",
    title_zh="给出最接近的",
    meaning="share of questions, answerable or not, that are refused with the nearest statements",
    value=lambda judged: nearest(is_nearest=judged.prediction.certainty is Certainty.NEAREST),
    asks_case=every_case,
    asks_answer=every_answer,
    when_failed=None,
    better=Better.NEITHER,
)
