"""Figures and dates in official Chinese, as they stand: number, measure, and the words that say how it is meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from index.words.amounts import IN_WORDS, core_in_digits
from index.words.figures import WORDS
from index.words.lists import any_of
from index.words.measures import COUNTED, MEASURES, PER
from index.words.numerals import ONES, TWO, years_in_figures
from index.words.script import simplify
from index.words.terms import fold

RISES, FALLS = WORDS["rises"], WORDS["falls"]
RATES, FALL_RATES = WORDS["rates"], WORDS["fall_rates"]
AT_LEAST, AT_MOST = WORDS["at_least"], WORDS["at_most"]
MORE_THAN = WORDS["more_than"]
ABOUT, NEARLY = WORDS["about"], WORDS["nearly"]
OR_MORE, OR_LESS = WORDS["or_more"], WORDS["or_less"]
WITHIN, ROUGHLY = WORDS["within"], WORDS["roughly"]

# 60 000 is one number where its groups are of three figures: 2025 300 is none.
_NUMBER = r"(?:\d{1,3}(?: \d{3})+(?![\d,])|\d+(?:,\d{3}(?!\d))*)(?:\.\d+)?"
_SCALE = r"(?:百(?!分)|千(?![瓦米克]))?万?亿?"
_ABOUT = rf"(?<![签预节合条公契])(?:{any_of(ABOUT)})"  # 签约 52.2 万人
_NEARLY = rf"(?<![附临最邻])(?:{any_of(NEARLY)})"
ROUNDED = rf"{_ABOUT}|{_NEARLY}"
_TIMES = "学年|学期|季度|月|年|天|日"
_MEASURE = rf"(?:{any_of(MEASURES)})(?:/(?:{any_of(MEASURES)}|{_TIMES})|每(?:{any_of(PER)}|{_TIMES}))?"
# Blanks in front, from the first of a row on: from each, a long row would be walked anew.
_BLANKS = r"(?:(?<!\s)\s*+|)"
# Digits of a name (PM2.5, 5G, 1+7, 7×24), an ordinal (第3) or a document number (1号) are no figure.
_FIGURE = re.compile(
    rf"(?P<change>(?<!新)(?<!负)(?:{any_of((*RISES, *FALLS))})[了到至]?|"
    rf"(?:{any_of((*RATES, *FALL_RATES))})(?:达到|为|达|在)?)?{_BLANKS}"
    rf"(?:(?P<bound>{any_of((*AT_LEAST, *AT_MOST, *MORE_THAN))}|{_ABOUT}|{_NEARLY})\s*+)?"
    rf"(?<![\dA-Za-z.+×第/])(?<!\d,)(?P<sign>(?<![\d%‰元万亿])[-−])?(?P<number>{_NUMBER})(?![\d]|\.\d)"
    rf"(?:\s*+(?P<low_scale>{_SCALE})\s*+(?P<low_measure>{_MEASURE})?\s*+(?:[-—~～－]{{1,2}}|至|到)\s*+"
    rf"(?P<high>{_NUMBER})(?![\d]|\.\d))?"
    rf"(?:\s*+(?=[多余百千万亿+]))?(?P<odd>[多余])?(?P<scale>{_SCALE})(?P<more>[多余]|\+(?![\dA-Za-z]))?(?![A-Za-z+号×])"
    rf"\s*+(?P<measure>{_MEASURE})?(?P<after>{any_of((*OR_MORE, *OR_LESS, *WITHIN, *ROUGHLY))})?"
)
# 今年六月底, 明年年底, 三月三十一日: a year by its distance, a month and a day in numerals, where no 三个月 is meant.
_MONTH = rf"\d{{1,2}}|(?<![{ONES}十百千万零〇两第每])(?:十[一二]?|[{ONES}])"
_DAY = rf"\d{{1,2}}|[{ONES}]?十[{ONES}]?|[{ONES}]"
_DATE = re.compile(
    r"(?<!\d)(?:(?:(?P<year>(?:19|20)\d{2})(?:\s*[-–/／]\s*(?P<until>\d{2})(?!\d)\s*(?:财政|课税|学)?)?\s*年|"
    rf"(?P<relative>[今明去翌同]年)(?=年?[底末初中]|上半年|下半年|(?:{_MONTH})月))(?:年(?=[底末初中内]))?\s*)?"
    rf"(?:(?P<month>{_MONTH})\s*月(?!份?牌)(?:(?P<third>[底末初]|[上中下]旬)|\s*(?P<day>{_DAY})\s*日)?|"
    r"(?<=年)(?P<part>[底末初内]|上半年|下半年)|(?P<alone>年[底末初内]|上半年|下半年)|(?<=年))(?P<before>[之以]?前)?"
)
_IN_WORDS = re.compile(
    rf"(?P<change>(?<!新)(?:{any_of((*RISES, *FALLS))})[了到至]?)?"
    rf"(?P<bound>{any_of((*AT_LEAST, *AT_MOST, *MORE_THAN))}|{_ABOUT}|{_NEARLY})?"
    rf"{IN_WORDS}(?P<after>{any_of((*OR_MORE, *OR_LESS, *WITHIN, *ROUGHLY))})?"
)
_SHARE = re.compile(
    rf"(?P<bound>{any_of((*MORE_THAN, *ABOUT, *NEARLY))})?(?P<tenths>[{ONES}{TWO}]|(?<![\d.])[1-9])成"
    r"(?P<after>以上|左右)?(?![为立员效果都套交])|近半数?|(?:超过?|过)半数?|持平"
)
# 近千亿元, 超百家; without a bound 百家 and 千万人 are no numbers.
_ROUND = re.compile(
    rf"(?P<bound>{any_of(MORE_THAN)}|{_ABOUT}|{_NEARLY})(?P<round>[百千]?[万亿]|[百千])(?P<counted>{any_of(COUNTED)})"
)
_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("％"): "%", ord("．"): "."}
_LEVEL = re.compile("(?<!达)[到至]$")  # 提高到2423元 and 降至15 are states; 增速达到5% is a change
# By how much it changed, on the way: 由每月5000元增加超过一倍至11000元, 调高近四成至8000元.
_BY = (
    rf"(?:(?:{any_of((*AT_LEAST, *MORE_THAN, *ABOUT, *NEARLY))})?(?:\d[\d.]*\s*(?:%|倍)|"
    rf"[{ONES}十两]+(?:成[{ONES}半]?|倍|分之[{ONES}十]))(?:{any_of((*OR_MORE, *ROUGHLY))}|多)?)?"
)
# What stands between the state before and the one after: 从17家增加到20家, 将2000元的津贴增至2500元, 由6年，回落至5年;
# behind 由 any verb: 由51家归并为33家.
_MOVED_TO = re.compile(
    rf"(?:的[^\d，,。；;]{{1,8}}?|[，,]\s*)?(?:{any_of(WORDS['by_degrees'])})?"
    rf"(?:{any_of((*RISES, *FALLS, *WORDS['moves']))}){_BY}[到至为](?=[^，,。；;]{{0,6}}[\d{ONES}十百千两])"
)
_FROM = re.compile(r"[由从從]\s*$")
_KIND = r"[\u4e00-\u9fff]{0,6}[(（][^()（）\d]{1,8}[)）]"  # of what is counted: 从15个县（市）扩大到57个
_MADE = re.compile(rf"(?:{_KIND})?[\u4e00-\u9fff]{{1,4}}[到至成为](?=\d)")
_LONGEST_MOVE = 32  # characters of it
_YEAR = re.compile(r"(?:19|20)\d{2}")  # 〔2025〕, 2025-2027
_POWERS = {"百": 2, "千": 3, "万": 4, "亿": 8}
_LIST_MARK = re.compile(r"\s*(?:[(（]?\d{1,2}[)）.、．]|\d{3}\.\s)(?!\d)")  # 136. opens a paragraph that counts on


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

    They are kept, as the same units are looked through again and again. A text in Traditional characters is read in
    Simplified ones, which its figures' cores are in.
    """
    written, text = text, _simplified(text)
    mark = _LIST_MARK.match(text)
    taken = bytearray(len(text))  # a character that belongs to one is 1
    if mark:
        taken[: mark.end()] = b"\1" * mark.end()
    found: list[Figure] = []
    for match in (
        *_DATE.finditer(text), *_SHARE.finditer(text), *_FIGURE.finditer(text), *_IN_WORDS.finditer(text),
        *_ROUND.finditer(text),
    ):  # fmt: skip
        said = match[0].strip()
        start = match.end() - len(match[0].lstrip())
        end = start + len(said)
        is_taken = any(taken[start:end])
        if said and not is_taken and not (match.re is _FIGURE and _YEAR.fullmatch(said)):
            figure = _READERS.get(match.re, _figure)(match, start, said)
            if figure:
                taken[start:end] = b"\1" * len(said)
                found.append(replace(figure, text=written[start:end]))
    return tuple(sorted(found, key=lambda figure: figure.start))


