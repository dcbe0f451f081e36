"""Days of birth: a date after 出生日期, 生日 and the like, or before 出生."""

import re
from typing import ClassVar

from rag.personal.recogniser import Context, Found

_NUMERALS = "〇零一二三四五六七八九十"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}(?:年 ?\d{1,2}月(?: ?\d{1,2} ?[日号])?|(?P<by>[-./])\d{1,2}(?:(?P=by)\d{1,2})?)(?!\d)|"
    r"(?:19|20)\d{2}[01]\d[0-3]\d(?!\d))"
    rf"|(?<![{_NUMERALS}])[一二][{_NUMERALS}]{{3}}年[{_NUMERALS}]{{1,2}}月(?:[{_NUMERALS}]{{1,3}}[日号])?"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})[a-z]{{0,6}},? (?:19|20)\d{{2}}(?!\d)"
    rf"|(?<![a-z])(?:{_MONTHS})[a-z]{{0,6}} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}}(?!\d)",
    re.IGNORECASE,
)
_CONTEXT = Context(r"出生(?:日期|年月日?|时间)|生日|生于|出生[于在]|date of birth|birthday|dob|born(?: on| in)?")
_AFTER = re.compile(r" ?(?:出生|出世)(?!人口|率|登记|医学|缺陷|证|数)")
_DAY = re.compile(r"[日号]\Z|\d[-./]\d{1,2}[-./]\d{1,2}\Z|\A\d{8}\Z")


class Birth:
    """Month and year at least after its name, a day before 出生. A year alone tells nobody from others."""

    kind: ClassVar[str] = "birth"
    mark: ClassVar[str] = "[出生日期]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _DATE.finditer(text):
            said_after = _AFTER.match(text, match.end()) and _DAY.search(match[0])
            if said_after or _CONTEXT.is_before(text, match.start()):
                yield match.span()
