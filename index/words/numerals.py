"""Chinese numerals from one to ninety-nine, and English words for small numbers."""

ONES = "一二三四五六七八九"
ORDINALS = f"{ONES}十"  # what headings and lists are numbered with, one character each
HEADED = f"{ORDINALS}百"  # of which the number of a chapter or heading is made
TWO = "两"  # in front of a measure
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(numeral: str) -> int | None:
    """Return what a numeral says, in characters or digits; None for one that is no number or beyond ninety-nine.

    Example:
        >>> number("两"), number("十一"), number("二十三"), number("12"), number("三两")
        (2, 11, 23, 12, None)
    """
    if numeral.isdecimal():
        return int(numeral)
    if numeral == TWO:
        return 2
    tens, ten, ones = numeral.rpartition("十")
    if any((part and part not in ONES) or len(part) > 1 for part in (tens, ones)) or not numeral:
        return None
    return (10 * (_one(tens) or 1) if ten else 0) + _one(ones)


def in_english(value: int) -> str:
    """Return the English word for a number from one to ten; empty for others."""
    return _ENGLISH[value - 1] if 1 <= value <= len(_ENGLISH) else ""


def _one(character: str) -> int:
    return ONES.index(character) + 1 if character else 0
