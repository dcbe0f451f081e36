"""Passports: China's by their form (E, EA…; G, D, S, P, K), any country's after their name."""

import re
from typing import ClassVar

from rag.personal.recogniser import Context, Found, is_day

_FORM = re.compile(r"(?<![0-9A-Za-z])(?:[DEGKPSW]\d{8}|[DEKPS][A-HJ-NP-Z]\d{7})(?![0-9A-Za-z])", re.IGNORECASE)
_NAMED = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,2}\d{6,10}(?![0-9A-Za-z])")
_CONTEXT = Context(r"护照|证件|passport")


class Passport:
    """By their letter and eight digits that are no date, or with the word in front."""

    kind: ClassVar[str] = "passport"
    mark: ClassVar[str] = "[证件号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _FORM.finditer(text):
            if not is_day(match[0][1:]):
                yield match.span()
        for match in _NAMED.finditer(text):
            if _CONTEXT.is_before(text, match.start()):
                yield match.span()
