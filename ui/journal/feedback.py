"""What askers say of answers."""

from contextlib import suppress
from functools import partial

from sqlalchemy import Connection, insert, select, update

from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.entries import id_of
from ui.journal.full_text import add_text
from ui.journal.records import Feedback
from ui.journal.schema import ENTRIES, FEEDBACK


def give_feedback(database: Database, feedback: Feedback) -> None:
    """Keep an asker's word; the latest one is what its entry is filtered and counted by.

    Raises:
        JournalError: there is no such entry, or the journal cannot be written.
    """
    with database.writing() as connection:
        _insert(connection, feedback, full_text=database.has_full_text)


def give_feedback_behind(database: Database, feedback: Feedback, *, wait_seconds: float) -> None:
    """Keep an asker's word after all that was put before, the answer it is about among it; see `record_behind`.

    The wait is for what can be said at once. What takes longer is kept, or counted as lost, all the same.

    Raises:
        JournalError: there is no such entry, the journal cannot keep it, or too many wait already.
    """
    done = database.writer.put(partial(_insert, feedback=feedback, full_text=database.has_full_text))
    with suppress(TimeoutError):
        done.result(wait_seconds)


def _insert(connection: Connection, feedback: Feedback, *, full_text: bool) -> None:
    entry = id_of(connection, feedback.entry_id)
    connection.execute(
        insert(FEEDBACK).values(
            entry=entry,
            kind=feedback.kind,
            comment=feedback.comment,
            given_us=microseconds(feedback.given_at),
        )
    )
    connection.execute(update(ENTRIES).where(ENTRIES.c.id == entry).values(feedback=feedback.kind))
    if feedback.comment:
        add_text(connection, entry, (feedback.comment,), full_text=full_text)


def feedback_of(database: Database, entry_id: str) -> tuple[Feedback, ...]:
    """Return what was said of an entry, the earliest first."""
    query = select(FEEDBACK).join_from(FEEDBACK, ENTRIES).where(ENTRIES.c.entry_id == entry_id).order_by(FEEDBACK.c.id)
    with database.reading() as connection:
        return tuple(
            Feedback(entry_id=entry_id, kind=row.kind, comment=row.comment, given_at=moment_of(row.given_us))
            for row in connection.execute(query)
        )
