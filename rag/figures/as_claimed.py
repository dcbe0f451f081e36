"""A question's figures as reports write them: 65个亿 is 65亿元, 22 percent is 22%; 对 of 127亿对不对 counts nothing."""

import re
from decimal import Decimal

from index.words.english_numerals import in_digits
from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS, MEASURES
from index.words.numerals import AMOUNT, ONES, amount
from rag.question.said import said

_TAG, _POINTS = said("verdicts.tag"), said("verdicts.points")  # 涨了5个点
_SOME = re.compile(rf"(?<=[{ONES}百千万亿])几")  # 八千几套 is 八千多套
_ABOUT_AS_MANY = re.compile(rf"(?<=[十百千万\d])来(?=[万亿]|{any_of(MEASURES)})")  # 三百来场 is 三百多场
_ONE_ALONE = re.compile(
    rf"(?P<only>[就只才仅][^一，,。；;\d]{{0,3}})一(?=(?!批|些|点|片|次性)(?:{any_of(COUNTING | HEADS)}))"
)
_HALF = re.compile("(?P<passed>[过超])半数?|(?:一半|半数)")
_SOME_MYRIADS = re.compile(rf"(?P<numeral>{AMOUNT})(?P<some>多)(?=[万亿])")  # 三千多亿 is 3000多亿
_EACH_TEN = re.compile(rf"(?<=[{ONES}十百千万\d多])\s*个(?=[百千万亿](?!分))")  # 三个亿
_OF_MONEY = re.compile(
    rf"(?<=[{ONES}十百千万\d多])亿(?![{ONES}两零〇\d]|\s*(?:{any_of(MEASURES)}))"
)  # 三千亿, said without 元
_MYRIADS_BEHIND = re.compile(
    rf"(亿零?[{ONES}两\d][{ONES}两零〇十百千\d]*万)(?![{ONES}两零〇\d]|\s*(?:{any_of(MEASURES)}))"
)  # 二亿五千万, said without 元
_SHARE = re.compile(r"(?<=\d)\s*(?:per ?cent|pct|percentage points?)\b")
_POWERS = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
_SCALED = re.compile(rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>{'|'.join(_POWERS)})\b")
_YUAN = re.compile(r"(?<=\d)\s*(?:yuan|rmb|cny)\b")


def as_claimed(asked: str) -> str:
    """Return a folded question with its figures as reports write them, and without what asks behind them.

    Example:
        >>> as_claimed("投入了65个亿,对不对"), as_claimed("it fell by 22 percent to 1.2 billion yuan")
        ('投入了65亿元,', 'it fell by 22% to 1200000000元')
        >>> as_claimed("怎么也涨了5个点以上"), as_claimed("增设了5个点位")
        ('怎么也涨了5%以上', '增设了5个点位')
        >>> as_claimed("才三百来场,就一家,过半没修"), as_claimed("only ten thousand homes")
        ('才三百多场,就1家,超过5成没修', 'only 10000 homes')
    """
    text = _TAG.sub(",", asked)
    text = _ONE_ALONE.sub(r"\g<only>1", _ABOUT_AS_MANY.sub("多", text))
    text = _HALF.sub(lambda half: "超过5成" if half["passed"] else "5成", text)
    text = _SOME_MYRIADS.sub(_in_figures, _EACH_TEN.sub("", _SOME.sub("多", text)))
    text = _MYRIADS_BEHIND.sub(r"\1元", _OF_MONEY.sub("亿元", text))
    text = _POINTS.sub(_in_percent, text)
    text = _SCALED.sub(_in_ones, _SHARE.sub("%", in_digits(text)))
    return _YUAN.sub("元", text).replace(",,", ",")


def _in_figures(found: re.Match[str]) -> str:
    value = amount(found["numeral"])
    return found[0] if value is None else f"{value}{found['some']}"


def _in_percent(found: re.Match[str]) -> str:
    value = amount(found["amount"])
    return f"{found['way']}{found['amount'] if value is None else value}%"


def _in_ones(found: re.Match[str]) -> str:
    value = Decimal(found["number"].replace(",", "")).scaleb(_POWERS[found["scale"]])
    return f"{value.normalize():f}"
