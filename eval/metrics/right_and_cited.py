"""Right and cited: the answer is right, and its citations prove all of it. The headline."""

from collections.abc import Set as AbstractSet

from eval.errors import EvalError
from eval.metrics.metric import Metric, answerable, every_answer


def right_and_cited(proved: AbstractSet[int], *, right: bool, shown_right: bool, n_groups: int) -> float:
    """Return 1 when the answer is right, each evidence group is proved, and what is shown with it is right, else 0.

    `proved` holds the groups that some citation is right for (`eval.relevance.groups_proved`); `shown_right` says that
    labels, marks, titles, dates and sections are right. Nothing retrieved: 0.

    Raises:
        EvalError: nothing is relevant (`n_groups` 0); such a case is left out.

    Example:
        The answer is right, but only the first of two figures is proved:

        >>> right_and_cited({0}, right=True, shown_right=True, n_groups=2)
        0.0
    """
    if n_groups < 1:
        raise EvalError("right and cited needs at least one evidence group, found 0")
    return float(right and shown_right and len(proved) == n_groups)


RIGHT_AND_CITED = Metric(
    name="right_and_cited",
    title="Right and proved",
    title_zh="答对且有据",
    meaning="share of answerable questions answered with every needed fact and a citation for each of them",
    value=lambda judged: right_and_cited(
        judged.groups_proved,
        right=judged.right,
        shown_right=judged.shown_right,
        n_groups=len(judged.case.evidence),
    ),
    asks_case=answerable,
    asks_answer=every_answer,
    when_failed=0.0,
)
