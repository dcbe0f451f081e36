"""The amounts that a text tells, as they are compared: value, unit, of each what, how exactly, and which way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from index.figures.amount import amount
from index.figures.read import records_of
from index.figures.record import Direction, FigureRecord, Qualifier
from index.figures.stated import Figure, figures, moves_on
from index.records import Role, Span, Status, Unit
from index.words.clauses import CLAUSE_END
from index.words.figures import WORDS
from index.words.lists import any_of
from index.words.measures import COUNTING, kind_of_measure
from rag.question.said import Said, said

_ANY = "个"  # counts whatever has a measure word of its own
_PER = "/"
_NEAR = 10  # characters in front of a figure in which its bound stands
_LASTING = ("年", "月", "个月", "周", "天")
_IN_TURN = re.compile(any_of(WORDS["in_turn"]))
_ROW = re.compile(r"\s*、\s*")
_SAME = {"千米": "公里", "千克": "公斤", "户次": "户", "天": "日", "工作日": "个工作日"}
_EACH = re.compile(r"每个?(?P<each>[年月天日周人家户])")
_EACH_AS = {"日": "天"}


class Bound(StrEnum):
    """How exactly an amount is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    BELOW = "below"
    AT_MOST = "at most"
    AT_LEAST = "at least"
    MORE = "more than"


class Way(StrEnum):
    """Which way something went."""

    NEITHER = "neither"
    UP = "up"
    DOWN = "down"


_OF_QUALIFIER = {
    Qualifier.EXACT: Bound.EXACT,
    Qualifier.ABOUT: Bound.ABOUT,
    Qualifier.NEARLY: Bound.NEARLY,
    Qualifier.MORE_THAN: Bound.MORE,
    Qualifier.AT_LEAST: Bound.AT_LEAST,
    Qualifier.AT_MOST: Bound.AT_MOST,
}
_WAYS: tuple[tuple[Way, Said], ...] = ((Way.UP, said("writing.up")), (Way.DOWN, said("writing.down")))
_BEFORE: tuple[tuple[Bound, Said, int], ...] = (
    (Bound.BELOW, said("writing.below"), 1),
    (Bound.AT_MOST, said("writing.at_most"), 10),
    (Bound.AT_LEAST, said("writing.at_least"), 10),
    (Bound.MORE, said("writing.more_than"), 1),
    (Bound.NEARLY, said("writing.nearly"), 0),
    (Bound.ABOUT, said("writing.about"), 1),
)
_BEHIND = ((Bound.AT_LEAST, said("writing.or_more")), (Bound.AT_MOST, said("writing.or_less")))
_UP_TO, _STARTS = said("writing.up_to"), said("writing.from")
_LATIN = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True)
class Told:
    """An amount at [start, end) of a text; `nouns` are the words that say what it is of."""

    start: int
    end: int
    text: str
    value: Decimal
    high: Decimal
    unit: str
    each: str
    bound: Bound
    way: Way
    is_change: bool
    is_before: bool
    nouns: str
    ways: frozenset[Way]
    eaches: frozenset[str]

    @property
    def kind(self) -> str:
        """What amounts that may be compared have in common."""
        return kind_of_measure(self.unit)


def told_in(text: str) -> tuple[Told, ...]:
    """Return the amounts of a text that is read as `rag.writing.plain` writes it, in order."""
    found = [figure for figure in figures(text) if not figure.is_date]
    unit = Unit(
        unit_id="#",
        doc_id="",
        section_id="",
        role=Role.SENTENCE,
        text=text,
        spans=(Span(start=0, end=len(text)),),
        years=(),
        status=Status.OTHER,
        term="",
        links=(),
    )
    records = {record.start: record for record in records_of((unit,))} if found else {}
    return tuple(_told(text, found, records))


def dates_in(text: str) -> tuple[Figure, ...]:
    """Return the dates of such a text, in order."""
    return tuple(figure for figure in figures(text) if figure.is_date)


def is_alike(one: Told, other: Told) -> bool:
    """Return whether two amounts are counted in the same; 个 and no unit count whatever is counted."""
    ours, theirs = _unit(one), _unit(other)
    if ours == theirs or not one.unit or not other.unit:
        return one.unit not in ("%", "‰") or ours == theirs
    is_any = _ANY in (ours, theirs) and {ours, theirs} <= {*COUNTING, _ANY}
    return is_any or (one.kind == other.kind != "")


def _unit(told: Told) -> str:
    unit = told.unit.partition(_PER)[0]
    return _SAME.get(unit, unit)


