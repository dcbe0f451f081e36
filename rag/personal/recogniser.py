"""What finds one kind of personal data, and what the recognisers have in common."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import ClassVar, Protocol, TypeAlias

Found: TypeAlias = Iterator[tuple[int, int]]
SEP = r"[ \t.-]?"  # what may stand between the groups of a number
# Between a word that says what a number is and the number: 号码是：, " no. ", （.
_LINK = r"(?:[\s:=,(/]|号码|号|码|账户|是|为|系|的|number|no\b\.?|num\b|is\b|id\b)"
_LONGEST_LINK = 24  # characters, with the word before
_LINKED = 6  # pieces


class Recogniser(Protocol):
    """Finds one kind of personal data in a text; see `plain.py` for what is done to the text first."""

    kind: ClassVar[str]  # as tests and docs name it
    mark: ClassVar[str]  # what stands in its place then

    def find(self, text: str) -> Found:
        """Yield the half-open ranges of what is personal, in order; in time that grows with the text's length."""
        ...


class Context:
    """Words that say what a number is when they stand in front of it."""

    def __init__(self, words: str) -> None:
        """Take the words as a regular expression."""
        self._rule = re.compile(rf"(?:{words}){_LINK}{{0,{_LINKED}}}\Z", re.IGNORECASE)
        self._words = re.compile(rf"(?:{words})", re.IGNORECASE)

    def is_before(self, text: str, at: int) -> bool:
        """Return whether one of the words stands before a place, with nothing between but what links them."""
        return bool(self._rule.search(text[max(0, at - _LONGEST_LINK) : at]))

    def is_near(self, text: str, at: int) -> bool:
        """Return whether one of the words stands in the characters before a place."""
        return bool(self._words.search(text[max(0, at - _LONGEST_LINK) : at]))


def spans(rule: re.Pattern[str], text: str, holds: Callable[[re.Match[str]], bool] = lambda _: True) -> Found:
    """Yield what a rule matches, where the match holds."""
    return (match.span() for match in rule.finditer(text) if holds(match))


def digits_of(number: str) -> str:
    """Return the digits of a number, nothing between them."""
    return "".join(filter(str.isdigit, number))


def is_day(digits: str) -> bool:
    """Return whether eight digits are a day of our times, year first."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return len(digits) == 8 and 1850 <= day.year <= 2100
