"""WeChat ids: six to twenty letters, digits, _ and - after a letter (as WeChat itself asks), after the word for it."""

import re
from typing import ClassVar

from rag.personal.recogniser import Found

_NAMED = re.compile(
    r"(?:(?:微信|[vV]信|加我?微|\b(?:wechat|weixin|we chat)\b|(?<![A-Za-z])(?:wx|vx)(?![A-Za-z_]))"
    r"|(?<=加)(?:我的?)?(?=[ :]?[A-Za-z]))",
    re.IGNORECASE,
)
_LINK = re.compile(r"[\s:]*(?P<said>(?:号码?|账号|id\b|:|是|為|为|is\b|\s){0,6})", re.IGNORECASE)
_ID = re.compile(r"(?<![0-9A-Za-z_-])[A-Za-z][A-Za-z0-9_-]{5,19}(?![0-9A-Za-z_@.-])")
_SAYS = re.compile(r"号|:|是|id", re.IGNORECASE)
_MADE_UP = re.compile(r"[0-9_-]")


class Wechat:
    """A word of letters alone is an id only behind 号, ID, 是 or a colon: WeChat Payment is none."""

    kind: ClassVar[str] = "wechat"
    mark: ClassVar[str] = "[微信号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for named in _NAMED.finditer(text):
            link = _LINK.match(text, named.end())
            found = link and _ID.match(text, link.end())
            if link and found and (_MADE_UP.search(found[0]) or _SAYS.search(link[0])):
                yield found.span()
