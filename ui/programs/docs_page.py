"""The page for programmers at `/api/docs`, made from the OpenAPI document; nothing of it comes from elsewhere."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response

from ui.config import UiSettings
from ui.document.page import asset_address
from ui.document.sent import answered
from ui.document.templating import page_templates
from ui.programs.described import operations, records
from ui.text.api_examples import BASE, EXAMPLES, Example
from ui.text.languages import languages
from ui.text.reader import reader_language

ADDRESS = "/api/docs"
_TEMPLATES = Path(__file__).parent / "templates"
_ASSETS = ("document.css", "document.js", "api.css")


def docs_router(openapi: Callable[[], Mapping[str, Any]], settings: UiSettings) -> APIRouter:
    """Return the route of the page.

    Args:
        openapi: returns the OpenAPI document.
        settings: which say where the pages are, and whether programs need a key.
    """
    router = APIRouter(include_in_schema=False)
    environment = page_templates(_TEMPLATES, public_url=settings.public_url)
    base = settings.public_url or f"http://{settings.host}:{settings.port}{settings.root_path}"

    def page(request: Request) -> Response:
        language = reader_language(request)
        document = openapi()
        html = environment.get_template("api.html").render(
            words=language.page,
            api=language.api,
            languages=[
                (each.name, each.page.lang, f"{ADDRESS}?lang={each.tag}", each is language) for each in languages()
            ],
            assets={name: asset_address(name) for name in _ASSETS},
            needs_key=settings.api_needs_key,
            operations=tuple(operations(document)),
            records=tuple(records(document)),
            examples={path: _at(base, example) for path, example in EXAMPLES.items()},
        )
        return answered(request, html.encode())

    router.add_api_route(ADDRESS, page, methods=["GET", "HEAD"], response_model=None)
    return router


def _at(base: str, example: Example) -> Example:
    return Example(*(code.replace(BASE, base) for code in example))
