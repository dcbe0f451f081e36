"""What askers say of answers."""

from sqlalchemy import insert, select, update

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
            add_text(connection, entry, (feedback.comment,), full_text=database.has_full_text)


def feedback_of(database: Database, entry_id: str) -> tuple[Feedback, ...]:
    """Return what was said of an entry, the earliest first."""
    query = select(FEEDBACK).join_from(FEEDBACK, ENTRIES).where(ENTRIES.c.entry_id == entry_id).order_by(FEEDBACK.c.id)
    with database.reading() as connection:
        return tuple(
            Feedback(entry_id=entry_id, kind=row.kind, comment=row.comment, given_at=moment_of(row.given_us))
            for row in connection.execute(query)
        )
