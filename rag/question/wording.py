"""What people write → what reports write: function words out, Cantonese and everyday words to official ones."""

import re
from collections.abc import Mapping
from functools import lru_cache

from index.words.lists import any_of
from index.words.numerals import ONES, TWO
from index.words.terms import fold
from rag.question.said import said, tables

_YEAR_WORD, _FUNCTION_WORDS = said("times.year_word"), said("wording.function_words")
_MARKS = said("wording.marks")


_ALL_OF_TENTHS = re.compile(rf"(?<=[{ONES}{TWO}]成)都(?!市)")


def content(text: str) -> str:
    """Return a Chinese question with blanks where words of asking and grammar stood, folded to Simplified."""
    return _FUNCTION_WORDS.sub(" ", _YEAR_WORD.sub(" ", written(text)))


def written(text: str) -> str:
    """Return a question folded, and its Cantonese words replaced by those of written Chinese."""
    folded = fold(text)
    for table, pattern in _looked_up("written") if is_cantonese(folded) else ():
        folded = "".join(table.get(piece, (piece,))[0] for piece in pattern.split(folded))
    return folded


def tenths_apart(folded: str) -> str:
    """Return a folded question whose shares in tenths run into no name of a city.

    Example:
        >>> tenths_apart("连三成都不到吧"), tenths_apart("成都市有三成吗")
        ('连三成也不到吧', '成都市有三成吗')
    """
    return _ALL_OF_TENTHS.sub("也", folded)


def is_cantonese(folded: str) -> bool:
    """Return whether a folded text uses a character or a word that only Cantonese writes."""
    return _MARKS.found(folded)


def official_words(text: str) -> tuple[str, ...]:
    """Return the official words for the everyday and Hong Kong words in a folded text, each once."""
    found = (word for table, pattern in _looked_up("official") for key in pattern.findall(text) for word in table[key])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _looked_up(name: str) -> tuple[tuple[Mapping[str, tuple[str, ...]], re.Pattern[str]], ...]:
    """Return the table of a name in each language, with what finds its words as the one group."""
    return tuple((table, re.compile(f"({any_of(table)})")) for table in tables(name))
