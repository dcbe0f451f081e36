"""Reviewers propose to withhold an answer, or to show it again: it is done once enough of them agree.

Where one differs it is disputed, and an admin decides (`decide`, or `withhold` and `clear` of `suppression.py`). A
proposal stands here until it is settled; what became of it is told by the audit.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from ui.errors import NothingToDoError
from ui.journal.alike import alike_ids
from ui.journal.audit import Act, append, lock_order
from ui.journal.database import Database
from ui.journal.entries import id_of
from ui.journal.records import Entry, Judgement, Withholding, now
from ui.journal.schema import PROPOSALS, REVIEWS, SUPPRESSIONS, VOICES
from ui.journal.suppression import active, answered_in, people, same_answer
from ui.journal.voices import begin, do, end, found, hear, settled, tell

AGREEING = 2  # who must agree, unless the setting says otherwise


def propose(
    database: Database, entry_id: str, *, by: str, needed: int = AGREEING, at: datetime | None = None
) -> Withholding | None:
    """Propose to withhold an entry's answer, or agree where that is proposed; return how far it has come.

    Args:
        database: the journal.
        entry_id: of the answer.
        by: the reviewer.
        needed: how many must agree; 1 where this one decides alone, whoever differs.
        at: when; now unless it is said.

    Raises:
        MissingEntryError: there is none of that id.
        NothingToDoError: it is a refusal and has no answer.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        lock_order(connection)
        entry = answered_in(connection, entry_id)
        return propose_answer(connection, entry, by=by, needed=needed, at=at or now())


def propose_answer(connection: Connection, entry: Entry, *, by: str, needed: int, at: datetime) -> Withholding | None:
    """Propose to withhold the answer of an entry, or agree where that is proposed; return how far it has come.

    Whoever has judged the answer otherwise differs.
    """
    if active(connection, entry) is not None:
        return Withholding.WITHHELD
    held = _of_answer(connection, entry)
    if held is None:
        number = id_of(connection, entry.entry_id)
        keys = entry.question_key, entry.answer_key
        held = begin(connection, by=by, at=at, entry=number, suppression=None, keys=keys)
        against = _judged_otherwise(connection, number, by)
        for reviewer in against:
            hear(connection, held, by=reviewer, agrees=False, at=at)
        append(connection, Act.PROPOSED, by=by, subject=entry.entry_id, **people("against", against))
    elif hear(connection, held, by=by, agrees=True, at=at):
        append(connection, Act.AGREED, by=by, subject=entry.entry_id, aim="withhold")
    return settled(connection, held, by=by, needed=needed, at=at)


def differ_from(connection: Connection, entry: Entry, *, by: str, needed: int, at: datetime) -> Withholding | None:
    """Differ from who proposed to withhold this very answer, if anybody did; return how far it has come then."""
    held = _of_answer(connection, entry)
    if held is None or held.answer_key != entry.answer_key:
        return None
    if hear(connection, held, by=by, agrees=False, at=at):
        append(connection, Act.DIFFERED, by=by, subject=entry.entry_id, aim="withhold")
    return settled(connection, held, by=by, needed=needed, at=at)


def propose_showing(
    database: Database, key: str, *, by: str, needed: int = AGREEING, at: datetime | None = None
) -> Withholding | None:
    """Propose to show again what is withheld under the key of a question, or agree where that is proposed.

    Return how far it has come; None where it is shown again.

    Raises:
        NothingToDoError: it is not withheld.
        JournalError: the journal cannot be written.
    """
    at = at or now()
    with database.writing() as connection:
        lock_order(connection)
        one = (SUPPRESSIONS.c.question_key == key) & SUPPRESSIONS.c.cleared_us.is_(None)
        row = connection.execute(select(SUPPRESSIONS).where(one).order_by(SUPPRESSIONS.c.id)).first()
        if row is None:
            raise NothingToDoError(f"no answer is withheld under the key {key}; it may have been cleared already")
        held = connection.execute(select(PROPOSALS).where(PROPOSALS.c.suppression == row.id)).first()
        if held is None:
            keys = row.question_key, row.answer_key
            held = begin(connection, by=by, at=at, entry=None, suppression=row.id, keys=keys)
            append(connection, Act.SHOWING_PROPOSED, by=by, subject=row.entry_id)
        elif hear(connection, held, by=by, agrees=True, at=at):
            append(connection, Act.AGREED, by=by, subject=row.entry_id, aim="show")
        return settled(connection, held, by=by, needed=needed, at=at)


def say(
    database: Database, proposal_id: str, *, by: str, agrees: bool, needed: int = AGREEING, at: datetime | None = None
) -> Withholding | None:
    """Agree with a proposal, or differ; return how far its answer has come, None where it is shown.

    Raises:
        NothingToDoError: there is no such proposal; it may have been settled.
        JournalError: the journal cannot be written.
    """
    at = at or now()
    with database.writing() as connection:
        lock_order(connection)
        held = found(connection, proposal_id)
        if hear(connection, held, by=by, agrees=agrees, at=at):
            tell(connection, Act.AGREED if agrees else Act.DIFFERED, held, by=by)
        return settled(connection, held, by=by, needed=needed, at=at)


def take_back(database: Database, proposal_id: str, *, by: str, needed: int = AGREEING) -> Withholding | None:
    """Take back what one said to a proposal, which ends with the last who agreed; return how far its answer has come.

    Raises:
        NothingToDoError: there is no such proposal, or the reviewer said nothing to it.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        lock_order(connection)
        held = found(connection, proposal_id)
        own = (VOICES.c.proposal == proposal_id) & (VOICES.c.reviewer == by)
        if connection.execute(delete(VOICES).where(own)).rowcount == 0:
            raise NothingToDoError(f"{by} has said nothing to the proposal {proposal_id}")
        tell(connection, Act.PROPOSAL_TAKEN_BACK, held, by=by)
        return settled(connection, held, by=by, needed=needed, at=now())


def decide(database: Database, proposal_id: str, *, by: str, accepts: bool, at: datetime | None = None) -> None:
    """Settle a proposal, as an admin decides: do what it proposes, or leave all as it is.

    Raises:
        NothingToDoError: there is no such proposal; it may have been settled.
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        lock_order(connection)
        held = found(connection, proposal_id)
        if accepts:
            do(connection, held, by=by, at=at or now())
        else:
            tell(connection, Act.DECLINED, held, by=by)
            end(connection, held)


def _of_answer(connection: Connection, entry: Entry) -> Row[Any] | None:
    """Return the proposal to withhold an entry's answer, of its own question first; None where there is none."""
    same = same_answer(PROPOSALS.c, entry.question_key, entry.answer_key)
    query = select(PROPOSALS).where(PROPOSALS.c.suppression.is_(None), same)
    is_other = PROPOSALS.c.answer_key != entry.answer_key
    return connection.execute(query.order_by(is_other, PROPOSALS.c.proposed_us, PROPOSALS.c.proposal_id)).first()


def _judged_otherwise(connection: Connection, number: int, by: str) -> list[str]:
    """Return the others whose last verdict on an entry, and those that are alike, is not that it is wrong."""
    same = REVIEWS.c.entry.in_(alike_ids(connection, number))
    rows = connection.execute(select(REVIEWS.c.reviewer, REVIEWS.c.judgement).where(same).order_by(REVIEWS.c.id))
    last = {reviewer: judgement for reviewer, judgement in rows if reviewer != by}
    return [reviewer for reviewer, judgement in last.items() if judgement != Judgement.WRONG]
