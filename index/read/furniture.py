"""What a web page or an export puts around a document: recognised by its wording, line by line.

The rules name the phrases that Chinese government and news sites use, not what any one page says.
"""

import re
from itertools import pairwise

CONTROL = "page control"
BREADCRUMB = "breadcrumb"
SITE_NAME = "site name"
PAGE_FOOT = "page foot"
FEED = "feed"
PAGE_NUMBER = "page number"
RUNNING_HEAD = "running head"
TAKEN_FROM = "taken from"
PHOTO_CREDIT = "photo credit"
FURNITURE = frozenset(
    (CONTROL, BREADCRUMB, SITE_NAME, PAGE_FOOT, FEED, PAGE_NUMBER, RUNNING_HEAD, TAKEN_FROM, PHOTO_CREDIT)
)

_LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        CONTROL,
        re.compile(
            r"[<>×✕✖|]|[←→«»‹›<>\s]*[上下]一[页篇条](?:[\s::：←→].*)?|返回\S{0,8}(列表|首页|顶部|上[页级]|目录)"
        ),
    ),
    (CONTROL, re.compile(r"扫一扫.*|(打印|关闭|分享到?|收藏|字号|大\s*中\s*小)[^。]{0,20}")),
    (TAKEN_FROM, re.compile(r"(信息|稿件|文章|内容)?来源\s*[::：]\s*[^\s。::：]{0,24}")),
    (BREADCRUMB, re.compile(r"(您?的?(当前)?(所在)?位置|当前位置)\s*[::：].*|首页\s*>.*")),
    (PHOTO_CREDIT, re.compile(r".{0,60}(?:记者|通讯员)\s*[\u4e00-\u9fff\s、]{2,16}摄(?:影(?:报道)?)?")),
)
_FEED_START = re.compile(r"\S{0,6}(热榜|热搜榜|热门资讯|信息流)")
_FOOT_START = re.compile(
    r"相关(报道|附件|文件|文档|解读|稿件|链接)[:：>＞]*|本作品[是在采依按].*|Public domain|This work is .*|"
    r"知识图谱|相关信息和服务|当前展示.*|点击标签.*|相关(推荐|阅读|新闻|链接|文章)|猜你喜欢|特别关注|推荐阅读|延伸阅读|"
    r"热门(推荐|文章)|[-·\s]*友情链接.*|[-·\s]*版权所有.*|[-·\s]*Copyright.*|[-·\s]*\S?ICP备.*"
)
# What pages offer beside a text, each alone or several in a line; the last row only beside others.
_CONTROLS = re.compile(
    r"下载|打印|打印本页|全屏|收藏|字号|字体|加大|放大|还原|减小|缩小|默认|分享到?|朗读|语音播报|关闭(?:窗口|本页)|微信|微博|复制链接|"
    r"无障碍|繁體|简体|移动版|手机版"
)
_BESIDE_CONTROLS = re.compile(r"特?大|中|小|A[+-]?|到|至")
_BETWEEN_CONTROLS = re.compile(r"[\s【】\[\]（）()::：|｜·/、，,]+")
# A page number alone counts where such numbers run on; one between dashes or as 第3页 always.
_MARKED_NUMBER = re.compile(
    r"[-—–－·]\s*\d{1,4}\s*[-—–－·]|第\s*\d{1,4}\s*页(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
FEWEST_PAGES = 3
LONGEST_PAGE_STEP = 3  # pages between two numbers: a page of pictures has none
LONGEST_RUNNING_HEAD = 40  # characters
LONGEST_ROOM = 16  # characters of a step on the way to a page
_STEPS = frozenset(">＞›»")  # between such steps
_SITE_NAME = re.compile(r"\S{2,16}(人民政府|政府在线|门户网站|委员会|管理局)")


def furniture_reasons(lines: list[str]) -> list[str]:
    """Return, for each line, why it is not part of the document, or an empty string when it is.

    Everything from the first line that opens a feed or a page foot is left out, provided that it stands in the
    second half (a report may well have a section called 相关推荐 at its start).
    """
    reasons = [_line_reason(line.strip()) for line in lines]
    filled = [i for i, line in enumerate(lines) if line.strip()]
    _mark_breadcrumbs(lines, filled, reasons)
    _mark_controls(lines, filled, reasons)
    _mark_pages(lines, filled, reasons)
    if filled and _SITE_NAME.fullmatch(lines[filled[0]].strip()):
        reasons[filled[0]] = SITE_NAME
    total = sum(len(line) for line in lines)
    before = 0
    foot = ""
    for i, line in enumerate(lines):
        stripped = line.strip()
        if not foot and 2 * before >= total:
            foot = FEED if _FEED_START.fullmatch(stripped) else PAGE_FOOT if _FOOT_START.fullmatch(stripped) else ""
        if foot and stripped:
            reasons[i] = foot
        before += len(line)
    return reasons


def _line_reason(line: str) -> str:
    for reason, rule in _LINE_RULES:
        if rule.fullmatch(line):
            return reason
    return ""


def _mark_breadcrumbs(lines: list[str], filled: list[int], reasons: list[str]) -> None:
    """Mark the way to a page set on lines of its own, 首页 | > | 要闻, and the name of its last room said once more."""
    stripped = [lines[i].strip() for i in filled]
    marks = [at for at, line in enumerate(stripped) if line in _STEPS]
    rooms = {near for at in marks for near in (at - 1, at + 1) if 0 <= near < len(filled) and near not in marks}
    rooms = {at for at in rooms if len(stripped[at]) <= LONGEST_ROOM}
    rooms |= {at + 1 for at in rooms if at + 1 < len(filled) and stripped[at + 1] == stripped[at]}
    for at in rooms:
        reasons[filled[at]] = reasons[filled[at]] or BREADCRUMB


def _mark_controls(lines: list[str], filled: list[int], reasons: list[str]) -> None:
    """Mark lines that hold nothing but the names of controls, and beside such a line those that may be one."""
    found = {i: [word for word in _BETWEEN_CONTROLS.split(lines[i].strip()) if word] for i in filled}
    for i, words in found.items():
        named = [word for word in words if _CONTROLS.fullmatch(word)]
        if named and all(_BESIDE_CONTROLS.fullmatch(word) for word in words if word not in named):
            reasons[i] = reasons[i] or CONTROL
    for order in (filled, filled[::-1]):
        for before, i in pairwise(order):
            if reasons[before] == CONTROL and not reasons[i] and all(map(_BESIDE_CONTROLS.fullmatch, found[i])):
                reasons[i] = CONTROL


def _mark_pages(lines: list[str], filled: list[int], reasons: list[str]) -> None:
    """Mark page numbers, and the lines that stand beside them on page after page."""
    bare = [(i, int(lines[i])) for i in filled if _BARE_NUMBER.fullmatch(lines[i].strip())]
    runs = [
        (i, other) for (i, number), (other, following) in pairwise(bare) if 0 < following - number <= LONGEST_PAGE_STEP
    ]
    numbers = {i for pair in runs for i in pair} if len(runs) + 1 >= FEWEST_PAGES else set[int]()
    numbers |= {i for i in filled if _MARKED_NUMBER.fullmatch(lines[i].strip())}
    beside: dict[str, list[int]] = {}
    for before, i in pairwise(filled):
        for line, other in ((before, i), (i, before)):
            if other in numbers and line not in numbers and len(lines[line].strip()) <= LONGEST_RUNNING_HEAD:
                beside.setdefault(lines[line].strip(), []).append(line)
    for i in numbers:
        reasons[i] = reasons[i] or PAGE_NUMBER
    for i in (i for same in beside.values() if len(set(same)) >= FEWEST_PAGES for i in same):
        reasons[i] = reasons[i] or RUNNING_HEAD
