"""The list of all questions, with filters and paging, and the way to the next one to review."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from fastapi import APIRouter, Depends, Request, Response
from starlette.status import HTTP_400_BAD_REQUEST

from rag.records import Reason
from ui.journal.assignments import MOST_AT_ONCE, assignees_of, assignments
from ui.journal.changes import Changes, changes_since, previous_visit
from ui.journal.listing import Filters, Listed, cited_documents, list_entries, next_unreviewed
from ui.journal.order import Order
from ui.journal.records import Withholding
from ui.journal.reviews import reviewers
from ui.journal.standing import standings_of, waiting_for
from ui.staff.assigning import FIRST_N, assignable
from ui.staff.filters import BadFilterError, read_cursor, read_filters, sentence_of, write_filters
from ui.staff.frame import Staff, see
from ui.staff.rights import Role
from ui.text.assign_words import AssignWords
from ui.text.withholding_words import WithholdingWords


def list_router(staff: Staff) -> APIRouter:
    """Return the list at /staff, and /staff/next."""
    router = staff.router()

    @router.get("", dependencies=[Depends(staff.signed_in)])
    def entries(request: Request) -> Response:
        try:
            return _list_page(staff, request, read_filters(request.query_params))
        except BadFilterError as error:
            return _refusal_page(staff, request, error)

    @router.get("/next", dependencies=[Depends(staff.signed_in)])
    def following(request: Request) -> Response:
        try:
            filters = read_filters(request.query_params)
        except BadFilterError as error:
            return _refusal_page(staff, request, error)
        return _following(staff, filters, request.query_params.get("after", ""))

    return router


def _list_page(staff: Staff, request: Request, filters: Filters) -> Response:
    before = read_cursor(request.query_params)
    page = list_entries(staff.database, filters, before=before)
    query = write_filters(filters)
    return staff.page(
        request,
        "list.html",
        title=staff.words(request).list_title,
        given=filters.model_dump(mode="json", exclude_none=True),
        suffix=f"?{query}" if query else "",
        reviewers=reviewers(staff.database),
        documents=_documents(staff),
        listed=page.listed,
        first=page.first,
        total=page.total,
        searched=filters.words,
        **_assigning(staff, request, page.listed),
        groups=_groups(staff, request, filters.order, page.listed),
        older="" if page.following is None else write_filters(filters, before=str(page.following)),
        is_first=before is None,
        refusal="",
        refused="",
    )


def _documents(staff: Staff) -> Sequence[tuple[str, str]]:
    """Return the documents that anything is of, each with its title, by title."""
    found = [(doc_id, staff.title(doc_id)) for doc_id in cited_documents(staff.database)]
    return sorted(found, key=lambda each: each[1])


class _Assigning(TypedDict):
    withholding: WithholdingWords
    standings: Mapping[int, Withholding]
    n_waiting: int
    assign: AssignWords
    assignees: Mapping[int, Sequence[str]]
    assignable: Sequence[str]
    first_n: int
    most_n: int
    n_mine: int
    changes: Changes | None


def _assigning(staff: Staff, request: Request, listed: Sequence[Listed]) -> _Assigning:
    """Return what the template says of assignments, and of what is withheld or proposed to be."""
    reader, decides = staff.session(request).name, staff.session(request).role.covers(Role.ADMIN)
    return {
        "withholding": staff.language(request).withholding,
        "standings": standings_of(staff.database, [line.cursor for line in listed]) if listed else {},
        "n_waiting": waiting_for(staff.database, reader, decides=decides),
        "assign": staff.language(request).assign,
        "assignees": assignees_of(staff.database, [line.cursor for line in listed]) if listed else {},
        "assignable": assignable(staff),
        "first_n": FIRST_N,
        "most_n": MOST_AT_ONCE,
        "changes": _changes(staff, reader),
        "n_mine": sum(item.n - item.n_judged for item in assignments(staff.database, of=reader)),
    }


def _changes(staff: Staff, reader: str) -> Changes | None:
    """Return what came since the reader was here last; None at the first visit, or where nothing came."""
    since = previous_visit(staff.database, reader)
    found = changes_since(staff.database, since, reader=reader) if since else None
    return None if found is None or found.is_nothing else found


def _groups(staff: Staff, request: Request, order: Order, listed: Sequence[Listed]) -> Mapping[str, str]:
    """Return what is written above each group of an order; nothing where it has none."""
    words = staff.words(request)
    if order not in words.no_group:
        return {}
    named: dict[str, str] = {"": words.no_group[order]}
    for group in {line.group for line in listed if line.group}:
        match order:
            case Order.DOCUMENT:
                named[group] = staff.title(group)
            case Order.REASON:
                named[group] = words.reasons[Reason(group)]
            case _:
                named[group] = group
    return named


def _refusal_page(staff: Staff, request: Request, error: BadFilterError) -> Response:
    """Return the form as it was filled in, with a sentence in place of the lines."""
    words = staff.words(request)
    return staff.page(
        request,
        "list.html",
        title=words.list_title,
        status=HTTP_400_BAD_REQUEST,
        given=request.query_params,
        suffix="",
        reviewers=reviewers(staff.database),
        documents=_documents(staff),
        listed=(),
        first=0,
        total=0,
        searched="",
        **_assigning(staff, request, ()),
        groups={},
        older="",
        is_first=True,
        refusal=sentence_of(staff.language(request), error),
        refused=error.field,
    )


def _following(staff: Staff, filters: Filters, after: str) -> Response:
    """Return the way to the next entry to review: an older one, else the newest of those that came meanwhile."""
    found = next_unreviewed(staff.database, filters, after=after)
    if not found and after:
        newest = next_unreviewed(staff.database, filters)
        found = "" if newest == after else newest
    if not found:
        return see(f"/staff?{write_filters(filters, notice='none_left')}")
    query = write_filters(filters)
    return see(f"/staff/entry/{found}?{query}" if query else f"/staff/entry/{found}")
