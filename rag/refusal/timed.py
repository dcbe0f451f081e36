"""Whether the period of a unit may tell when something was: only if it speaks of what the time is asked of."""

from index.records import Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_terms
from index.words.terms import terms
from rag.question.answer_form import TIME, Expected
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content
from rag.records import Language

_ASKS_TIME = said("asks.date")


def expected_of(question: Understood, unit: Unit) -> Expected:
    """Return the forms that are expected of a unit: no time where its own period tells that."""
    is_timed = any(form.name == TIME for form in question.expected.forms)
    return question.expected.without_time() if is_timed and may_tell_time(question, unit) else question.expected


def may_tell_time(question: Understood, unit: Unit) -> bool:
    """Return whether a unit has a period, and a word of the clause that asks when; in English any has."""
    if not unit.years or question.language is Language.ENGLISH:
        return bool(unit.years)
    asking = [clause for clause in clauses(question.asked, CLAUSE_END) if _ASKS_TIME.found(clause)]
    own = {term for clause in asking for term in terms(content(_ASKS_TIME.sub(" ", clause))) if len(term) > 1}
    return not own or bool(own & unit_terms(unit.text))
