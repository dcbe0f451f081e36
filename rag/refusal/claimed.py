"""Whether the evidence states the figure that a question takes for true: then it tells, whatever else it lacks."""

from collections.abc import Mapping, Sequence

from index.records import Unit
from index.words.clauses import clauses
from rag.figures.claim import Agreement, claims, stated
from rag.question.said import said
from rag.question.understand import Understood, Wants

_NAMES_WHAT = said("verdicts.names_what")


def tells_claimed(question: Understood, chosen: Sequence[Unit], weights: Mapping[str, float]) -> bool:
    """Return whether a question asks no more than whether figures are so, and each is stated, the same or another.

    Args:
        question: what is asked.
        chosen: the units that would be cited.
        weights: of the question's terms.
    """
    asks_more = question.wants not in (Wants.FIGURE, Wants.OTHER) or _NAMES_WHAT.found(question.asked)
    if asks_more or len(clauses(question.asked)) > 1:
        return False
    found = [stated(claim, question, chosen, weights) for claim in claims(question)]
    return bool(found) and all(one and one.agreement is not Agreement.UNSURE for one in found)
