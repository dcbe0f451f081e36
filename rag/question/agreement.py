"""Whether a unit is of the time that is asked about: its years, and plan or result."""

from index.records import Status, Unit

LONGEST_PERIOD = 2  # years


def year_agreement(unit: Unit, asked: tuple[int, ...]) -> float:
    """Return 1 when a unit is of an asked year, -1 when it is of others, 0 when nothing tells.

    A unit of a period of years, such as a five-year plan, tells nothing about one of them.
    """
    if not asked or not unit.years or len(unit.years) > LONGEST_PERIOD:
        return 0.0
    return 1.0 if set(unit.years) & set(asked) else -1.0


def status_agreement(unit: Unit, asked: Status) -> float:
    """Return 1 when a unit is a plan or a result as asked, -1 when it is the other one, 0 when nothing tells."""
    if Status.OTHER in (asked, unit.status):
        return 0.0
    return 1.0 if unit.status is asked else -1.0
