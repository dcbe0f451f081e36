"""Chinese figures and dates in English, exactly: 163亿元 is 16.3 billion yuan. What is not certain is left alone."""

import re
from calendar import month_name
from decimal import Decimal

from index.figures.stated import OR_MORE, ROUGHLY, power, read_date, read_figure, read_share
from index.words.figures import WORDS
from index.words.measures import COUNTING
from index.words.numerals import number
from rag.question.said import glosses, said


def _english(*names: str) -> dict[str, str]:
    """Return the words of some lists of Chinese, each with what it is in English."""
    restated = glosses("en", "restated")
    return {word: restated[name][0] for name in names for word in WORDS[name]}


LARGE = ((12, "trillion"), (9, "billion"), (6, "million"))
_NAMED = glosses("en", "measures")  # singular and plural
# 户 counts firms as well as homes, 名 and 位 companies as well as people: the noun is given only where nothing else is
# in sight.
_SET_APART = re.compile(r"[,，\s]")  # 60 000 and 60,000
_FIRMS = said("figures.firms")
_BEFORE = _english("at_least", "at_most", "more_than", "about", "nearly")
_LEADING, _TRAILING = _english("roughly", "within"), _english("or_more", "or_less")
_CHANGES, _RATE_CHANGES = _english("rises", "falls"), _english("rates", "fall_rates")
_CHANGES_TO = {"up": "rising to", "down": "falling to"}
_IN_WORDS = _english("half_nearly", "half_passed")
_PARTS = {chinese: english for chinese, (english,) in glosses("en", "date_parts").items()}


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
    for rate, english in _RATE_CHANGES.items():
        if words.startswith(rate):
            return english
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
    if unit in COUNTING or (unit in ("户", "名", "位") and _FIRMS.found(quote)):
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
    for exponent, name in LARGE:
        if value >= Decimal(1).scaleb(exponent):
            return f"{_bare(value.scaleb(-exponent))} {name}"
    return f"{value:,f}"


def _bare(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _value(number: str, exponent: int) -> Decimal:
    value = Decimal(_SET_APART.sub("", number))
    return (
        Decimal(_bare(value.scaleb(exponent))) if exponent else value
    )  # 7.0% keeps its zero, 3.0亿元 has none to keep


def _share(key: str) -> str:
    if key in _IN_WORDS:
        return _IN_WORDS[key]
    read = read_share(key)
    if not read or not read["tenths"]:
        return ""
    share = f"{10 * (number(read['tenths']) or 0)}%"
    words = [_BEFORE[read["bound"]]] if read["bound"] else []
    behind = read["after"] or ""
    if words and behind:
        return ""
    if behind in ROUGHLY:
        words = ["about"]
    return " ".join((*words, share, *(["or more"] if behind in OR_MORE else [])))


def _date(key: str) -> str:
    read = read_date(key)
    if not read or read["alone"] or read["relative"] or not (read["year"] or read["month"]):
        return ""
    month = (number(read["month"]) or 0) if read["month"] else 0
    day = (number(read["day"]) or 0) if read["day"] else 0
    if month > 12 or day > 31 or (month and read["day"] and not day) or (read["month"] and not month):
        return ""
    year = "-".join(filter(None, (read["year"], read["until"])))  # 2024-25, of a budget or a school
    words = " ".join(filter(None, (str(day or ""), month_name[month], year)))
    words = f"{_PARTS.get(read['part'] or read['third'] or '', '')} {words}".strip()
    return f"before {words}" if read["before"] else words
