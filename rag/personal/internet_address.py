"""IP addresses, version 4 and 6."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import ClassVar

from rag.personal.recogniser import Context, Found

_FOUR = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)")
_SIX = re.compile(r"(?<![0-9A-Fa-f:.])[0-9A-Fa-f:]{6,39}(?![0-9A-Fa-f:])")
_CONTEXT = Context(r"(?<![A-Za-z])ip(?:v[46])?(?:地址| address)?|网址")
_VERSION = Context(r"版本|version|(?<![A-Za-z])v")
_MANY_DIGITS = 8  # of a number of sections (1.2.3.4) there are fewer


class InternetAddress:
    """Four numbers below 256 that are no version and no section, or what can be read as version 6."""

    kind: ClassVar[str] = "ip_address"
    mark: ClassVar[str] = "[IP地址]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _FOUR.finditer(text):
            if _is_address(match[0], IPv4Address) and self._is_meant(text, match):
                yield match.span()
        for match in _SIX.finditer(text):
            if match[0].count(":") >= 2 and _is_address(match[0], IPv6Address):
                yield match.span()

    def _is_meant(self, text: str, match: re.Match[str]) -> bool:
        if _CONTEXT.is_before(text, match.start()):
            return True
        return len(match[0]) - 3 >= _MANY_DIGITS and not _VERSION.is_before(text, match.start())


def _is_address(text: str, version: type[IPv4Address] | type[IPv6Address]) -> bool:
    try:
        version(text)
    except AddressValueError:
        return False
    return True
