"""QQ numbers: five to eleven digits after the word for them."""

import re
from typing import ClassVar

from rag.personal.counted import is_counted
from rag.personal.recogniser import Context, Found

_RULE = re.compile(r"(?<![0-9.])(?<![A-PR-Za-pr-z])[1-9]\d{4,10}(?![0-9A-Za-z])")
_CONTEXT = Context(r"(?<![A-Za-z])q ?q|扣扣|企鹅|(?<![A-Za-z])q号|加我?q")


class Qq:
    """Digits alone are none."""

    kind: ClassVar[str] = "qq"
    mark: ClassVar[str] = "[QQ号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _RULE.finditer(text):
            if _CONTEXT.is_before(text, match.start()) and not is_counted(text, match.end(), named=True):
                yield match.span()
