"""Resident identity numbers, 18 digits or the 15 of the first generation (GB 11643)."""

import re
from typing import ClassVar

from rag.personal.checksums import is_identity_number
from rag.personal.recogniser import SEP, Context, Found, digits_of, is_day

_PROVINCES = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])"  # GB/T 2260, the first two digits
_NEW = re.compile(rf"(?<![0-9A-Za-z]){_PROVINCES}(?:{SEP}\d){{15}}{SEP}[0-9Xx](?![0-9A-Za-z])")
_OLD = re.compile(rf"(?<![0-9A-Za-z]){_PROVINCES}\d{{4}}{SEP}\d{{6}}{SEP}\d{{3}}(?![0-9A-Za-z])")
_NAMED = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_CONTEXT = Context(r"身[份分]证|居民证|identity (?:card )?|\bid (?:card )?")


class ResidentIdentity:
    """In one piece, region and birthday tell it, or a word in front: a slip in one digit leaves it as personal.

    In groups, the check digit must fit too.
    """

    kind: ClassVar[str] = "identity"
    mark: ClassVar[str] = "[身份证号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _NEW.finditer(text):
            number = match[0]
            if is_day(digits_of(number)[6:14]) and (number.isalnum() or is_identity_number(number)):
                yield match.span()
        for match in _OLD.finditer(text):
            if is_day("19" + digits_of(match[0])[6:12]):
                yield match.span()
        for match in _NAMED.finditer(text):
            if _CONTEXT.is_before(text, match.start()):
                yield match.span()
