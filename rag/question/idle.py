"""Idle talk beside a question: a clause about the weather, a wish for a poem; what is left is the question."""

import re
from collections.abc import Callable

from index.words.terms import terms
from rag.question.said import said
from rag.question.wording import content

OFF_TOPIC = said("scope.off_topic")
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")


def without_idle_clauses(asked: str, is_known: Callable[[str], bool], asks: Callable[[str], bool]) -> str:
    """Return a folded question without the clauses that are idle talk and nothing else, where others ask something.

    Args:
        asked: the question.
        is_known: which terms the corpus holds: a clause that holds some beside its idle talk is about them.
        asks: whether a text asks for a kind of thing. What only leads up to idle talk does not: 明天逛街，会下雨吗.
    """
    clauses = _CLAUSE.findall(asked)
    kept = [clause for clause in clauses if not _is_idle(clause, is_known)]
    is_question = any(asks(clause) and any(map(is_known, _matter(clause))) for clause in kept)
    return "".join(kept).strip() if is_question and len(kept) < len(clauses) else asked


def _is_idle(clause: str, is_known: Callable[[str], bool]) -> bool:
    return OFF_TOPIC.found(clause) and not any(map(is_known, _matter(OFF_TOPIC.sub(" ", clause))))


def _matter(text: str) -> list[str]:
    return [term for term in terms(content(text)) if len(term) > 1 and not term[0].isdigit()]
