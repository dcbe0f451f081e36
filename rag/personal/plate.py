"""Number plates of the mainland, new-energy ones and those that cross to Hong Kong and Macau among them (GA 36)."""

import re
from typing import ClassVar

from rag.personal.recogniser import Found, spans

_RULE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z]"
    r"[ .·•・-]?(?:(?P<energy>[A-HJKa-hjk][A-HJ-NP-Za-hj-np-z0-9]\d{4}|\d{5}[A-HJKa-hjk])|"
    r"(?P<plain>[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9学警港澳挂领使]))(?![0-9A-Za-z])"
)


class Plate:
    """Three digits at least: a place name before a product code is no plate."""

    kind: ClassVar[str] = "plate"
    mark: ClassVar[str] = "[车牌号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        return spans(_RULE, text, lambda match: sum(map(str.isdigit, match["energy"] or match["plain"])) >= 3)
