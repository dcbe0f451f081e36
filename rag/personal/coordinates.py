"""Geographic coordinates of a point, to some ten metres or closer."""

import re
from typing import ClassVar

from rag.personal.recogniser import Context, Found

_NUMBER = r"-?\d{1,3}\.\d{2,}"
_NORTH, _EAST = r"(?:北纬|纬度|lat(?:itude)?|n)[ :]{0,2}", r"(?:东经|经度|lo?ng?(?:itude)?|e)[ :]{0,2}"
_SIDES = rf"(?:{_NORTH}|{_EAST})"
_BETWEEN = r"°?[NESWnesw]?(?: ?[,;、/] ?| )"
_PAIR = re.compile(
    rf"(?<![\d.A-Za-z-])(?P<side>{_SIDES})?(?P<first>{_NUMBER}){_BETWEEN}(?P<other>{_SIDES})?(?P<second>{_NUMBER})"
    r"(?:°[NESWnesw]?)?(?![\d.]*\d)",
    re.IGNORECASE,
)
_CONTEXT = Context(r"坐标|经纬度|定位|位置|gps|coordinates?|location")
_CLOSE = 4  # decimals: about ten metres


class Coordinates:
    """A latitude and a longitude of China with four decimals, or any with two after a word that names them."""

    kind: ClassVar[str] = "coordinates"
    mark: ClassVar[str] = "[坐标]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _PAIR.finditer(text):
            parts = match["first"], match["second"]
            least, most = sorted(abs(float(part)) for part in parts)
            is_close = all(len(part.partition(".")[2]) >= _CLOSE for part in parts)
            is_named = match["side"] or _CONTEXT.is_before(text, match.start())
            is_here = 3 <= least <= 54 and 73 <= most <= 136
            if least <= 90 and most <= 180 and (is_named or (is_close and is_here)):
                yield match.span()
