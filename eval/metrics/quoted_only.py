"""Quoted only: the facts stand in the answer, but the reader has to find them in a quote."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Better, Metric, answerable, every_answer


def quoted_only(facts_found: Sequence[bool], facts_in_lead: Sequence[bool], *, answered: bool) -> float:
    """Return 1 when every fact stands in the answer but not every one before the quotes, else 0.

    It says how much of the right answers was left to the reader; where a fact is a whole list or definition that is no
    loss. A refusal, or nothing retrieved: 0.

    Raises:
        EvalError: the case needs no fact; an unanswerable case is left out.

    Example:
        >>> quoted_only([True, True], [True, False], answered=True)
        1.0
    """
    if not facts_found:
        raise EvalError("a quoted answer needs at least one fact to look for, found 0")
    return float(answered and all(facts_found) and not all(facts_in_lead))


QUOTED_ONLY = Metric(
    name="quoted_only",
    title="Only quoted",
    title_zh="只见于引文",
    meaning="share of answerable questions whose facts all stand in the answer, some of them only in a quote",
    value=lambda judged: quoted_only(judged.facts_found, judged.lead.facts, answered=judged.prediction.answered),
    asks_case=answerable,
    asks_answer=every_answer,
    when_failed=None,
    better=Better.NEITHER,
)
