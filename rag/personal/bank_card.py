"""Bank cards: 13 to 19 digits, in one piece or in groups, that pass Luhn."""

import re
from typing import ClassVar

from rag.personal.checksums import passes_luhn
from rag.personal.counted import is_counted
from rag.personal.recogniser import Context, Found

# The first digits are those of payment cards (ISO/IEC 7812), and never those of a year or a date.
_WHOLE = re.compile(r"(?<!\d)(?:[3-9]|2[2-7])\d{12,18}(?!\d)")
_GROUPS = re.compile(
    r"(?<!\d)(?:[3-9]\d{3}(?P<by>[ \t-])\d{4}(?P=by)\d{4}(?P=by)\d{1,4}(?:(?P=by)\d{1,3})?"
    r"|3\d{3}[ -]\d{6}[ -]\d{5}|62\d{4}[ -]\d{10,13})(?![ -]?\d)"
)
_CONTEXT = Context(r"银行卡|信用[卡咭]|储蓄卡|工资卡|卡号|银行[账帐]号|(?:credit|debit|bank) card|card")


class BankCard:
    """By its check digit; a whole number of 16 digits or more also by the word in front, as digits are mistyped."""

    kind: ClassVar[str] = "bank_card"
    mark: ClassVar[str] = "[银行卡号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for rule in (_WHOLE, _GROUPS):
            for match in rule.finditer(text):
                number = match[0]
                named = len(number) >= 16 and _CONTEXT.is_before(text, match.start())
                is_card = named or (passes_luhn(number) and not number.endswith("0" * 9))
                if is_card and not is_counted(text, match.end(), named=named):
                    yield match.span()
