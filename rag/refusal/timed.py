"""Whether the period of a unit may tell when something was: only if it speaks of what the time is asked of."""

from collections.abc import Sequence
from itertools import pairwise

from index.records import Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_fold, unit_terms
from index.words.terms import terms
from rag.question.answer_form import TIME, Expected
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content
from rag.records import Language

_BEGUN, _DONE, _IN_PART = said("verdicts.asks_begun"), said("verdicts.asks_done"), said("verdicts.told_in_part")
_ASKS_TIME, _ONLY_DONE = said("asks.date"), said("asks.only_done")


def expected_of(question: Understood, unit: Unit) -> Expected:
    """Return the forms that are expected of a unit: no time where its own period tells that."""
    is_timed = any(form.name == TIME for form in question.expected.forms)
    return question.expected.without_time() if is_timed and may_tell_time(question, unit) else question.expected


def may_tell_time(question: Understood, unit: Unit) -> bool:
    """Return whether a unit has a period, and a word of the clause that asks when; in English any has."""
    if not unit.years or question.language is Language.ENGLISH:
        return bool(unit.years)
    own = _matter(_asking(question))
    return (not own or bool(own & unit_terms(unit.text))) and not tells_another_act(question, unit)


def tells_another_act(question: Understood, unit: Unit) -> bool:
    """Return whether a unit tells that something was begun or pushed on where it is asked when it is done, or begun."""
    asking = _asking(question) if question.language is not Language.ENGLISH else []
    asks_done = any(_DONE.found(clause) for clause in asking)
    if not asks_done and not any(_BEGUN.found(clause) for clause in asking):
        return False
    own = _matter(asking)
    told = max(clauses(unit_fold(unit.text), CLAUSE_END), key=lambda clause: len(own & unit_terms(clause)))
    has_more = _DONE.found(told) or (_BEGUN.found(told) and not asks_done)
    return not has_more and (_BEGUN.found(told) or _IN_PART.found(told))


def _asking(question: Understood) -> list[str]:
    """Return the clauses that ask when, and the one before where that names what it is about: 甲桥，啥时候要修好."""
    parted = clauses(question.asked, CLAUSE_END)
    asking = [clause for clause in parted if _ASKS_TIME.found(clause)]
    if any(_ONLY_DONE.found(_rest(clause)) for clause in asking):
        asking += [before for before, clause in pairwise(parted) if clause in asking]
    return asking


def _matter(asking: Sequence[str]) -> set[str]:
    return {term for clause in asking for term in terms(_rest(clause)) if len(term) > 1}


def _rest(clause: str) -> str:
    """Return a clause without what asks when."""
    return content(_ASKS_TIME.sub(" ", clause)).strip(" ?？")
