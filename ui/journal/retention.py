"""Entries are removed when their time is over, with all that belongs to them, at the start and once a day.

So are the files of damaged journals that were set aside.
"""

import logging
import threading
from collections import Counter
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import Connection, delete, insert, select, text, update

from ui.errors import JournalError
from ui.journal.alike import hand_over, take_in
from ui.journal.aside import remove_aside
from ui.journal.clock import LOCAL, asked_at, first_id, microseconds
from ui.journal.database import Database
from ui.journal.full_text import remove_text
from ui.journal.records import now
from ui.journal.schema import ENTRIES, JUDGED, REVIEWS, SUPPRESSIONS

_log = logging.getLogger(__name__)
_BATCH = 500  # entries removed in one transaction: nobody who writes waits long
_DAY_SECONDS = 86_400.0


def purge(database: Database, *, days: int, at: datetime | None = None) -> int:
    """Remove the entries older than so many days, and return how many they were.

    Their evidence, feedback and reviews go with them, and suppressions cleared before that. What stays: how many
    answers of a month and language were judged how, and what is still withheld (its question, masked, is needed).

    Raises:
        JournalError: the journal cannot be written; what was removed until then stays removed.
    """
    oldest = (at or now()) - timedelta(days=days)
    end = first_id(oldest)
    removed = 0
    with database.writing() as connection:
        take_in(connection)
    while True:
        with database.writing() as connection:
            old = select(ENTRIES.c.id).where(ENTRIES.c.id < end).order_by(ENTRIES.c.id).limit(_BATCH)
            ids = connection.execute(old).scalars().all()
            if not ids:
                cleared = SUPPRESSIONS.c.cleared_us < microseconds(oldest)
                connection.execute(delete(SUPPRESSIONS).where(cleared))
                break
            hand_over(connection, ids[0], ids[-1])
            count_judged(connection, ids[0], ids[-1])
            if database.has_full_text:
                remove_text(connection, ids[0], ids[-1])
            connection.execute(delete(ENTRIES).where(ENTRIES.c.id.between(ids[0], ids[-1])))
            removed += len(ids)
    if removed and database.has_full_text:
        forget_removed(database)
    return removed


class Daily:
    """Removes old entries now and then once a day, in a thread of its own, until stopped; failures are logged."""

    def __init__(self, database: Database, *, days: int, every_seconds: float = _DAY_SECONDS) -> None:
        self._database, self._days, self._every_seconds = database, days, every_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="journal-retention", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Stop, when what is being removed is removed."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                removed = purge(self._database, days=self._days)
                if removed:
                    _log.info("removed %d entries older than %d days", removed, self._days)
                if self._database.file:
                    remove_aside(self._database.file, days=self._days, at=now())
            except (JournalError, OSError) as error:
                _log.error("old entries could not be removed; tried again in %d s: %s", self._every_seconds, error)
            if self._stopped.wait(self._every_seconds):
                return


def count_judged(connection: Connection, first: int, last: int) -> None:
    """Add the reviewers' last judgements on entries of a range of ids to the counts that stay."""
    rows = connection.execute(
        select(REVIEWS.c.entry, REVIEWS.c.reviewer, REVIEWS.c.judgement, ENTRIES.c.language)
        .join_from(REVIEWS, ENTRIES)
        .where(REVIEWS.c.entry.between(first, last))
        .order_by(REVIEWS.c.id)
    )
    counted = {(row.entry, row.reviewer): (row.language, row.judgement) for row in rows}
    counts = Counter(
        (f"{asked_at(entry).astimezone(LOCAL):%Y-%m}", language, judgement)
        for (entry, _), (language, judgement) in counted.items()
    )
    for (month, language, judgement), n in counts.items():
        key = (JUDGED.c.month == month) & (JUDGED.c.language == language) & (JUDGED.c.judgement == judgement)
        if connection.execute(update(JUDGED).where(key).values(n=JUDGED.c.n + n)).rowcount == 0:
            connection.execute(insert(JUDGED).values(month=month, language=language, judgement=judgement, n=n))


def forget_removed(database: Database) -> bool:
    """Let the files forget what was removed, and return whether they have: not while somebody reads.

    The full-text index keeps removed terms until it is merged, the log until it is emptied.
    """
    with database.writing() as connection:
        connection.execute(text("INSERT INTO full_text(full_text) VALUES('optimize')"))
    return database.empty_log()
