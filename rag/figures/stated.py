"""Figures and dates in official Chinese, as they stand: number, measure, and the words that say how it is meant."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.words.lists import any_of
from index.words.measures import MEASURES
from index.words.numerals import ONES
from rag.question.said import said

RISES, FALLS = said("figures.rises").words, said("figures.falls").words
RATES, FALL_RATES = said("figures.rates").words, said("figures.fall_rates").words
AT_LEAST, AT_MOST = said("figures.at_least").words, said("figures.at_most").words
MORE_THAN = said("figures.more_than").words
ABOUT, NEARLY = said("figures.about").words, said("figures.nearly").words
OR_MORE, OR_LESS = said("figures.or_more").words, said("figures.or_less").words
WITHIN, ROUGHLY = said("figures.within").words, said("figures.roughly").words

_NUMBER = r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
_SCALE = r"(?:百(?!分)|千(?![瓦米克]))?万?亿?"
_ABOUT = rf"(?<![签预节合条公契])(?:{any_of(ABOUT)})"  # 签约 52.2 万人
_NEARLY = rf"(?<![附临最邻])(?:{any_of(NEARLY)})"
_MEASURE = rf"(?:{any_of(MEASURES)})(?:/(?:{any_of(MEASURES)}))?"
# Digits of a name (PM2.5, 5G, 1+7, 7×24), an ordinal (第3) or a document number (1号) are no figure.
_FIGURE = re.compile(
    rf"(?P<change>(?<!新)(?<!负)(?:{any_of((*RISES, *FALLS))})[了到至]?|"
    rf"(?:{any_of((*RATES, *FALL_RATES))})(?:达到|为|达|在)?)?\s*"
    rf"(?P<bound>{any_of((*AT_LEAST, *AT_MOST, *MORE_THAN))}|{_ABOUT}|{_NEARLY})?\s*"
    rf"(?<![\dA-Za-z.+×第/])(?<!\d,)(?P<sign>(?<![\d%‰元万亿])[-−])?(?P<number>{_NUMBER})(?![\d]|\.\d)"
    rf"(?:\s*(?P<low_scale>{_SCALE})\s*(?P<low_measure>{_MEASURE})?\s*(?:[-—~～－]{{1,2}}|至|到)\s*"
    rf"(?P<high>{_NUMBER})(?![\d]|\.\d))?"
    rf"\s*(?P<odd>[多余])?(?P<scale>{_SCALE})(?P<more>[多余]|\+(?![\dA-Za-z]))?(?![A-Za-z+号×])"
    rf"\s*(?P<measure>{_MEASURE})?(?P<after>{any_of((*OR_MORE, *OR_LESS, *WITHIN, *ROUGHLY))})?"
)
_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d{2})\s*年\s*)?(?:(?P<month>\d{1,2})\s*月(?!份?牌)(?:\s*(?P<day>\d{1,2})\s*日)?|"
    r"(?<=年)(?P<part>[底末初内]|上半年|下半年)|(?P<alone>年[底末初内]|上半年|下半年)|(?<=年))(?P<before>[之以]?前)?"
)
_SHARE = re.compile(
    rf"(?P<bound>{any_of((*MORE_THAN, *ABOUT, *NEARLY))})?(?P<tenths>[{ONES}])成(?P<after>以上|左右)?"
    r"(?![为立员效果都套交])|近半数?|(?:超过?|过)半数?|持平"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")  # 〔2025〕, 2025-2027
_LIST_MARK = re.compile(r"\s*[(（]?\d{1,2}[)）.、．](?!\d)")


@dataclass(frozen=True)
class Figure:
    """A figure, a share in words or a date at [start, end) of a text, with the words around it that belong to it.

    `core` is the number with its measure alone, as the form of an answer is tested against it; `measure` is empty for
    dates and shares in words.
    """

    start: int
    end: int
    text: str
    core: str
    measure: str
    is_date: bool
    is_change: bool


@lru_cache(maxsize=20_000)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures and dates of a verbatim text, in order; none overlaps another.

    They are kept, as the same units are looked through again and again.
    """
    mark = _LIST_MARK.match(text)
    taken = [mark.span()] if mark else []
    found: list[Figure] = []
    for match in (*_DATE.finditer(text), *_SHARE.finditer(text), *_FIGURE.finditer(text)):
        said = match[0].strip()
        start = match.end() - len(match[0].lstrip())
        end = start + len(said)
        is_taken = any(start < other_end and other_start < end for other_start, other_end in taken)
        if said and not is_taken and not (match.re is _FIGURE and _YEAR.fullmatch(said)):
            taken.append((start, end))
            found.append(_figure(match, start, said))
    return tuple(sorted(found, key=lambda figure: figure.start))


def read_figure(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is one figure and nothing else, or None."""
    return _FIGURE.fullmatch(text)


def read_date(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is one date and nothing else, or None."""
    return _DATE.fullmatch(text)


def read_share(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is a share in tenths (近八成) or in words, or None."""
    return _SHARE.fullmatch(text)


def _figure(match: re.Match[str], start: int, text: str) -> Figure:
    is_number = match.re is _FIGURE
    core = text
    if is_number:
        # 5个百分点 and 3个工作日 are no count of 个
        core = match.string[match.start("number") : match.end("measure") if match["measure"] else match.end("more")]
        core = re.sub(r"个(?=百分点|月|小时|工作日|季度)", "", core or text)
    return Figure(
        start=start,
        end=start + len(text),
        text=text,
        core=core,
        measure=(match["measure"] or "") if is_number else "",
        is_date=match.re is _DATE,
        is_change=bool(is_number and match["change"]),
    )
