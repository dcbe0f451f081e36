"""Right answer: every fact that the case needs stands in the answer."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Metric, answerable, every_answer


def right_answer(facts_found: Sequence[bool], *, answered: bool, lead_is_wrong: bool = False) -> float:
    """Return 1 when an answer was given, every fact was found in it and nothing in front is wrong; a refusal is 0.

    Nothing retrieved: 0, since it can only be a refusal.

    Raises:
        EvalError: the case needs no fact; an unanswerable case is left out.

    Example:
        >>> right_answer([True, False], answered=True)
        0.0
    """
    if not facts_found:
        raise EvalError("a right answer needs at least one fact to look for, found 0")
    return float(answered and all(facts_found) and not lead_is_wrong)


RIGHT_ANSWER = Metric(
    name="right_answer",
    title="Right answer",
    title_zh="答对",
    meaning="share of answerable questions whose answer states every needed fact",
    value=lambda judged: right_answer(
        judged.facts_found, answered=judged.prediction.answered, lead_is_wrong=bool(judged.lead.faults)
    ),
    asks_case=answerable,
    asks_answer=every_answer,
    when_failed=0.0,
)
