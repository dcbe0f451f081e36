"""All staff pages under /staff."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.status import HTTP_404_NOT_FOUND

from index.corpus import Corpus
from ui.config import UiSettings
from ui.journal.database import Database
from ui.staff.assets import assets_router
from ui.staff.dashboard import dashboard_router
from ui.staff.entry_list import list_router
from ui.staff.export import export_router
from ui.staff.frame import Staff
from ui.staff.guard import told
from ui.staff.login import login_router
from ui.staff.review import review_router
from ui.staff.withheld import withheld_router

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def staff_router(database: Database, corpus: Corpus, settings: UiSettings) -> APIRouter:
    """Return the staff's pages; they are switched off while no user is set.

    Raises:
        StaffError: the users or the key of their sessions cannot be read.
    """
    staff = Staff(database, corpus, settings)
    if staff.users.hashes():
        _ = staff.secret  # made or found wanting now, not when somebody signs in
    router = APIRouter()
    for pages in (
        assets_router(staff),
        login_router(staff),
        list_router(staff),
        export_router(staff),
        withheld_router(staff),
        review_router(staff),
        dashboard_router(staff),
        _rest(staff),
    ):
        router.include_router(pages)
    return router


def _rest(staff: Staff) -> APIRouter:
    """Return a page for every other address and method, so that none of them falls to what else the site serves."""
    router = staff.router()

    @router.api_route("", methods=_METHODS)
    @router.api_route("/{path:path}", methods=_METHODS)
    def missing(request: Request, _: Annotated[str, Depends(staff.signed_in)]) -> Response:
        return told(staff, request, staff.words(request).page_missing, status=HTTP_404_NOT_FOUND)

    return router
