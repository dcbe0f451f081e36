"""Marks right: each `[n]` leads to its citation and stands at what that citation proves."""

from eval.metrics.metric import Metric, answered, every_case


def marks_right(*, right: bool) -> float:
    """Return for one answer 1 when its marks are right (`eval.shown.marks_right`), else 0.

    Nothing relevant makes no difference; a refusal, for which nothing may have been retrieved, is left out.

    Example:
        >>> marks_right(right=False)
        0.0
    """
    return float(right)


MARKS_RIGHT = Metric(
    name="marks_right",
    title="Marks right",
    title_zh="引文标号无误",
    meaning="share of answers whose every [n] resolves and stands at what it proves, with no citation left unmarked",
    value=lambda judged: marks_right(right=judged.marks_right),
    asks_case=every_case,
    asks_answer=answered,
    when_failed=None,
)
