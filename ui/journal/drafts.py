"""What a model wrote of an answer: kept beside its entry, and read back with it."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, insert

from ui.journal.records import NO_DRAFT, Draft, DraftSentence
from ui.journal.schema import DRAFTS, ENTRIES

_SENTENCES = TypeAdapter(tuple[DraftSentence, ...])
_COLUMNS = tuple(column.label(f"draft_{column.name}") for column in DRAFTS.c if column.name != "entry")


def insert_draft(connection: Connection, number: int, draft: Draft) -> None:
    """Insert the draft of the entry of a number, where a model was asked for one."""
    if draft == NO_DRAFT:
        return
    values = draft.model_dump(exclude={"sentences"})
    sentences = _SENTENCES.dump_json(draft.sentences).decode()
    connection.execute(insert(DRAFTS), {"entry": number, **values, "sentences": sentences})


def with_draft(query: Select[Any]) -> Select[Any]:
    """Return a query of entries whose rows `draft_of` can read."""
    return query.add_columns(*_COLUMNS).outerjoin(DRAFTS, DRAFTS.c.entry == ENTRIES.c.id)


def draft_of(row: Row[Any]) -> Draft:
    """Return the draft of a row of a query `with_draft`."""
    if row.draft_note is None:
        return NO_DRAFT
    return Draft(
        model=row.draft_model,
        note=row.draft_note,
        seconds=row.draft_seconds,
        prompt_tokens=row.draft_prompt_tokens,
        completion_tokens=row.draft_completion_tokens,
        sentences=_SENTENCES.validate_json(row.draft_sentences),
    )
