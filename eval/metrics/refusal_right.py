"""Refusal right: it says why, in the asker's language."""

from eval.metrics.metric import Metric, every_answer, unanswerable


def refusal_right(*, right: bool) -> float:
    """Return for one unanswerable question 1 when it is refused for a fitting reason in its language, else 0.

    Which reasons fit which near miss: `eval.refusals.FITTING`. A refusal for want of evidence or for its year names a
    year that is held; what is only a courtesy gets a reply. An answer is 0. Nothing retrieved makes no difference.

    Example:
        >>> refusal_right(right=True)
        1.0
    """
    return float(right)


REFUSAL_RIGHT = Metric(
    name="refusal_right",
    title="Refused for the right reason",
    title_zh="拒答理由无误",
    meaning="of the questions that no document answers, the share refused for a fitting reason in the asker's language",
    value=lambda judged: refusal_right(right=judged.refuses_right),
    asks_case=unanswerable,
    asks_answer=every_answer,
    when_failed=0.0,
)