def rounds_in_digits(text: str) -> str:
    """Return a text with the round numbers that are passed or nearly reached in digits.

    Example:
        >>> rounds_in_digits("增加值近千亿元,超百家"), rounds_in_digits("百家争鸣")
        ('增加值近100000000000元,超100家', '百家争鸣')
    """
    return _ROUND.sub(lambda match: f"{match['bound']}{10 ** power(match['round'])}{match['counted']}", text)


def moves_on(text: str, start: int, end: int) -> bool:
    """Return whether what stands at [start, end) of a text, a figure or a row of them, is the state before a change."""
    behind = fold(text[end : end + _LONGEST_MOVE])
    return bool(_MOVED_TO.match(behind) or (_FROM.search(text, 0, start) and _MADE.match(behind)))


def _simplified(text: str) -> str:
    """Return a text in Simplified characters, its years in figures; as it is where a character would move.

    Figures as keyboards of Chinese write them, in full width, are as others: １１１％.
    """
    plain = years_in_figures(simplify(text.translate(_FULL_WIDTH)))
    return plain if len(plain) == len(text) else text


def power(scale: str | None) -> int:
    """Return the power of ten that characters of scale stand for: 8 for 亿, 7 for 千万, 0 for none."""
    return sum(_POWERS[character] for character in scale or "")


