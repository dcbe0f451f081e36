"""What each reviewer says to a proposal, and what comes of it; within the caller's writing transaction."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ui.errors import NothingToDoError
from ui.journal.audit import Act, append
from ui.journal.clock import microseconds
from ui.journal.entries import entry_in
from ui.journal.records import Withholding
from ui.journal.schema import ENTRIES, PROPOSALS, SUPPRESSIONS, VOICES
from ui.journal.suppression import clear_answer, withhold_answer


def begin(
    connection: Connection,
    *,
    by: str,
    at: datetime,
    entry: int | None,
    suppression: int | None,
    keys: tuple[str, str],
) -> Row[Any]:
    """Begin a proposal, with which who makes it agrees: of an entry's number or a suppression's, the other is None."""
    proposal_id = uuid.uuid4().hex
    connection.execute(
        insert(PROPOSALS).values(
            proposal_id=proposal_id,
            entry=entry,
            suppression=suppression,
            question_key=keys[0],
            answer_key=keys[1],
            proposed_by=by,
            proposed_us=microseconds(at),
        )
    )
    held = found(connection, proposal_id)
    hear(connection, held, by=by, agrees=True, at=at)
    return held


def hear(connection: Connection, held: Row[Any], *, by: str, agrees: bool, at: datetime) -> bool:
    """Note what somebody says to a proposal; return whether they had not said so before."""
    own = (VOICES.c.proposal == held.proposal_id) & (VOICES.c.reviewer == by)
    said = connection.execute(select(VOICES.c.agrees).where(own)).scalar()
    if said is agrees:
        return False
    connection.execute(delete(VOICES).where(own))
    heard = {"proposal": held.proposal_id, "reviewer": by, "agrees": agrees, "said_us": microseconds(at)}
    connection.execute(insert(VOICES).values(heard))
    return True


def settled(connection: Connection, held: Row[Any], *, by: str, needed: int, at: datetime) -> Withholding | None:
    """Do what is proposed where enough agree, end it where nobody does any more; return how far its answer has come."""
    said = connection.execute(
        select(VOICES.c.reviewer, VOICES.c.agrees)
        .where(VOICES.c.proposal == held.proposal_id)
        .order_by(VOICES.c.said_us, VOICES.c.reviewer)
    ).all()
    agreeing = [reviewer for reviewer, agrees in said if agrees]
    is_disputed = len(agreeing) < len(said)
    is_showing = held.suppression is not None
    if not agreeing:
        end(connection, held)
        return Withholding.WITHHELD if is_showing else None
    is_enough = by in agreeing if needed == 1 else not is_disputed and len(agreeing) >= needed
    if is_enough:
        last = by if by in agreeing else agreeing[-1]  # the other takes back that they differed
        do(connection, held, by=last, at=at, agreed=[reviewer for reviewer in agreeing if reviewer != last])
        return None if is_showing else Withholding.WITHHELD
    one = PROPOSALS.c.proposal_id == held.proposal_id
    connection.execute(update(PROPOSALS).where(one).values(is_disputed=is_disputed))
    if is_showing:
        return Withholding.SHOW_DISPUTED if is_disputed else Withholding.SHOW_PROPOSED
    return Withholding.DISPUTED if is_disputed else Withholding.PROPOSED


def do(connection: Connection, held: Row[Any], *, by: str, at: datetime, agreed: Sequence[str] = ()) -> None:
    """Do what is proposed, which ends the proposal."""
    if held.suppression is not None:
        clear_answer(connection, held.suppression, by=by, at=at, agreed=agreed)
    else:
        withhold_answer(connection, entry_in(connection, _subject(connection, held)), by=by, at=at, agreed=agreed)
        end(connection, held)


def end(connection: Connection, held: Row[Any]) -> None:
    """End a proposal."""
    connection.execute(delete(PROPOSALS).where(PROPOSALS.c.proposal_id == held.proposal_id))


def found(connection: Connection, proposal_id: str) -> Row[Any]:
    """Return a proposal.

    Raises:
        NothingToDoError: there is none of that id; it may have been settled.
    """
    held = connection.execute(select(PROPOSALS).where(PROPOSALS.c.proposal_id == proposal_id)).first()
    if held is None:
        raise NothingToDoError(f"there is no proposal {proposal_id}; it may have been settled already")
    return held


def _subject(connection: Connection, held: Row[Any]) -> str:
    """Return the id of the entry that a proposal is of; of one to show again that by which it was withheld."""
    if held.suppression is not None:
        of_suppression = select(SUPPRESSIONS.c.entry_id).where(SUPPRESSIONS.c.id == held.suppression)
        return str(connection.execute(of_suppression).scalar_one())
    return str(connection.execute(select(ENTRIES.c.entry_id).where(ENTRIES.c.id == held.entry)).scalar_one())


def tell(connection: Connection, act: Act, held: Row[Any], *, by: str) -> None:
    """Tell the audit of what was said or done to a proposal."""
    aim = "withhold" if held.suppression is None else "show"
    append(connection, act, by=by, subject=_subject(connection, held), aim=aim)
