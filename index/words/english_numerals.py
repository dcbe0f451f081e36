"""Amounts in English words, found in a text and given in digits: ten thousand is 10000."""

import re
from decimal import Decimal

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_ONES, 1)} | {word: 10 * ten for ten, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_NUMERAL, _SCALE = "|".join(_VALUES), "|".join(_SCALES)
_TELLING = 20  # a smaller number in words may be an article (one of), a name (phase two) or an ordinal's part
_WORD = re.compile(r"[a-z]+")
# A number of two words or more, a ten, or one that is said to be all; figures with a scale are read elsewhere.
_AMOUNT = re.compile(
    rf"(?<![\w.-])(?P<only>(?:only|just|a mere|merely) )?(?<!\d )"
    rf"(?P<amount>(?:half an? (?:{_SCALE})|(?:an? |(?:{_NUMERAL})[ -])*(?:{_NUMERAL}|{_SCALE})"
    rf"(?:(?: and |[ -])(?:{_NUMERAL}|{_SCALE}))*))(?![\w-])(?P<share>(?= ?per ?cent| pct))?"
)


def in_digits(text: str) -> str:
    """Return a folded English text with the amounts in words in digits, where they are surely amounts.

    Example:
        >>> in_digits("only ten thousand homes, half a million people, thirty-five percent, phase two, thousands")
        'only 10000 homes, 500000 people, 35 percent, phase two, thousands'
    """
    return _AMOUNT.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    words = _WORD.findall(found["amount"])
    value = _value(words)
    is_sure = value >= _TELLING or found["only"] or found["share"] is not None
    is_named = len(words) > 1 or words[0] not in _SCALES  # a bare hundred is no number
    return f"{found['only'] or ''}{value.normalize():f}" if is_sure and is_named else found[0]


def _value(words: list[str]) -> Decimal:
    total, section = Decimal(0), Decimal(0)
    for word in words:
        if word == "half":
            section = Decimal("0.5")
        elif word in _VALUES:
            section += _VALUES[word]
        elif word in _SCALES and _SCALES[word] < _SCALES["thousand"]:
            section = (section or Decimal(1)) * _SCALES[word]
        elif word in _SCALES:
            total, section = total + (section or Decimal(1)) * _SCALES[word], Decimal(0)
    return total + section
