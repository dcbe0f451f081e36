"""Whether a number counts or measures something, and so names nobody: 客流13812345678人次, 13812345678元."""

import re

from index.words.lists import any_of
from index.words.measures import MEASURES

_UNITS = (*MEASURES, "块钱", "人民币", "剂次", "剂", "平方", "立方", "千瓦", "斤", "万", "亿", "部", "本", "字", "票")
_ENGLISH = (
    r"(?:million|billion|yuan|rmb|hkd|usd|dollars?|people|persons?|passengers?|visitors?|residents?|students?|trips?|"
    r"times|tonn?e?s?|kwh?|mwh|square|sq|m2|km|kg|cubic|metres?|meters?|places|units|homes|jobs|%)(?![a-z])"
)
_AFTER = re.compile(rf"(?:\.\d+)?\s?(?:[多余几来]?[万亿百千]*\s?(?P<unit>{any_of(_UNITS)})|{_ENGLISH})", re.IGNORECASE)
_END = re.compile(r"\Z|[\s,.;:!?，。；：！？、)）]")
# Measure words that begin another word when these follow: 13800138000家里没人, 13800138000张先生.
_OTHER_WORDS = {
    "张": r"[\u4e00-\u9fff]",
    "家": "[里人住中长庭]",
    "名": "[字叫]",
    "个": "人",
    "单": "位",
    "位": "于",
    "对": "[吗吧不的]",
    "人": "[在是]",
    "天": "天",
    "分": "机",
    "处": "理",
    "本": "人",
}


def is_counted(text: str, end: int, *, named: bool = False) -> bool:
    """Return whether what ends here is a count or a quantity, by the unit that follows.

    Args:
        text: plain.
        end: where the number ends.
        named: a word in front says that the number is a telephone's or the like. A measure word then counts only
            where nothing follows it: 电话13800138000家里没人.
    """
    found = _AFTER.match(text, end)
    if not found:
        return False
    unit = found["unit"]
    if unit is None or len(unit) > 1:
        return True
    rest = _OTHER_WORDS.get(unit)
    if rest and re.compile(rest).match(text, found.end()):
        return False
    return not named or bool(_END.match(text, found.end()))
