"""Answers judged wrong are withheld for the same question until somebody clears them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from ui.errors import MissingEntryError, NothingToDoError
from ui.journal.audit import Act, append, lock_order
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.records import Outcome, Suppression, now
from ui.journal.schema import ENTRIES, SUPPRESSIONS


def is_withheld(database: Database, key: str) -> bool:
    """Return whether answers to the question of a key (`Entry.question_key`) are withheld.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = select(SUPPRESSIONS.c.id).where(SUPPRESSIONS.c.question_key == key, SUPPRESSIONS.c.cleared_us.is_(None))
    with database.reading() as connection:
        return connection.execute(query.limit(1)).first() is not None


def withhold(database: Database, entry_id: str, *, by: str, at: datetime | None = None) -> None:
    """Withhold an entry's answer for the same question; nothing changes when it is withheld already.

    Raises:
        MissingEntryError: there is none of that id.
        NothingToDoError: it is a refusal and has no answer.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        row = connection.execute(select(ENTRIES).where(ENTRIES.c.entry_id == entry_id)).first()
        if row is None:
            raise MissingEntryError("the journal has no such entry; it may have been removed after its time")
        if row.outcome == Outcome.REFUSED:
            raise NothingToDoError(f"entry {entry_id} is a refusal: it has no answer to withhold")
        withhold_answer(connection, row, by=by, at=at or now())


def withhold_answer(connection: Connection, row: Row[Any], *, by: str, at: datetime) -> None:
    """Withhold the answer of a row of `entries`."""
    active = select(SUPPRESSIONS.c.id).where(
        SUPPRESSIONS.c.question_key == row.question_key, SUPPRESSIONS.c.cleared_us.is_(None)
    )
    if connection.execute(active).first() is None:
        connection.execute(
            insert(SUPPRESSIONS).values(
                question_key=row.question_key,
                entry_id=row.entry_id,
                question=row.question,
                withheld_by=by,
                withheld_us=microseconds(at),
            )
        )
        append(connection, Act.WITHHELD, by=by, subject=row.entry_id)


def clear(database: Database, key: str, *, by: str, at: datetime | None = None) -> None:
    """Let the answers to the question of a key be shown again.

    Raises:
        NothingToDoError: they are not withheld.
        JournalError: the journal cannot be written.
    """
    active = (SUPPRESSIONS.c.question_key == key) & SUPPRESSIONS.c.cleared_us.is_(None)
    with database.writing() as connection:
        lock_order(connection)  # of two who clear it at once one finds it done
        entry_ids = connection.execute(select(SUPPRESSIONS.c.entry_id).where(active)).scalars().all()
        if not entry_ids:
            raise NothingToDoError(f"no answer is withheld under the key {key}; it may have been cleared already")
        cleared = update(SUPPRESSIONS).where(active).values(cleared_by=by, cleared_us=microseconds(at or now()))
        connection.execute(cleared)
        for entry_id in entry_ids:  # not the key: whoever can guess a question could find it by that
            append(connection, Act.SHOWN_AGAIN, by=by, subject=entry_id)


def suppressions(database: Database, *, with_cleared: bool = False) -> tuple[Suppression, ...]:
    """Return what is withheld, the latest first, and with `with_cleared` also what was.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = select(SUPPRESSIONS).order_by(SUPPRESSIONS.c.id.desc())
    if not with_cleared:
        query = query.where(SUPPRESSIONS.c.cleared_us.is_(None))
    with database.reading() as connection:
        return tuple(
            Suppression(
                key=row.question_key,
                entry_id=row.entry_id,
                question=row.question,
                withheld_by=row.withheld_by,
                withheld_at=moment_of(row.withheld_us),
                cleared_by=row.cleared_by,
                cleared_at=None if row.cleared_us is None else moment_of(row.cleared_us),
            )
            for row in connection.execute(query)
        )
