"""In what manner a text wants to be answered: in a few points, shortly; none of it is of the matter."""

import re
from collections.abc import Callable

from index.words.terms import terms
from rag.question.said import said
from rag.question.wording import content, official_words

_WHOLE, _BESIDE = said("manner.clause"), said("manner.beside")
_AROUND = said("asks.around")
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_MARKS = " ，,。；;！!？?\n"
_ASKED = "?？"


def without_manner(asked: str) -> tuple[str, bool]:
    """Return a folded text without what says at what length it is to be answered, and whether anything did.

    A text that says nothing else is returned as it is.

    Example:
        >>> without_manner("渔业有啥成绩,给我捋几条")
        ('渔业有啥成绩', True)
        >>> without_manner("简短说")
        ('简短说', False)
    """
    clauses = _CLAUSE.findall(asked)
    kept = [clause for clause in clauses if not _WHOLE.fullmatch(clause.strip(_MARKS))]
    rest = _trimmed(" ".join(_BESIDE.sub(" ", "".join(kept)).split()))
    is_said = bool(rest) and rest != _trimmed(asked)
    return (rest, True) if is_said else (asked, False)


def without_occasion(asked: str, is_known: Callable[[str], bool], tells: Callable[[str], bool]) -> str:
    """Return a folded text without the clauses that say what it is asked for and by whom: 上课要用, 老板让我摸个底.

    Args:
        asked: the text.
        is_known: which terms the corpus holds: of the terms of such a clause it does not hold half.
        tells: whether a clause asks or names a time; such a clause stays, whatever its words.
    """
    clauses = _CLAUSE.findall(asked)
    if not any(map(tells, clauses)):
        return asked
    return _trimmed("".join(one for one in clauses if tells(one) or _is_of_matter(one, is_known)))


def _is_of_matter(clause: str, is_known: Callable[[str], bool]) -> bool:
    """Return whether the corpus holds half of the terms of a clause, or of the official words for them."""
    told = terms(content(_AROUND.sub(" ", clause)))
    return 2 * sum(is_known(term) or bool(official_words(term)) for term in told) >= len(told)


def _trimmed(text: str) -> str:
    """Return a text without the marks at its ends, but a question mark."""
    bare = text.strip(_MARKS)
    mark = next((sign for sign in text[text.find(bare) + len(bare) :] if sign in _ASKED), "")
    return bare + mark
