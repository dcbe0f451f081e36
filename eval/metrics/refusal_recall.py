"""Refusal recall: how many of the questions that no document answers are refused."""

from eval.metrics.metric import Metric, every_answer, unanswerable


def refusal_recall(*, answered: bool) -> float:
    """Return for one unanswerable question 1 when it was refused, for whatever reason, else 0; the mean is the recall.

    Answerable questions are left out. Nothing retrieved makes no difference.

    Example:
        >>> sum(refusal_recall(answered=a) for a in (False, True)) / 2
        0.5
    """
    return float(not answered)


REFUSAL_RECALL = Metric(
    name="refusal_recall",
    title="Unanswerable questions refused",
    title_zh="该拒的都拒了",
    meaning="of the questions that no document answers, the share that were refused",
    value=lambda judged: refusal_recall(answered=judged.prediction.answered),
    asks_case=unanswerable,
    asks_answer=every_answer,
    when_failed=0.0,
)
