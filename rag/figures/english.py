"""Chinese figures and dates in English, exactly: 163亿元 is 16.3 billion yuan. What is not certain is left alone."""

import re
from calendar import month_name
from decimal import Decimal

from index.words.measures import COUNTING
from index.words.numerals import number
from rag.figures.stated import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    FALL_RATES,
    FALLS,
    MORE_THAN,
    NEARLY,
    OR_LESS,
    OR_MORE,
    RATES,
    RISES,
    ROUGHLY,
    WITHIN,
    read_date,
    read_figure,
    read_share,
)

_SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8}
LARGE = ((12, "trillion"), (9, "billion"), (6, "million"))
# Singular and plural; a measure in neither table is left alone (倍: 增长2倍 is three times as much; 级, 届, 分 rank).
_NAMED = {
    "元": ("yuan", "yuan"),
    "美元": ("US dollar", "US dollars"),
    "港元": ("HK dollar", "HK dollars"),
    "个百分点": ("percentage point", "percentage points"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "位": ("person", "people"),
    "人次": ("person-time", "person-times"),
    "户": ("household", "households"),
    "年": ("year", "years"),
    "个月": ("month", "months"),
    "周": ("week", "weeks"),
    "天": ("day", "days"),
    "工作日": ("working day", "working days"),
    "小时": ("hour", "hours"),
    "分钟": ("minute", "minutes"),
    "岁": ("year of age", "years of age"),
    "公里": ("km", "km"),
    "千米": ("km", "km"),
    "米": ("metre", "metres"),
    "平方米": ("square metre", "square metres"),
    "平方公里": ("square km", "square km"),
    "立方米": ("cubic metre", "cubic metres"),
    "公顷": ("hectare", "hectares"),
    "亩": ("mu", "mu"),
    "吨": ("tonne", "tonnes"),
    "吨标准煤": ("tonne of standard coal", "tonnes of standard coal"),
    "公斤": ("kg", "kg"),
    "千克": ("kg", "kg"),
    "微克": ("microgram", "micrograms"),
    "毫克": ("milligram", "milligrams"),
    "千瓦": ("kW", "kW"),
    "千瓦时": ("kWh", "kWh"),
    "兆瓦": ("MW", "MW"),
}
# 户 counts firms as well as homes, 名 and 位 companies as well as people: the noun is given only where nothing else is
# in sight.
_FIRMS = re.compile("企业|商户|商家|主体|工商|公司|机构|单位|门店")
_BEFORE = {
    **dict.fromkeys(AT_LEAST, "at least"),
    **dict.fromkeys(AT_MOST, "at most"),
    **dict.fromkeys(MORE_THAN, "more than"),
    **dict.fromkeys(ABOUT, "about"),
    **dict.fromkeys(NEARLY, "nearly"),
}
_LEADING = {**dict.fromkeys(ROUGHLY, "about"), **dict.fromkeys(WITHIN, "within")}
_TRAILING = {**dict.fromkeys(OR_MORE, "or more"), **dict.fromkeys(OR_LESS, "or less")}
_CHANGES = {**dict.fromkeys(RISES, "up"), **dict.fromkeys(FALLS, "down")}
_RATE_CHANGES = {**dict.fromkeys(RATES, "growth of"), **dict.fromkeys(FALL_RATES, "a fall of")}
_CHANGES_TO = {"up": "rising to", "down": "falling to"}
_IN_WORDS = {
    **dict.fromkeys(("近半", "近半数"), "nearly half"),
    **dict.fromkeys(("过半", "过半数", "超半数", "超过半数"), "more than half"),
}
_PARTS = {"底": "the end of", "末": "the end of", "初": "the beginning of", "内": "within"}
_HALVES = {"上半年": "the first half of", "下半年": "the second half of"}


def restate(key: str, quote: str) -> str:
    """Return a figure, share or date in English; empty when it is not one, or its meaning is not certain.

    Args:
        key: the figure as it stands, with the words that belong to it.
        quote: where it stands; tells whether 户 are homes or firms.

    Example:
        >>> restate("163亿元", ""), restate("增长3.4%", ""), restate("30余家", "")
        ('16.3 billion yuan', 'up 3.4%', 'more than 30')
    """
    return _date(key) or _share(key) or _figure(key, quote)


def _figure(key: str, quote: str) -> str:
    read = read_figure(key)
    if not read or read["sign"]:
        return ""
    amount = _amount(read, quote)
    bounds = [
        *([_BEFORE[read["bound"]]] if read["bound"] else []),
        *(["more than"] if read["odd"] or read["more"] else []),
        *([_LEADING[read["after"]]] if read["after"] in _LEADING else []),
    ]
    trailing = _TRAILING.get(read["after"] or "", "")
    change = _change(read["change"] or "")
    if not amount or len(set(bounds)) + bool(trailing) > 1 or change is None:
        return ""
    if change and "within" in bounds:  # 增幅3%以内
        return ""
    return " ".join(filter(None, (change, *dict.fromkeys(bounds), amount, trailing)))


def _change(words: str) -> str | None:
    """Return up, down or what else leads; empty without a change, None when it cannot be told."""
    if not words:
        return ""
    if words in _CHANGES or words[:-1] in _CHANGES:
        bare = words if words in _CHANGES else words[:-1]
        direction = _CHANGES[bare]
        return _CHANGES_TO[direction] if words != bare and words[-1] in "到至" else direction
    for rate, said in _RATE_CHANGES.items():
        if words.startswith(rate):
            return said
    return None


def _amount(read: re.Match[str], quote: str) -> str:
    measure = read["measure"] or ""
    exponent = power(read["scale"])
    if read["high"]:
        low_measure = read["low_measure"] or measure
        # In 3-5亿元 the lower end shares the scale, in 3万-5万 and in 3万元-5万元 it has its own.
        low_power = power(read["low_scale"]) if read["low_scale"] or read["low_measure"] else exponent
        if low_measure != measure:
            return ""
        low, high = _value(read["number"], low_power), _value(read["high"], exponent)
        return _range(low, high, measure, quote) if low < high else ""
    value = _value(read["number"], exponent)
    return _measured(said_number(value), measure, quote, is_one=value == 1)


def _range(low: Decimal, high: Decimal, measure: str, quote: str) -> str:
    first, last = said_number(low), said_number(high)
    number, _, scale = last.partition(" ")
    if scale and first.endswith(f" {scale}"):
        first = first.removesuffix(f" {scale}")
    elif measure in "%‰" and measure:
        first += measure
    return _measured(f"{first} to {' '.join(filter(None, (number, scale)))}", measure, quote, is_one=False)


def _measured(number: str, measure: str, quote: str, *, is_one: bool) -> str:
    unit, _, per = measure.partition("/")
    if unit in ("%", "‰"):
        return f"{number}{unit}" if not per else ""
    unit = re.sub(r"^个(?=小时|工作日)", "", unit)
    if per and (unit not in _NAMED or per not in _NAMED):
        return ""
    if unit in COUNTING or (unit in ("户", "名", "位") and _FIRMS.search(quote)):
        return number
    if unit not in _NAMED:
        return ""
    named = f"{number} {_NAMED[unit][0 if is_one else 1]}"
    return f"{named} per {_NAMED[per][0]}" if per else named


def said_measure(measure: str) -> str:
    """Return the English plural of a measure: yuan, micrograms per cubic metre, %; empty for things that are counted.

    A measure that has no certain English stays as it is.
    """
    unit, _, per = measure.partition("/")
    unit = re.sub(r"^个(?=小时|工作日)", "", unit)
    if unit in COUNTING or unit in ("户", "名", "位", ""):
        return ""
    if unit not in _NAMED or (per and per not in _NAMED):
        return measure
    return f"{_NAMED[unit][1]} per {_NAMED[per][0]}" if per else _NAMED[unit][1]


def said_number(value: Decimal) -> str:
    """Return a number in English, exactly: 16.3 billion, 62,000, 15.8; zeros at the end of a fraction are kept."""
    for power, name in LARGE:
        if value >= Decimal(1).scaleb(power):
            return f"{_bare(value.scaleb(-power))} {name}"
    return f"{value:,f}"


def _bare(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def power(scale: str | None) -> int:
    """Return the power of ten that characters of scale stand for: 8 for 亿, 7 for 千万, 0 for none."""
    return sum(_SCALES[character] for character in scale or "")


def _value(number: str, power: int) -> Decimal:
    value = Decimal(number.replace(",", ""))
    return Decimal(_bare(value.scaleb(power))) if power else value  # 7.0% keeps its zero, 3.0亿元 has none to keep


def _share(key: str) -> str:
    if key in _IN_WORDS:
        return _IN_WORDS[key]
    read = read_share(key)
    if not read or not read["tenths"]:
        return ""
    share = f"{10 * (number(read['tenths']) or 0)}%"
    said = [_BEFORE[read["bound"]]] if read["bound"] else []
    behind = read["after"] or ""
    if said and behind:
        return ""
    if behind == "左右":
        said = ["about"]
    return " ".join((*said, share, *(["or more"] if behind == "以上" else [])))


def _date(key: str) -> str:
    read = read_date(key)
    if not read or read["alone"] or not (read["year"] or read["month"]):
        return ""
    month = int(read["month"]) if read["month"] else 0
    day = int(read["day"]) if read["day"] else 0
    if month > 12 or day > 31 or (month and read["day"] and not day) or (read["month"] and not month):
        return ""
    said = " ".join(filter(None, (str(day or ""), month_name[month], read["year"] or "")))
    part = read["part"] or ""
    said = f"{_PARTS.get(part) or _HALVES.get(part) or ''} {said}".strip()
    return f"before {said}" if read["before"] else said