def _told(text: str, found: list[Figure], records: Mapping[int, FigureRecord]) -> Iterator[Told]:
    last, last_unit = Bound.EXACT, ""
    for at, figure in enumerate(found):
        read = amount(figure)
        if read is None:
            continue
        clause = _clause_start(text, figure)
        before = text[max(clause, found[at - 1].end if at else 0) : figure.start]
        unit = read.unit or figure.measure
        record = records.get(figure.start)
        bound = _bound(before, text[figure.end :], _OF_QUALIFIER[read.qualifier], figure.text, unit)
        is_in_row = bool(_ROW.fullmatch(before)) and figure.text == figure.core and unit == last_unit
        bound = last if bound is Bound.EXACT and is_in_row else bound  # 不超过100万元、30万元
        last, last_unit = bound, unit
        way, is_change = _way(f"{before}{_change(figure)}", text[clause : figure.start], unit)
        if record and record.is_change and way is Way.NEITHER:  # 分别增长6.8%、12.3%: the second as well
            way, is_change = Way.UP if record.direction is Direction.RISE else Way.DOWN, True
        yield Told(
            start=figure.start,
            end=figure.end,
            text=figure.text,
            value=read.value,
            high=read.high,
            unit=unit,
            each=_each(text[clause : figure.start], unit, text[figure.end :]),
            eaches=frozenset(_all_each(text[: figure.end])) | {_each("", unit, "")},
            bound=bound,
            way=way,
            is_change=is_change,
            is_before=_is_before(text, figure, before, record),
            nouns=_nouns(text, found, at, record),
            ways=frozenset(way for way, words in _WAYS if words.found(text[clause : figure.end])),
        )


def _is_before(text: str, figure: Figure, before: str, record: FigureRecord | None) -> bool:
    """Return whether an amount is the state before a change that is told beside it."""
    is_recorded = record is not None and record.direction is Direction.BEFORE
    return is_recorded or moves_on(text, figure.start, figure.end) or _STARTS.found(before.rstrip())


def _clause_start(text: str, figure: Figure) -> int:
    return max((0, *(end.end() for end in CLAUSE_END.finditer(text, 0, figure.start))))


def _change(figure: Figure) -> str:
    """Return the words of a figure in front of its number."""
    return re.split(r"\d", figure.text, maxsplit=1)[0]


def _bound(before: str, behind: str, read: Bound, text: str, unit: str) -> Bound:
    """Return how exactly a figure is meant, by the words that belong to it, else by those around it."""
    near = f"{before}{re.split(r'[0-9]', text, maxsplit=1)[0]}".rstrip()
    is_over = unit in _LASTING and near.isascii()  # over three years: in the course of them
    found = next((bound for bound, words, gap in _BEFORE if not is_over and _ends_with(near, words, gap)), None)
    found = found or next((bound for bound, words in _BEHIND if words.match(behind.lstrip())), None)
    return found or read


def _ends_with(text: str, words: Said, gap: int) -> bool:
    """Return whether any of some words stands at a text's end, or so many characters before it."""
    return any(len(text) - found.end() <= gap for found in words.finditer(text))


def _way(before: str, clause: str, unit: str) -> tuple[Way, bool]:
    """Return which way the words in front of a figure say that it went, and whether it is by how much."""
    is_english = bool(_LATIN.search(before)) or before.isascii()
    near = clause if is_english else before[-_NEAR:]
    last = _last_way(near)
    if last is None:
        return Way.NEITHER, False
    way, end = last
    by = near[end:].lstrip()
    if is_english and not (_UP_TO.match(by) or unit == "%" or by.startswith("by")):
        return Way.NEITHER, False  # to speed up 6 projects
    return way, not _UP_TO.match(by)


def _last_way(text: str) -> tuple[Way, int] | None:
    """Return which way the last words of a text that say so go, and where they end."""
    found = [(match.end(), -match.start(), way) for way, words in _WAYS for match in words.finditer(text)]
    return (max(found)[2], max(found)[0]) if found else None


def _each(before: str, unit: str, behind: str) -> str:
    if _PER in unit:
        return unit.partition(_PER)[2]
    found = [*_all_each(before), *_all_each(match[0] if (match := _EACH.match(behind.lstrip())) else "")]
    return found[-1] if found else ""


def _all_each(text: str) -> Iterator[str]:
    """Yield of each what a text tells something, in order: 每户每年."""
    for found in _EACH.finditer(text):
        yield _EACH_AS.get(found["each"], found["each"])


def _nouns(text: str, found: list[Figure], at: int, record: FigureRecord | None) -> str:
    """Return the words that say what a figure is of: its subject, and those next to it where no row shares them."""
    figure, subject = found[at], record.subject if record else ""
    clause = _clause_start(text, figure)
    if subject and _IN_TURN.search(text, 0, figure.start):
        return subject
    start = max(clause, found[at - 1].end if at else 0)
    end = CLAUSE_END.search(text, figure.end)
    until = min(end.start() if end else len(text), found[at + 1].start if at + 1 < len(found) else len(text))
    behind = text[figure.end : until]
    is_behind = bool(re.match(r"\s*的?[\u4e00-\u9fffa-z“]{2}", behind)) and figure.measure not in ("%", "‰", "元")
    before = text[start : figure.start]
    if at and re.match(r"\s*的?[\u4e00-\u9fff“]{2}", text[found[at - 1].end :]) and is_behind:
        before = ""
    return f"{subject} {before} {behind if is_behind else ''}"
