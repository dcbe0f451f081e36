"""A cell of a CSV file that no spreadsheet runs, and the way back to what it was.

A spreadsheet takes a cell for a formula that begins with one of four signs, in Chinese and Japanese also in their other
widths; some importers first take blanks and what cannot be seen off its beginning (OWASP, "CSV Injection"; DDE is such
a formula). Where lists are parted by semicolons or tabs, or a file is read line by line, a cell also begins after one
of these. An apostrophe is put before each such beginning, however many stand there already, so that one taken off
gives back what it was.
"""

import re

_LINE_ENDS = "\t\r\n\x0b\x0c\x85\u2028\u2029"
_SIGNS = "=＝﹦⁼₌+＋﹢⁺₊@＠﹫\\-－﹣−⁻₋"
# Blanks, controls and what takes no room: categories Z, Cc and Cf of Unicode, less line ends, and some fillers. And
# the quotes that a cell loses where it is parted in its middle.
_UNSEEN = (
    '"'
    "\x00-\x08\x0e-\x20\x7f-\x84\x86-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_FORMULA = rf"(?='*[{_UNSEEN}]*[{_SIGNS}])"
_BEGINNING = rf"(?:\A(?='*[{_UNSEEN}]*[{_SIGNS}{_LINE_ENDS}])|(?<=[;{_LINE_ENDS}]){_FORMULA})"
_BEGINS = re.compile(_BEGINNING)
_KEPT = re.compile(_BEGINNING.replace(r"\A", r"\A'").replace(")" + _FORMULA, ")'" + _FORMULA))


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    Example:
        >>> harmless("=1+1"), harmless("罗湖"), harmless("a;-1"), harmless("'=1")
        ("'=1+1", '罗湖', "a;'-1", "''=1")
    """
    return _BEGINS.sub("'", cell)


def as_it_was(cell: str) -> str:
    """Return what `harmless` made a cell of."""
    return _KEPT.sub("", cell)
