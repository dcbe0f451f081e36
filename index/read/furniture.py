"""What a web page or an export puts around a document: recognised by its wording, line by line.

The rules name the phrases that Chinese government and news sites use, not what any one page says.
"""

import re

CONTROL = "page control"
BREADCRUMB = "breadcrumb"
SITE_NAME = "site name"
PAGE_FOOT = "page foot"
FEED = "feed"

_LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (CONTROL, re.compile(r"[<>×✕✖|]|上一[页篇].*|下一[页篇].*")),
    (CONTROL, re.compile(r"扫一扫.*|(打印|关闭|分享到?|收藏|字号|大\s*中\s*小)[^。]{0,20}")),
    (BREADCRUMB, re.compile(r"(您?的?(当前)?(所在)?位置|当前位置)\s*[::：].*|首页\s*>.*")),
)
_FEED_START = re.compile(r"\S{0,6}(热榜|热搜榜|热门资讯|信息流)")
_FOOT_START = re.compile(
    r"知识图谱|相关信息和服务|当前展示.*|点击标签.*|相关(推荐|阅读|新闻|链接|文章)|猜你喜欢|特别关注|推荐阅读|延伸阅读|"
    r"热门(推荐|文章)|[-·\s]*友情链接.*|[-·\s]*版权所有.*|[-·\s]*Copyright.*|[-·\s]*\S?ICP备.*"
)
_SITE_NAME = re.compile(r"\S{2,16}(人民政府|政府在线|门户网站|委员会|管理局)")


def furniture_reasons(lines: list[str]) -> list[str]:
    """Return, for each line, why it is not part of the document, or an empty string when it is.

    Everything from the first line that opens a feed or a page foot is left out, provided that it stands in the
    second half (a report may well have a section called 相关推荐 at its start).
    """
    reasons = [_line_reason(line.strip()) for line in lines]
    filled = [i for i, line in enumerate(lines) if line.strip()]
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
