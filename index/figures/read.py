"""Units → the figures they state, a record each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.figures.amount import LARGE, amount, direction
from index.figures.members import sentences
from index.figures.record import Direction, FigureRecord, Mean
from index.figures.row import row_of
from index.figures.stated import Figure, figures, moves_on
from index.figures.subject import SentenceSubjects, clean, key_of
from index.read.period import COMPARED
from index.records import Role, Unit
from index.words.figures import WORDS
from index.words.lists import any_of
from index.words.numerals import ORDINALS, number
from index.words.quotes import CLOSING, OPENING
from index.words.terms import fold

_NO_STATEMENT = (Role.HEADING, Role.FRONT, Role.GLOSSARY, Role.FOOTNOTE, Role.RESPONSIBLE)
_NAMES = re.compile(rf"[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]|《[^》]*》")
LONGEST_JOINT = 2  # characters between the figures of a row
_RANKS = ("强", "届", "级", "层", "班", "岁")
_LASTING = ("年", "个月", "天", "周", "小时", "个小时", "分钟", "秒")
_YEARLY, _DAILY = re.compile(any_of(WORDS["yearly"])), re.compile(any_of(WORDS["daily"]))
_NO_FIGURE = re.compile(any_of(WORDS["no_figures"]))
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_ROW = re.compile(r"(?:\s*[、和与及]\s*\d[\d.,]*[^、，,。；;\d和与及]{0,6})*\s*")
_ANNOUNCED = re.compile(
    rf"(?<![\d.第{ORDINALS}])(?P<n>\d{{1,2}}|(?<!党的)[{ORDINALS}](?![{ORDINALS}])){LARGE}(?![类数])(?=[\u4e00-\u9fff])"
)
_CLAUSE_END = re.compile(r"[，；;。：:]|,(?!\d{3})")


def records_of(units: Iterable[Unit]) -> Iterator[FigureRecord]:
    """Yield the figures of what states any, in order: of no heading, definition or list of the responsible."""
    for unit in units:
        if unit.role not in _NO_STATEMENT:
            yield from _of_unit(unit)


def _of_unit(unit: Unit) -> Iterator[FigureRecord]:
    text = unit.text
    found = [figure for figure in (*figures(text), *_announced(text)) if _is_amount(text, figure)]
    stated = _with_measures(sorted(found, key=lambda figure: figure.start))
    row = row_of(unit)
    for members in sentences(text, stated):
        of_sentence = [figure for member in members for figure in member.figures]
        subjects = SentenceSubjects(text, members).read()
        for figure, subject in zip(of_sentence, subjects, strict=True):
            record = _record(unit, figure, row.subject(text, figure) if row else subject)
            if record and row:
                record = record.model_copy(update={"status": row.status(text, figure, unit.status)})
            if record:
                yield record


def _record(unit: Unit, figure: Figure, subject: str) -> FigureRecord | None:
    found = amount(figure)
    if (
        found is None
        or not (found.unit or found.scale or figure.measure)
        or (figure.measure in _LASTING and not subject)
    ):
        return None
    text = unit.text
    clause = text[_clause_start(text, figure.start) : figure.start]
    is_before = _is_before(text, figure)
    first = _first_of_row(text, figure)
    mean = Mean.YEARS if _YEARLY.search(clause) else Mean.DAYS if _DAILY.search(clause + subject) else Mean.NONE
    return FigureRecord(
        unit_id=unit.unit_id,
        start=figure.start,
        end=figure.end,
        text=figure.text,
        subject=subject,
        key=key_of(fold(subject)),
        value=found.value,
        high=found.high,
        unit=found.unit or figure.measure,
        scale=found.scale,
        direction=Direction.BEFORE if is_before else direction(text, first),
        qualifier=found.qualifier,
        mean=mean,
        years=() if is_before else _years(unit, text[: figure.start]),
        status=unit.status,
    )


def _announced(text: str) -> Iterator[Figure]:
    """Yield what says how many a list has: 三大口岸."""
    for found in _ANNOUNCED.finditer(text):
        many = number(found["n"])
        if many:
            yield Figure(*found.span(), found[0], f"{many}{LARGE}", LARGE, is_date=False, is_change=False)


def _is_amount(text: str, figure: Figure) -> bool:
    """Return whether a figure says how much or how many: no date, no rank, nothing in a name, no 24小时."""
    if figure.is_date or figure.measure in _RANKS or _NO_FIGURE.fullmatch(figure.core):
        return False
    if any(found.start() < figure.start < found.end() for found in _NAMES.finditer(text)):
        return False
    if figure.measure in _LASTING:
        behind = text[figure.end :].lstrip()
        start = _clause_start(text, figure.start)
        return bool(clean(text[start : figure.start])) and (
            not re.match(r"[\u4e00-\u9fff]", behind) or behind[:2] == "时间"
        )
    return True


def _with_measures(stated: list[Figure]) -> list[Figure]:
    """Return the figures, those of a row without a measure with that of the next: 1409万、1305万人次."""
    found: list[Figure] = []
    for figure in reversed(stated):
        following = found[-1] if found else None
        is_cut = following and not figure.measure and 0 < following.start - figure.end <= LONGEST_JOINT
        if following and is_cut and re.search(r"\d", figure.core):
            measure = following.measure
            found.append(replace(figure, core=f"{figure.core}{measure}", measure=measure))
        else:
            found.append(figure)
    return found[::-1]


def _is_before(text: str, figure: Figure) -> bool:
    row = _ROW.match(text, figure.end)
    return moves_on(text, figure.start, row.end() if row else figure.end)


def _first_of_row(text: str, figure: Figure) -> Figure:
    """Return the figure that leads a row of alike ones, whose 增长 holds for all: 分别增长9%、7%."""
    first = figure
    for other in reversed(figures(text)):
        between = text[other.end : first.start]
        if other.end <= first.start and not other.is_date and between.strip() in ("、", "和") and _bare(first):
            first = other
    return first


def _bare(figure: Figure) -> bool:
    return not figure.is_change and figure.text == figure.core


def _years(unit: Unit, before: str) -> tuple[int, ...]:
    """Return the years of a figure: those of its unit that its clause names, else those of the unit."""
    if len(unit.years) < 2:
        return unit.years
    named = {int(year) for year in _YEAR.findall(COMPARED.sub("", before[_clause_start(before, len(before)) :]))}
    return tuple(sorted(named)) if named and named <= set(unit.years) else unit.years


def _clause_start(text: str, at: int) -> int:
    return max((0, *(found.end() for found in _CLAUSE_END.finditer(text, 0, at))))
