"""The years a question names: in figures or Chinese numerals, of a five-year plan, or counted from its day."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from index.words.numerals import MYRIADS, in_english, number, years_in_figures
from rag.question.said import said

# 2000万, 2000个 and "is it 2000?" are amounts. A measure word counts at the end of a clause: 2023场馆, 2024年.
_MEASURE = "|".join(said("forms.any_measure").words)
_YEAR = re.compile(
    rf"(?<!\d)((?<!is it )(?<!was it )(?:19|20)\d{{2}}|(?:19|20)\d[1-9]|(?:19|20)[1-9]0)(?!\d|\s*[{MYRIADS}])"
    rf"(?!\s*(?:{_MEASURE}|元|人次|公里|亩|吨)(?:$|以上|左右|[吗吧么嘛啊呀,，。?？!！；;]))(?!\s*块)"
)
_NO_YEAR = re.compile(r"(?<!\d)(\d{5,}|(?!19|20)\d{4})(?=年)")  # 20222年: a slip; no other year may be read in it
_SHORT_YEAR, _NUMERAL_YEAR = said("times.short_year"), said("times.numeral_year")
_YEAR_ROW, _OF_ROW = said("times.year_row"), re.compile(r"(\d{2,4})年?")
_RELATIVE_YEARS = (
    (0, said("times.this_year")),
    (-1, said("times.last_year")),
    (-2, said("times.year_before_last")),
    (-3, said("times.three_years_before")),
    (1, said("times.next_year")),
)
_ASKING, _CLAUSE = said("parts.asking"), re.compile(r"[^，,。；;？?！!]+[，,。；;？?！!\s]*")
_YEARS_AGO = said("times.years_ago")
_NEXT_YEAR, _LAST_YEAR = said("times.year_after"), said("times.year_before")
_THAN_LAST_YEAR = said("times.than_year_before")
_PLAN_YEAR = said("times.year_of_plan")
_FIVE_YEAR_PLAN = said("times.five_year_plan")
_FIRST_OF_PLANS = 1966  # of the third; each has followed the one before since
_THIRD, _TEN, YEARS_OF_PLAN = 3, 10, 5
# 2023-24年度, 2023至24年度, 2023/24: a year of a budget or a school, named by the one it begins in.
_OVER_TWO = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:[-—–至]\s*\d{2}(?=\s*(?:年度|财年|财政|课税|学年))|[/／]\s*\d{2}(?!\d))"
)
_IN_ENGLISH = {in_english(count): count for count in range(2, 11)}
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def in_figures(folded: str) -> str:
    """Return a folded text with its years in figures: 二〇二二年, 二二年, 2023-24年度, the last year of the 十三五.

    Example:
        >>> in_figures("二〇二二年和一九年"), in_figures("“十三五”最后一年"), in_figures("2023/24年度")
        ('2022年和19年', '2020年', '2023年度')
    """
    text = years_apart(_NUMERAL_YEAR.sub(lambda found: found[0].translate(_DIGITS), years_in_figures(folded)))
    text = _OVER_TWO.sub(r"\1", text)
    return _PLAN_YEAR.sub(lambda found: f"{_year_of_plan(found)}年", text)


def years_apart(text: str, folded: str = "") -> str:
    """Return a text with each year of a row that shares one 年 said for itself.

    Args:
        text: as it was typed, or folded.
        folded: the same, folded character for character; empty where the text is.

    Example:
        >>> years_apart("22、24两年"), years_apart("2022和24年")
        ('22年、24年', '2022年和24年')
    """
    for row in reversed(list(_YEAR_ROW.finditer(folded or text))):
        years = [*_OF_ROW.finditer(row[0])]
        joints = [row[0][one.end() : other.start()] for one, other in pairwise(years)]
        said_each = "".join(f"{year[1]}年{joint}" for year, joint in zip(years, [*joints, ""], strict=True))
        text = f"{text[: row.start()]}{said_each}{text[row.end() :]}"
    return text


def _year_of_plan(found: re.Match[str]) -> int:
    which = number(found["plan"]) or _THIRD
    first = _FIRST_OF_PLANS + YEARS_OF_PLAN * (which - _THIRD)
    return first if found["first"] else first + YEARS_OF_PLAN - 1


def plan_years(text: str) -> tuple[int, ...]:
    """Return the five years of a plan that a folded text names, which it asks of together; none where it names a year.

    Example:
        >>> plan_years("“十四五”期间新增多少"), plan_years("2023年新增多少")
        ((2021, 2022, 2023, 2024, 2025), ())
    """
    found = _FIVE_YEAR_PLAN.search(text)
    if not found or years_in(text):
        return ()
    behind_ten = int(found["plan"]) % 10 if found["plan"].isdigit() else number(found["plan"]) or 0
    first = _FIRST_OF_PLANS + YEARS_OF_PLAN * (_TEN + behind_ten - _THIRD)
    return tuple(range(first, first + YEARS_OF_PLAN))


def dated(text: str, this_year: int) -> str:
    """Return a text with the year said in figures where it says 今年 or last year, and names no year itself.

    What asks of a year that it names, and in another clause of 今年, asks of both.
    """
    if _names_year(text):
        *before, last = _CLAUSE.findall(text)
        return "".join((*before, dated(last, this_year))) if any(map(_asks_of_year, before)) else text
    is_alone = not means_now(_THAN_LAST_YEAR.sub(" ", text))  # 比去年多多少 is asked of the year that is told
    for offset, rule in _RELATIVE_YEARS:
        compared = [found.span() for found in _THAN_LAST_YEAR.finditer(text)] if is_alone else []
        text = rule.sub(partial(_as_year, this_year + offset, compared), text)
    return _YEARS_AGO.sub(lambda found: _years_ago(found, this_year), text)


def _names_year(text: str) -> bool:
    return bool(_YEAR.search(text) or _NO_YEAR.search(text)) or _SHORT_YEAR.found(text)


def _asks_of_year(clause: str) -> bool:
    return _names_year(clause) and _ASKING.found(clause)


def _years_ago(found: re.Match[str], this_year: int) -> str:
    """Return the year that is so many years ago; what counts none stays as it is."""
    said_of_it = next(filter(None, found.groups()), "")
    ago = int(said_of_it) if said_of_it.isdigit() else number(said_of_it) or _IN_ENGLISH.get(said_of_it, 0)
    return f"{this_year - ago}年" if ago else found[0]


def _as_year(year: int, kept: Sequence[tuple[int, int]], found: re.Match[str]) -> str:
    if any(start <= found.start() < end for start, end in kept):
        return found[0]
    is_behind_digit = found.string[: found.start()][-1:].isdigit()  # PM2.5去年
    return f"{' ' * is_behind_digit}{year}年"


def years_in(text: str) -> tuple[int, ...]:
    """Return the years a text names, in order of value; 前一年 beside a year names the one before it, too."""
    years = {int(year) for pattern in (_YEAR, _NO_YEAR) for year in pattern.findall(text)}
    years |= {2000 + int(found[1]) for found in _SHORT_YEAR.finditer(text)}
    step = 0 if _THAN_LAST_YEAR.found(text) else year_step(text)
    return tuple(sorted(years | {year + step for year in years}))


def counts_years(text: str) -> bool:
    """Return whether a text counts a year from one named before: 第二年, the year after."""
    return bool(year_step(text)) and not _THAN_LAST_YEAR.found(text)


def year_step(text: str) -> int:
    """Return how many years a text goes on from the one named before: 1, -1 or 0."""
    return 1 if _NEXT_YEAR.found(text) else -1 if _LAST_YEAR.found(text) else 0


def means_now(text: str) -> bool:
    """Return whether a text asks for this year or one before it by its distance, as 今年 does."""
    return any(rule.found(text) for offset, rule in _RELATIVE_YEARS if offset <= 0)
