"""Questions about a matter through the years: 历年新增学位, 近几年…的变化, how has … changed, three named years."""

import re
from dataclasses import dataclass

_YEAR = r"((?:19|20)\d{2})"
_YEARS = re.compile(
    r"历年来?|逐年|各年度?(?![级龄])|每一?年度?(?!级)|(?:最?近|这|呢|过去|过往)[几两二三四五六七八些]年来?|近年来?|[几多]年来|往年|"
    r"\b(?:over|through|across|throughout|in) the (?:past |last |recent )?(?:few |several |two |three |five )?years\b|"
    r"\b(?:in|over) (?:recent|past) years\b|\b(?:each|every) year\b|\byear[- ](?:by|after|to)[- ]year\b|\bover time\b|"
    r"\b(?:annually|yearly)\b"
)
_CHANGE = re.compile(
    r"(?:的|总)?(?:数量|数目|情况)?的?(?:有[什甚]么|有啥|有何|怎么|如何)?(?:变化|变动|趋势|走势)(?:趋势|情况|曲线|了多少|了)?(?:怎么样|怎样|如何|大吗)?|"
    r"\btrends?\b|\b(?:chang|evolv)(?:e|es|ed|ing)\b"
)
# What changes is a figure: 学位数变化, 增速的走势; 口岸片区有什么变化 asks for no figure.
_FIGURE_CHANGES = re.compile(
    r"(?:[数量额值率比例速幅积模入度价]|gdp|2\.5)的?(?:变化|变动|趋势|走势)|(?:数量|数目)的?(?:变化|变动|趋势|走势)|"
    r"\bhow (?:has|have|did|does) .{2,60}\b(?:chang|evolv)\w+|\btrends? (?:of|in|for)\b"
)
_NUMBER = re.compile(r"的?(?:总?数量|数目|总数|情况|场次|[个次场家套件台所间]数|新增数)")
_BETWEEN = re.compile(
    rf"从?{_YEAR}\s*年?\s*(?:到|至|—|–|~|～|-)+\s*{_YEAR}年?|\b(?:from|between)\s+{_YEAR}\s+(?:to|and|until|through)\s+{_YEAR}"
)
_SINCE = re.compile(rf"(?:自从?)?{_YEAR}\s*年?(?:以来|至今|到现在|起)|\bsince\s+{_YEAR}\b")


@dataclass(frozen=True)
class Through:
    """The years a row of years goes through; empty for all that are held. `is_listed` when each of them is named."""

    years: tuple[int, ...]
    is_listed: bool = False


def through(folded: str, named: tuple[int, ...], this_year: int) -> Through | None:
    """Return the years that a question goes through, or None when it asks for no row of years.

    Args:
        folded: the question.
        named: the years it names, in order of value.
        this_year: the last one of 2019年以来.
    """
    over, changes = bool(_YEARS.search(folded)), bool(_CHANGE.search(folded))
    between, since = _BETWEEN.search(folded), _SINCE.search(folded)
    if between and (over or changes):
        first, last = sorted(int(year) for year in between.groups() if year)
        return Through(tuple(range(first, last + 1)))
    if since and (over or changes):
        return Through(tuple(range(int(since[1] or since[2]), this_year + 1)))
    if len(named) > 2:
        return Through(named, is_listed=True)
    return Through(()) if not named and (over or _FIGURE_CHANGES.search(folded)) else None


def without_asking(folded: str) -> str:
    """Return such a question with blanks for the words that ask for a row of years: no report writes them so."""
    for words in (_BETWEEN, _SINCE, _YEARS, _CHANGE, _NUMBER):
        folded = words.sub(" ", folded)
    return folded
