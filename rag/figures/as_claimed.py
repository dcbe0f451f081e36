"""A question's figures as reports write them: 65个亿 is 65亿元, 22 percent is 22%; 对 of 127亿对不对 counts nothing."""

import re
from decimal import Decimal

from index.words.lists import any_of
from index.words.measures import MEASURES
from index.words.numerals import ONES
from rag.question.said import said

_TAG = said("verdicts.tag")
_TENTHS_NOT = re.compile(rf"(?<=[{ONES}]成)都(?=没|不)")  # 九成都没有 names no city
_SOME = re.compile(rf"(?<=[{ONES}百千万亿])几")  # 八千几套 is 八千多套
_EACH_TEN = re.compile(rf"(?<=[{ONES}十百千万\d多])\s*个(?=[百千万亿])")  # 三个亿
_OF_MONEY = re.compile(rf"(?<=[{ONES}十百千万\d多])亿(?!\s*(?:{any_of(MEASURES)}))")  # 三千亿, said without 元
_SHARE = re.compile(r"(?<=\d)\s*(?:per ?cent|pct|percentage points?)\b")
_POWERS = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
_SCALED = re.compile(rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>{'|'.join(_POWERS)})\b")
_YUAN = re.compile(r"(?<=\d)\s*(?:yuan|rmb|cny)\b")


def as_claimed(asked: str) -> str:
    """Return a folded question with its figures as reports write them, and without what asks behind them.

    Example:
        >>> as_claimed("投入了65个亿,对不对"), as_claimed("it fell by 22 percent to 1.2 billion yuan")
        ('投入了65亿元,', 'it fell by 22% to 1200000000元')
    """
    text = _TAG.sub(",", asked)
    text = _OF_MONEY.sub("亿元", _EACH_TEN.sub("", _SOME.sub("多", _TENTHS_NOT.sub("也", text))))
    text = _SCALED.sub(_in_ones, _SHARE.sub("%", text))
    return _YUAN.sub("元", text).replace(",,", ",")


def _in_ones(found: re.Match[str]) -> str:
    value = Decimal(found["number"].replace(",", "")).scaleb(_POWERS[found["scale"]])
    return f"{value.normalize():f}"
