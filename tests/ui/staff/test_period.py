from datetime import date

import pytest

from ui.journal.dashboard import DayCount
from ui.staff.period import BadDaysError, Days, Step, columns, last_days, read_days

TODAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, date(2026, 2, 17), TODAY),
        ({"first_day": " ", "last_day": ""}, date(2026, 2, 17), TODAY),
        ({"first_day": "2026-03-01"}, date(2026, 3, 1), TODAY),
        ({"last_day": "2025-12-31"}, date(2025, 12, 2), date(2025, 12, 31)),
        ({"first_day": "2026-03-01", "last_day": "2026-03-01"}, date(2026, 3, 1), date(2026, 3, 1)),
    ],
)
def test_what_is_not_named_is_up_to_today_and_thirty_days(query: dict[str, str], first: date, last: date) -> None:
    assert read_days(query, TODAY) == Days(first, last)


@pytest.mark.parametrize(
    "query",
    [
        {"first_day": "2026-03-19"},
        {"first_day": "18.3.2026"},
        {"last_day": "2026-02-30"},
        {"first_day": "1900-01-01"},
        {"last_day": "0001-01-01"},
        {"first_day": "9999-12-31", "last_day": "9999-12-31"},
    ],
)
def test_days_that_cannot_be_are_refused(query: dict[str, str]) -> None:
    with pytest.raises(BadDaysError):
        read_days(query, TODAY)


def test_days_without_questions_have_a_column() -> None:
    days = [DayCount(day=date(2026, 3, 17), answered=3, refused=2, withheld=1)]
    held = columns(days, Days(date(2026, 3, 16), TODAY))
    assert [(column.first.day, column.answered, column.refused, column.withheld) for column in held] == [
        (16, 0, 0, 0),
        (17, 3, 2, 1),
        (18, 0, 0, 0),
    ]
    assert held[1].n == 6


def test_weeks_begin_on_monday_and_within_the_period() -> None:
    days = [DayCount(day=date(2026, 1, day), answered=1, refused=0, withheld=0) for day in (3, 4, 5, 11)]
    period = Days(date(2026, 1, 2), date(2026, 4, 1))
    assert period.step is Step.WEEK
    held = columns(days, period)
    assert [(column.first, column.n) for column in held[:3]] == [
        (date(2026, 1, 2), 2),
        (date(2026, 1, 5), 2),
        (date(2026, 1, 12), 0),
    ]


def test_long_periods_are_in_months() -> None:
    period = Days(date(2024, 12, 31), date(2026, 3, 18))
    assert period.step is Step.MONTH
    held = columns([DayCount(day=date(2025, 1, 31), answered=0, refused=4, withheld=0)], period)
    assert [column.first for column in held[:2]] == [date(2024, 12, 31), date(2025, 1, 1)]
    assert (len(held), held[1].refused) == (16, 4)


def test_the_last_days_end_today() -> None:
    assert last_days(TODAY, 7) == Days(date(2026, 3, 12), TODAY)
    assert last_days(TODAY).step is Step.DAY
