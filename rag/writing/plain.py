"""A text as written sentences and their evidence are compared: folded, its amounts and dates as reports write them."""

import re
from calendar import month_name
from functools import lru_cache

from index.read.list_marks import without_marks
from index.words.numerals import AMOUNT, ONES, TWO, amount, number, years_in_figures
from index.words.terms import fold
from rag.figures.as_claimed import as_claimed
from rag.question.said import glosses

_SMALL = {
    word: str(value)
    for value, word in enumerate(
        (
            *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
            *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        2,
    )
}
_SMALL_NUMBER = re.compile(rf"(?<![\w-])(?:{'|'.join(_SMALL)})(?![\w-])(?! (?:hundred|thousand|million|billion))")
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTH = "|".join(_MONTHS)
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH})(?:,? (?P<year>(?:19|20)\d{{2}}))?\b")
_MONTH_FIRST = re.compile(rf"\b(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}})(?!\d))?(?:,? (?P<year>(?:19|20)\d{{2}}))?\b")
_YEAR = re.compile(r"(?<![\d.,年])(?:19|20)\d{2}(?![\d,.%年]\d|年)")
_DIGITS_APART = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_LASTS = ("年", "个月", "周", "天", "小时")
_LASTING = re.compile(rf"(?<![第{ONES}{TWO}〇零十百千万亿]){AMOUNT}(?=年|个?月(?!\d)|天|周年?|小时|个小时|倍)")
_ORDINAL = re.compile(rf"第(?P<numeral>[{ONES}十]+)")
_BLANKS = re.compile(r"\s+(?![a-z0-9])|(?<![a-z0-9.,;])\s+")


@lru_cache(maxsize=4_000)
def plain(text: str) -> str:
    """Return a verbatim or a written text as it is compared.

    Example:
        >>> plain("②新增學位 4,000 個以上；"), plain("By 8 March 2026 sixty homes had 16.3 billion yuan")
        ('新增学位4000个以上', 'by2026年3月8日 60户 had 16300000000元')
    """
    text = fold(without_marks(text))
    if is_english(text):
        return _english(text)
    text = as_claimed(years_in_figures(_BLANKS.sub("", _DIGITS_APART.sub("", text))))
    return _ORDINAL.sub(_numbered, _LASTING.sub(_in_figures, text))


def _in_figures(found: re.Match[str]) -> str:
    value = amount(found[0])
    return found[0] if value is None else str(value)


def _numbered(found: re.Match[str]) -> str:
    return f"第{number(found['numeral']) or found['numeral']}"


def is_english(text: str) -> bool:
    """Return whether a text has no Chinese character outside of quotes."""
    return not re.search(r"[\u4e00-\u9fff]", re.sub(r"[“\"《「][^”\"》」]*[”\"》」]", "", text))


def _english(text: str) -> str:
    text = _MONTH_FIRST.sub(_date, _DAY_FIRST.sub(_date, text))
    text = _YEAR.sub(lambda year: f"{year[0]}年", text)
    text = as_claimed(_SMALL_NUMBER.sub(lambda word: _SMALL[word[0]], text))
    text = _each().sub(lambda found: f"每{_chinese()[found['measure']].removeprefix('个')}", text)
    return _measures().sub(lambda found: f"{found['number']}{_chinese()[found['measure']]}", text)


def _date(found: re.Match[str]) -> str:
    if not (found["day"] or found["year"]):
        return found[0]  # may, march
    year = f"{found['year']}年" if found["year"] else ""
    return f"{year}{_MONTHS[found['month']]}月{found['day'] + '日' if found['day'] else ''}"


@lru_cache(maxsize=1)
def _chinese() -> dict[str, str]:
    """Return the Chinese measure of each English one."""
    named: dict[str, str] = {}
    for chinese, forms in glosses("en", "measures").items():
        for form in forms:
            named.setdefault(form.lower(), chinese)
    return named


@lru_cache(maxsize=1)
def _each() -> re.Pattern[str]:
    """Return what finds per household and a year, which say of each what a figure is."""
    lasting = "|".join(forms[0] for chinese, forms in glosses("en", "measures").items() if chinese in _LASTS)
    named = "|".join(re.escape(forms[0].lower()) for forms in glosses("en", "measures").values())
    return re.compile(rf"\b(?:per (?=(?:{named})\b)|a (?=(?:{lasting})\b))(?P<measure>{named})\b")


@lru_cache(maxsize=1)
def _measures() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_chinese(), key=len, reverse=True)))
    return re.compile(rf"(?P<number>\d)\s*(?P<measure>{words})\b")
