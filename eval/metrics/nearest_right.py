"""Nearest right: how many of the answerable questions that are refused find their facts in the nearest statements."""

from eval.judge import Judged
from eval.metrics.metric import Metric, answerable


def nearest_right(*, has_facts: bool) -> float:
    """Return for one answerable question that is refused 1 when nearest statements with every fact stand there, else 0.

    Answered and unanswerable questions are left out. Nothing retrieved: 0.

    Example:
        Of two refusals one gives the statement that answers:

        >>> sum(nearest_right(has_facts=has) for has in (True, False)) / 2
        0.5
    """
    return float(has_facts)


def _refused(judged: Judged) -> bool:
    return judged.prediction.reason is not None


NEAREST_RIGHT = Metric(
    name="nearest_right",
    title="Nearest is the answer",
    title_zh="最接近的即答案",
    meaning="of the answerable questions that are refused, the share whose nearest statements have every needed fact",
    value=lambda judged: nearest_right(has_facts=judged.nearest_right),
    asks_case=answerable,
    asks_answer=_refused,
    when_failed=None,
)
