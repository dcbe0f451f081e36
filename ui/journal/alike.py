"""Entries that are alike: the same question with the same outcome and text. They are one row, and have one verdict.

What they have in common is their `kind`, a digest, and of each kind the newest `is_newest`. Both are kept as entries
come and go, so that the list and its count are read off an index.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, func, insert, not_, select, text, true, update

from ui.journal.schema import ASSIGNED, ENTRIES, PROPOSALS, REVIEWS

_LOCK = 7_305_226_004  # an advisory lock's number, beside those of migrate, audit and ui.staff.throttle
_CHARS = 32  # of 64 that SHA-256 has: 128 bits, so that two kinds in a journal are never taken for one


def kind_of(question_key: str, language: str, outcome: str, reason: str, text: str) -> str:
    """Return what entries that are alike have in common; `reason` is empty for an answer."""
    return sha256(json.dumps([question_key, language, outcome, reason, text]).encode()).hexdigest()[:_CHARS]


def alike(one: Any, other: Any) -> ColumnElement[bool]:
    """Return whether two entries are alike; each is what has the columns, or a row."""
    return and_(one.kind == other.kind)


def alike_ids(connection: Connection, number: int) -> Sequence[int]:
    """Return the numbers of the entries that are as one is, itself among them, the newest first."""
    other = ENTRIES.alias()
    query = select(ENTRIES.c.id).join(other, alike(ENTRIES.c, other.c)).where(other.c.id == number)
    return connection.execute(query.order_by(ENTRIES.c.id.desc())).scalars().all()


def lock_kinds(connection: Connection) -> None:
    """Keep other processes from adding and removing entries until the transaction ends; before any row is changed."""
    if connection.dialect.name == "postgresql":  # SQLite's writers wait for each other anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def make_room(connection: Connection, number: int, kind: str) -> bool:
    """Return whether an entry that is to be added is the newest of its kind; the one that was is so no more."""
    newest = connection.execute(select(func.max(ENTRIES.c.id)).where(ENTRIES.c.kind == kind)).scalar()
    if newest is not None and newest > number:
        return False
    # By its number: of two indexes that would do SQLite takes the one of all that are the newest.
    connection.execute(update(ENTRIES).where(ENTRIES.c.id == newest).values(is_newest=false()))
    return True


def take_in(connection: Connection) -> None:
    """Give a kind to entries without: a process of the version before wrote them while another began anew."""
    lock_kinds(connection)
    columns = (ENTRIES.c[name] for name in ("question_key", "language", "outcome", "reason", "text"))
    for number, *same in connection.execute(select(ENTRIES.c.id, *columns).where(ENTRIES.c.kind == "")).all():
        kind = kind_of(*same)
        values = {"kind": kind, "is_newest": make_room(connection, number, kind)}
        connection.execute(update(ENTRIES).where(ENTRIES.c.id == number).values(values))


def hand_over(connection: Connection, first: int, last: int) -> None:
    """Give what a range of ids, which are to be removed, have for their kind to others that are alike and stay.

    That is: verdicts, what is proposed of them, assignments, and the place in the list.
    """
    lock_kinds(connection)
    for number in connection.execute(select(REVIEWS.c.entry).where(REVIEWS.c.entry.between(first, last)).distinct()):
        stays = [each for each in alike_ids(connection, number[0]) if not first <= each <= last]
        if stays:
            connection.execute(update(REVIEWS).where(REVIEWS.c.entry == number[0]).values(entry=stays[0]))
    proposed = select(PROPOSALS.c.entry).where(PROPOSALS.c.entry.between(first, last)).distinct()
    for number in connection.execute(proposed).scalars().all():
        stays = [each for each in alike_ids(connection, number) if not first <= each <= last]
        if stays:
            connection.execute(update(PROPOSALS).where(PROPOSALS.c.entry == number).values(entry=stays[0]))
    given = select(ASSIGNED).where(ASSIGNED.c.entry.between(first, last))
    for assignment, number in connection.execute(given).all():
        same = alike_ids(connection, number)
        stays = [each for each in same if not first <= each <= last]
        has = select(ASSIGNED.c.entry).where(ASSIGNED.c.assignment == assignment, ASSIGNED.c.entry.in_(stays))
        if stays and connection.execute(has.limit(1)).first() is None:
            connection.execute(insert(ASSIGNED).values(assignment=assignment, entry=stays[0]))
    listed = select(ENTRIES.c.kind).where(ENTRIES.c.id.between(first, last), ENTRIES.c.is_newest)
    staying = select(func.max(ENTRIES.c.id)).where(ENTRIES.c.kind.in_(listed), not_(ENTRIES.c.id.between(first, last)))
    newest = connection.execute(staying.group_by(ENTRIES.c.kind)).scalars().all()
    connection.execute(update(ENTRIES).where(ENTRIES.c.id.in_(newest)).values(is_newest=true()))
