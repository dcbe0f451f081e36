"""Figures in a text: value, unit and direction, so that 10亿元 is not found in 410亿元 nor 增长 in 下降."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from eval.units import unit_at
from index.records import Frozen
from index.words.measures import COUNTING, HEADS, PEOPLE


class Direction(StrEnum):
    """Which way a change goes; NONE when the words around the figure tell no change."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Quantity(Frozen):
    """A figure in a normalised text.

    `low` and `high` are the value with 百, 千, 万, 亿 worked in; they differ for a range only. `unit` is a measure word
    of eval/units.py, `%`, or empty. `start` and `end` enclose number, scale and unit in the normalised text.
    """

    low: Decimal
    high: Decimal
    unit: str
    direction: Direction
    ordinal: bool
    start: int
    end: int

    def fits(self, other: "Quantity") -> bool:
        """Return whether `other`, read from an answer, says what this one, read from a fact, demands.

        Values must be equal; a fact without unit is content with any unit but not with `%`, which is a scale; a fact
        with 微克 is content with 微克/立方米; a direction counts when the fact states one. What is only counted may be
        counted with 个, with no measure word, as English does, and people with any of theirs.
        """
        if (self.low, self.high, self.ordinal) != (other.low, other.high, other.ordinal):
            return False
        if self.direction is not Direction.NONE and self.direction is not other.direction:
            return False
        if not self.unit:
            return other.unit != "%"
        return self.unit in {other.unit, other.unit.partition("/")[0]} or self._counts_like(other)

    def _counts_like(self, other: "Quantity") -> bool:
        if self.unit in PEOPLE and other.unit in PEOPLE:
            return True
        return self.unit in _COUNTED and other.unit in _ANY_COUNTER


class _Number(NamedTuple):
    """One number as it stands, before ranges are put together."""

    mantissa: Decimal
    scale: Decimal
    unit: str
    start: int
    end: int


_COUNTED = COUNTING | HEADS
_ANY_COUNTER = frozenset({"", "个", "间"})  # 間 in Hong Kong: schools, shops, companies
_ONE = Decimal(1)
_SCALES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
# 千瓦, 千米, 千克 … and 百分点 are units of their own; 20多万, 1000余个 and 30+家 keep their value
_SCALE = re.compile(r"[余多]?((?:百(?!分)|千(?![瓦米克伏赫帕]))?万?亿?)[余多]?(?:\+(?![0-9a-z]))?")
_CURRENCY = re.compile("(?:rmb|cny|usd|hkd|mop)$")
_JOIN = re.compile("-|~|至|到")
_CHANGES_FROM = re.compile("[从由自][^,。;!?、()]{0,12}$")  # 由17到15 tells two figures, not a range
_CALENDAR = frozenset({"年", "月", "日", "号", "号线", "期", "届"})
_YEAR = re.compile(r"(?:19|20)\d\d")

_CHANGE = re.compile(
    "(?P<level>(?:[增涨升降减跌]|增长|增加|上升|提高|提升|上涨|攀升|下降|减少|降低|下跌|回落)[至到])"
    "|(?P<down>负增长|下降|减少|降低|下跌|下滑|下调|回落|压减|缩减|降幅|减幅|跌幅)"
    "|(?P<up>增长|增加|上升|提高|提升|上涨|上调|上浮|攀升|增幅|增速|涨幅|升幅)"
)
_SHORT_CHANGE = re.compile("(?:(?<!新)(?P<up>[增涨升])|(?P<down>[降减跌]))了?[超约近达逾]?$")  # 新增 is no change
_CHANGE_BEHIND = re.compile("的(?:同比|环比)?(?:(?P<up>增长|增幅|增速|涨幅|升幅)|(?P<down>下降|降幅|跌幅|减幅|减少))")
_CLAUSE_END = re.compile("[,。;!?、()]")


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the figures of a normalised text (`eval.normal.normalise`), in order.

    Words such as 以上, 左右, 超 or 余 do not change a value. Digits that belong to a name (`U13`, `5G`, `PM2.5`, `1+7`)
    are no figures. A range is one figure with two ends, except between dates.

    Example:
        >>> [(str(q.low), q.unit, q.direction.value) for q in quantities("支出163亿元,增长3.4%")]
        [('16300000000', '元', 'none'), ('3.4', '%', 'up')]
    """
    numbers = [number for match in _DIGITS.finditer(text) for number in _read(text, match)]
    found: list[Quantity] = []
    i = 0
    while i < len(numbers):
        first = last = numbers[i]
        if i + 1 < len(numbers) and _is_range(text, first, numbers[i + 1]):
            last = numbers[i + 1]
        found.append(
            Quantity(
                low=_low(first, last),
                high=last.mantissa * last.scale,
                unit=last.unit,
                direction=_direction(text, found[-1].end if found else 0, first.start, last.end),
                ordinal=text[: first.start].endswith("第"),
                start=first.start,
                end=last.end,
            )
        )
        i += 1 if last is first else 2
    return tuple(found)


def _read(text: str, match: re.Match[str]) -> tuple[_Number, ...]:
    """Return the number at the match, or nothing when the digits belong to a name."""
    digits, start, end = match.group(), match.start(), match.end()
    if digits.count(".") > 1 or _is_glued_before(text[:start]):
        return ()
    if text.startswith("%", end):
        return (_Number(Decimal(digits), _ONE, "%", start, end + 1),)
    if re.match(r"[a-z]|\+[0-9a-z]", text[end:]):
        return ()
    scale = _ONE
    behind = _SCALE.match(text, end)
    if behind:
        for character in behind[1]:
            scale *= _SCALES[character]
        end = behind.end()
    unit, end = unit_at(text, end)
    return (_Number(Decimal(digits), scale, unit, start, end),)


def _is_glued_before(before: str) -> bool:
    if re.search(r"[0-9a-z]\+$|[0-9]\.$", before):
        return True
    return bool(re.search("[a-z]$", before)) and not _CURRENCY.search(before)


def _is_range(text: str, first: _Number, second: _Number) -> bool:
    join = text[first.end : second.start]
    if not _JOIN.fullmatch(join) or first.unit not in {"", second.unit} or second.unit in _CALENDAR:
        return False
    if join in "至到" and _CHANGES_FROM.search(text[: first.start]):
        return False
    if re.search(r"\d-$", text[: first.start]) or re.match(r"-\d", text[second.end :]):  # 2023-02-16
        return False
    if not second.unit and _YEAR.fullmatch(str(first.mantissa)) and _YEAR.fullmatch(str(second.mantissa)):
        return False
    return _low(first, second) < second.mantissa * second.scale


def _low(first: _Number, last: _Number) -> Decimal:
    """Return the lower end; in 3-5亿元 it takes the scale of the upper one."""
    shares_scale = first.scale == _ONE and not first.unit
    return first.mantissa * (last.scale if shares_scale else first.scale)


def _direction(text: str, after: int, start: int, end: int) -> Direction:
    """Return what the clause says of the figure at [start, end); words before `after` belong to the figure before."""
    behind = _CHANGE_BEHIND.match(text, end)
    if behind:
        return Direction.UP if behind["up"] else Direction.DOWN
    clause = _CLAUSE_END.split(text[after:start])[-1]
    negative = clause.endswith("-")
    clause = clause.removesuffix("-")
    told = [*_CHANGE.finditer(clause), *_SHORT_CHANGE.finditer(clause)]
    change = told[-1] if told else None
    if not change or change.groupdict().get("level"):
        return Direction.NONE
    rises = bool(change["up"]) != negative
    return Direction.UP if rises else Direction.DOWN
