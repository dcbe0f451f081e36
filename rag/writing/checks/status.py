"""Whether a plan is told as a plan, and a result as a result."""

import re

from index.records import Status
from index.words.clauses import CLAUSE_END, clauses
from index.words.quotes import IN_MARKS
from index.words.terms import terms
from rag.question.said import said
from rag.writing.records import Fault, Finding
from rag.writing.stretches import Stretch

_NAMES = re.compile(rf"{IN_MARKS}|《[^》]*》")
_PLAN, _DONE = said("writing.plan"), said("writing.done")
_FINISHED, _BEGUN = said("writing.finished"), said("writing.begun")
_OF_A_YEAR = re.compile(r"(?:19|20)\d{2}年(?!\d)")


def check_status(stretch: Stretch) -> Finding | None:
    """Return the words that tell what is cited as what it is not; what is cited of both kinds decides nothing."""
    finished = _finished(stretch)
    if finished:
        return Finding(fault=Fault.STATUS, words=finished)
    statuses = {source.evidence.status for source in stretch.sources}
    text = _NAMES.sub("", stretch.text)
    if statuses == {Status.PLAN}:
        return _of_plan(text, stretch)
    plan = _PLAN.search(text)
    is_told = plan is not None and (_PLAN.found(stretch.said) if stretch.is_english else plan[0] in stretch.said)
    if statuses == {Status.RESULT} and plan and not is_told:
        return Finding(fault=Fault.STATUS, words=plan[0])
    return None


def _finished(stretch: Stretch) -> str:
    """Return what tells something as finished that is told as begun, or going on; empty where nothing does."""
    told = [part for source in stretch.sources for part in clauses(source.text, CLAUSE_END)]
    for clause in clauses(stretch.text, CLAUSE_END):
        finished = _FINISHED.search(clause)
        if finished is None or not told or finished[0] in stretch.said:
            continue
        words = set(terms(clause))
        nearest = max(told, key=lambda part: len(words & set(terms(part))))
        if _BEGUN.found(nearest) and not _FINISHED.found(nearest):
            return finished[0]
    return ""


def _of_plan(text: str, stretch: Stretch) -> Finding | None:
    """Return what tells a plan as done, or as if it were: the year it is planned for, and no word of a plan."""
    if _PLAN.found(text):
        return None
    done = _DONE.search(text)
    if done and not _DONE.found(_NAMES.sub("", stretch.said)):
        return Finding(fault=Fault.STATUS, words=done[0])
    dated = _OF_A_YEAR.search(text)
    planned = {year for source in stretch.sources for year in source.evidence.years}
    is_told_so = done is not None
    if dated and int(dated[0][:4]) in planned and not is_told_so:
        return Finding(fault=Fault.STATUS, words=dated[0])
    return None
