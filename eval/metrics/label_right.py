"""Labels right: the year and the word for plan or result beside a statement are its source's."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.judge import Judged
from eval.metrics.metric import Metric, every_case


def label_right(labels: Sequence[bool]) -> float:
    """Return 1 when every label of an answer has its source's years and word for plan or result, else 0.

    A quote without label stands under the one above it. Nothing relevant makes no difference.

    Raises:
        EvalError: there is no label; such an answer, and a refusal, is left out.

    Example:
        >>> label_right([True, False])
        0.0
    """
    if not labels:
        raise EvalError("a right label needs at least one label, found 0")
    return float(all(labels))


def labelled(judged: Judged) -> bool:
    """Return whether the answer shows a period."""
    return bool(judged.labels_right)


LABEL_RIGHT = Metric(
    name="label_right",
    title="Labels right",
    title_zh="年份与计划标注无误",
    meaning="of the answers that show a period, the share whose years and words for plan or result are their sources'",
    value=lambda judged: label_right(judged.labels_right),
    asks_case=every_case,
    asks_answer=labelled,
    when_failed=None,
)
