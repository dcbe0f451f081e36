"""What stands at the end of a document and is of the whole of it: who signs, and from when and how long it holds."""

import re
from collections.abc import Sequence

MOST_ISSUERS = 12  # of one document, a line each
_LONGEST_OFFICE = 40  # characters
_DATE_LINE = re.compile(r"(\d{4}|[二〇○零一二三四五六七八九]{4})[年月]\s?.{1,3}月\s?.{1,3}日")
_RELEASE = re.compile(r"[(（]此[件页][^）)]{2,12}[)）]")  # （此件公开发布）
_ISSUER = re.compile(r"\S{2,30}(政府|局|委员会|委|办公室|办公厅|办|厅|部|院|处|署|会|公司|集团|中心|银行)")
_BYLINE = re.compile(
    r"(责任编辑|责编|编辑|审读|校对|审核|\S{0,6}记者|\S{0,4}通讯员)\s*[::：]?\s*\S{2,4}([\s、]+(\S{1,4}[::：]\s*)?\S{1,4}){0,12}"
)
_HOLDS_LABEL = re.compile(r"(?:施行|实施|执行|生效)(?:说明|时间|日期|期限)(?=\s*[:：])|有效期限?(?=\s*[:：])")
_MEASURE = r"措施|举措|政策|办法|意见|通知|方案|规定|细则|条例|文件|规程|指引|指南|决定|公告|通告|规则|章程|条款"
_HOLDS = re.compile(
    rf"(?:本|以上|上述)(?:[^，,。；;由自从]{{0,8}}(?:{_MEASURE}))[^，,。；;]{{0,4}}?"
    r"(?:[自从][^，,。；;]{1,24}(?:施行|实施|执行|生效)|由[^，,。；;]{2,40}负责解释)"
)
_OF_THE_WHOLE = re.compile(r"附\s*则|施行|实施|执行|生效|有效期|解释|其[他它]|说明|事项|要求")


def is_signature(text: str, following: Sequence[str]) -> bool:
    """Return whether a line is a date standing alone, the office above one, or one of several; or says who may read.

    Args:
        text: of the line.
        following: the lines below it, MOST_ISSUERS at most.
    """
    if _DATE_LINE.fullmatch(text) or _RELEASE.fullmatch(text):
        return True
    below = next((i for i, line in enumerate(following) if not _ISSUER.fullmatch(line)), len(following))
    is_above_date = below < len(following) and bool(_DATE_LINE.fullmatch(following[below]))
    return is_above_date and len(text) <= _LONGEST_OFFICE and (not below or bool(_ISSUER.fullmatch(text)))


def is_byline(text: str) -> bool:
    """Return whether a line names who wrote or edited, and nothing else."""
    return bool(_BYLINE.fullmatch(text))


def tells_how_long_it_holds(text: str) -> bool:
    """Return whether a paragraph says from when the whole document holds, how long, or who explains it."""
    return bool(_HOLDS_LABEL.match(text) or _HOLDS.match(text))


def label_length(text: str) -> int:
    """Return how long the name is that such a paragraph has in front, as 施行说明：; 0 where it has none.

    Example:
        >>> label_length("施行说明：本措施自印发之日起施行。"), label_length("本措施自印发之日起施行。")
        (5, 0)
    """
    found = _HOLDS_LABEL.match(text)
    return len(text) - len(text[found.end() :].lstrip()[1:]) if found else 0


def is_of_the_whole(heading: str) -> bool:
    """Return whether a section is the one of such words: 附则, 其他事项."""
    return bool(_OF_THE_WHOLE.search(heading))
