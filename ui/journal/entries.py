"""Writing an entry, and reading it back with its evidence."""

import json
import zlib
from functools import partial
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, Row, insert, select

from index.records import Frozen
from rag.records import Reason
from ui.errors import MissingEntryError
from ui.journal.alike import kind_of, lock_kinds, make_room
from ui.journal.clock import asked_at, new_id
from ui.journal.database import Database
from ui.journal.drafts import draft_of, insert_draft, with_draft
from ui.journal.full_text import add_text
from ui.journal.records import NO_DRAFT, Considered, Draft, Entry, FoundPassage, Outcome, ReviewState, ShownCitation
from ui.journal.schema import CITED, ENTRIES, EVIDENCE


class Evidence(Frozen):
    """What is frozen in one piece."""

    citations: tuple[ShownCitation, ...]
    passages: tuple[FoundPassage, ...]
    considered: Considered | None = Field(description="None for a question refused before it was considered")


def record(database: Database, entry: Entry) -> None:
    """Keep an entry.

    Raises:
        JournalError: it could not be kept; the caller logs that, and the asker still gets the answer.
    """
    with database.writing() as connection:
        insert_entry(connection, entry, full_text=database.has_full_text)


def record_behind(database: Database, entry: Entry) -> None:
    """Have an entry kept without waiting for it: it is written soon, or counted as lost (`Database.status`).

    Raises:
        UnusableJournalError: too many wait already.
    """
    database.writer.put(partial(_insert_once, entry=entry, full_text=database.has_full_text))


def _insert_once(connection: Connection, entry: Entry, *, full_text: bool) -> None:
    """Insert an entry, if it is not there yet: a batch is written again when it is not known whether it was."""
    if connection.execute(select(ENTRIES.c.id).where(ENTRIES.c.entry_id == entry.entry_id)).first() is None:
        insert_entry(connection, entry, full_text=full_text)


def insert_entry(connection: Connection, entry: Entry, *, full_text: bool) -> None:
    """Insert an entry with what belongs to it."""
    lock_kinds(connection)
    number = new_id(entry.asked_at)
    while connection.execute(select(ENTRIES.c.id).where(ENTRIES.c.id == number)).first():
        number = new_id(entry.asked_at)
    kind = kind_of(entry.question_key, entry.language, entry.outcome, entry.reason or "", entry.text)
    review = _state(connection, kind)
    is_newest = make_room(connection, number, kind)
    connection.execute(
        insert(ENTRIES),
        {
            "id": number,
            "entry_id": entry.entry_id,
            "conversation_id": entry.conversation_id,
            "question_key": entry.question_key,
            "language": entry.language,
            "question": entry.question,
            "history": json.dumps(entry.history, ensure_ascii=False),
            "outcome": entry.outcome,
            "reason": entry.reason or "",
            "text": entry.text,
            "mode": entry.mode,
            "confidence": entry.confidence,
            "seconds": entry.seconds,
            "embed_seconds": entry.embed_seconds,
            "fingerprint": entry.fingerprint,
            "feedback": "",
            "review": review,
            "kind": kind,
            "is_newest": is_newest,
            "answer_key": entry.answer_key,
        },
    )
    connection.execute(insert(EVIDENCE), {"entry": number, "frozen": freeze(entry)})
    documents = [{"entry": number, "place": n, "doc_id": doc_id} for n, doc_id in enumerate(entry.documents, 1)]
    if documents:
        connection.execute(insert(CITED), documents)
    insert_draft(connection, number, entry.draft)
    add_text(connection, number, (entry.question, *entry.history, entry.text), full_text=full_text)


def _state(connection: Connection, kind: str) -> str:
    """Return how far those of a kind have come in review: a verdict on one is a verdict on all."""
    same = select(ENTRIES.c.review).where(ENTRIES.c.kind == kind)
    found = connection.execute(same.order_by(ENTRIES.c.id.desc()).limit(1)).scalar()
    return str(found or ReviewState.UNREVIEWED)


def find_entry(database: Database, entry_id: str) -> Entry:
    """Return an entry with its evidence.

    Raises:
        MissingEntryError: there is none of that id.
        JournalError: it cannot be read.
    """
    with database.reading() as connection:
        return entry_in(connection, entry_id)


def entry_in(connection: Connection, entry_id: str) -> Entry:
    """Return an entry with its evidence.

    Raises:
        MissingEntryError: there is none of that id.
    """
    query = with_draft(select(ENTRIES, EVIDENCE.c.frozen).join_from(ENTRIES, EVIDENCE))
    row = connection.execute(query.where(ENTRIES.c.entry_id == entry_id)).first()
    if row is None:
        raise MissingEntryError("the journal has no such entry; it may have been removed after its time")
    return thaw(row, draft_of(row))


def id_of(connection: Connection, entry_id: str) -> int:
    """Return the number of an entry.

    Raises:
        MissingEntryError: there is none of that id.
    """
    row = connection.execute(select(ENTRIES.c.id).where(ENTRIES.c.entry_id == entry_id)).first()
    if row is None:
        raise MissingEntryError("the journal has no such entry; it may have been removed after its time")
    return int(row.id)


def freeze(entry: Entry) -> bytes:
    """Return an entry's evidence as it is stored."""
    evidence = Evidence(citations=entry.citations, passages=entry.passages, considered=entry.considered)
    return zlib.compress(evidence.model_dump_json().encode())


def thaw(row: Row[Any], draft: Draft = NO_DRAFT) -> Entry:
    """Return the entry of a row of `entries` with its `frozen` evidence, and its draft where that was read."""
    evidence = Evidence.model_validate_json(zlib.decompress(row.frozen))
    return Entry(
        entry_id=row.entry_id,
        conversation_id=row.conversation_id,
        asked_at=asked_at(row.id),
        language=row.language,
        question=row.question,
        history=tuple(json.loads(row.history)),
        outcome=Outcome(row.outcome),
        reason=Reason(row.reason) if row.reason else None,
        text=row.text,
        mode=row.mode,
        confidence=row.confidence,
        seconds=row.seconds,
        embed_seconds=row.embed_seconds,
        fingerprint=row.fingerprint,
        citations=evidence.citations,
        passages=evidence.passages,
        considered=evidence.considered,
        draft=draft,
    )
