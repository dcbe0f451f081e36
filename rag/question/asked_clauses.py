"""The clauses of one question that ask something each, with the form that answers each: 由谁解释, 有效多久."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.question.answer_form import NAMES, STRICT, Expected, expected
from rag.question.said import said

FEWEST = 2  # clauses, of which one is none beside another
_ASKING, _FIGURE, _RESPONSIBLE = said("parts.asking"), said("asks.figure"), said("asks.responsible")
_CLAUSE_END = re.compile(r"[，,。；;：:?？!！]+|\band\b(?= (?:how|what|who|which|when|where))")


@dataclass(frozen=True)
class AskedClause:
    """A clause that asks something, folded, with the forms that its answer must have."""

    text: str
    expected: Expected


@lru_cache(maxsize=64)
def asked_clauses(asked: str) -> tuple[AskedClause, ...]:
    """Return the clauses of a folded question that ask something; none where fewer than two do.

    Example:
        >>> [clause.text for clause in asked_clauses("这份措施由谁解释,有效多久?")]
        ['这份措施由谁解释', '有效多久']
        >>> asked_clauses("在本县办厂,能补多少钱?")
        ()
    """
    pieces = (piece.strip() for piece in _CLAUSE_END.split(asked))
    found = tuple(AskedClause(piece, _alone(expected(piece))) for piece in pieces if piece and _asks(piece))
    return found if len(found) >= FEWEST else ()


def asks_figures(asked: str) -> bool:
    """Return whether two clauses of a folded question ask for figures of different forms: how much, for how long."""
    forms = {tuple(form.name for form in clause.expected.forms) for clause in asked_clauses(asked)} - {()}
    return len(forms) >= FEWEST and not any(NAMES in names for names in forms)


def _alone(forms: Expected) -> Expected:
    """Return the forms without which nothing answers, where there are any: 自印发之日起施行 tells 哪日起施行."""
    return Expected(tuple(form for form in forms.forms if form.name in STRICT) or forms.forms)


def _asks(piece: str) -> bool:
    return _ASKING.found(piece) or _FIGURE.found(piece) or _RESPONSIBLE.found(piece) or bool(expected(piece).forms)
