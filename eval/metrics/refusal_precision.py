"""Refusal precision: how many of the refusals were called for."""

from eval.metrics.metric import Metric, every_case, refused


def refusal_precision(*, answerable: bool) -> float:
    """Return for one refused question 1 when no document answers it, else 0; the mean is the precision.

    Questions that were answered are left out. No refusal at all: no precision, the table says n = 0. Nothing retrieved
    makes no difference.

    Example:
        Three refusals, one of them of a question that could have been answered:

        >>> sum(refusal_precision(answerable=a) for a in (False, False, True)) / 3
        0.6666666666666666
    """
    return float(not answerable)


REFUSAL_PRECISION = Metric(
    name="refusal_precision",
    title="Refusals called for",
    title_zh="拒答得当",
    meaning="of the refused questions, the share that no document answers",
    value=lambda judged: refusal_precision(answerable=judged.case.answerable),
    asks_case=every_case,
    asks_answer=refused,
    when_failed=None,
)
