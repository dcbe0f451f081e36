"""Where a heading stands in official Chinese writing: whole lines, run-in openings, and lead-in sentences."""

import re
from dataclasses import dataclass

from index.read.clean import is_heading_line
from index.words.clauses import COMMA, OPENING_END
from index.words.numerals import HEADED, ORDINALS

# Levels, outermost first. A heading without a numeral stands beside 一、 because it takes its place; one that names a
# period, as a part of a report does, stands above those that are numbered anew behind it.
PART = 0
TOP, BRACKETED, ARABIC, BRACKETED_ARABIC, LEAD_IN = 1, 2, 3, 4, 5

_WHOLE_LINE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (TOP, re.compile(rf"第[{HEADED}]+[章节篇部](分)?\s*\S+")),
    (TOP, re.compile(rf"[{HEADED}]+、\S+")),
    (TOP, re.compile(rf"\S{{2,4}}[{ORDINALS}]+[::：]\s*\S+")),  # 关键词一:…
    (BRACKETED, re.compile(rf"[(（]\s*[{ORDINALS}]*\s*[)）]\S*")),  # a numeral lost in copying leaves ()
    (ARABIC, re.compile(r"\d{1,2}[.、．](?!\d)[^::：]+")),
)
_RUN_IN: tuple[tuple[int, re.Pattern[str]], ...] = (
    (TOP, re.compile(rf"[{HEADED}]+、[^。;；①-⑳]{{2,40}}。")),
    (BRACKETED, re.compile(rf"[(（]\s*[{ORDINALS}]*\s*[)）][^。;；]{{2,40}}。")),
    (ARABIC, re.compile(r"\d{1,2}[.、．](?!\d)[^。;；①-⑳]{2,40}。")),
    (BRACKETED_ARABIC, re.compile(r"[(（]\d{1,2}[)）](?:[^。;；，,①-⑳]|,(?=\d)){2,40}(?:[。，]|,(?!\d))")),
)
GOES_ON = re.compile(r"[；;](?:[及和与與]|以及|同[时時])?\s*$")  # ends a member of a list with another behind it
LONGEST_LINE = 60  # characters of a whole-line heading with a numeral
LONGEST_LEAD_IN = 32

_DIGIT = re.compile(r"\d")
_LEAD_IN = re.compile(r"(?:——)?[^。！？!?；;]{4,}。")
# Verbs that open a clause of measures; a lead-in that lost its full stop ends before one of them. Behind 的, 和 or 、
# the same word belongs to what stands before it.
_MEASURE = re.compile(
    r"(?<![的和与、“])"
    r"(加快|推动|坚持|健全|搭建|完善|加强|推进|深化|实施|构建|建立|打造|聚焦|开展|强化|落实|加大|围绕|发挥)"
)
SHORTEST_LEAD_IN = 6


@dataclass(frozen=True)
class Heading:
    """How many characters of a block are its heading, and on which level it stands."""

    length: int
    level: int


def whole_line_heading(text: str) -> Heading | None:
    """Return the heading if the whole block is one, else None."""
    body = text.replace(" ", "")
    if len(body) <= LONGEST_LINE and "。" not in body:
        for level, rule in _WHOLE_LINE:
            if rule.fullmatch(body) and not GOES_ON.search(body):
                return Heading(len(text), level)
    if is_heading_line(text) and not re.search(r"[::：]", text) and re.search(r"[^\W\d_]", text):
        return Heading(len(text), TOP)
    return None


def run_in_heading(text: str) -> Heading | None:
    """Return the heading that a block opens with, as in `(一)做大做强总部经济。①大力招引…`, else None."""
    for level, rule in _RUN_IN:
        found = rule.match(text)
        if found and found.end() < len(text):
            return Heading(found.end(), level)
    return None


def lead_in(text: str) -> Heading | None:
    """Return the short first sentence that names what a paragraph is about, else None.

    It has no figure and at most one comma, and more sentences follow it.
    """
    found = _LEAD_IN.match(text)
    if not found or found.end() >= len(text) or found.end() > LONGEST_LEAD_IN:
        return None
    sentence = found.group()
    if _DIGIT.search(sentence.replace("“十四五”", "")) and not sentence.startswith("以"):
        return None
    return Heading(found.end(), LEAD_IN) if len(COMMA.findall(sentence)) <= 1 else None


def lead_in_without_stop(text: str) -> Heading | None:
    """Return a lead-in whose full stop was lost, cut before the verb that opens the first measure, else None."""
    clause = OPENING_END.split(text, maxsplit=1)[0]
    if len(clause) == len(text) or _DIGIT.search(clause):
        return None
    starts = [found.start() for found in _MEASURE.finditer(clause)]
    cuts = [start for start in starts if start >= SHORTEST_LEAD_IN and len(clause) - start >= 4]
    return Heading(cuts[0], LEAD_IN) if cuts else None
