"""A part of a year that a question asks about: a month, a quarter, a half; documents mostly tell of whole years."""

import re

from index.words.numerals import number
from index.words.terms import fold
from rag.question.said import said

_PART, _BESIDE_NOW = said("times.part_of_year"), said("times.near_now")
_NUMERAL = re.compile("[一二三四五六七八九十]+")
_NO_LETTERS = re.compile(r"第|份|\s+")


def part_of_year(asked: str) -> str:
    """Return the words for the part of a year that a folded question asks about, or an empty string.

    Example:
        >>> part_of_year("2024年上半年新增多少学位"), part_of_year("2024年新增多少学位")
        ('上半年', '')
    """
    found = _PART.search(asked) or _BESIDE_NOW.search(asked)
    return found.group().strip() if found else ""


def tells_of(part: str, text: str) -> bool:
    """Return whether a text tells of that very part: 第三季度 is told of as 三季度 and 3季度; 上个月 nowhere is.

    Args:
        part: as `part_of_year` gives it.
        text: as it stands.
    """
    return not _BESIDE_NOW.found(part) and _plain(part) in _plain(fold(text))


def _plain(folded: str) -> str:
    return _NUMERAL.sub(lambda found: str(number(found[0]) or found[0]), _NO_LETTERS.sub("", folded))
