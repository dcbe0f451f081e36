"""Where somebody lives: the house number and what follows it. The road or estate is left, which names nobody alone."""

import re
from typing import ClassVar

from rag.personal.recogniser import Found

_NUMERAL = r"(?:[0-9A-Za-z]{1,5}|[一二三四五六七八九十]{1,3})"
_HOUSE = r"\d{1,5}(?:-\d{1,4})?(?:号(?![线楼文令])|弄)"
_PART = rf"(?:{_NUMERAL}(?:栋|幢|座|号楼|单元|楼|层|房|室|号房|号(?!线|文|令|楼)))"
_ROOM = r"(?:\d{3,4}[A-Za-z]?(?:房|室|号房?)?|[A-Za-z](?:房|室)?)(?![0-9A-Za-z年月日元个人名户套米平万亿%.])"
_NAME = r"[\u4e00-\u9fff]{0,12}?"  # of the building, between the house number and what follows it
_WITHIN = rf"(?:{_PART}[ ,-]?)+(?:{_ROOM})?"
_AT_ROAD = re.compile(rf"(?<=[路街道巷里弄村坊围岭])(?P<place>{_HOUSE}[ ,]?{_NAME}{_WITHIN})")
_AT_ESTATE = re.compile(
    rf"(?<=[园苑村城庭居院厦湾府轩阁里区])(?P<place>(?:{_PART}[ ,-]?)+{_ROOM}"
    rf"|(?:{_PART}[ ,-]?)*{_NUMERAL}(?:栋|幢|座|单元)[ ,-]?{_NUMERAL}(?:房|室))"
)
_LIVING = re.compile(
    r"(?:住址?在?|地址|住喺|家在|屋企喺?|家庭)[^\d,.;!?。；]{0,24}?[路街道巷里弄村坊围岭](?P<place>\d{1,5}号)(?![线文令])"
)
_ENGLISH_PART = (
    r"(?:(?:room|rm|flat|unit|apt\.?|block|blk|tower|building|floor) ?(?:\d{1,4}[a-z]?|[a-z])\b|\d{1,3}/f\b)"
)
_ENGLISH = re.compile(
    rf"\b(?P<place>(?=room|rm|flat|unit|apt|block|blk|tower){_ENGLISH_PART}(?:, ?{_ENGLISH_PART})+"
    r"(?:, ?(?:[a-z]{2,15} ){1,3}(?:garden|court|building|mansion|house|centre|center|estate|road|street|rd)s?\b)?)",
    re.IGNORECASE,
)


class Address:
    """A number on a road with a building, floor or room; a building with a room; a number alone where one lives."""

    kind: ClassVar[str] = "address"
    mark: ClassVar[str] = "[门牌号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for rule in (_AT_ROAD, _AT_ESTATE, _LIVING, _ENGLISH):
            for match in rule.finditer(text):
                yield match.span("place")
