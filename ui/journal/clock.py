"""Moments as the tables hold them, and days as people here count them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from random import randrange

# Shenzhen's time, without summer time since 1991.
LOCAL = timezone(timedelta(hours=8), "UTC+08:00")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PER_MICROSECOND = 1000  # ids
_US_PER_DAY = 86_400_000_000


def microseconds(moment: datetime) -> int:
    """Return a moment in microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment_of(us: int) -> datetime:
    """Return the moment of microseconds since 1970, in UTC."""
    return _EPOCH + timedelta(microseconds=us)


def first_id(moment: datetime) -> int:
    """Return the lowest id of entries asked at or after a moment."""
    return microseconds(moment) * _PER_MICROSECOND


def new_id(moment: datetime) -> int:
    """Return an id for an entry asked at a moment; drawn again, it is another one."""
    return first_id(moment) + randrange(_PER_MICROSECOND)  # noqa: S311 - tells apart, hides nothing


def asked_at(entry: int) -> datetime:
    """Return when the entry of an id was asked."""
    return moment_of(entry // _PER_MICROSECOND)


def start_of(day: date) -> datetime:
    """Return the moment a day begins here."""
    return datetime.combine(day, time(), LOCAL)


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)


IDS_PER_DAY = _US_PER_DAY * _PER_MICROSECOND
LOCAL_SHIFT = 8 * 3_600_000_000 * _PER_MICROSECOND  # ids; added to one, its day here is the quotient by IDS_PER_DAY


def local_day(number: int) -> date:
    """Return the day of that number since 1970."""
    return date(1970, 1, 1) + timedelta(days=number)
