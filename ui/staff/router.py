"""All staff pages under /staff."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from starlette.status import HTTP_404_NOT_FOUND

from index.corpus import Corpus
from index.encode.embedder import Embedder
from ui.config import UiSettings
from ui.journal.database import Database
from ui.journal.noticed import notice_documents
from ui.methods import OtherMethods, refusal
from ui.staff.assets import assets_router
from ui.staff.assigning import assigning_router
from ui.staff.audit import audit_router
from ui.staff.conflicts import conflicts_router
from ui.staff.dashboard import dashboard_router
from ui.staff.document_life import life_router
from ui.staff.documents import documents_router
from ui.staff.entry_list import list_router
from ui.staff.export import export_router
from ui.staff.frame import Staff
from ui.staff.guard import told
from ui.staff.held_page import held_acts_router, held_router
from ui.staff.held_pages import held_pages_router
from ui.staff.keys import keys_router
from ui.staff.login import login_router
from ui.staff.meaning import Meaning
from ui.staff.password import password_router
from ui.staff.reporting import reporting_router
from ui.staff.review import review_router
from ui.staff.users_page import users_router
from ui.staff.withheld import withheld_router

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def staff_router(
    database: Database, corpus_now: Callable[[], Corpus], settings: UiSettings, embedder: Embedder | None = None
) -> APIRouter:
    """Return the staff's pages; they are switched off while no user is set.

    Args:
        database: the journal.
        corpus_now: returns the documents that answers come from now.
        settings: of the staff area.
        embedder: that encodes questions; without one unanswered topics are not grouped.

    Raises:
        StaffError: the users or the key of their sessions cannot be read.
    """
    staff = Staff(database, corpus_now, settings, Meaning(embedder, corpus_now) if embedder else None)
    if staff.users.by_name():
        _ = staff.secret  # made or found wanting now, not when somebody signs in
    notice_documents(database, corpus_now())
    pages = (
        assets_router(staff),
        login_router(staff),
        list_router(staff),
        assigning_router(staff),
        export_router(staff),
        withheld_router(staff),
        conflicts_router(staff),
        documents_router(staff),
        held_router(staff),
        held_acts_router(staff),
        held_pages_router(staff),
        life_router(staff),
        review_router(staff),
        dashboard_router(staff),
        reporting_router(staff),
        audit_router(staff),
        keys_router(staff),
        users_router(staff),
        password_router(staff),
    )
    router = APIRouter()
    for held in (*pages, _rest(staff, OtherMethods([route for page in pages for route in page.routes]))):
        router.include_router(held)
    return router


def _rest(staff: Staff, others: OtherMethods) -> APIRouter:
    """Return a page for every other address and method, so that none of them falls to what else the site serves."""
    router = staff.router(admits=False)  # which methods a path has is no secret

    @router.api_route("", methods=_METHODS)
    @router.api_route("/{path:path}", methods=_METHODS)
    def missing(request: Request) -> Response:
        allowed = others.allowed(request.scope)
        if allowed:
            return refusal(request.method, allowed)
        staff.signed_in(request)
        return told(staff, request, staff.words(request).page_missing, status=HTTP_404_NOT_FOUND)

    return router
