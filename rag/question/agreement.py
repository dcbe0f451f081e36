"""Whether units are of the time that is asked about: their years, and plan or result."""

from collections.abc import Sequence

from index.records import Status, Unit

LONGEST_PERIOD = 2  # years


def year_agreements(units: Sequence[Unit], asked: tuple[int, ...]) -> list[float]:
    """Return for each unit 1 when it is of an asked year, -1 when it is of others, 0 when nothing tells.

    A unit of a period of years, such as a five-year plan, tells nothing about one of them, but is of no other.
    """
    years = frozenset(asked)
    return [
        0.0
        if not years or not unit.years
        else -1.0
        if years.isdisjoint(unit.years)
        else 0.0
        if len(unit.years) > LONGEST_PERIOD
        else 1.0
        for unit in units
    ]


def span_agreements(units: Sequence[Unit], asked: tuple[int, ...]) -> list[float]:
    """Return for each unit 1 when it is of the years asked about together, -1 when of none of them, 0 in between.

    It is of them with most of these years and at most one more.
    """
    years = frozenset(asked)
    return [
        0.0
        if not unit.years
        else -1.0
        if years.isdisjoint(unit.years)
        else float(2 * len(years & set(unit.years)) > len(years) and len(set(unit.years) - years) <= 1)
        for unit in units
    ]


def status_agreements(units: Sequence[Unit], asked: Status) -> list[float]:
    """Return for each unit 1 when it is plan or result as asked, -1 when it is the other one, 0 when nothing tells."""
    if asked is Status.OTHER:
        return [0.0] * len(units)
    return [0.0 if unit.status is Status.OTHER else 1.0 if unit.status is asked else -1.0 for unit in units]
