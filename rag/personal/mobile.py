"""Mobile numbers of the mainland: in one piece, in groups, a digit at a time, spoken (幺三八零零…)."""

import re
from typing import ClassVar

from rag.personal.counted import is_counted
from rag.personal.recogniser import SEP, Context, Found

CONTEXT = Context(r"电话|手机|手提|联系(?:方式)?|致电|拨打?|打|搵我|tel|phone|mobile|call|contact|cell")
_PREFIX = r"(?:(?:\+|00)?86[ \t-]?|\(\+?86\) ?)?"
_DIGITS = re.compile(
    rf"(?<!\d){_PREFIX}"
    rf"(?:1[3-9]\d{SEP}\d{{4}}{SEP}\d{{4}}|1[3-9]\d{{2}}[ -]\d{{3}}[ -]\d{{4}}|1[3-9]\d[ -]\d{{3}}[ -]\d{{5}}"
    r"|1 [3-9](?: \d){9})(?!\d)"
)
_SAID = "〇零一二三四五六七八九幺0-9"
_SPOKEN = re.compile(rf"(?<![{_SAID}])[幺一1][ 、]?[三四五六七八九3-9](?:[ 、]?[{_SAID}]){{9}}(?![{_SAID}])")


class Mobile:
    """Eleven digits from 13 to 19 that count nothing."""

    kind: ClassVar[str] = "mobile"
    mark: ClassVar[str] = "[手机号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _DIGITS.finditer(text):
            if not is_counted(text, match.end(), named=CONTEXT.is_before(text, match.start())):
                yield match.span()
        for match in _SPOKEN.finditer(text):
            if not match[0].isascii() and not is_counted(text, match.end(), named=True):
                yield match.span()
