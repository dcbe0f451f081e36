"""Whether what is asked as if it were done is told as a plan alone: then an answer says so above it."""

from collections.abc import Sequence

from index.records import Status, Unit
from rag.question.said import said
from rag.question.understand import Understood, Wants

_ASKS_DONE = said("plans.done")


def is_plan_alone(question: Understood, units: Sequence[Unit]) -> bool:
    """Return whether a figure is asked as one of something done, of a year of which all units are plans."""
    is_asked = question.status is not Status.PLAN and _ASKS_DONE.found(question.asked)
    are_plans = all(unit.status is Status.PLAN and unit.years for unit in units)
    return question.wants is Wants.FIGURE and bool(question.years and units) and is_asked and are_plans
