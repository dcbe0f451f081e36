"""Whether the years and days that a sentence names are those of what it cites."""

import re

from index.figures.stated import Figure, read_date
from index.words.numerals import number
from rag.question.said import said
from rag.writing.amounts import dates_in
from rag.writing.records import Fault, Finding
from rag.writing.stretches import Source, Stretch

_YEAR = re.compile(
    r"(?<![\d.])(?P<first>(?:19|20)\d{2})(?:[-–/／—~至]{1,2}(?P<last>(?:19|20)\d{2}))?(?=[年\-–/／—~至])"
)
_RELATIVE = said("writing.relative_year")
_PARTS = ("third", "part")


def check_periods(stretch: Stretch) -> Finding | None:
    """Return the first year or day that no cited statement is of."""
    relative = _RELATIVE.search(stretch.text)
    if relative:  # counts from the day it is read, not from the day of the document
        return Finding(fault=Fault.PERIOD, words=relative[0])
    for found in _YEAR.finditer(stretch.text):
        years = {int(year) for year in found.groups() if year}
        if not any(years <= _years(source) for source in stretch.sources):
            return Finding(fault=Fault.PERIOD, words=found[0])
    for date in dates_in(stretch.text):
        if not any(_is_told(date, source) for source in stretch.sources):
            return Finding(fault=Fault.PERIOD, words=date.text)
    return None


def _years(source: Source) -> set[int]:
    """Return the years that a statement is of or names; of one that is of none, those of its title."""
    named = source.text if source.evidence.years else source.around
    written = {int(year) for found in _YEAR.finditer(named) for year in found.groups() if year}
    return {*source.evidence.years, *written}


def _is_told(date: Figure, source: Source) -> bool:
    """Return whether a statement names a day, a month or a part of a year; a year alone is seen apart."""
    parts = _read(date)
    if parts is None or parts[1:] == (0, 0, ""):
        return True
    year, *rest = parts
    for other in dates_in(source.text):
        told = _read(other)
        if told is None or list(told[1:]) != rest:
            continue
        if not year or year == told[0] or (not told[0] and year in _years(source)):
            return True
    return False


def _read(date: Figure) -> tuple[int, int, int, str] | None:
    """Return year, month, day and part of a date, 0 or empty for what it does not name."""
    read = read_date(date.text)
    if not read:
        return None
    part = next((read[name] for name in _PARTS if read[name]), "") or read["alone"] or ""
    return int(read["year"] or 0), number(read["month"] or "") or 0, number(read["day"] or "") or 0, part
