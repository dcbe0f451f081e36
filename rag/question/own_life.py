"""What askers tell of their own life beside a question: the year of it is not asked about."""

import re

from rag.question.carried import same_length, without_said
from rag.question.said import said

_OWN_LIFE, _ASKING, _FIGURE = said("asks.own_life"), said("parts.asking"), said("asks.figure")
_YES_NO, _DATED, _SAME_YEAR = said("verdicts.yes_no"), said("times.dated"), said("times.same_year")
_COUNTED = tuple(said(f"times.{name}") for name in ("this_year", "last_year", "year_before_last", "next_year"))
_CHINESE, _ENGLISH = re.compile(r"[^\s，,。；;？?！!]+"), re.compile(r"[^，,。；;？?！!]+")


def without_own_years(text: str) -> str:
    """Return a question without the years that its asker says of family and home, where another clause asks something.

    Of what is typed in Chinese a blank ends a clause, too. A year that is pointed at (那年) stays.

    Example:
        >>> without_own_years("孩子明年上学，今年有多少学位"), without_own_years("孩子明年上学有多少学位")
        ('孩子上学，今年有多少学位', '孩子明年上学有多少学位')
    """
    folded = same_length(text)
    clauses = [found.span() for found in (_ENGLISH if text.isascii() else _CHINESE).finditer(folded)]
    asks = [_asks(folded[slice(*clause)]) for clause in clauses]
    if not any(asks) or _SAME_YEAR.found(folded):
        return text
    for (start, end), is_asked in reversed(list(zip(clauses, asks, strict=True))):
        if not is_asked and _OWN_LIFE.found(folded[start:end]):
            text = text[:start] + _without_years(text[start:end]) + text[end:]
    return text


def _asks(clause: str) -> bool:
    return _ASKING.found(clause) or _FIGURE.found(clause) or _YES_NO.found(clause)


def _without_years(clause: str) -> str:
    for words in (_DATED, *_COUNTED):
        clause = without_said(words, clause)
    return clause
