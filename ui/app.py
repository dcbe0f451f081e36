"""The web application: its routes, and the citizens' page mounted once a language."""

import os
from pathlib import Path

from fastapi import FastAPI, Response

from index.encode.reports import turn_off_reports
from ui.api import add_api
from ui.body import BoundedBody
from ui.citizen.page import CitizenPage
from ui.config import UiSettings
from ui.desk import Desk
from ui.document.page import document_router
from ui.headers import FixedHeaders
from ui.mounts import LanguageAtRoot, mounts
from ui.staff.router import staff_router

# Gradio reads these when it is imported and when a page is made: it looks for no newer version, and makes no table of
# the last ten thousand events after each of them.
_GRADIO = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**9),
}
_ASSETS = Path(__file__).parent / "assets"


def make_app(desk: Desk, settings: UiSettings) -> FastAPI:
    """Return the web application: the citizens' page, documents, the staff's pages, `/api/ask` and `/healthz`.

    Raises:
        StaffError: the staff's users or the key of their sessions cannot be read.
    """
    os.environ.update(_GRADIO)
    turn_off_reports()  # gradio imports the hub's client
    from ui.citizen.gradio_page import mount

    app = FastAPI(title="luohu-qa", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.add_middleware(BoundedBody)
    app.add_middleware(LanguageAtRoot)
    app.add_middleware(FixedHeaders)
    app.get("/healthz", include_in_schema=False)(_health)
    app.get("/favicon.ico", include_in_schema=False)(_icon)
    add_api(app, desk)
    app.include_router(document_router(desk.assistant.corpus))
    app.include_router(staff_router(desk.journal, desk.assistant.corpus, settings))
    for path, language in mounts():
        mount(app, CitizenPage(desk, settings, language), settings, path)
    return app


def _health() -> dict[str, str]:
    """Return that the assistant is loaded: the server does not listen before it is."""
    return {"status": "ok"}


def _icon() -> Response:
    return Response((_ASSETS / "icon.svg").read_bytes(), media_type="image/svg+xml")
