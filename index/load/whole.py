"""What the totals of a table are of, as its caption or the heading above it names it."""

import re
from collections.abc import Iterable

from index.load.grid import unit_of_line

TOTAL = re.compile(r"(?:合|总|共)\s*(?:计|数)")
_LONGEST = 12  # characters; a longer caption tells more than what is added up
_N = r"[一二三四五六七八九十\d]"
_NUMERAL = re.compile(rf"^(?:#+ |附?表\s*(?:{_N}|[.-])*[：:、.\s]*|{_N}+[、.．]\s*|[(（]{_N}+[)）])+")
_YEAR = re.compile(r"^(?:19|20)\d{2}年(?:度|初|末|底)?")
_KIND = re.compile(r"(?:基本|完成|执行)?(?:情况|一览|统计|明细|汇总|分解|进度)*表?$")
_NAME = re.compile(r"[\u4e00-\u9fff][^\s，,。；;：:！？|]*")


def whole_of(lines: Iterable[str]) -> str:
    """Return what a table's totals are of, the first line that names it first; empty where none does in few words.

    Example:
        >>> whole_of(["单位：万元", "表2 2024年渔业收入情况表"]), whole_of(["某县贯彻落实情况的说明，共三项"])
        ('渔业收入', '')
    """
    for line in lines:
        name = line.strip() if not unit_of_line(line) else ""
        for pattern in (_NUMERAL, _YEAR, _KIND):
            name = pattern.sub("", name).strip()
        if 2 <= len(name) <= _LONGEST and _NAME.fullmatch(name):
            return name
    return ""
