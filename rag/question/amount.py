"""A measure by its name alone, of a time, is asked how much it is: 2030年的产值, 最新的失业率."""

import re

from rag.question.said import said
from rag.records import Language

_MEASURE, _NEWEST = said("asks.measure"), said("times.newest")
_MARK = re.compile(r"[\s?？。]+$")
_HOW_MUCH = "是多少"


def names_amount(asked: str, *, has_years: bool) -> bool:
    """Return whether a folded text names a measure at its end and a time, be it the newest."""
    return (has_years or _NEWEST.found(asked)) and _MEASURE.found(asked)


def as_amount(asked: str, language: Language) -> str:
    """Return such a text as what it asks: its vector alone is that of a heading. English stays as it is."""
    return asked if language is Language.ENGLISH else f"{_MARK.sub('', asked)}{_HOW_MUCH}"
