"""The staff's list: filters, full-text search, paging by key, and the next entry to review."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy import select

from index.records import Frozen
from rag.records import Language, Reason
from ui.journal.clock import asked_at, day_after, first_id, start_of
from ui.journal.database import Database
from ui.journal.entries import thaw
from ui.journal.full_text import Query, holding
from ui.journal.records import Entry, FeedbackKind, Moment, Outcome, ReviewState
from ui.journal.schema import ENTRIES, EVIDENCE


class Filters(Frozen):
    """Which entries; what is None or empty filters nothing. Days are those of Shenzhen, both included."""

    first_day: date | None = None
    last_day: date | None = None
    language: Language | None = None
    outcome: Outcome | None = None
    reason: Reason | None = None
    feedback: FeedbackKind | None = None
    review: ReviewState | None = None
    words: str = Field(default="", max_length=200)


class Listed(Frozen):
    """An entry as a line of the list. `cursor` names its place."""

    cursor: int
    entry_id: str
    asked_at: Moment
    language: Language
    question: str
    outcome: Outcome
    reason: Reason | None = Field(description="of a refusal; None for an answer")
    text: str
    confidence: float
    feedback: FeedbackKind | None = Field(description="the latest; None when there is none")
    review: ReviewState


class Page(Frozen):
    """Some lines of the list, the newest first; `following` is the cursor of the next page, None on the last."""

    listed: tuple[Listed, ...]
    following: int | None


def list_entries(database: Database, filters: Filters, *, before: int | None = None, size: int = 50) -> Page:
    """Return a page of entries, the newest first.

    Args:
        database: the journal.
        filters: which entries.
        before: the `following` of the page before; None for the first page.
        size: lines a page.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = filtered(select(ENTRIES), filters, full_text=database.has_full_text)
    if before is not None:
        query = query.where(ENTRIES.c.id < before)
    with database.reading() as connection:
        rows = connection.execute(query.order_by(ENTRIES.c.id.desc()).limit(size + 1)).all()
    listed = tuple(map(_listed, rows[:size]))
    return Page(listed=listed, following=listed[-1].cursor if len(rows) > size else None)


def next_unreviewed(database: Database, filters: Filters, *, after: str = "") -> str:
    """Return the id of the next older entry that nobody has reviewed, from the newest on; empty when none is left.

    Args:
        database: the journal.
        filters: which entries; `review` is not looked at.
        after: the entry just reviewed; entries older than it come next. Empty to begin with the newest.

    Raises:
        JournalError: the journal cannot be read.
    """
    wanted = filters.model_copy(update={"review": ReviewState.UNREVIEWED})
    query = filtered(select(ENTRIES.c.entry_id), wanted, full_text=database.has_full_text)
    if after:
        query = query.where(ENTRIES.c.id < select(ENTRIES.c.id).where(ENTRIES.c.entry_id == after).scalar_subquery())
    with database.reading() as connection:
        return str(connection.execute(query.order_by(ENTRIES.c.id.desc()).limit(1)).scalar() or "")


def each_entry(database: Database, filters: Filters, *, size: int = 200) -> Iterator[tuple[Entry, Listed]]:
    """Yield the entries with their evidence, the newest first; read page by page, so that no lock is held between.

    Raises:
        JournalError: the journal cannot be read.
    """
    before: int | None = None
    while True:
        query = select(ENTRIES, EVIDENCE.c.frozen).join_from(ENTRIES, EVIDENCE)
        query = filtered(query, filters, full_text=database.has_full_text)
        if before is not None:
            query = query.where(ENTRIES.c.id < before)
        with database.reading() as connection:
            found = [
                (thaw(row), _listed(row)) for row in connection.execute(query.order_by(ENTRIES.c.id.desc()).limit(size))
            ]
        yield from found
        if len(found) < size:
            return
        before = found[-1][1].cursor


def filtered(query: Query, filters: Filters, *, full_text: bool) -> Query:
    """Return a query of entries narrowed by the filters."""
    if filters.first_day:
        query = query.where(ENTRIES.c.id >= first_id(start_of(filters.first_day)))
    if filters.last_day:
        query = query.where(ENTRIES.c.id < first_id(start_of(day_after(filters.last_day))))
    for name in ("language", "outcome", "reason", "feedback", "review"):
        value = getattr(filters, name)
        if value is not None:
            query = query.where(ENTRIES.c[name] == value)
    if filters.words.strip():
        query = holding(query, filters.words, full_text=full_text)
    return query


def _listed(row: Any) -> Listed:
    return Listed(
        cursor=row.id,
        entry_id=row.entry_id,
        asked_at=asked_at(row.id),
        language=row.language,
        question=row.question,
        outcome=row.outcome,
        reason=Reason(row.reason) if row.reason else None,
        text=row.text,
        confidence=row.confidence,
        feedback=FeedbackKind(row.feedback) if row.feedback else None,
        review=row.review,
    )
