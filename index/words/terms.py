"""The one way text becomes search terms: Simplified, lower-case, half-width; bigrams, words, whole figures."""

import re
import unicodedata

from index.words.script import simplify

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:[-'][a-z]+)*|[\u3400-\u4dbf\u4e00-\u9fff]+")
_NAME_OR_TOKEN = re.compile(
    rf"(?P<name>(?<![a-z\d.-])(?:\d{{1,3}}[a-z]{{1,2}}|[a-z]{{1,2}}\d{{1,3}})(?![a-z\d.-]))|{_TOKEN.pattern}"
)
# As reports write measures in full: 5万m² and 5万㎡ are found by 平方米 (㎡ is m2 in NFKC, as m² is).
_SQUARE, _CUBIC = re.compile(r"(?<![a-z])(k?)m2(?![\da-z])"), re.compile(r"(?<![a-z])m3(?![\da-z])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """Return the text as it is compared: Simplified, half-width (NFKC), lower-case, figures without separators.

    The signs of square and cubic metres become words.
    """
    # NFKC first: the compatibility and radical characters of PDF exports (⻓, 羅 as U+F90F) are simplified too then.
    folded = _THOUSANDS.sub("", simplify(unicodedata.normalize("NFKC", text)).lower())
    return _CUBIC.sub("立方米", _SQUARE.sub(lambda found: "平方公里" if found.group(1) else "平方米", folded))


def unspaced(text: str) -> str:
    """Return a text without white space: reports set it differently, and a line's end is none of their words."""
    return "".join(text.split())


def terms(text: str) -> list[str]:
    """Return the search terms of a text, in order, repetitions kept.

    Chinese runs give their character bigrams (a run of one character gives itself); a Latin word and a figure are one
    term each, so 107.6亿元 gives 107.6 and 亿元, never 107 and 6. A name of both (5G, G20) is one as well.
    """
    found: list[str] = []
    for match in _NAME_OR_TOKEN.finditer(fold(text)):
        token = match.group()
        if match["name"]:
            found += [token, *_TOKEN.findall(token)]
        elif len(token) == 1 or token[0].isascii():
            found.append(token)
        else:
            found += [token[i : i + 2] for i in range(len(token) - 1)]
    return found
