"""Who is to judge what: answers given to a reviewer, one or a set, as far as they have come with them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import NonNegativeInt, PositiveInt
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from index.records import Frozen
from ui.errors import NothingToDoError
from ui.journal.alike import alike
from ui.journal.audit import Act, append
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.entries import id_of
from ui.journal.records import Moment, Name, now
from ui.journal.schema import ASSIGNED, ASSIGNMENTS, ENTRIES, REVIEWS

MOST_AT_ONCE = 500  # answers: more than anybody judges in a week


class Assignment(Frozen):
    """A set of answers that somebody is to judge; what is alike counts once."""

    number: PositiveInt
    assignee: Name
    assigned_by: Name
    assigned_at: Moment
    scope: Mapping[str, str]  # the filters it was chosen by, without the words that were searched; empty: one by one
    n: NonNegativeInt
    n_judged: NonNegativeInt  # by the assignee


def assign(
    database: Database,
    entry_ids: Sequence[str],
    *,
    to: str,
    by: str,
    scope: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> int:
    """Give answers to a reviewer, and return how many those are; what the reviewer has or has judged is left out.

    Args:
        database: the journal.
        entry_ids: what is to be judged, at most MOST_AT_ONCE; of what is alike one is enough.
        to: the reviewer.
        by: who gives it.
        scope: the filters that it was chosen by; never an asker's words.
        at: when; now unless told.

    Raises:
        NothingToDoError: nothing is left to give.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        wanted = select(ENTRIES.c.id).where(
            ENTRIES.c.entry_id.in_(entry_ids[:MOST_AT_ONCE]), ~assigned_to(ENTRIES.c, to), ~judged_by(ENTRIES.c, to)
        )
        numbers = connection.execute(wanted.order_by(ENTRIES.c.id)).scalars().all()
        if not numbers:
            raise NothingToDoError(f"there is nothing to give to {to!r} that is not given or judged already")
        given = {
            "assignee": to,
            "assigned_by": by,
            "assigned_us": microseconds(at or now()),
            "scope": json.dumps(dict(scope or {}), ensure_ascii=False),
        }
        key = connection.execute(insert(ASSIGNMENTS).values(given)).inserted_primary_key
        connection.execute(
            insert(ASSIGNED), [{"assignment": key[0] if key else 0, "entry": number} for number in numbers]
        )
        append(connection, Act.ASSIGNED, by=by, subject=to, n=len(numbers), **(scope or {}))
    return len(numbers)


def take_back(database: Database, number: int, *, by: str) -> None:
    """Take a set of answers back; verdicts that were given stay.

    Raises:
        NothingToDoError: there is no such set; it may have been taken back.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        row = connection.execute(select(ASSIGNMENTS.c.assignee).where(ASSIGNMENTS.c.id == number)).first()
        if row is None:
            raise NothingToDoError(f"there is no assignment {number}; it may have been taken back already")
        connection.execute(delete(ASSIGNMENTS).where(ASSIGNMENTS.c.id == number))
        append(connection, Act.TAKEN_BACK, by=by, subject=row.assignee)


def assignments(database: Database, *, of: str = "") -> tuple[Assignment, ...]:
    """Return the sets that were given and have answers left, the latest first; with `of` one reviewer's only.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = select(ASSIGNMENTS).order_by(ASSIGNMENTS.c.id.desc())
    if of:
        query = query.where(ASSIGNMENTS.c.assignee == of)
    with database.reading() as connection:
        counts = _counts(connection)
        return tuple(
            Assignment(
                number=row.id,
                assignee=row.assignee,
                assigned_by=row.assigned_by,
                assigned_at=moment_of(row.assigned_us),
                scope=json.loads(row.scope),
                n=counts[row.id][0],
                n_judged=counts[row.id][1],
            )
            for row in connection.execute(query)
            if row.id in counts
        )


def assignees_of(database: Database, numbers: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Return who is to judge each entry (`Listed.cursor`), by name; entries that nobody was given are left out.

    Raises:
        JournalError: the journal cannot be read.
    """
    given = ENTRIES.alias()
    query = (
        select(ENTRIES.c.id, ASSIGNMENTS.c.assignee)
        .join(given, alike(ENTRIES.c, given.c))
        .join(ASSIGNED, ASSIGNED.c.entry == given.c.id)
        .join(ASSIGNMENTS, ASSIGNMENTS.c.id == ASSIGNED.c.assignment)
        .where(ENTRIES.c.id.in_(numbers))
        .order_by(ASSIGNMENTS.c.assignee)
        .distinct()
    )
    found: dict[int, tuple[str, ...]] = {}
    with database.reading() as connection:
        for number, assignee in connection.execute(query):
            found[number] = (*found.get(number, ()), assignee)
    return found


def assignees_of_entry(database: Database, entry_id: str) -> tuple[str, ...]:
    """Return who is to judge an entry, by name.

    Raises:
        MissingEntryError: there is no such entry.
        JournalError: the journal cannot be read.
    """
    with database.reading() as connection:
        number = id_of(connection, entry_id)
    return assignees_of(database, [number]).get(number, ())


def assigned_to(of: Any, assignee: str) -> ColumnElement[bool]:
    """Return whether an entry, or one that is alike, was given to somebody."""
    given = ENTRIES.alias()
    query = select(given.c.id).join(ASSIGNED, ASSIGNED.c.entry == given.c.id)
    query = query.join(ASSIGNMENTS, ASSIGNMENTS.c.id == ASSIGNED.c.assignment)
    return query.where(alike(given.c, of), ASSIGNMENTS.c.assignee == assignee).exists()


def judged_by(of: Any, reviewer: str) -> ColumnElement[bool]:
    """Return whether somebody has judged an entry: a verdict stands with one of those that are alike."""
    judged = ENTRIES.alias()
    query = select(judged.c.id).join(REVIEWS, REVIEWS.c.entry == judged.c.id)
    return query.where(alike(judged.c, of), REVIEWS.c.reviewer == reviewer).exists()


def _counts(connection: Connection) -> dict[int, tuple[int, int]]:
    """Return of each set how many answers it has and how many of them the assignee has judged."""
    given, judged = ENTRIES.alias(), ENTRIES.alias()
    is_judged = (
        select(REVIEWS.c.id)
        .join(judged, REVIEWS.c.entry == judged.c.id)
        .where(alike(judged.c, given.c), REVIEWS.c.reviewer == ASSIGNMENTS.c.assignee)
        .exists()
    )
    query = (
        select(ASSIGNED.c.assignment, is_judged.label("is_judged"), func.count())
        .join(ASSIGNMENTS, ASSIGNMENTS.c.id == ASSIGNED.c.assignment)
        .join(given, given.c.id == ASSIGNED.c.entry)
        .group_by(ASSIGNED.c.assignment, is_judged)
    )
    found: dict[int, tuple[int, int]] = {}
    for number, done, n in connection.execute(query):
        total, n_judged = found.get(number, (0, 0))
        found[number] = (total + n, n_judged + n * bool(done))
    return found
