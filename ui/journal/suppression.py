"""Answers judged wrong are withheld, for the same question and where the same is answered to another, until cleared."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from ui.errors import NothingToDoError
from ui.journal.audit import Act, append, lock_order
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.entries import entry_in
from ui.journal.records import Entry, Outcome, Suppression, now
from ui.journal.schema import PROPOSALS, SUPPRESSIONS


def is_withheld(database: Database, key: str, answer_key: str = "") -> bool:
    """Return whether the answer of a key (`Entry.answer_key`) is withheld, or all to the question of a key are.

    Raises:
        JournalError: the journal cannot be read.
    """
    with database.reading() as connection:
        return (
            connection.execute(select(SUPPRESSIONS.c.id).where(_in_force(key, answer_key)).limit(1)).first() is not None
        )


def withhold(database: Database, entry_id: str, *, by: str, at: datetime | None = None) -> None:
    """Withhold an entry's answer, as an admin decides; nothing changes when it is withheld already.

    Raises:
        MissingEntryError: there is none of that id.
        NothingToDoError: it is a refusal and has no answer.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        lock_order(connection)
        withhold_answer(connection, answered_in(connection, entry_id), by=by, at=at or now())


def answered_in(connection: Connection, entry_id: str) -> Entry:
    """Return an entry that has an answer.

    Raises:
        MissingEntryError: there is none of that id.
        NothingToDoError: it is a refusal.
    """
    entry = entry_in(connection, entry_id)
    if entry.outcome is Outcome.REFUSED:
        raise NothingToDoError(f"entry {entry_id} is a refusal: it has no answer to withhold")
    return entry


def active(connection: Connection, entry: Entry) -> int | None:
    """Return the number of what withholds an entry's answer; None where nothing does."""
    query = select(SUPPRESSIONS.c.id).where(_in_force(entry.question_key, entry.answer_key))
    return connection.execute(query.order_by(SUPPRESSIONS.c.id).limit(1)).scalar()


def withhold_answer(connection: Connection, entry: Entry, *, by: str, at: datetime, agreed: Sequence[str] = ()) -> None:
    """Withhold the answer of an entry, and end what was proposed of it; `agreed` are those who had said so before."""
    if active(connection, entry) is None:
        connection.execute(
            insert(SUPPRESSIONS).values(
                question_key=entry.question_key,
                answer_key=entry.answer_key,
                entry_id=entry.entry_id,
                question=entry.question,
                withheld_by=by,
                agreed=json.dumps(list(agreed), ensure_ascii=False),
                withheld_us=microseconds(at),
            )
        )
        append(connection, Act.WITHHELD, by=by, subject=entry.entry_id, **people("agreed", agreed))
    same = same_answer(PROPOSALS.c, entry.question_key, entry.answer_key)
    connection.execute(delete(PROPOSALS).where(PROPOSALS.c.suppression.is_(None), same))


def clear(database: Database, key: str, *, by: str, at: datetime | None = None) -> None:
    """Let the answers that are withheld under the key of a question be shown again, as an admin decides.

    Raises:
        NothingToDoError: they are not withheld.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        lock_order(connection)  # of two who clear it at once one finds it done
        found = (SUPPRESSIONS.c.question_key == key) & SUPPRESSIONS.c.cleared_us.is_(None)
        numbers = connection.execute(select(SUPPRESSIONS.c.id).where(found)).scalars().all()
        if not numbers:
            raise NothingToDoError(f"no answer is withheld under the key {key}; it may have been cleared already")
        for number in numbers:
            clear_answer(connection, number, by=by, at=at or now())


def clear_answer(connection: Connection, number: int, *, by: str, at: datetime, agreed: Sequence[str] = ()) -> None:
    """Let what a row of `suppressions` withholds be shown again, and end what was proposed of it."""
    one = SUPPRESSIONS.c.id == number
    entry_id = connection.execute(select(SUPPRESSIONS.c.entry_id).where(one)).scalar_one()
    connection.execute(update(SUPPRESSIONS).where(one).values(cleared_by=by, cleared_us=microseconds(at)))
    connection.execute(delete(PROPOSALS).where(PROPOSALS.c.suppression == number))
    # Not the key: whoever can guess a question could find it by that.
    append(connection, Act.SHOWN_AGAIN, by=by, subject=entry_id, **people("agreed", agreed))


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
                answer_key=row.answer_key,
                entry_id=row.entry_id,
                question=row.question,
                withheld_by=row.withheld_by,
                agreed=tuple(json.loads(row.agreed)),
                withheld_at=moment_of(row.withheld_us),
                cleared_by=row.cleared_by,
                cleared_at=None if row.cleared_us is None else moment_of(row.cleared_us),
            )
            for row in connection.execute(query)
        )


def same_answer(of: object, key: str, answer_key: str) -> ColumnElement[bool]:
    """Return whether what has the columns is of the same question, or of the same answer."""
    of_question: ColumnElement[bool] = of.question_key == key  # type: ignore[attr-defined]
    return or_(of_question, of.answer_key == answer_key) if answer_key else of_question  # type: ignore[attr-defined]


def people(name: str, names: Sequence[str]) -> dict[str, str]:
    """Return what the audit is told of some people; nothing where there are none."""
    return {name: "、".join(names)} if names else {}


def _in_force(key: str, answer_key: str) -> ColumnElement[bool]:
    return and_(SUPPRESSIONS.c.cleared_us.is_(None), same_answer(SUPPRESSIONS.c, key, answer_key))
