"""Where answers stand on the way to being withheld, or to being shown again: of an entry, of a list, of all."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from index.records import Frozen
from ui.journal.clock import moment_of
from ui.journal.database import Database
from ui.journal.records import Entry, Moment, Name, Outcome, Suppression, Withholding
from ui.journal.schema import ENTRIES, PROPOSALS, SUPPRESSIONS, VOICES
from ui.journal.suppression import suppressions

_LEAST_FIRST = (  # what is said of an entry of which several are true is the last
    Withholding.PROPOSED,
    Withholding.DISPUTED,
    Withholding.WITHHELD,
    Withholding.SHOW_PROPOSED,
    Withholding.SHOW_DISPUTED,
)


class Proposal(Frozen):
    """What reviewers propose of an answer, and is not settled; `agree` and `differ` in the order they said so."""

    proposal_id: str
    entry_id: str = Field(description="of the answer; of one that is withheld that by which it was")
    question: str
    key: str = Field(description="of its question")
    answer_key: str
    state: Withholding
    proposed_by: Name
    proposed_at: Moment
    agree: tuple[Name, ...]
    differ: tuple[Name, ...]

    @property
    def is_to_show(self) -> bool:
        """Whether it is proposed to show the answer again."""
        return self.state in (Withholding.SHOW_PROPOSED, Withholding.SHOW_DISPUTED)

    @property
    def is_disputed(self) -> bool:
        """Whether somebody differs."""
        return self.state in (Withholding.DISPUTED, Withholding.SHOW_DISPUTED)


class Standing(Frozen):
    """Where an entry's answer stands: what withholds it, and what is proposed; None where there is neither."""

    withheld: Suppression | None
    proposal: Proposal | None
    others: tuple[tuple[str, str], ...] = Field(description="other questions with the same answer, with an entry's id")


def proposals(database: Database) -> tuple[Proposal, ...]:
    """Return all that is proposed and not settled, the earliest first.

    Raises:
        JournalError: the journal cannot be read.
    """
    with database.reading() as connection:
        return _proposals(connection)


def waiting_for(database: Database, reader: str, *, decides: bool) -> int:
    """Return how many proposals wait for somebody: who has said nothing to them, or decides on them."""
    return sum(decides or reader not in (*held.agree, *held.differ) for held in proposals(database))


def standing_of(database: Database, entry: Entry, *, most_others: int = 5) -> Standing:
    """Return where an entry's answer stands; nothing of a refusal.

    Raises:
        JournalError: the journal cannot be read.
    """
    if entry.outcome is Outcome.REFUSED:
        return Standing(withheld=None, proposal=None, others=())
    key, answer = entry.question_key, entry.answer_key

    def is_same(of: Suppression | Proposal) -> bool:
        return of.key == key or of.answer_key == answer

    withheld = next(filter(is_same, reversed(suppressions(database))), None)
    found = [held for held in proposals(database) if held.is_to_show is (withheld is not None) and is_same(held)]
    found.sort(key=lambda held: held.answer_key != answer)
    other = ENTRIES.c.question_key != key
    query = select(func.min(ENTRIES.c.entry_id), func.min(ENTRIES.c.question)).where(ENTRIES.c.answer_key == answer)
    query = query.where(other).group_by(ENTRIES.c.question_key).order_by(func.max(ENTRIES.c.id).desc())
    with database.reading() as connection:
        others = tuple((row[0], row[1]) for row in connection.execute(query.limit(most_others)))
    return Standing(withheld=withheld, proposal=found[0] if found else None, others=others)


def standings_of(database: Database, numbers: Sequence[int]) -> Mapping[int, Withholding]:
    """Return where the answers of entries stand, by their numbers; of those with which nothing is, nothing.

    Raises:
        JournalError: the journal cannot be read.
    """
    found: dict[int, Withholding] = {}
    with database.reading() as connection:
        for state in _LEAST_FIRST:
            query = select(ENTRIES.c.id).where(ENTRIES.c.id.in_(numbers), stands(ENTRIES.c, state))
            found |= dict.fromkeys(connection.execute(query).scalars(), state)
    return found


def stands(of: Any, state: Withholding) -> ColumnElement[bool]:
    """Return whether the answer of an entry, which has the columns, stands so; also of more than one state."""
    held = _in_state(state)
    same = or_(
        of.question_key.in_(held.with_only_columns(held.selected_columns.question_key)),
        and_(of.answer_key != "", of.answer_key.in_(held.with_only_columns(held.selected_columns.answer_key))),
    )
    return and_(of.outcome != Outcome.REFUSED, same)


def _in_state(state: Withholding) -> Select[Any]:
    if state is Withholding.WITHHELD:
        of = SUPPRESSIONS.c
        return select(of.question_key, of.answer_key).where(of.cleared_us.is_(None))
    is_to_show = state in (Withholding.SHOW_PROPOSED, Withholding.SHOW_DISPUTED)
    is_disputed = state in (Withholding.DISPUTED, Withholding.SHOW_DISPUTED)
    return select(PROPOSALS.c.question_key, PROPOSALS.c.answer_key).where(
        PROPOSALS.c.suppression.is_not(None) if is_to_show else PROPOSALS.c.suppression.is_(None),
        PROPOSALS.c.is_disputed if is_disputed else ~PROPOSALS.c.is_disputed,
    )


def _proposals(connection: Connection) -> tuple[Proposal, ...]:
    said: dict[str, list[tuple[str, bool]]] = {}
    for voice in connection.execute(select(VOICES).order_by(VOICES.c.said_us, VOICES.c.reviewer)):
        said.setdefault(voice.proposal, []).append((voice.reviewer, voice.agrees))
    query = (
        select(
            PROPOSALS,
            func.coalesce(ENTRIES.c.entry_id, SUPPRESSIONS.c.entry_id).label("entry_id"),
            func.coalesce(ENTRIES.c.question, SUPPRESSIONS.c.question).label("question"),
        )
        .outerjoin_from(PROPOSALS, ENTRIES, PROPOSALS.c.entry == ENTRIES.c.id)
        .outerjoin(SUPPRESSIONS, PROPOSALS.c.suppression == SUPPRESSIONS.c.id)
        .order_by(PROPOSALS.c.proposed_us, PROPOSALS.c.proposal_id)
    )
    return tuple(
        Proposal(
            proposal_id=row.proposal_id,
            entry_id=row.entry_id,
            question=row.question,
            key=row.question_key,
            answer_key=row.answer_key,
            state=_state(is_to_show=row.suppression is not None, is_disputed=row.is_disputed),
            proposed_by=row.proposed_by,
            proposed_at=moment_of(row.proposed_us),
            agree=tuple(reviewer for reviewer, agrees in said.get(row.proposal_id, ()) if agrees),
            differ=tuple(reviewer for reviewer, agrees in said.get(row.proposal_id, ()) if not agrees),
        )
        for row in connection.execute(query)
    )


def _state(*, is_to_show: bool, is_disputed: bool) -> Withholding:
    if is_to_show:
        return Withholding.SHOW_DISPUTED if is_disputed else Withholding.SHOW_PROPOSED
    return Withholding.DISPUTED if is_disputed else Withholding.PROPOSED
