"""What programs read beside answers, as JSON: /api/search, /api/documents, /api/figures."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException

from ui.access.program import admit
from ui.api import told_problems
from ui.journal.api_keys import KeyScope
from ui.programs.reading import NoSuchPlaceError, Reading
from ui.programs.records import FoundPassages, ListedDocuments, ListedFigures, Outline, ReadSection
from ui.text.reader import reader_language

T = TypeVar("T")
MOST_PASSAGES = 10
_Words = Annotated[str, Query(max_length=200, description="all of them must be there; empty: no matter which")]
_Page = Annotated[int, Query(ge=1, le=1_000_000)]
_DocId = Annotated[str, Path(max_length=200)]
_PLACE = {"description": "There is no such document or section; `error` says so."}
_KEYS = {
    401: {"description": "The key is not good, or none was sent where keys are wanted."},
    403: {"description": "The key does not cover this."},
    429: {"description": "Asked too often; `Retry-After` says when to come again."},
}


def reading_router(reading_of: Callable[[Request], Reading]) -> APIRouter:
    """Return the routes.

    Args:
        reading_of: returns what reads for a request, whose links lead to where it came.
    """
    router = APIRouter(prefix="/api", tags=["documents"])

    @router.get("/search", responses=_KEYS)  # type: ignore[arg-type]
    def search(
        request: Request,
        words: Annotated[str, Query(min_length=1, max_length=500)],
        most: Annotated[int, Query(ge=1, le=MOST_PASSAGES)] = MOST_PASSAGES,
    ) -> FoundPassages:
        """Return the passages that come nearest to some words, or to a question, without answering it."""
        admit(request, KeyScope.SEARCH)
        page = reader_language(request).page
        if not words.strip():
            raise HTTPException(422, page.empty_question)
        with told_problems(page):
            return reading_of(request).search(words, most=most)

    @router.get("/documents", responses=_KEYS)  # type: ignore[arg-type]
    def documents(request: Request, words: _Words = "", page: _Page = 1) -> ListedDocuments:
        """Return the documents that answers come from, the latest first, 50 a page."""
        admit(request, KeyScope.DOCUMENTS)
        return reading_of(request).documents(words, page=page)

    @router.get("/documents/{doc_id}", responses={404: _PLACE, **_KEYS})  # type: ignore[dict-item]
    def outline(request: Request, doc_id: _DocId) -> Outline:
        """Return a document with its sections."""
        admit(request, KeyScope.DOCUMENTS)
        return _placed(lambda: reading_of(request).outline(doc_id))

    @router.get("/documents/{doc_id}/sections/{number}", responses={404: _PLACE, **_KEYS})  # type: ignore[dict-item]
    def section(
        request: Request,
        doc_id: _DocId,
        number: Annotated[int, Path(ge=0, le=1_000_000)],
        start: Annotated[int | None, Query(ge=0, description="where what was told before ends")] = None,
    ) -> ReadSection:
        """Return the text of a section, at most 20,000 characters at once."""
        admit(request, KeyScope.DOCUMENTS)
        return _placed(lambda: reading_of(request).section(doc_id, number, start=start))

    @router.get("/figures", responses={404: _PLACE, **_KEYS})  # type: ignore[dict-item]
    def figures(
        request: Request,
        words: Annotated[str, Query(max_length=100, description="of a matter, a year among them")] = "",
        place: Annotated[str, Query(max_length=100)] = "",
        doc_id: Annotated[str, Query(max_length=200)] = "",
        page: _Page = 1,
    ) -> ListedFigures:
        """Return what the documents count, by matter, 12 a page, each figure with its sentence."""
        admit(request, KeyScope.FIGURES)
        return _placed(lambda: reading_of(request).figures(words, place=place, doc_id=doc_id, page=page))

    return router


def _placed(read: Callable[[], T]) -> T:
    try:
        return read()
    except NoSuchPlaceError as error:
        raise HTTPException(404, str(error)) from error
