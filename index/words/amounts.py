"""Amounts in characters, found in a text with their measure and given in digits: 两千七百余个 is 2700余个."""

import re

from index.words.lists import any_of
from index.words.measures import COUNTED
from index.words.numerals import AMOUNT, ONES, TWO, amount

_COUNTED = rf"个(?:月|星期|小时|工作日|百分点)|{any_of(COUNTED)}"  # ten months are no ten of anything
_BEFORE = f"(?<![第\\d.“{ONES}{TWO}零〇十百千万亿])"  # no amount begins within another: each is read once
# 一 in front of a measure is an article (一批项目), and 六个一 counts what begins with one.
IN_WORDS = (
    rf"{_BEFORE}(?:(?P<share>百分之)(?P<of_hundred>{AMOUNT}|\d+(?:\.\d+)?)(?:至(?:百分之)?(?P<to>(?>{AMOUNT}))(?!{_COUNTED}))?|"
    rf"(?!一(?:{any_of(COUNTED)}))(?P<numeral>{AMOUNT})(?P<some>[多余])?(?P<counted>{_COUNTED}))(?!一|[体化])"
)
_IN_WORDS, _ANY_NUMERAL = re.compile(IN_WORDS), re.compile(f"[{ONES}{TWO}十百]")


def core_in_digits(match: re.Match[str]) -> str:
    """Return an amount that `IN_WORDS` found as digits with its measure; empty where its characters are no number."""
    if match["share"]:
        value = match["of_hundred"] if match["of_hundred"][0].isdecimal() else _hundredths(match["of_hundred"])
        until = _hundredths(match["to"]) if match["to"] else ""
        return f"{'-'.join(filter(None, (value, until)))}%" if value else ""
    value = amount(match["numeral"])
    return "" if value is None else f"{value}{match['some'] or ''}{match['counted']}"


def in_digits(text: str) -> str:
    """Return a text with the amounts in characters in digits, where they stand before a measure or behind 百分之.

    Example:
        >>> in_digits("新增学位六十二万三千个,占百分之九十六点五,打造一个中心")
        '新增学位623000个,占96.5%,打造一个中心'
    """
    if not _ANY_NUMERAL.search(text):
        return text
    return _IN_WORDS.sub(lambda match: core_in_digits(match) or match[0], text)


def _hundredths(numeral: str) -> str:
    value = 100 if numeral == "百" else amount(numeral)
    return "" if value is None else str(value)
