"""The lines of an overview: which statements can be one, and the section that each stands for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.records import Role, Unit
from index.words.kept import unit_fold, unit_terms
from index.words.numerals import ORDINALS

MOST_LINES = 8
MOST_NAMED = 12  # sections that are named as not shown
SHORTEST = 8  # characters of a line
LONGEST_NAME = 30  # characters of a section's name, beyond which its first clause stands for it
LONGEST = 160  # characters of a line, where the section has a shorter one
LONGEST_OPENING = 14  # characters of a sentence that only says what those behind it are of
SAME_WORDS = 0.6  # of the shorter of two units: then they tell the same
_QUOTED = (Role.SENTENCE, Role.ITEM)

_NUMBERING = re.compile(rf"^(?:[-—\s]+|第[{ORDINALS}]+[章节部分篇]+\s*|[(（]?[{ORDINALS}\d]*[)）、.．]+\s*)+")
_ANNOUNCES = re.compile(r"[：:]\s*$")
_TELLS = re.compile(r"[\d，,、：:“”《》]")
_MARKS = re.compile(r"[\s。：:，,；;]+$")


@dataclass(frozen=True)
class Overview:
    """Units with the name of the section each stands for, and the names of sections of which none is shown.

    `is_told` where every word of the theme that is asked of stands in them.
    """

    units: tuple[Unit, ...]
    themes: tuple[str, ...]
    others: tuple[str, ...]
    is_outline: bool
    is_told: bool = False


def section_name(path: Sequence[str]) -> str:
    """Return the last heading of a path without its number and the marks that end it.

    Example:
        >>> section_name(("一、回顾", "(二)办好教育。"))
        '办好教育'
    """
    name = _MARKS.sub("", _NUMBERING.sub("", path[-1])) if path else ""
    name = name if len(name) <= LONGEST_NAME else _MARKS.sub("", re.split(r"[\s，,；;：:]", name)[0])
    return "" if re.search(r"\d", name) else name  # a figure in a name would be read as one that answers


def is_quotable(unit: Unit) -> bool:
    """Return whether a unit is long enough to be a line, and announces no others."""
    return unit.role in _QUOTED and len(unit.text) >= SHORTEST and not _ANNOUNCES.search(unit.text)


def may_open(unit: Unit) -> bool:
    """Return whether a unit is so few words that they may only say what those behind them are of: 大力发展教育."""
    return len(unit.text) <= LONGEST_OPENING and not _TELLS.search(unit.text)


def without_same(units: Iterable[Unit]) -> list[Unit]:
    """Return units without those that tell in about the same words what one before them does of the same period."""
    chosen: list[Unit] = []
    for unit in units:
        if not any(unit.period == one.period and _tell_the_same(unit, one) for one in chosen):
            chosen.append(unit)
    return chosen


def _tell_the_same(unit: Unit, other: Unit) -> bool:
    own, had = unit_terms(unit.text), unit_terms(other.text)
    return len(own & had) >= SAME_WORDS * min(len(own), len(had))


def overview_of(
    units: tuple[Unit, ...], themes: tuple[str, ...], others: Iterable[str], *, is_outline: bool, is_told: bool = False
) -> Overview:
    """Return an overview that names, of `others`, the sections that `themes` does not."""
    shown = {unit_fold(theme) for theme in themes}
    named = tuple(dict.fromkeys(name for name in others if name and unit_fold(name) not in shown))
    return Overview(units, themes, named[:MOST_NAMED], is_outline, is_told)
