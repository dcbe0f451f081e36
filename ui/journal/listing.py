"""The staff's list: filters, full-text search, paging by key, and the next entry to review."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy import ColumnElement, func, or_, select

from index.records import Frozen
from rag.records import Language, Reason
from ui.journal.alike import alike
from ui.journal.assignments import assigned_to, judged_by
from ui.journal.clock import asked_at, day_after, first_id, start_of
from ui.journal.database import Database
from ui.journal.drafts import draft_of, with_draft
from ui.journal.entries import thaw
from ui.journal.full_text import Query, holding
from ui.journal.order import Order, behind, group_of, ordered
from ui.journal.records import Entry, FeedbackKind, Moment, Outcome, ReviewState, Withholding
from ui.journal.schema import CITED, ENTRIES, EVIDENCE
from ui.journal.standing import stands


class Filters(Frozen):
    """Which entries, in which order; what is None or empty filters nothing.

    Days are those of Shenzhen, both included.
    """

    first_day: date | None = None
    last_day: date | None = None
    language: Language | None = None
    outcome: Outcome | None = None
    reason: Reason | None = None
    feedback: FeedbackKind | None = None
    review: ReviewState | None = None
    withholding: Withholding | None = None
    reviewer: str = Field(default="", max_length=100, description="who has judged it")
    document: str = Field(default="", max_length=255, description="the id of one that it cites, or is nearest to")
    assigned: str = Field(default="", max_length=100, description="who is to judge it")
    below: int | None = Field(default=None, ge=1, le=100, description="per cent that the confidence does not reach")
    words: str = Field(default="", max_length=200)
    order: Order = Order.NEWEST


class Listed(Frozen):
    """An entry as a line of the list, the newest of those that are alike. `cursor` names its place."""

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
    group: str = Field(default="", description="what stands together in the order of the list: `order.group_of`")
    n_alike: int = Field(ge=1, description="entries with the same question, outcome and text, itself among them")


class Page(Frozen):
    """Some lines of the list in its order; `following` is the cursor of the next page, None on the last.

    `first` is the place of the first line in the whole list, from 1, and `total` how many there are.
    """

    listed: tuple[Listed, ...]
    following: int | None
    first: int
    total: int


def list_entries(database: Database, filters: Filters, *, before: int | None = None, size: int = 50) -> Page:
    """Return a page of entries.

    Args:
        database: the journal.
        filters: which entries.
        before: the `following` of the page before; None for the first page.
        size: lines a page.

    Raises:
        JournalError: the journal cannot be read.
    """
    whole = _kinds(select(ENTRIES.c.id), filters, full_text=database.has_full_text)
    query = whole if before is None else whole.where(behind(filters.order, before))
    with database.reading() as connection:
        numbers = connection.execute(query.order_by(*ordered(filters.order)).limit(size + 1)).scalars().all()
        rows = {row.id: row for row in connection.execute(_lines(numbers[:size], filters.order))}
        total = connection.execute(_count(whole)).scalar_one()
        n_behind = total if before is None else connection.execute(_count(query)).scalar_one()
    listed = tuple(_listed(rows[number]) for number in numbers[:size])
    following = numbers[size - 1] if len(numbers) > size else None
    return Page(listed=listed, following=following, first=total - n_behind + 1, total=total)


def place_of(database: Database, filters: Filters, entry_id: str) -> tuple[int, int]:
    """Return the place of an entry in the list, from 1, and how many are in it; place 0 where it is not in it.

    Raises:
        JournalError: the journal cannot be read.
    """
    whole = _kinds(select(ENTRIES.c.id), filters, full_text=database.has_full_text)
    with database.reading() as connection:
        total = connection.execute(_count(whole)).scalar_one()
        number = connection.execute(whole.where(ENTRIES.c.entry_id == entry_id)).scalar()
        if number is None:
            return 0, total
        n_behind = connection.execute(_count(whole.where(behind(filters.order, number)))).scalar_one()
    return total - n_behind, total


def next_unreviewed(database: Database, filters: Filters, *, after: str = "") -> str:
    """Return the id of the next entry in the list that nobody has reviewed; empty when none is left.

    Of what was assigned to somebody it is the next that they have not judged, whoever else has.

    Args:
        database: the journal.
        filters: which entries; `review` is not looked at.
        after: the entry just reviewed; those behind it come next. Empty to begin with the first.

    Raises:
        JournalError: the journal cannot be read.
    """
    state = None if filters.assigned else ReviewState.UNREVIEWED
    wanted = filters.model_copy(update={"review": state})
    query = _kinds(select(ENTRIES.c.entry_id), wanted, full_text=database.has_full_text)
    if filters.assigned:
        query = query.where(~judged_by(ENTRIES.c, filters.assigned))
    if after:
        number = select(ENTRIES.c.id).where(ENTRIES.c.entry_id == after).scalar_subquery()
        query = query.where(behind(filters.order, number))
    with database.reading() as connection:
        return str(connection.execute(query.order_by(*ordered(filters.order)).limit(1)).scalar() or "")


def listed_ids(database: Database, filters: Filters, *, size: int) -> tuple[str, ...]:
    """Return the ids of the first entries of the list, in its order.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = _kinds(select(ENTRIES.c.entry_id), filters, full_text=database.has_full_text)
    with database.reading() as connection:
        return tuple(connection.execute(query.order_by(*ordered(filters.order)).limit(size)).scalars())


