"""The figures of a comparison as points of one line: what a chart shows of an answer."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import Field, PositiveInt

from index.figures.amount import qualifier
from index.figures.record import Qualifier
from index.figures.stated import FALL_RATES, FALLS, figures, power, read_figure
from index.records import Frozen, Status
from index.words.measures import kind_of_measure
from index.words.script import traditional
from rag.answer.phrases import period, said
from rag.figures.english import LARGE, said_measure
from rag.records import Answered, Key, Language, Row

LEAST_POINTS = 3
_SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.NEARLY: "≈",
    Qualifier.MORE_THAN: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
}
_SCALES = {0: "", 2: "百", 3: "千", 4: "万", 6: "百万", 7: "千万", 8: "亿", 11: "千亿", 12: "万亿"}


class Point(Frozen):
    """One period's figure: `value` is exact, in the unit of the series; `text` is the figure as the answer shows it.

    A figure that is only bounded or near (15家以上, 约30亿元) has its number as the value; its text says the rest.
    """

    label: str = Field(description="the period, in the language of the answer")
    years: tuple[int, ...]
    status: Status
    value: Decimal
    text: str
    before: str = Field(default="", description="what of it says how exactly it is meant, in front of the number")
    after: str = Field(default="", description="the same, behind it")
    numbers: tuple[PositiveInt, ...] = Field(description="of the citations that prove it")


class Series(Frozen):
    """Points of one measure in order of time, plan before result; `unit` is in the language of the answer.

    `unit` is empty where things are counted in words that differ. `is_change` is true where the values are changes (a
    fall is negative), else they are levels.
    """

    unit: str
    is_change: bool
    points: tuple[Point, ...] = Field(min_length=LEAST_POINTS)


@dataclass(frozen=True)
class _Amount:
    """A figure as read: `value` in ones of its measure, `scale` the power of ten it is written in."""

    key: Key
    value: Decimal
    measure: str
    scale: int
    is_change: bool
    before: str
    after: str

    @property
    def kind(self) -> tuple[str, bool]:
        """What it may stand in one line with."""
        return kind_of_measure(self.measure), self.is_change


def series(answered: Answered) -> Series | None:
    """Return the points of an answer's table, or None.

    None when there are fewer than three periods, or no kind of figure (a measure, levels apart from changes) stands
    exactly once in each of them, or that is a range in one of them.
    """
    rows = [_amounts(row) for row in answered.table]
    if len(rows) < LEAST_POINTS:
        return None
    alone = [{kind for kind, n in Counter(amount.kind for amount in row).items() if n == 1} for row in rows]
    kinds = [amount.kind for amount in rows[0] if all(amount.kind in of_row for of_row in alone)]
    if not kinds:
        return None
    kind = min(kinds, key=lambda kind: kind[1])  # levels before changes
    amounts = [next(amount for amount in row if amount.kind == kind) for row in rows]
    if any(amount.value.is_nan() for amount in amounts):
        return None
    exponent, unit = _unit(amounts, answered.language)
    points = tuple(
        Point(
            label=period(answered.language, row.years, row.status),
            years=row.years,
            status=row.status,
            value=_plain(amount.value.scaleb(-exponent)),
            text=said(amount.key.text, amount.key.restated),
            before=_bound(amount, answered.language),
            after="" if answered.language is Language.ENGLISH else _written(amount.after, answered.language),
            numbers=amount.key.numbers,
        )
        for row, amount in zip(answered.table, amounts, strict=True)
    )
    return Series(unit=unit, is_change=kind[1], points=points)


def _amounts(row: Row) -> list[_Amount]:
    return [
        _amount(key, read)
        for key in row.keys
        for figure in figures(key.text)
        if not figure.is_date and (read := read_figure(figure.text))
    ]


def _amount(key: Key, read: re.Match[str]) -> _Amount:
    """Return a figure; a range has no value."""
    change = read["change"] or ""
    is_change = bool(change) and not change.endswith(("到", "至"))
    falls = is_change and change.removesuffix("了").startswith((*FALLS, *FALL_RATES))
    scale = power(read["scale"])
    value = Decimal("NaN") if read["high"] else Decimal(read["number"].replace(",", "")).scaleb(scale)
    if falls or read["sign"]:
        value = -value
    after = f"{read['odd'] or read['more'] or ''}{read['after'] or ''}"
    return _Amount(key, value, read["measure"] or "", scale, is_change, read["bound"] or "", after)


def _bound(amount: _Amount, language: Language) -> str:
    """Return what stands before a number and says how exactly it is meant; in English a sign that tells all of it."""
    if language is Language.ENGLISH:
        return _SIGNS[qualifier(f"{amount.before}1{amount.after}")]
    return _written(amount.before, language)


def _written(text: str, language: Language) -> str:
    return text if language is Language.SIMPLIFIED else traditional(text)


def _unit(amounts: Sequence[_Amount], language: Language) -> tuple[int, str]:
    """Return the power of ten of the common unit, and its name: most figures' own, in English millions or billions."""
    measures = {amount.measure for amount in amounts}
    measure = measures.pop() if len(measures) == 1 else amounts[0].kind[0]
    if language is Language.ENGLISH:
        most = max(abs(amount.value) for amount in amounts)
        exponent, name = next(((n, name) for n, name in LARGE if most >= Decimal(1).scaleb(n)), (0, ""))
        return exponent, " ".join(filter(None, (name, said_measure(measure))))
    scales = Counter(amount.scale for amount in amounts)
    exponent = max(scales, key=lambda scale: (scales[scale], scale))
    return exponent, _written(f"{_SCALES[exponent]}{measure}", language)


def _plain(value: Decimal) -> Decimal:
    """Return the same number without an exponent and without zeros that no figure has."""
    return Decimal(f"{value.normalize():f}")
