"""How much a stated figure is: value, unit, and how exactly it is meant."""

import re
from dataclasses import dataclass
from decimal import Decimal

from index.figures.record import Direction, Qualifier
from index.figures.stated import FALL_RATES, FALLS, RATES, RISES, Figure, power, read_figure, read_share
from index.words.figures import WORDS
from index.words.lists import any_of
from index.words.numerals import ONES, number
from index.words.terms import fold

PERCENT = "%"
LARGE = "大"  # stands behind the number of what is named as a whole: 三大口岸
_HALF = Decimal(50)
_BEFORE_NUMBER = {
    Qualifier.AT_LEAST: WORDS["at_least"],
    Qualifier.AT_MOST: WORDS["at_most"],
    Qualifier.MORE_THAN: WORDS["more_than"],
    Qualifier.ABOUT: WORDS["about"],
    Qualifier.NEARLY: WORDS["nearly"],
}
_BEHIND_NUMBER = {
    Qualifier.AT_LEAST: WORDS["or_more"],
    Qualifier.AT_MOST: (*WORDS["or_less"], *WORDS["within"]),
    Qualifier.ABOUT: WORDS["roughly"],
}
_PASSED = re.compile(r"\d\s*[万亿千百]*\s*[多余+]|[多余](?=\D*$)")
_CHANGE_BEHIND = re.compile(
    rf"(?P<change>{any_of((*RISES, *FALLS, *RATES, *FALL_RATES))})(?:达到|为|达|在)?(?P<to>[了到至])?"
    rf"(?:{any_of(word for words in _BEFORE_NUMBER.values() for word in words)})?\s*$"
)
_FALLING = (*FALLS, *FALL_RATES)


@dataclass(frozen=True)
class Amount:
    """A figure as read; fields as in `FigureRecord`."""

    value: Decimal
    high: Decimal
    unit: str
    scale: int
    qualifier: Qualifier


def amount(figure: Figure) -> Amount | None:
    """Return how much a figure is; None for a date, and for what is no amount (持平)."""
    if figure.is_date:
        return None
    share = read_share(figure.text)
    if share:
        return _share(figure.text, share["tenths"])
    read = read_figure(figure.text) or read_figure(figure.core)
    if figure.measure == LARGE:
        many = Decimal(figure.core.removesuffix(LARGE))
        return Amount(many, many, LARGE, 0, Qualifier.EXACT)
    if not read:
        return None
    scale = power(read["scale"])
    measure = read["measure"] or ""
    high = _value(read["high"] or read["number"], scale)
    low = high
    if read["high"]:
        # In 3-5亿元 the lower end shares the scale, in 3万-5万 and in 3万元-5万元 it has its own.
        own = power(read["low_scale"]) if read["low_scale"] or read["low_measure"] else scale
        low = _value(read["number"], own)
    if read["sign"]:
        low, high = -low, -high
    return Amount(low, high, measure, scale, qualifier(figure.text))


def qualifier(text: str) -> Qualifier:
    """Return how exactly a figure with the words that belong to it is meant.

    Example:
        >>> qualifier("超370亿元").value, qualifier("30余家").value, qualifier("15家以上").value
        ('more_than', 'more_than', 'at_least')
    """
    front = re.split(rf"[\d{ONES}百千万亿半两]", text, maxsplit=1)[0].strip()
    is_passed = front.endswith(WORDS["more_than"]) and not front.endswith(WORDS["at_most"])
    if is_passed or _PASSED.search(text):  # 超50亿元以上 is passed as well
        return Qualifier.MORE_THAN
    behind = (kind for kind, words in _BEHIND_NUMBER.items() if text.endswith(words))
    before = (kind for kind, words in _BEFORE_NUMBER.items() if front.endswith(words))
    return next(iter((*behind, *before)), Qualifier.EXACT)


def direction(text: str, figure: Figure) -> Direction:
    """Return whether a figure of a text is a state, or by how much something grew or fell.

    It grew by what stands behind 增长 and 增速达到; 增加到 and 降至 tell a state.
    """
    found = _CHANGE_BEHIND.search(text[: _number_start(text, figure)])
    if not found or (found["to"] or "") in tuple("到至") or text[max(0, found.start() - 1)] == "新":
        return Direction.LEVEL
    return Direction.FALL if found["change"] in _FALLING else Direction.RISE


def _number_start(text: str, figure: Figure) -> int:
    number_at = re.search(rf"[\d{ONES}百千两半]", text[figure.start : figure.end])
    return figure.start + (number_at.start() if number_at else 0)


def _share(text: str, tenths: str | None) -> Amount | None:
    if tenths:
        value = Decimal(10 * (number(tenths) or 0))
        return Amount(value, value, PERCENT, 0, qualifier(text))
    if "半" not in text:
        return None
    is_nearly = text.startswith(WORDS["nearly"])
    return Amount(_HALF, _HALF, PERCENT, 0, Qualifier.NEARLY if is_nearly else Qualifier.MORE_THAN)


def _value(digits: str, scale: int) -> Decimal:
    plain = Decimal(re.sub(r"[\s,]", "", fold(digits))).scaleb(scale)
    return Decimal(f"{plain:f}") if scale == 0 else Decimal(f"{plain.normalize():f}")