def cited_documents(database: Database) -> tuple[str, ...]:
    """Return the ids of the documents that any entry cites or is nearest to, in order.

    Raises:
        JournalError: the journal cannot be read.
    """
    with database.reading() as connection:
        return tuple(connection.execute(select(CITED.c.doc_id).distinct().order_by(CITED.c.doc_id)).scalars())


def each_entry(database: Database, filters: Filters, *, size: int = 200) -> Iterator[tuple[Entry, Listed]]:
    """Yield the entries with their evidence, the newest first; read page by page, so that no lock is held between.

    Raises:
        JournalError: the journal cannot be read.
    """
    before: int | None = None
    while True:
        query = with_draft(select(ENTRIES, EVIDENCE.c.frozen).join_from(ENTRIES, EVIDENCE))
        query = filtered(query, filters, full_text=database.has_full_text)
        if before is not None:
            query = query.where(ENTRIES.c.id < before)
        with database.reading() as connection:
            found = [
                (thaw(row, draft_of(row)), _listed(row))
                for row in connection.execute(query.order_by(ENTRIES.c.id.desc()).limit(size))
            ]
        yield from found
        if len(found) < size:
            return
        before = found[-1][1].cursor


def filtered(query: Query, filters: Filters, *, full_text: bool) -> Query:
    """Return a query of entries narrowed by the filters."""
    return query.where(*_of_kind(ENTRIES.c, filters), *_of_each(ENTRIES.c, filters, full_text=full_text))


def _kinds(query: Query, filters: Filters, *, full_text: bool) -> Query:
    """Return a query narrowed by the filters to the newest of those that are alike."""
    found = filtered(query, filters, full_text=full_text)
    other = ENTRIES.alias()
    of_each = tuple(_of_each(other.c, filters, full_text=full_text, is_beside=True))
    if not of_each:
        return found.where(ENTRIES.c.is_newest)
    newer = select(other.c.id).where(alike(ENTRIES.c, other.c), other.c.id > ENTRIES.c.id, *of_each)
    return found.where(or_(ENTRIES.c.is_newest, ~newer.exists()))


def _of_kind(of: Any, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Yield what the filters ask that the newest of a kind meets, if any of it does."""
    if filters.first_day:
        yield of.id >= first_id(start_of(filters.first_day))
    for name in ("language", "outcome", "reason", "review"):
        value = getattr(filters, name)
        if value is not None:
            yield of[name] == value
    if filters.withholding:
        yield stands(of, filters.withholding)
    if filters.reviewer:
        yield judged_by(of, filters.reviewer)
    if filters.assigned:
        yield assigned_to(of, filters.assigned)


def _of_each(of: Any, filters: Filters, *, full_text: bool, is_beside: bool = False) -> Iterator[ColumnElement[bool]]:
    """Yield what the filters ask that an older entry may meet where the newest that is alike does not.

    With `is_beside` of entries that are few already, so that no index is searched for them: SQLite would search all
    that holds the words once for each entry.
    """
    number, feedback = (of.id + 0, of.feedback + "") if is_beside else (of.id, of.feedback)
    if filters.last_day:
        yield of.id < first_id(start_of(day_after(filters.last_day)))
    if filters.feedback is not None:
        yield feedback == filters.feedback
    if filters.below is not None:
        yield of.confidence < filters.below / 100
    if filters.document:
        yield select(CITED.c.entry).where(CITED.c.entry == of.id, CITED.c.doc_id == filters.document).exists()
    if filters.words.strip():
        yield holding(number, filters.words, full_text=full_text)


def _lines(numbers: Sequence[int], order: Order) -> Query:
    """Return what is shown of some entries."""
    other = ENTRIES.alias()
    n_alike = select(func.count()).select_from(other).where(alike(ENTRIES.c, other.c)).scalar_subquery()
    group = group_of(order, ENTRIES.c)
    return select(ENTRIES, n_alike.label("n_alike"), group.label("grouped")).where(ENTRIES.c.id.in_(numbers))


def _count(query: Query) -> Query:
    return select(func.count()).select_from(query.with_only_columns(ENTRIES.c.id).subquery())


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
        group=getattr(row, "grouped", ""),
        n_alike=getattr(row, "n_alike", 1),
    )
