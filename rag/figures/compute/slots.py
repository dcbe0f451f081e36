"""The years that a figure each is needed of, and whether of what was done in them or of what was planned."""

import re

from index.records import Status
from rag.figures.compute.asked import Asked
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language, Operation

Slot = tuple[int, Status]  # a year, its result or its plan
_YEAR = re.compile(r"(?<!\d)(?:((?:19|20)\d{2})|(\d{2})(?=年))(?!\d)")
_PLAN, _RESULT, _AND = said("plans.plan"), said("plans.result"), said("parts.and")
_OF_TWO = (Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO)
_ADDING = (Operation.SUM, Operation.AVERAGE)
_BETWEEN_YEARS = " 年,，"
_TWO = 2


def slots_of(question: Understood, asked: Asked) -> tuple[tuple[Slot, ...], ...]:
    """Return the slots that a figure each is needed of, the later year first for what is taken from it.

    Where the question says of one year that its plan is meant and nothing of the others, these are results, or else
    plans as well: the slots are tried in turn.
    """
    years = tuple(sorted(question.years))
    said_of = status_of_years(question)
    status = status_asked(question)
    if asked.with_plan and len(years) == 1:
        return (((years[0], Status.RESULT), (years[0], Status.PLAN)),)
    if asked.with_year_before:
        return (((years[0], status), (years[0] - 1, status)),)
    if asked.operation in _OF_TWO:
        years = tuple(reversed(years))
        years = (years[0], years[-1]) if len(years) > _TWO else years
    if not said_of:
        return (tuple((year, status) for year in years),)
    is_open = len(said_of) < len(years) and asked.operation not in _ADDING
    tried = (Status.RESULT, Status.PLAN) if is_open else (Status.RESULT,)
    return tuple(tuple((year, said_of.get(year, other)) for year in years) for other in tried)


def adds_plans(question: Understood, asked: Asked) -> bool:
    """Return whether a plan and a result are to be added up: what is planned is no part of what was done."""
    return asked.operation in _ADDING and len({status for _, status in slots_of(question, asked)[0]}) > 1


def status_of_years(question: Understood) -> dict[int, Status]:
    """Return whether a plan or a result is meant of each year that the question says it of.

    In Chinese it stands behind the year, in English before it. Years between which only
    a joint stands share it: 23年和25年计划.
    """
    found = list(_YEAR.finditer(question.text))
    if len(found) < _TWO:
        return {}
    is_behind = question.language is not Language.ENGLISH
    starts = [match.start() for match in found]
    ends = [match.end() for match in found]
    bounds = (
        zip(ends, [*starts[1:], len(question.text)], strict=True)
        if is_behind
        else zip([0, *ends[:-1]], starts, strict=True)
    )
    statuses: dict[int, Status] = {}
    between = [question.text[start:end] for start, end in bounds]
    for at, match in enumerate(found):
        rest = between[at:] if is_behind else between[at::-1]
        words = next((one for one in rest if not _is_joint(one)), "")
        is_plan, is_result = _PLAN.found(words), _RESULT.found(words)
        if is_plan != is_result:
            year = int(match[1] or f"20{match[2]}")
            statuses[year] = Status.PLAN if is_plan else Status.RESULT
    return statuses


def _is_joint(words: str) -> bool:
    bare = words.strip(_BETWEEN_YEARS)
    return not bare or _AND.fullmatch(bare) is not None


def status_asked(question: Understood) -> Status:
    """Return what is computed with where the years do not tell: results, unless plans are asked for."""
    return Status.PLAN if question.status is Status.PLAN else Status.RESULT
