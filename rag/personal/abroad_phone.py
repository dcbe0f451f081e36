"""Telephones of Hong Kong and Macau, with their code or their place named, and of any country with its code."""

import re
from typing import ClassVar

import phonenumbers

from rag.personal.counted import is_counted
from rag.personal.recogniser import Found

_CODED = re.compile(r"(?<!\d)(?:(?:\+|00)85[23][ -]?|\((?:\+|00)?85[23]\)[ -]?)[2-9]\d{3}[ -]?\d{4}(?!\d)")
_ANY_CODE = re.compile(r"(?<![\d+])\+[1-9](?:[ -]?\d){7,14}(?!\d)")
_LOCAL = re.compile(r"(?<!\d)[2-9]\d{3}[ -]?\d{4}(?!\d)")
_PLACED = re.compile(r"(?P<hong_kong>香港|\bhk\b|hong kong)|(?:澳门|macau)", re.IGNORECASE)
_PHONE = re.compile(r"(?:电话|手机|手提|号码?|phone|number|mobile|tel)[^\d,.;。]{0,6}\Z", re.IGNORECASE)
_BEFORE = 30  # characters in which place and telephone are named


class AbroadPhone:
    """By the code of a place, or eight digits that are a number there, with place and telephone named in front."""

    kind: ClassVar[str] = "abroad_phone"
    mark: ClassVar[str] = "[电话号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _CODED.finditer(text):
            yield match.span()
        for match in _ANY_CODE.finditer(text):
            if not match[0].startswith("+86") and _is_number(match[0], ""):
                yield match.span()
        for match in _LOCAL.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            place = next(reversed(list(_PLACED.finditer(before))), None)
            if place is None or not _PHONE.search(before, place.start()) or is_counted(text, match.end(), named=True):
                continue
            if _is_number(match[0], "HK" if place["hong_kong"] else "MO"):
                yield match.span()


def _is_number(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region or None))
    except phonenumbers.NumberParseException:
        return False
