"""What a quote has of the list it stands in: its number, the offices behind it, the mark that leads to the next."""

import re

from index.read.items import CIRCLED
from index.read.responsible import responsible_lists

_ONES = "一二三四五六七八九十"
# (1), ①, 4., 十、 in front; a figure such as 7 个 or 1.5 is none.
_MARK = re.compile(
    rf"\s*(?:[{CIRCLED}]|[(（](?:\d{{1,2}}|[{_ONES}]{{1,3}})?[)）]|\d{{1,2}}[.．](?!\d)|\d{{1,2}}、(?!\d)|"
    rf"[{_ONES}]{{1,3}}、|[—-]{{1,4}}(?!\d))\s*"
)
_LEFT_OPEN = "；;，,、 　"  # at the end of an item that others follow
_IN_BRACKETS = re.compile(r"[【\[［〔〖](?P<inside>[^】\]］〕〗]*)[】\]］〕〗][。；;]?")
_BLANK_AT_FIGURE = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、“”（）])[ \u00a0](?=[\d(+-])|(?<=[\d%‰])[ \u00a0](?=[\u4e00-\u9fff，。；：、”（）])"
)


def without_marks(quote: str) -> str:
    """Return a quote without its number in a list, the list of offices behind it and the mark that leads to the next.

    Of a quote that is such a list itself the brackets go.

    Example:
        >>> without_marks("②新增学位4000个以上；"), without_marks("4.建成3 所【责任单位：甲局】")
        ('新增学位4000个以上', '建成3所')
    """
    return closed_up(_stripped(quote))


def _stripped(quote: str) -> str:
    quote = quote.strip()
    whole = _IN_BRACKETS.fullmatch(quote)
    if whole:
        return whole["inside"]
    for start, end in reversed(responsible_lists(quote)):
        if start and not quote[end:].strip(f"{_LEFT_OPEN}。"):
            quote = quote[:start]
    bare = _MARK.sub("", quote, count=1) if _MARK.match(quote) else quote
    return bare.rstrip(_LEFT_OPEN) or quote


def closed_up(text: str) -> str:
    """Return a text without the blanks that stand between Chinese characters and figures in some documents."""
    return _BLANK_AT_FIGURE.sub("", text)
