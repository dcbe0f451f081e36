"""The days that the dashboard shows, and how they are put together in its plot. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ui.journal.dashboard import DayCount

DEFAULT_DAYS = 30
_MOST_DAYS = 3660  # an entry is kept for at most ten years
_BY_DAY, _BY_WEEK = 62, 400  # days that have room in a plot as days, and as weeks


class BadDaysError(ValueError):
    """An address names days that are none, or in the wrong order, or too many."""


class Step(StrEnum):
    """What one column of the plot stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Days:
    """From one day to another, both included."""

    first: date
    last: date

    @property
    def step(self) -> Step:
        """The step in which its plot stays readable."""
        n_days = (self.last - self.first).days + 1
        return Step.DAY if n_days <= _BY_DAY else Step.WEEK if n_days <= _BY_WEEK else Step.MONTH


@dataclass(frozen=True)
class Column:
    """The questions of a day, a week (from Monday) or a month; `first` is its first day within the period."""

    first: date
    answered: int
    refused: int
    withheld: int

    @property
    def n(self) -> int:
        """How many there are."""
        return self.answered + self.refused + self.withheld


def last_days(today: date, n_days: int = DEFAULT_DAYS) -> Days:
    """Return the days up to and including today."""
    return Days(today - timedelta(days=n_days - 1), today)


def read_days(query: Mapping[str, str], today: date, n_days: int = DEFAULT_DAYS) -> Days:
    """Return the days that an address names; without a last day up to today, without a first one so many days.

    Raises:
        BadDaysError: a day is none, the first is after the last, or there are more than ten years between.
    """
    try:
        last = _day(query.get("last_day", "")) or today
        first = _day(query.get("first_day", "")) or last - timedelta(days=n_days - 1)
    except (ValueError, OverflowError) as error:
        raise BadDaysError(str(error)) from error
    if first > last or (last - first).days >= _MOST_DAYS or last == date.max:
        raise BadDaysError(f"{first} to {last}")
    return Days(first, last)


def columns(days: Sequence[DayCount], period: Days) -> tuple[Column, ...]:
    """Return a column for every step of the period, those without questions included."""
    start = _START[period.step]
    counts: dict[date, list[int]] = {}
    for number in range((period.last - period.first).days + 1):
        day = period.first + timedelta(days=number)
        counts.setdefault(max(start(day), period.first), [0, 0, 0])
    for counted in days:
        held = counts[max(start(counted.day), period.first)]
        for place, n in enumerate((counted.answered, counted.refused, counted.withheld)):
            held[place] += n
    return tuple(Column(first, *held) for first, held in counts.items())


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None


_START: Mapping[Step, Callable[[date], date]] = {
    Step.DAY: lambda day: day,
    Step.WEEK: lambda day: day - timedelta(days=day.weekday()),
    Step.MONTH: lambda day: day.replace(day=1),
}
