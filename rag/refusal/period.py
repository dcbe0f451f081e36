"""Whether what was chosen is of the asked time: of other years, or a plan where the outcome is asked."""

from collections.abc import Sequence

from index.records import Status, Unit
from rag.evidence.rank import Ranked
from rag.figures.counted import stands_at_end
from rag.question.agreement import LONGEST_PERIOD, year_agreements
from rag.question.said import said
from rag.question.understand import NOT_PLANNED, Understood, Wants

_ACTUAL, _PLANNED = said("plans.turned_out"), said("plans.named")

SAME_MATTER = 0.75  # of the best coverage


def held_years(question: Understood, ranked: Sequence[Ranked], chosen: Sequence[Unit]) -> tuple[int, ...]:
    """Return the years for which the matter is held: those of units that hold as much of the question as the best."""
    if any(set(unit.years) & set(question.years) for unit in chosen):  # the asked year, but only as a plan
        return tuple(sorted({year for unit in chosen for year in unit.years}))
    most = max(item.features.coverage for item in ranked)
    about = [item.unit for item in ranked if item.features.coverage >= SAME_MATTER * most]
    short = [unit for unit in about if len(unit.years) <= LONGEST_PERIOD and unit.years]
    return tuple(sorted({year for unit in short or about for year in unit.years}))


def is_of_other_years(question: Understood, chosen: Sequence[Unit]) -> bool:
    """Return whether what was chosen (not empty) is of other years than asked, or of several where one is."""
    if not question.years or not any(unit.years for unit in chosen):
        return False
    return max(year_agreements(chosen, question.years)) < 0 or _is_of_span(question, chosen)


def is_only_planned(question: Understood, chosen: Sequence[Unit]) -> bool:
    """Return whether what was chosen is a plan of a year that is named, where the outcome is asked."""
    is_dated = bool(question.years) and any(unit.years for unit in chosen)
    return is_dated and _asks_outcome(question) and all(unit.status is Status.PLAN for unit in chosen)


def _is_of_span(question: Understood, chosen: Sequence[Unit]) -> bool:
    """Return whether a figure of one year is asked, and what was chosen tells only what several brought together."""
    if question.wants is not Wants.FIGURE or len(question.years) != 1 or not all(unit.years for unit in chosen):
        return False
    year, first = str(question.years[0]), chosen[0]
    is_of_span = all(len(unit.years) > LONGEST_PERIOD and year not in unit.text for unit in chosen)
    return is_of_span and not stands_at_end(first, question)


def _asks_outcome(question: Understood) -> bool:
    """Return whether a figure is asked as it turned out, and nothing in the question speaks of a plan."""
    return (
        question.wants is Wants.FIGURE
        and _ACTUAL.found(question.asked)
        and not _PLANNED.found(NOT_PLANNED.sub("", question.asked))
    )
