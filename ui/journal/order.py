"""In which order entries are listed, and what stands behind one of them."""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, literal, select, tuple_

from ui.journal.alike import alike
from ui.journal.schema import CITED, ENTRIES, REVIEWS


class Order(StrEnum):
    """In which order entries stand; of equals the newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UNSURE = "unsure"  # the least confident first
    DOCUMENT = "document"  # by the document that is cited first; what has none comes last
    REASON = "reason"  # refusals by why, answers last
    REVIEWER = "reviewer"  # by who judged it, of several the first by name; what nobody has judged comes last


def group_of(order: Order, of: Any) -> ColumnElement[str]:
    """Return what stands together in an order: a document's id, a reason, a reviewer; empty where there is none."""
    match order:
        case Order.DOCUMENT:
            first = select(CITED.c.doc_id).where(CITED.c.entry == of.id, CITED.c.place == 1).scalar_subquery()
            return func.coalesce(first, "")
        case Order.REASON:
            return of.reason  # type: ignore[no-any-return]
        case Order.REVIEWER:
            judged = ENTRIES.alias()
            by = select(func.min(REVIEWS.c.reviewer)).join(judged, REVIEWS.c.entry == judged.c.id)
            return func.coalesce(by.where(alike(judged.c, of)).scalar_subquery(), "")
        case _:
            return literal("")


def ordered(order: Order) -> tuple[ColumnElement[Any], ...]:
    """Return what entries are ordered by."""
    newest = ENTRIES.c.id.desc()  # as the index goes: no sorting
    return (newest,) if order is Order.NEWEST else (ENTRIES.c.id,) if order is Order.OLDEST else _keys(order, ENTRIES.c)


def behind(order: Order, number: Any) -> ColumnElement[bool]:
    """Return what is behind the entry of a number, which may have been removed meanwhile in the order of time."""
    if order in (Order.NEWEST, Order.OLDEST):
        is_behind: ColumnElement[bool] = ENTRIES.c.id < number if order is Order.NEWEST else ENTRIES.c.id > number
        return is_behind
    other = ENTRIES.alias()
    *keys, _ = (select(key).where(other.c.id == number).scalar_subquery() for key in _keys(order, other.c))
    return tuple_(*_keys(order, ENTRIES.c)) > tuple_(*keys, -cast(number, BigInteger))


def _keys(order: Order, of: Any) -> tuple[ColumnElement[Any], ...]:
    """Return what an entry's place depends on, the lowest first."""
    if order is Order.UNSURE:
        return of.confidence, -of.id
    group = group_of(order, of)
    return case((group == "", 1), else_=0), group, -of.id
