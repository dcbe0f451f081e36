"""Chinese numerals, of headings and of amounts, and English words for small numbers."""

import re
from decimal import Decimal

ONES = "一二三四五六七八九"
ORDINALS = f"{ONES}十"  # what headings and lists are numbered with, one character each
HEADED = f"{ORDINALS}百"  # of which the number of a chapter or heading is made
TWO = "两"  # in front of a measure
MYRIADS = "万亿"
_MOST_DIGITS = 15  # Python refuses some thousand, and no number here has as many
_DIGITS = {character: value for value, character in enumerate(f"零{ONES}")} | {"〇": 0, TWO: 2}
_POWERS, _MYRIADS = {"十": 10, "百": 100, "千": 1000}, {"万": 10**4, "亿": 10**8}
_FIGURES = str.maketrans("零〇○" + ONES, "000123456789")
_YEAR = re.compile(
    rf"(?:二[零〇○]|一九)[零〇○{ONES}]{{2}}(?:(?=\s*(?:年|[至\-—~]\s*(?:二[零〇○]|一九)))|"
    rf"\s*[/／]\s*[零〇○{ONES}]{{2}}(?![零〇○{ONES}]))"  # 二零二三／二四 is one year, of a budget or a school
)
_DIGIT = "".join(_DIGITS)
AMOUNT = rf"(?:[{_DIGIT}十百{MYRIADS}]|千(?![瓦米克]))+(?:点[{_DIGIT}]+)?"  # what `amount` may be able to read
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(numeral: str) -> int | None:
    """Return what a numeral says, in characters or digits; None for one that is no number or beyond ninety-nine.

    Example:
        >>> number("两"), number("十一"), number("二十三"), number("12"), number("三两")
        (2, 11, 23, 12, None)
    """
    if numeral.isdecimal():
        return int(numeral) if len(numeral) <= _MOST_DIGITS else None
    if numeral == TWO:
        return 2
    tens, ten, ones = numeral.rpartition("十")
    if any((part and part not in ONES) or len(part) > 1 for part in (tens, ones)) or not numeral:
        return None
    return (10 * (_one(tens) or 1) if ten else 0) + _one(ones)


def amount(numeral: str) -> Decimal | None:
    """Return what a numeral in characters says, exactly; None for one that is no number, as 三四 and 百万千.

    Example:
        >>> str(amount("六十二万三千")), str(amount("九十六点五")), str(amount("两千七百")), amount("三四十")
        ('623000', '96.5', '2700', None)
    """
    whole, _, fraction = numeral.partition("点")
    total, section, digit, last = 0, 0, -1, 10**9
    for character in whole:
        if character in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[character]
        elif character in _POWERS:
            power = _POWERS[character]
            if power >= last or (digit < 1 and character != "十"):
                return None
            section, digit, last = section + abs(digit or 1) * power, -1, power
        else:
            if section + max(digit, 0) == 0 and not (total and character == "亿"):
                return None
            of_myriad = section + max(digit, 0)
            is_highest = character == "亿"
            total = (total + of_myriad) * 10**8 if is_highest else total + of_myriad * 10**4
            section, digit, last = 0, -1, 10**9
    if not whole or any(character not in _DIGITS for character in fraction):
        return None
    value = Decimal(total + section + max(digit, 0))
    decimals = "".join(str(_DIGITS[character]) for character in fraction)
    return value + Decimal(f"0.{decimals}") if decimals else value


def years_in_figures(text: str) -> str:
    """Return a text with the years that it writes in numerals in figures, at the same places.

    Example:
        >>> years_in_figures("二零二二年收縮，二零二三／二四年度"), years_in_figures("二三年，二零二二人")
        ('2022年收縮，2023／24年度', '二三年，二零二二人')
    """
    return _YEAR.sub(lambda found: found[0].translate(_FIGURES), text)


def in_english(value: int) -> str:
    """Return the English word for a number from one to ten; empty for others."""
    return _ENGLISH[value - 1] if 1 <= value <= len(_ENGLISH) else ""


def _one(character: str) -> int:
    return ONES.index(character) + 1 if character else 0
