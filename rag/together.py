"""What several years brought together: 这五年总共降了多少 is told by a statement on all of them, by none on one."""

from dataclasses import replace

from index.records import Status
from rag.considered import Considered
from rag.evidence.picked import Picked
from rag.question.said import said
from rag.question.understand import Wants

AMONG = 30  # of the best units
AS_NEAR = 0.8  # of what the best holds of a question
_IN_ALL, _SUM = said("asks.in_all"), said("computes.sum")


def of_years_together(found: Considered) -> Considered:
    """Return what is found with the best statement on several years, where a figure of them together is asked.

    It is what was found where the figures of each year are there, or no such statement is about as near.
    """
    question = found.understood
    asks_all = _IN_ALL.found(question.asked) or _SUM.found(question.asked)
    is_asked = question.year_span is not None and question.wants is Wants.FIGURE and asks_all
    if not is_asked or found.picked.rows or found.picked.computation or found.verdict.reason is not None:
        return found
    ranked = found.ranked[:AMONG]
    least = AS_NEAR * max(item.features.coverage for item in ranked)
    of_several = (
        item.unit
        for item in ranked
        if len(item.unit.years) > 1
        and item.unit.status is not Status.PLAN
        and item.features.coverage >= least
        and item.features.form > 0
    )
    told = next(of_several, None)
    return replace(found, picked=Picked("together", (told,))) if told else found
