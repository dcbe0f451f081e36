"""The same figure in other words: Chinese numerals, 成, English numbers, units and directions, all as digits."""

import re
from calendar import month_name
from decimal import Decimal
from functools import lru_cache

from eval.normal import normalise
from eval.quantity import Quantity, quantities
from eval.units import unit_at
from index.words.numerals import ONES, TWO, in_english

_DIGITS = {character: value for value, character in enumerate(f"零{ONES}")} | {"〇": 0, TWO: 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_NUMERAL = f"[{''.join(_DIGITS)}十百千万亿]+(?:点[{''.join(_DIGITS)}]+)?"
_HUNDREDTHS = re.compile(rf"百分之({_NUMERAL}|\d+(?:\.\d+)?)")
_TENTHS = re.compile(rf"([{ONES}\d])成(半)?(?![为立员效果都套交本])")
_HALF = re.compile("(?<=[近超过约])半数?|一半|半数")
_COUNTED = re.compile(rf"(?<![第\d.{''.join(_DIGITS)}十百千万亿]){_NUMERAL}")
_SPLIT_AMOUNT = re.compile(r"(\d+)亿(\d+)万")
_COLLOQUIAL = ((re.compile(r"(?<=\d)个点(?!位)"), "%"), (re.compile("(?<=[0-9万亿])平米"), "平方米"))

_N = r"\d+(?:\.\d+)?"
_TEENS = tuple(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()  # noqa: SIM905
)
_MONTHS = [name.lower() for name in month_name[1:]]
_MONTH = "|".join(_MONTHS)
_SCALES = {"trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "mn": 6, "thousand": 3}
_SCALED = re.compile(rf"({_N}) ?({'|'.join(_SCALES)})\b")
_BEFORE = "about|around|roughly|approximately|some|over|more than|nearly|almost|close to|at least|no less than"
_BOUND = re.compile(rf"\b(?:{_BEFORE}) ?(?=\d)")
_UP = "grew|grown|growing|grow|rose|risen|rise|increased|increase|up|climbed|expanded|gained|growth|higher"
_DOWN = "fell|fallen|fall|declined|decline|decreased|decrease|dropped|drop|down|reduced|reduction|cut|lower"
_LINK = r"(?: rate)?(?: (?:of|by|at|was|is|target of|about))*"
_ENGLISH: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"(?<=[\d.]) ?(?:percentage points?|pp)\b", "个百分点"),
        (r"(?<=\d) ?(?:per ?cent)\b", "%"),
        (rf"({_N}%?) to (?={_N}%)", r"\1-"),
        (r"(?:\b(?:rmb|cny)|¥) ?(\d+(?:\.\d+)?)", r"\1元"),
        (r"(?<=\d) ?(?:us dollars?|u\.s\. dollars?|usd)\b", "美元"),
        (r"(?<=\d) ?(?:yuan|renminbi|rmb|cny)\b", "元"),
        (r"(?<=\d) ?(?:micrograms? per cubic met(?:er|re)|[μu]g/m3?(?![a-z\d]))", "微克/立方米"),
        (r"(?<=\d) ?(?:square kilomet(?:er|re)s?|sq km|km2)\b", "平方公里"),
        (r"(?<=\d) ?(?:square met(?:er|re)s?|sq m|m2)\b", "平方米"),
        (r"(?<=\d) ?(?:kilomet(?:er|re)s?|km)\b", "公里"),
        (r"(?<=\d) ?working days?\b", "个工作日"),
        (r"(?<=\d) ?(?:kw|kilowatts?)\b", "千瓦"),
        (r"(?<=\d) ?(?:mw|megawatts?)\b", "兆瓦"),
        (r"(?<=\d) ?(?:tonnes?|tons?)\b", "吨"),
        (r"(?<=\d) ?days?\b", "天"),
        (r"(?<=\d) ?hours?\b", "小时"),
        (r"(?<=\d) ?minutes?\b", "分钟"),
        (rf"\b(?:{_UP}) to ?(?=\d)", "提高到"),
        (rf"\b(?:{_DOWN}) to ?(?=\d)", "下降到"),
        (rf"\b(?:{_UP}){_LINK} ?(?=\d)", "增长"),
        (rf"\b(?:{_DOWN}){_LINK} ?(?=\d)", "下降"),
        (rf"({_N}%) (?:{_UP})\b", r"增长\1"),
        (rf"({_N}%) (?:{_DOWN})\b", r"下降\1"),
    )
)
_NO = "没有发生|没有出现|没有任何|没有|未发生|未出现|未有|没|无|零"
_NONE = re.compile(rf"(?:{_NO})人?员?(?=伤亡|死亡|事故|确诊|感染)")