def read_figure(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is one figure and nothing else, or None."""
    return _FIGURE.fullmatch(_simplified(text))


def read_date(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is one date and nothing else, or None."""
    return _DATE.fullmatch(_simplified(text))


def read_share(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is a share in tenths (近八成) or in words, or None."""
    return _SHARE.fullmatch(_simplified(text))


def _figure(match: re.Match[str], start: int, text: str) -> Figure:
    is_number = match.re is _FIGURE
    core = text
    if is_number:
        # 5个百分点 and 3个工作日 are no count of 个
        core = match.string[match.start("number") : max(map(match.end, ("scale", "more", "measure")))]
        core = re.sub(r"个(?=百分点|月|小时|工作日|季度)", "", core or text)
    return Figure(
        start=start,
        end=start + len(text),
        text=text,
        core=core,
        measure=(match["measure"] or "").replace("每", "/") if is_number else "",
        is_date=match.re is _DATE,
        is_change=bool(is_number and match["change"] and not _LEVEL.search(match["change"])),
    )


def _in_words(match: re.Match[str], start: int, text: str) -> Figure | None:
    """Return an amount in characters as a figure, its core in digits; None for one that is no number."""
    core = core_in_digits(match)
    if not core:
        return None
    measure = "%" if match["share"] else match["counted"]
    is_change = bool(match["change"] and not _LEVEL.search(match["change"]))
    return Figure(start, start + len(text), text, core, measure, is_date=False, is_change=is_change)


def _round(match: re.Match[str], start: int, text: str) -> Figure:
    """Return a round number that is passed or nearly reached."""
    core = f"{10 ** power(match['round'])}{match['counted']}"
    return Figure(start, start + len(text), text, core, match["counted"], is_date=False, is_change=False)


_READERS: dict[re.Pattern[str], Callable[[re.Match[str], int, str], Figure | None]] = {
    _IN_WORDS: _in_words,
    _ROUND: _round,
}
