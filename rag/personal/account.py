"""Personal numbers of social security, health insurance and the housing fund, after their name."""

import re
from typing import ClassVar

from rag.personal.counted import is_counted
from rag.personal.recogniser import Context, Found

_RULE = re.compile(r"(?<![0-9A-Za-z.])[A-Za-z]?\d{8,12}(?![0-9A-Za-z])")
_CONTEXT = Context(
    r"(?:社会?保(?:障|险)?卡?|公积金|医保|养老保险)(?:个人|银行|电脑)*(?:号码?|[账帐]号|[账帐]户|编号)"
    r"|social security (?:number|account)|housing fund (?:number|account)"
)


class Account:
    """Eight to twelve digits, perhaps behind a letter."""

    kind: ClassVar[str] = "account"
    mark: ClassVar[str] = "[账号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _RULE.finditer(text):
            if _CONTEXT.is_before(text, match.start()) and not is_counted(text, match.end(), named=True):
                yield match.span()
