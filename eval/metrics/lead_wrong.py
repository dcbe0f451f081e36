"""Lead wrong: what the reader sees first is wrong, however right the quotes below it."""

from collections.abc import Collection

from eval.judge import Judged
from eval.lead import Fault
from eval.metrics.metric import Better, Metric, every_case


def lead_wrong(faults: Collection[Fault]) -> float:
    """Return for one lead 1 when anything in it is wrong, else 0; lower is better.

    Wrong is a figure that is no fact of the case, or has another direction, year, status, matter or place than its
    source; a verdict that no fact gives; words that state no fact; and any lead where no document answers. Answers
    that only quote, refusals, and questions for which nothing was retrieved are left out.

    Example:
        >>> lead_wrong({Fault.YEAR}), lead_wrong(())
        (1.0, 0.0)
    """
    return float(bool(faults))


def leads(judged: Judged) -> bool:
    """Return whether anything stands before the quotes."""
    return judged.lead.is_said


LEAD_WRONG = Metric(
    name="lead_wrong",
    title="Wrong in front",
    title_zh="首行有错",
    meaning="of the answers that say something before their quotes, the share in which something there is wrong",
    value=lambda judged: lead_wrong(judged.lead.faults),
    asks_case=every_case,
    asks_answer=leads,
    when_failed=None,
    better=Better.LOWER,
)
