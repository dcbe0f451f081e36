"""Check digits of numbers that name a person or a card. Pure."""

from stdnum import luhn
from stdnum.cn import ric


def is_identity_number(text: str) -> bool:
    """Return whether the 18 digits of a text end in the check digit of a resident identity number.

    Region and birthday are not looked at.

    Source: GB 11643-1999, ISO 7064 MOD 11-2.

    Example:
        >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
        (True, False)
    """
    number = "".join(character for character in text.upper() if character in "0123456789X")
    return len(number) == 18 and "X" not in number[:17] and ric.calc_check_digit(number) == number[17]


def passes_luhn(text: str) -> bool:
    """Return whether the digits of a text pass the Luhn check and are as many as a card has (13 to 19).

    Source: ISO/IEC 7812-1, annex B.

    Example:
        >>> passes_luhn("6222 0200 0000 0000 000"), passes_luhn("6222 0200 0000 0000 001")
        (True, False)
    """
    digits = "".join(character for character in text if character in "0123456789")
    return 13 <= len(digits) <= 19 and luhn.is_valid(digits)


def is_hong_kong_id(text: str) -> bool:
    """Return whether a text is a Hong Kong identity card number with its check digit, in brackets or not.

    Source: the weights 9 to 2 with a blank as 36, remainder 0 by 11, as the Immigration Department's cards follow them.

    Example:
        >>> is_hong_kong_id("A123456(3)"), is_hong_kong_id("A123456(4)")
        (True, False)
    """
    body = [character for character in text.upper() if character.isascii() and character.isalnum()]
    if len(body) not in (8, 9):
        return False
    values = [36] * (9 - len(body)) + [int(character, 36) for character in body]
    return sum(weight * value for weight, value in zip((9, 8, 7, 6, 5, 4, 3, 2, 1), values, strict=True)) % 11 == 0
