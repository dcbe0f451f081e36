"""Travel permits: to the mainland (回乡证, 台胞证), and from there to Hong Kong and Macau (港澳通行证)."""

import re
from typing import ClassVar

from rag.personal.recogniser import Context, Found, is_day

_FORM = re.compile(r"(?<![0-9A-Za-z])(?:[CHM]\d{8}(?:\d{2})?|C[A-HJ-NP-Z]\d{7})(?![0-9A-Za-z])", re.IGNORECASE)
_NAMED = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,2}\d{7,10}(?![0-9A-Za-z])")
_CONTEXT = Context(r"台胞证|台湾同胞证|通行证|回乡[证卡]|签注|travel permit|home ?return (?:permit|card)")


class Permit:
    """By their letter and eight digits that are no date; digits alone need the permit's name in front."""

    kind: ClassVar[str] = "permit"
    mark: ClassVar[str] = "[证件号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _FORM.finditer(text):
            if not is_day(match[0][1:9]) or _CONTEXT.is_before(text, match.start()):
                yield match.span()
        for match in _NAMED.finditer(text):
            if _CONTEXT.is_before(text, match.start()):
                yield match.span()