def reworded(normal: str) -> str:
    """Return a normalised text (`eval.normal.normalise`) with figures in words as figures in digits.

    What is no figure stays as it is: a numeral is read only in front of a measure word, a scale or %, so that names
    such as 三力三区 stay.

    Example:
        >>> reworded("九大类支出一百六十三亿元,占近八成"), reworded("grew by 3.4 per cent to 263 bn yuan")
        ('九大类支出16300000000元,占近80%', '增长3.4% to 263000000000元')
    """
    text = _english(normal) if re.search("[a-z]", normal) else normal
    text = _HUNDREDTHS.sub(lambda match: f"{_number(match[1])}%", text)
    text = _TENTHS.sub(lambda match: f"{_number(match[1])}{5 if match[2] else 0}%", text)
    text = _COUNTED.sub(_counted, _HALF.sub("50%", text))
    text = _SPLIT_AMOUNT.sub(lambda match: f"{int(match[1]) * 10**4 + int(match[2])}万", text)
    for pattern, meant in _COLLOQUIAL:
        text = pattern.sub(meant, text)
    return _NONE.sub("零", text)


@lru_cache(maxsize=4096)
def figures_in_digits(text: str) -> tuple[Quantity, ...]:
    """Return the figures of a text as it stands, those in words as well; kept, as the same quotes come again."""
    return quantities(reworded(normalise(text)))


def _english(text: str) -> str:
    for value in range(1, 11):
        text = re.sub(rf"\b{in_english(value)}\b(?= [a-z%])", str(value), text)
    text = re.sub(rf"\b({'|'.join(_TEENS)})\b", lambda match: str(11 + _TEENS.index(match[1])), text)
    text = re.sub(rf"\b(\d{{1,2}}) ({_MONTH}),? ?(\d{{4}})\b", lambda m: _date(m[3], m[2], m[1]), text)
    text = re.sub(rf"\b({_MONTH}) (\d{{1,2}}), ?(\d{{4}})\b", lambda m: _date(m[3], m[1], m[2]), text)
    text = re.sub(rf"\b({_MONTH}) (\d{{4}})\b", lambda m: _date(m[2], m[1], ""), text)
    text = _BOUND.sub("", text)
    text = _SCALED.sub(lambda match: f"{Decimal(match[1]).scaleb(_SCALES[match[2]]):f}", text)
    for pattern, meant in _ENGLISH:
        text = pattern.sub(meant, text)
    return text


def _date(year: str, month: str, day: str) -> str:
    return f"{year}年{_MONTHS.index(month) + 1}月{f'{int(day)}日' if day else ''}"


def _counted(match: re.Match[str]) -> str:
    numeral = match.group()
    value = _number(numeral)
    is_counted = unit_at(match.string, match.end())[0] not in {"", "成"} or re.match(
        "[%余多]", match.string[match.end() :]
    )
    return numeral if value is None or not is_counted else value


def _number(numeral: str) -> str | None:
    """Return what a numeral says in digits; None for one that is none: 十百, 三二, 万."""
    if re.fullmatch(_N, numeral):
        return numeral
    whole, _, decimals = numeral.partition("点")
    total = section = digit = 0
    last = ""
    for character in whole:
        if character in _DIGITS:
            if last in _DIGITS and last not in "零〇":
                return None
            digit = _DIGITS[character]
        elif character in _POWERS:
            if not last and character != "十":
                return None  # 百 of 百分点
            section += (digit if digit or last in _DIGITS else 1) * _POWERS[character]
            digit = 0
        elif not last:
            return None
        else:
            total = (total + section + digit) * _MYRIADS[character]
            section = digit = 0
        last = character
    text = str(total + section + digit)
    return text + ("." + "".join(str(_DIGITS[character]) for character in decimals) if decimals else "")
