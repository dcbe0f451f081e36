"""Everything for programs beside `POST /api/ask`, added to the application."""

from fastapi import FastAPI

from index.catalog.originals import Originals
from ui.config import UiSettings
from ui.desk import Desk
from ui.programs.docs_page import docs_router
from ui.programs.feed import feed_router
from ui.programs.made import base_of, reading_for
from ui.programs.over_http import OverHttp
from ui.programs.routes import reading_router
from ui.programs.tools import mcp_server


def add_programs(app: FastAPI, desk: Desk, originals: Originals, settings: UiSettings) -> None:
    """Add what programs read, the feed, the page that tells of it, and MCP, which runs as long as the application.

    Whatever else is to run as long is put around it, as Gradio does when its pages are mounted.
    """
    reading_of = reading_for(desk, settings)
    app.include_router(reading_router(reading_of))
    app.include_router(feed_router(desk.journal, desk.corpus, lambda request: base_of(request, settings)))
    app.include_router(docs_router(app.openapi, settings))
    over_http = OverHttp(mcp_server(desk, originals, reading_of))
    app.router.routes.append(over_http.route)
    app.router.lifespan_context = over_http.lifespan
