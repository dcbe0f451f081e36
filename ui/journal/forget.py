"""A visitor's records are removed on request, with every copy of them: what would go is looked at first."""

import json
import time
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, Row, delete, func, or_, select, update

from index.records import Frozen
from ui.errors import JournalError, MissingEntryError
from ui.journal.alike import hand_over
from ui.journal.audit import Act, append
from ui.journal.case import case_id
from ui.journal.clock import LOCAL, asked_at, first_id
from ui.journal.database import Database
from ui.journal.full_text import Query, holding, remove_text
from ui.journal.inbox import has_case, remove_cases
from ui.journal.records import Moment
from ui.journal.retention import count_judged, forget_removed
from ui.journal.schema import ENTRIES, FEEDBACK, REVIEWS, SUPPRESSIONS

SHORTEST_ID = 8  # characters of an entry's id that the page shows below an answer
NO_QUESTION = "—"  # stands where a withheld answer's question was
_EMPTIED_SECONDS = 5.0  # the files are tried to be emptied for so long while somebody reads
_BATCH = 500


class Request(Frozen):
    """Which entries: all that agree with everything given."""

    ids: tuple[str, ...] = Field(default=(), description="of entries, or their first eight characters or more")
    with_conversations: bool = Field(default=False, description="and all other entries of their conversations")
    words: str = Field(
        default="", max_length=200, description="that stand in an entry, as the staff's search finds them"
    )
    since: Moment | None = None
    until: Moment | None = None


class Forgettable(Frozen):
    """An entry that would be removed, and what would go with it."""

    entry_id: str
    asked_at: Moment
    question: str
    n_feedback: int
    n_reviews: int
    is_withheld: bool
    has_case: bool


def to_forget(database: Database, inbox: Path, request: Request) -> tuple[Forgettable, ...]:
    """Return what a request would remove, the earliest first.

    Among them are the later entries of a conversation that hold one of the questions in their history.

    Raises:
        MissingEntryError: no entry has one of the ids, or several begin with it.
        JournalError: nothing is asked for, or journal or inbox cannot be read.
    """
    if not any((request.ids, request.words.strip(), request.since, request.until)):
        raise JournalError("say which entries: ids, words, or a time")
    with database.reading() as connection:
        rows = _chosen(connection, request, full_text=database.has_full_text)
        return tuple(_described(connection, row, inbox) for row in rows)


def forget(database: Database, inbox: Path, entry_ids: Sequence[str], *, by: str) -> bool:
    """Remove entries with all that is theirs, and return whether their bytes are gone from the files.

    The audit is told the id of each in the same transaction. An answer that is withheld stays withheld, without its
    question. The bytes stay in SQLite's log while somebody reads; PostgreSQL overwrites them in its own time (VACUUM).

    Raises:
        JournalError: journal or inbox cannot be written; run again, what was removed until then stays removed.
    """
    remove_cases(inbox, {case_id(entry_id) for entry_id in entry_ids})
    for at in range(0, len(entry_ids), _BATCH):
        batch = entry_ids[at : at + _BATCH]
        with database.writing() as connection:
            query = select(ENTRIES.c.id, ENTRIES.c.entry_id).where(ENTRIES.c.entry_id.in_(batch)).order_by(ENTRIES.c.id)
            removed = connection.execute(query).all()
            for number, _ in removed:
                hand_over(connection, number, number)
                count_judged(connection, number, number)
                if database.has_full_text:
                    remove_text(connection, number, number)
                connection.execute(delete(ENTRIES).where(ENTRIES.c.id == number))
            withheld = SUPPRESSIONS.c.entry_id.in_(batch)
            connection.execute(delete(SUPPRESSIONS).where(withheld, SUPPRESSIONS.c.cleared_us.is_not(None)))
            connection.execute(update(SUPPRESSIONS).where(withheld).values(question=NO_QUESTION))
            for _, entry_id in removed:
                append(connection, Act.DELETED, by=by, subject=entry_id)
    if not database.has_full_text:
        return False
    until = time.monotonic() + _EMPTIED_SECONDS
    while not (is_emptied := forget_removed(database)) and time.monotonic() < until:
        time.sleep(0.1)
    return is_emptied


