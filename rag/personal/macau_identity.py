"""Macau identity cards: 1, 5 or 7, six digits, and one more in brackets or behind a stroke."""

import re
from typing import ClassVar

from rag.personal.recogniser import Context, Found

_STROKES = re.compile(r"(?<![\d/])[157]/\d{6}/\d(?![\d/])")
_BRACKETS = re.compile(r"(?<!\d)[157]\d{6}\(\d\)")
_PLAIN = re.compile(r"(?<!\d)[157]\d{7}(?!\d)")
_CONTEXT = Context(r"澳门|身份证|macau|bir\b")
_NAMED = Context(r"澳门(?:居民)?身份证|macau (?:identity|id) card")


class MacauIdentity:
    """With strokes by its form, otherwise with Macau or an identity card named in front."""

    kind: ClassVar[str] = "macau_id"
    mark: ClassVar[str] = "[证件号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _STROKES.finditer(text):
            yield match.span()
        for match in _BRACKETS.finditer(text):
            if _CONTEXT.is_near(text, match.start()):
                yield match.span()
        for match in _PLAIN.finditer(text):
            if _NAMED.is_before(text, match.start()):
                yield match.span()
