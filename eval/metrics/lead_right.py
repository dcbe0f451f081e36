"""Lead right: the answer itself, not only a quote below it, says what was asked, and nothing else."""

from collections.abc import Collection, Sequence

from eval.errors import EvalError
from eval.lead import Fault
from eval.metrics.metric import Metric, answerable, every_answer


def lead_right(facts_in_lead: Sequence[bool], faults: Collection[Fault]) -> float:
    """Return 1 when what stands before the quotes states every fact and nothing else, else 0.

    A fact that only a quote holds is quoted, not answered; no lead, a refusal, or nothing retrieved: 0.

    Raises:
        EvalError: the case needs no fact; an unanswerable case is left out.

    Example:
        Both facts stand in front, with a figure that is none:

        >>> lead_right([True, True], {Fault.FIGURE})
        0.0
    """
    if not facts_in_lead:
        raise EvalError("a right lead needs at least one fact to look for, found 0")
    return float(all(facts_in_lead) and not faults)


LEAD_RIGHT = Metric(
    name="lead_right",
    title="Right in front",
    title_zh="首行答对",
    meaning="share of answerable questions whose every fact stands before the quotes, and nothing else does",
    value=lambda judged: lead_right(judged.lead.facts, judged.lead.faults),
    asks_case=answerable,
    asks_answer=every_answer,
    when_failed=0.0,
)
