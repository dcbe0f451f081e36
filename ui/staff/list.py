"""The list of all questions, with filters and paging, and the way to the next one to review."""

from fastapi import APIRouter, Depends, Request, Response
from starlette.status import HTTP_400_BAD_REQUEST

from ui.journal.listing import Filters, Page, list_entries, next_unreviewed
from ui.staff.frame import Staff, see
from ui.staff.query import BadFilterError, read_filters, sentence_of, write_filters


def list_router(staff: Staff) -> APIRouter:
    """Return the list at /staff, and /staff/next."""
    router = staff.router()
    signed_in = Depends(staff.signed_in)

    @router.get("", dependencies=[signed_in])
    def entries(request: Request) -> Response:
        words = staff.words(request)
        try:
            filters = read_filters(request.query_params)
            before = _cursor(request.query_params.get("before", ""))
        except BadFilterError as error:
            return _list_page(staff, request, Filters(), None, sentence=sentence_of(words, error))
        page = list_entries(staff.database, filters, before=before)
        return _list_page(staff, request, filters, page, is_first=before is None)

    @router.get("/next", dependencies=[signed_in])
    def following(request: Request) -> Response:
        try:
            filters = read_filters(request.query_params)
        except BadFilterError as error:
            sentence = sentence_of(staff.words(request), error)
            return _list_page(staff, request, Filters(), None, sentence=sentence)
        found = next_unreviewed(staff.database, filters, after=request.query_params.get("after", ""))
        query = write_filters(filters)
        if found:
            return see(f"/staff/entry/{found}?{query}" if query else f"/staff/entry/{found}")
        return see(f"/staff?{write_filters(filters, notice='none_left')}")

    return router


def _list_page(
    staff: Staff, request: Request, filters: Filters, page: Page | None, *, sentence: str = "", is_first: bool = True
) -> Response:
    """Return the list; with a sentence in place of the lines where a filter cannot be."""
    words = staff.words(request)
    query = write_filters(filters)
    return staff.page(
        request,
        "list.html",
        title=words.list_title,
        status=HTTP_400_BAD_REQUEST if sentence else 200,
        given=request.query_params if sentence else filters.model_dump(mode="json", exclude_none=True),
        filters=filters,
        query=query,
        page=page,
        older=write_filters(filters, before=str(page.following)) if page and page.following is not None else "",
        is_first=is_first,
        sentence=sentence,
    )


def _cursor(text: str) -> int | None:
    """Return a page's cursor; None for the first page.

    Raises:
        BadFilterError: it is none.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise BadFilterError("before")
    return int(text)
