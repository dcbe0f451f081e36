"""What people write → what reports write: function words out, Cantonese and everyday words to official ones."""

import re
from functools import lru_cache
from pathlib import Path

from index.words import lists
from index.words.terms import fold

_YEAR_WORD = re.compile(r"(?<=\d{2})(年度?|财年)")
_DATA = Path(__file__).parent / "data"


def content(text: str) -> str:
    """Return a Chinese question with blanks where words of asking and grammar stood, folded to Simplified.

    The 年 of a year goes too: 2022年新增 would otherwise give the term 年新, which only stands where 全年新增 does.
    """
    return _function_words().sub(" ", _YEAR_WORD.sub(" ", written(text)))


def written(text: str) -> str:
    """Return a question folded, and its Cantonese words replaced by those of written Chinese."""
    folded = fold(text)
    table = _table("cantonese.tsv")
    if not is_cantonese(folded):
        return folded
    return _pattern("cantonese.tsv").sub(lambda found: table[found.group()][0], folded)


def is_cantonese(folded: str) -> bool:
    """Return whether a folded text uses a character that only Cantonese writes, or two Cantonese words."""
    return bool(re.search(r"[嘅喺冇咗唔啲乜咩㗎佢嗰嚟攞搵咁]|边个|边间|系咪", folded))


def official_words(text: str) -> tuple[str, ...]:
    """Return the official words for the everyday and Hong Kong words in a folded text, in order, each once."""
    found: list[str] = []
    for name in ("everyday.tsv", "hongkong.tsv"):
        table = _table(name)
        for match in _pattern(name).finditer(text):
            found += table[match.group()]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _function_words() -> re.Pattern[str]:
    words = {fold(word) for word in lists.words(_DATA / "function_words.txt")}
    # A year's 年, a figure's 号 and the like go with their figure; a single character only goes alone, not in a word.
    return re.compile(lists.any_of(words))


@lru_cache(maxsize=8)
def _table(name: str) -> dict[str, tuple[str, ...]]:
    return {fold(key): tuple(value.split()) for key, value in lists.rows(_DATA / name)}


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lists.any_of(_table(name)))
