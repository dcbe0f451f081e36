"""Quotation marks, of either script, and what stands in them."""

import re

OPENING, CLOSING = '“"「『', '”"」』'
MARKS = '“”"「」『』'
IN_MARKS = f"[{OPENING}]([^{CLOSING}]{{2,}})[{CLOSING}]"  # an expression: at least two characters
_IN_MARKS = re.compile(IN_MARKS)
_LEFT_OUT = str.maketrans("", "", f"{MARKS} ")


def in_quotes(text: str) -> tuple[str, ...]:
    """Return what a text has in quotation marks, as it stands there."""
    # Behind the last closing mark there is nothing to find, and each opening one would be followed to the end.
    return tuple(_IN_MARKS.findall(text, 0, max(map(text.rfind, CLOSING)) + 1))


def bare(text: str) -> str:
    """Return a text without quotation marks and blanks, as terms are compared."""
    return text.translate(_LEFT_OUT)


def quoted(text: str) -> tuple[str, ...]:
    """Return the terms that a text has in quotation marks, bare."""
    return tuple(bare(name) for name in in_quotes(text))
