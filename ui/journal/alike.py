"""Entries that are alike: the same question with the same outcome and text. They are one row, and have one verdict."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from ui.journal.schema import ASSIGNED, ENTRIES, REVIEWS

_SAME = ("question_key", "language", "outcome", "reason", "text")


def alike(one: Any, other: Any) -> ColumnElement[bool]:
    """Return whether two entries are alike; each is what has the columns, or a row."""
    return and_(*(getattr(one, name) == getattr(other, name) for name in _SAME))


def alike_ids(connection: Connection, number: int) -> Sequence[int]:
    """Return the numbers of the entries that are as one is, itself among them, the newest first."""
    other = ENTRIES.alias()
    query = select(ENTRIES.c.id).join(other, alike(ENTRIES.c, other.c)).where(other.c.id == number)
    return connection.execute(query.order_by(ENTRIES.c.id.desc())).scalars().all()


def hand_over(connection: Connection, first: int, last: int) -> None:
    """Give verdicts and assignments of a range of ids, which are to be removed, to others that are alike and stay."""
    for number in connection.execute(select(REVIEWS.c.entry).where(REVIEWS.c.entry.between(first, last)).distinct()):
        stays = [each for each in alike_ids(connection, number[0]) if not first <= each <= last]
        if stays:
            connection.execute(update(REVIEWS).where(REVIEWS.c.entry == number[0]).values(entry=stays[0]))
    given = select(ASSIGNED).where(ASSIGNED.c.entry.between(first, last))
    for assignment, number in connection.execute(given).all():
        same = alike_ids(connection, number)
        stays = [each for each in same if not first <= each <= last]
        has = select(ASSIGNED.c.entry).where(ASSIGNED.c.assignment == assignment, ASSIGNED.c.entry.in_(stays))
        if stays and connection.execute(has.limit(1)).first() is None:
            connection.execute(insert(ASSIGNED).values(assignment=assignment, entry=stays[0]))
