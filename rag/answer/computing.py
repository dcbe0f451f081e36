"""The line that shows what is computed: 10155 + 8430 = 18585 个, each figure with the citation that states it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from index.corpus import Corpus
from index.figures.amount import amount
from index.figures.record import Direction, FigureRecord
from index.figures.stated import figures, power
from index.words.measures import MEASURES
from index.words.script import traditional
from rag.answer.computed_words import (
    BOUNDS,
    CANNOT,
    HIGHEST,
    LABELS,
    MORE,
    OF,
    OPEN,
    PLAN_AND_RESULT,
    POINTS,
    SLOT,
    TIMES,
    UNLIKE,
)
from rag.errors import CitationError
from rag.figures.compute.arithmetic import (
    DAYS,
    MONTHS,
    PERCENT,
    CannotComputeError,
    Term,
    bound_named,
    bound_of,
    value_of,
)
from rag.figures.compute.asked import Per
from rag.figures.compute.operands import Computation
from rag.figures.english import LARGE, said_measure
from rag.question.named_place import shown
from rag.records import Citation, Computed, Language, Operand, Operation

T = TypeVar("T")
_SCALES = {0: "", 2: "百", 3: "千", 4: "万", 6: "百万", 7: "千万", 8: "亿", 11: "千亿", 12: "万亿"}
_READ = (8, 4)  # powers of ten that numbers are read in, beside ones
_HUNDREDTHS = Decimal("0.01")
_IN_WHOLE = 10_000  # of which a mean is given without decimals
_TOLERANCE = Decimal("0.005")  # half of the last decimal that a mean is given with
_HALF = Decimal("0.5")
_ROUNDED_TOLERANCE = Decimal("0.05")  # of a per cent or a ratio
_ORDERS = (Operation.MOST, Operation.LEAST, Operation.RANK)
_ENDS = (Operation.MOST, Operation.LEAST)
_MEANS = (Operation.AVERAGE, Operation.PER_ITEM)
_IN_PERCENT = (Operation.CHANGE, Operation.SHARE)


@dataclass(frozen=True)
class Line:
    """A line of an answer with its markers, and what it shows as a record; none where it says why it cannot."""

    text: str
    computed: tuple[Computed, ...] = ()


@dataclass(frozen=True)
class _Scaled:
    """A common unit: the power of ten it is written in, and its name."""

    exponent: int
    name: str

    def plain(self, value: Decimal) -> str:
        return _plain(value.scaleb(-self.exponent))


def computed_line(
    computation: Computation, citations: Sequence[Citation], corpus: Corpus, language: Language
) -> Line | None:
    """Return the line that shows what was computed, or why it cannot be; None where an operand is not cited."""
    if not computation.operands and not computation.missing:
        why = PLAN_AND_RESULT if computation.plan_and_result else UNLIKE
        return Line(_in_script(_said(why, language), language))
    if not computation.operands:
        names = [_said(SLOT, language)[status].format(year=year) for year, status in computation.missing]
        return Line(_in_script(_said(CANNOT, language).format(slots=_listed(names, language)), language))
    operation = computation.asked.operation
    records = _ordered(operation, computation.operands)
    numbers = [_number_of(record, citations, corpus) for record in records]
    if not all(numbers):
        return None
    n_parts = _n_parts(records[0], computation.asked.per)
    try:
        bound = bound_of(operation, [Term(record.value, record.qualifier) for record in records])
        value = value_of(operation, [record.value for record in records], n_parts)
    except CannotComputeError:
        return Line(_in_script(_said(OPEN, language), language))
    of_each = operation is Operation.PER_ITEM
    scaled = _common(records[:1] if of_each else records, language)
    if operation in _MEANS:
        scaled = _readable(value, scaled, records[0].unit, language)
    own = [_common((record,), language) for record in records] if of_each else [scaled] * len(records)
    result, unit = _result(operation, value, scaled, language)
    is_order = operation in _ORDERS
    names = [f" {one.name}" if (is_order or of_each) and one.name else "" for one in own]
    bounds = [_said(BOUNDS, language)[bound_named(record.qualifier)] if is_order else "" for record in records]
    texts = [
        f"{how}{one.plain(record.value)}{name}"
        for how, one, record, name in zip(bounds, own, records, names, strict=True)
    ]
    said = f"{_said(BOUNDS, language)[bound]}{_plain(result)} {unit}".rstrip()
    tail = _tail(computation, records, said, language)
    bare, marked = (
        f"{_formula(computation, each, records, n_parts, language)}{tail}"
        for each in (texts, [f"{text}[{number}]" for text, number in zip(texts, numbers, strict=True)])
    )
    label = _said(HIGHEST if scaled.name == PERCENT and operation in _ENDS else LABELS, language)[operation].format(
        of=_of(records[0], language), each=computation.asked.each
    )
    operands = tuple(Operand(text=record.text, number=n) for record, n in zip(records, numbers, strict=True) if n)
    computed = Computed(
        operation=operation, text=_in_script(bare, language), value=float(result), unit=unit, operands=operands
    )
    return Line(_in_script(f"{label}{marked}", language), (computed,))


def check_computed(computed: Sequence[Computed], citations: Sequence[Citation]) -> None:
    """Raise CitationError unless each operand stands in its quote, and what is computed of them is what is said."""
    quotes = {citation.number: "".join(citation.quote.split()) for citation in citations}
    for one in computed:
        values = []
        for operand in one.operands:
            found = [read for figure in figures(operand.text) if (read := amount(figure))]
            if not found or "".join(operand.text.split()) not in quotes.get(operand.number, ""):
                raise CitationError(f"the operand {operand.text!r} does not stand in citation [{operand.number}]")
            values.append(found[0].value)
        if not any(_is(one, value_of(one.operation, values, n)) for n in _divisors(one)):
            raise CitationError(f"{one.text!r} is not what comes of {[operand.text for operand in one.operands]}")


def _divisors(one: Computed) -> tuple[int, ...]:
    return (*DAYS, MONTHS) if one.operation is Operation.AVERAGE and len(one.operands) == 1 else (0,)


def _is(one: Computed, value: Decimal) -> bool:
    is_rounded = one.operation in (*_IN_PERCENT, Operation.RATIO)
    scale = 0 if is_rounded else _exponent(one.unit)
    is_whole = one.operation in _MEANS and abs(one.value) >= _IN_WHOLE
    tolerance = _ROUNDED_TOLERANCE if is_rounded else _HALF if is_whole else _TOLERANCE
    return abs(Decimal(str(one.value)) - value.scaleb(-scale)) <= tolerance


def _exponent(unit: str) -> int:
    if unit in MEASURES:  # 千瓦 is no thousand
        return 0
    english = next((exponent for exponent, name in LARGE if unit.startswith(name)), 0)
    scale = re.match("[百千万亿萬億]*", unit)
    return english or power((scale[0] if scale else "").replace("萬", "万").replace("億", "亿"))


def _ordered(operation: Operation, records: Sequence[FigureRecord]) -> list[FigureRecord]:
    """Return the operands as the line shows them: what is taken away is the smaller, and what is ranked in order."""
    if operation in (Operation.DIFFERENCE, Operation.MOST, Operation.RANK):
        return sorted(records, key=lambda record: -record.value)
    return sorted(records, key=lambda record: record.value) if operation is Operation.LEAST else list(records)


def _formula(
    computation: Computation, texts: Sequence[str], records: Sequence[FigureRecord], n_parts: int, language: Language
) -> str:
    operation = computation.asked.operation
    formula = _FORMULAS.get(operation)
    if formula:
        return formula(texts)
    if operation is Operation.AVERAGE:
        return f"{texts[0]} ÷ {n_parts}" if n_parts else f"({' + '.join(texts)}) ÷ {len(texts)}"
    order = " < " if operation is Operation.LEAST else " > "
    names = [_name(one, computation, language) if computation.places else _of(one, language) for one in records]
    return order.join(f"{name} {text}" for name, text in zip(names, texts, strict=True))


_FORMULAS: dict[Operation, Callable[[Sequence[str]], str]] = {
    Operation.SUM: " + ".join,
    Operation.DIFFERENCE: " − ".join,
    Operation.CHANGE: lambda texts: f"({texts[0]} − {texts[1]}) ÷ {texts[1]}",
    Operation.SHARE: " ÷ ".join,
    Operation.RATIO: " ÷ ".join,
    Operation.PER_ITEM: " ÷ ".join,
}


def _tail(computation: Computation, records: Sequence[FigureRecord], result: str, language: Language) -> str:
    operation = computation.asked.operation
    if operation in _ORDERS:
        return ""
    more, (first, last) = "", (records[0], records[-1])
    is_moved = any(record.direction is Direction.BEFORE for record in records)
    if operation is Operation.DIFFERENCE and first.value > last.value and not is_moved:
        names = [_name(record, computation, language) for record in (first, last)]
        more = _said(MORE, language).format(of=names[0]) if names[0] and names[0] != names[1] else ""
    return f" = {result}{more}"


def _name(record: FigureRecord, computation: Computation, language: Language) -> str:
    """Return what sets an operand apart from the others: its place, its year; of one year, what it is of."""
    if computation.places:
        return shown(computation.places[computation.operands.index(record)], language)
    is_of_one_year = len({(one.years, one.status) for one in computation.operands}) == 1
    if is_of_one_year:
        return "" if language is Language.ENGLISH else record.subject
    return _of(record, language)


def _result(operation: Operation, value: Decimal, scaled: _Scaled, language: Language) -> tuple[Decimal, str]:
    if operation in _IN_PERCENT:
        return value, PERCENT
    if operation is Operation.RATIO:
        return value, _in_script(_said(TIMES, language), language)
    shown = value.scaleb(-scaled.exponent)
    if operation is Operation.DIFFERENCE and scaled.name == PERCENT:
        return shown, _in_script(_said(POINTS, language), language)
    shown = shown.quantize(_HUNDREDTHS if abs(shown) < _IN_WHOLE else Decimal(1)) if operation in _MEANS else shown
    return shown, _in_script(scaled.name, language)


def _common(records: Sequence[FigureRecord], language: Language) -> _Scaled:
    """Return the unit that all operands are written in: the largest that any is stated in."""
    units = {record.unit for record in records}
    unit = units.pop() if len(units) == 1 else ""
    if language is Language.ENGLISH:
        most = max(abs(record.value) for record in records)
        exponent, name = next(((n, name) for n, name in LARGE if most >= Decimal(1).scaleb(n)), (0, ""))
        return _Scaled(exponent, " ".join(filter(None, (name, said_measure(unit)))))
    exponent = max(record.scale for record in records)
    exponent = exponent if exponent in _SCALES else 0
    return _Scaled(exponent, f"{_SCALES[exponent]}{unit}")


def _readable(value: Decimal, scaled: _Scaled, unit: str, language: Language) -> _Scaled:
    """Return the scale that a mean is read in: 409.84 宗 and not 0.04 万宗."""
    if language is Language.ENGLISH:
        return scaled if abs(value) >= Decimal(1).scaleb(scaled.exponent) else _Scaled(0, said_measure(unit))
    exponent = next((n for n in _READ if n <= scaled.exponent and abs(value) >= Decimal(1).scaleb(n)), 0)
    return (
        scaled if abs(value) >= Decimal(1).scaleb(scaled.exponent) else _Scaled(exponent, f"{_SCALES[exponent]}{unit}")
    )


def _number_of(record: FigureRecord, citations: Sequence[Citation], corpus: Corpus) -> int:
    unit = corpus.unit(record.unit_id)
    return next((c.number for c in citations if c.doc_id == unit.doc_id and c.spans == unit.spans), 0)


def _n_parts(record: FigureRecord, per: Per) -> int:
    """Return how many days or months the year of a figure has; 0 where its mean is of neither."""
    if per is not Per.DAY:
        return MONTHS if per else 0
    year = record.years[0] if len(record.years) == 1 else 1
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return DAYS[1] if is_leap else DAYS[0]


def _of(record: FigureRecord, language: Language) -> str:
    return _said(OF, language)[record.status].format(years=_years(record.years, language)) if record.years else ""


def _years(years: Sequence[int], language: Language) -> str:
    return _listed(map(str, years), language)


def _listed(names: Iterable[str], language: Language) -> str:
    return (", " if language is Language.ENGLISH else "、").join(names)


def _plain(value: Decimal) -> str:
    text = f"{value:f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _said(table: Mapping[Language, T], language: Language) -> T:
    return table[Language.ENGLISH if language is Language.ENGLISH else Language.SIMPLIFIED]


def _in_script(text: str, language: Language) -> str:
    return traditional(text) if language in (Language.TRADITIONAL, Language.CANTONESE) else text
