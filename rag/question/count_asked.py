"""How many things a question asks the names of: 在哪四个方面, 是哪六家公司, 三家公司叫什么, which two."""

import re

from index.words.lists import any_of
from index.words.measures import ANNOUNCING, COUNTING, PEOPLE
from index.words.numerals import ORDINALS, TWO, in_english, number
from rag.question.said import said

MOST_COUNTED = 10  # that English has a word for here
_NUMBER = rf"([{ORDINALS}{TWO}\d]{{1,3}})"
_MEASURE = any_of(COUNTING | PEOPLE)
_OF_LIST = re.compile(rf"哪{_NUMBER}[{ANNOUNCING}]")
_WHICH = re.compile(rf"哪{_NUMBER}(?:{_MEASURE})")
_CALLED = re.compile(
    rf"(?<![第\d.]){_NUMBER}(?:{_MEASURE})[^，,。；;?？]{{0,12}}?(?:{any_of(said('asks.called').words)})"
)


def n_listed(asked: str) -> int:
    """Return how many members of a list a folded question asks for; 0 where it does not say."""
    return _found(_OF_LIST, asked) or _in_english(asked)


def n_named(asked: str) -> int:
    """Return how many things a folded question asks the names of; 0 where it does not say."""
    return _found(_WHICH, asked) or _found(_CALLED, asked) or _in_english(asked)


def _found(counts: re.Pattern[str], asked: str) -> int:
    found = counts.search(asked)
    return (number(found[1]) or 0) if found else 0


def _in_english(asked: str) -> int:
    return next(
        (n for n in range(2, MOST_COUNTED + 1) if re.search(rf"\bwh(?:ich|at)(?: are the)? {in_english(n)}\b", asked)),
        0,
    )
