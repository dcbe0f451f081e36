"""The verdict on whether a figure is more in one year than in another: both are told, and the numbers decide."""

import re
from collections.abc import Mapping, Sequence

from index.figures.stated import AT_LEAST, AT_MOST, MORE_THAN, NEARLY, OR_LESS, OR_MORE, WITHIN, Figure
from index.records import Status, Unit
from index.words.lists import any_of
from index.words.measures import kind_of_measure
from index.words.terms import fold
from rag.answer.finding import Finding, Verdict
from rag.figures.claim import range_of
from rag.figures.decide import decided
from rag.figures.lead import LIST_END, candidates
from rag.question.answer_form import FIGURE, Form
from rag.question.said import said
from rag.question.understand import Understood

_YES_NO = said("verdicts.yes_no")
_MORE_THAN, _LESS_THAN = said("verdicts.more_than"), said("verdicts.less_than")
_AT_END = said("verdicts.behind_a_subject")
_HAN = re.compile("[\u4e00-\u9fff]{2}(?=[^\u4e00-\u9fff]*$)")
_YEAR = re.compile(r"(?:19|20)?\d{2}")
_CENTURY = 2000
_OPEN_ABOVE = re.compile(any_of((*AT_LEAST, *MORE_THAN, *OR_MORE)))
_OPEN_BELOW = re.compile(any_of((*AT_MOST, *NEARLY, *OR_LESS, *WITHIN)))
_ANY = Form(FIGURE, re.compile(r"\d"))


def on_comparison(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return whether a figure is as much more or less as is asked, by the one that each year states."""
    weights = {term: weight for term, weight in weights.items() if not term[0].isdigit()}
    more, less = _MORE_THAN.search(question.asked), _LESS_THAN.search(question.asked)
    than = more or less
    if not than or (more and less) or len(question.years) != 2 or not _YES_NO.found(question.asked):
        return None
    of_base = year_named(than[0])
    of_other = next(year for year in question.years if year != of_base)
    told = of_base in question.years and [_figure(year, question, units, weights) for year in (of_other, of_base)]
    if not (told and told[0] and told[1]):
        return None
    (unit, figure), (base_unit, base_figure) = told[0], told[1]
    one, other = range_of(figure), range_of(base_figure)
    if not one or not other or not _are_alike(unit, figure, base_unit, base_figure):
        return None
    low, high = sorted((figure, base_figure), key=lambda each: range_of(each) or one)
    if _OPEN_ABOVE.search(low.text) or _OPEN_BELOW.search(high.text):
        return None  # 4000个以上 may be any more
    if one[0] > other[1] or one[1] < other[0]:
        is_so = (one[0] > other[1]) == bool(more)
    elif one == other and one[0] == one[1]:
        is_so = False
    else:
        return None
    finding = Finding.SAME_FIGURE if is_so else Finding.NOT_SO
    return Verdict(finding, unit.unit_id, figure.text, beside=(base_unit.unit_id, base_figure.text))


def year_named(comparison: str) -> int:
    """Return the year that a comparison names: 2024 of 比24年多."""
    year = int(_YEAR.findall(comparison)[-1])
    return year if year >= _CENTURY // 2 else _CENTURY + year


def _figure(
    year: int, question: Understood, units: Sequence[Unit], weights: Mapping[str, float]
) -> tuple[Unit, Figure] | None:
    """Return the figure that the first unit of a year states of the matter, results first; None where it is unsure."""
    of_year = sorted((unit for unit in units if unit.years == (year,)), key=lambda unit: unit.status is Status.PLAN)
    for unit in of_year:
        found = [
            item for item in candidates(unit, weights, LIST_END) if not item.figure.is_date and item.figure.measure
        ]
        spans = decided(unit.text, found, _ANY, question, weights)
        chosen = [item for item in found if (item.figure.start, item.figure.end) in spans]
        if len(chosen) == 1:
            return unit, chosen[0].figure
        if found:
            return None
    return None


def _without_verb(text: str) -> str:
    """Return a text without the verb at its end: 预算收入 of 预算收入完成."""
    ends = [found.start() for found in _AT_END.finditer(text) if found.end() == len(text)]
    return text[: ends[0]] if ends else text


def _are_alike(unit: Unit, figure: Figure, base_unit: Unit, base: Figure) -> bool:
    """Return whether two figures are of one kind, and the same word stands in front of both."""
    of_kind = [(kind_of_measure(one.measure), one.is_change) for one in (figure, base)]
    before = (fold(of.text[: one.start]).rstrip() for of, one in ((unit, figure), (base_unit, base)))
    named = [_HAN.search(_without_verb(text)) for text in before]
    return of_kind[0] == of_kind[1] and bool(named[0] and named[1] and named[0][0] == named[1][0])
