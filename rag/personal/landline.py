"""Fixed lines of the mainland: with the area code, or seven or eight digits after a word for a telephone."""

import re
from typing import ClassVar

import phonenumbers

from rag.personal.counted import is_counted
from rag.personal.recogniser import Context, Found

_EXTENSION = r"(?:\s?(?:转|ext\.?)\s?\d{1,6})?"
_CODED = re.compile(
    r"(?<![\d.])(?:(?:\+|00)86[ -]?)?\(?0?[1-9]\d{1,2}\)?[ -]?[2-9]\d{2,3}[ -]?\d{4}"
    rf"(?P<more>{_EXTENSION})(?!\d)",
    re.IGNORECASE,
)
_LOCAL = re.compile(rf"(?<![\d.-])[2-8]\d{{2,3}}[ -]?\d{{4}}{_EXTENSION}(?![\d-])", re.IGNORECASE)
_CONTEXT = Context(r"(?<!热线)(?:座机|固话|电话|家里的?电话|办公室|屋企|tel|phone|home number)")
# What a service or an office has, not a person: 服务热线, 区政府电话.
_OF_A_SERVICE = re.compile(
    r"(?:热线|客服|服务|投诉|举报|咨询|政府|街道办|派出所|医院|中心|局)的?(?:电话|热线|号码)?[\s:是为]*\Z"
)


class Landline:
    """A number that the numbering plan knows, and no service's; without its area code a word must name it."""

    kind: ClassVar[str] = "landline"
    mark: ClassVar[str] = "[电话号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _CODED.finditer(text):
            number = match[0][: len(match[0]) - len(match["more"])]
            has_code = number.startswith(("0", "(0", "+", "(+"))
            if has_code and _is_fixed(number) and self._is_a_persons(text, match):
                yield match.span()
        for match in _LOCAL.finditer(text):
            if _CONTEXT.is_before(text, match.start()) and self._is_a_persons(text, match):
                yield match.span()

    def _is_a_persons(self, text: str, match: re.Match[str]) -> bool:
        start, end = match.span()
        return not is_counted(text, end, named=True) and not _OF_A_SERVICE.search(text[max(0, start - 16) : start])


def _is_fixed(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "CN"))
    except phonenumbers.NumberParseException:
        return False