def _chosen(connection: Connection, request: Request, *, full_text: bool) -> list[Row[Any]]:
    query: Query = select(ENTRIES)
    if request.ids:
        ids = {_whole_id(connection, text) for text in request.ids}
        of_ids: ColumnElement[bool] = ENTRIES.c.entry_id.in_(ids)
        if request.with_conversations:
            conversations = select(ENTRIES.c.conversation_id).where(of_ids)
            of_ids = or_(of_ids, ENTRIES.c.conversation_id.in_(conversations))
        query = query.where(of_ids)
    if request.since:
        query = query.where(ENTRIES.c.id >= first_id(request.since))
    if request.until:
        query = query.where(ENTRIES.c.id < first_id(request.until))
    if request.words.strip():
        query = query.where(holding(ENTRIES.c.id, request.words, full_text=full_text))
    found = {row.id: row for row in connection.execute(query)}
    for row in list(found.values()):
        found |= {other.id: other for other in _repeating(connection, row)}
    return [found[number] for number in sorted(found)]


def _repeating(connection: Connection, row: Row[Any]) -> list[Row[Any]]:
    """Return the later entries of the same conversation that hold the question of a row in their history."""
    later = select(ENTRIES).where(ENTRIES.c.conversation_id == row.conversation_id, ENTRIES.c.id > row.id)
    return [other for other in connection.execute(later) if row.question in json.loads(other.history)]


def _whole_id(connection: Connection, text: str) -> str:
    begun = text.strip().lower()
    if len(begun) < SHORTEST_ID or not begun.isalnum():
        raise MissingEntryError(f"an id has {SHORTEST_ID} characters or more, found {text!r}")
    query = select(ENTRIES.c.entry_id).where(ENTRIES.c.entry_id.startswith(begun, autoescape=True))
    found = connection.execute(query.limit(2)).scalars().all()
    if len(found) != 1:
        what = "no entry that begins" if not found else "several entries that begin: give more characters; they begin"
        raise MissingEntryError(f"the journal has {what} with {begun!r}")
    return str(found[0])


def _described(connection: Connection, row: Row[Any], inbox: Path) -> Forgettable:
    def count(table: Any) -> int:
        return int(connection.execute(select(func.count()).where(table.c.entry == row.id)).scalar_one())

    withheld = select(SUPPRESSIONS.c.id).where(
        SUPPRESSIONS.c.entry_id == row.entry_id, SUPPRESSIONS.c.cleared_us.is_(None)
    )
    return Forgettable(
        entry_id=row.entry_id,
        asked_at=asked_at(row.id),
        question=row.question,
        n_feedback=count(FEEDBACK),
        n_reviews=count(REVIEWS),
        is_withheld=connection.execute(withheld).first() is not None,
        has_case=has_case(inbox, case_id(row.entry_id)),
    )


def as_lines(entries: Collection[Forgettable]) -> list[str]:
    """Return what would be removed as lines to read: id, time, what goes with it, question."""
    lines = []
    for entry in entries:
        more = [f"{entry.n_feedback} feedback"] * bool(entry.n_feedback)
        more += [f"{entry.n_reviews} reviews"] * bool(entry.n_reviews)
        more += [f"case {case_id(entry.entry_id)} in the inbox"] * entry.has_case
        more += ["withheld: stays so, without its question"] * entry.is_withheld
        lines.append(f"{entry.entry_id}  {entry.asked_at:%Y-%m-%d %H:%M} UTC  {entry.question}")
        lines += [f"  with {', '.join(more)}"] * bool(more)
    return lines


def moment(text: str) -> datetime:
    """Return a moment as a command is given it: 2025-06-30 or 2025-06-30T14:05, Shenzhen's time unless it says.

    Raises:
        ValueError: it is none.
    """
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=LOCAL)
