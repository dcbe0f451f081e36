"""Which part of a page is the article, and what around and in it belongs to the site."""

import re
from collections.abc import Iterator

from lxml import etree

SITE, HIDDEN = "site around the article", "hidden"
_NEVER_SHOWN = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "title",
    "link",
    "meta",
    "base",
)
_OF_SITE = ("nav", "footer", "aside", "button", "select", "input", "textarea", "dialog", "menu")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What sites call the boxes around a text: whole words of a class or id, of which a text's own box has none.
_SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|breadcrumbs?|crumbs?|menu|sidebar|footer|foot|copyright|share|sharing|social|related|recommend"
    r"(?:ed|ation)?s?|comments?|pagination|pager|toolbar|tools|search|login|banner|advert|ads?|popup|qrcode|hot|weizhi|"
    r"dangqian|fenxiang|bdshare\w*|tags?|meta-tag|back-to\w*|prev-next|article-nav)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:article|content|main|zoom|ucap-content|trs_editor|policy|news|text|detail|post|entry|view)(?:$|[\s_-]|\w*con)",
    re.IGNORECASE,
)
_LEAST_SHARE = 0.6  # of the page's prose that the article holds
_MOST_LINKED = 0.5  # of a box's characters; a box of links is none of a text
_SHORT = 30  # characters of a box that says nothing of its own
_LONG_CELL, _MOST_IN_ONE = 300, 0.8  # characters; share of a table's
_PROSE = re.compile(r"[。！？；，、：]")


def text_of(element: etree._Element | None) -> str:
    """Return all text of an element."""
    return "" if element is None else "".join(map(str, element.itertext()))


def without_site(page: etree._Element) -> Iterator[tuple[str, str]]:
    """Take out of a page what is no text of a document; yield why, and what it said, of each."""
    for element in [*page.iter(*_NEVER_SHOWN)]:
        _take_out(element)
    taken: set[etree._Element] = set()
    for element in [*page.iter(etree.Element)]:
        if element.getparent() is None or element.tag in ("html", "body", "article", "main"):
            continue
        if element.getparent() in taken:
            taken.add(element)
        elif _is_invisible(element):
            yield HIDDEN, text_of(element)
            taken.add(element)
            _take_out(element)
        elif _is_site(element):
            yield SITE, text_of(element)
            taken.add(element)
            _take_out(element)


def _is_invisible(element: etree._Element) -> bool:
    style = str(element.get("style", ""))
    return bool(_INVISIBLE.search(style)) or element.get("hidden") is not None


def _is_site(element: etree._Element) -> bool:
    if element.tag in _OF_SITE or element.get("role") in ("navigation", "search", "banner", "contentinfo"):
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if not _SITE_NAMES.search(named) or _ARTICLE_NAMES.search(str(element.get("id", ""))):
        return False
    said = "".join(text_of(element).split())
    return len(said) <= _SHORT or _linked(element) > _MOST_LINKED or not _n_prose(element)


def _linked(element: etree._Element) -> float:
    """Return the share of an element's characters that are links."""
    n_all = len("".join(text_of(element).split()))
    return sum(len("".join(text_of(link).split())) for link in element.iter("a")) / n_all if n_all else 0.0


def _n_prose(element: etree._Element) -> int:
    """Return how many characters of an element stand in lines that say something: with punctuation, and no link."""
    n_linked = sum(_own_prose(text_of(link)) for link in element.iter("a"))
    return max(0, sum(_own_prose(str(text)) for text in element.itertext()) - n_linked)


def _own_prose(text: str) -> int:
    said = text.strip()
    return len(said) if _PROSE.search(said) else 0


def article_of(page: etree._Element) -> etree._Element:
    """Return the smallest box that holds most of a page's prose; a heading that stands directly above belongs to it."""
    body = page  # not its <body>: one that a page does not write is put where the parser likes
    total = _n_prose(body)
    found = body
    while True:
        inner = max((child for child in found if isinstance(child.tag, str)), key=_n_prose, default=None)
        if (
            inner is None
            or inner.tag in ("p", "pre", "table", "ul", "ol", "li")
            or _n_prose(inner) < _LEAST_SHARE * total
        ):
            break
        found = inner
    return _with_title(found, body)


def _with_title(article: etree._Element, body: etree._Element) -> etree._Element:
    """Return the box that holds an article and the main heading above it, where that box holds little else."""
    if any(True for _ in article.iter("h1")):
        return article
    n_own = len("".join(text_of(article).split()))
    for around in article.iterancestors():
        if len("".join(text_of(around).split())) > n_own / _LEAST_SHARE:
            break
        if any(True for _ in around.iter("h1")):
            return around
        if around is body:
            break
    return article


def is_layout(table: etree._Element) -> bool:
    """Return whether a table only puts boxes side by side: it holds another, headings, or a long text in one cell."""
    if next(table.iter("table"), table) is not table or sum(1 for _ in table.iter("table")) > 1:
        return True
    cells = list(table.iter("td", "th"))
    if len(cells) <= 1 or next(table.iter("h1", "h2", "h3", "h4"), None) is not None:
        return True
    longest = max(len(text_of(cell).strip()) for cell in cells)
    return longest > _LONG_CELL and longest > _MOST_IN_ONE * len(text_of(table).strip())


def _take_out(element: etree._Element) -> None:
    """Take an element out of its tree; what stands behind it stays."""
    around, before = element.getparent(), element.getprevious()
    if around is None:
        return
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        around.text = (around.text or "") + tail
    around.remove(element)
