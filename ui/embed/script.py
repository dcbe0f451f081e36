"""The script for another site's page, `/embed.js`, which brings the citizens' page there in a frame."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from ui.text.languages import LanguageWords
from ui.text.reader import reader_language

ADDRESS = "/embed.js"
_FILE = Path(__file__).parent.parent / "assets" / "embed.js"
_KEPT = "public, max-age=3600"  # its address stands on pages that are not ours, and stays the same


def embed_router(origins: tuple[str, ...]) -> APIRouter:
    """Return the route of the script; without origins that may have the page there is none."""
    router = APIRouter(include_in_schema=False)
    if not origins:
        return router

    def script(request: Request) -> Response:
        headers = {
            "cache-control": _KEPT,
            "cross-origin-resource-policy": "cross-origin",  # it is for other sites, and says nothing of a reader
            "vary": "Accept-Language, Cookie",
        }
        return Response(_script(reader_language(request)), media_type="text/javascript", headers=headers)

    router.add_api_route(ADDRESS, script, methods=["GET", "HEAD"], response_model=None)
    return router


@lru_cache(maxsize=8)
def _script(language: LanguageWords) -> str:
    """Return the script, called with its words and their language."""
    words = json.dumps(asdict(language.embed) | {"tag": language.tag, "lang": language.page.lang})
    return f"{_FILE.read_text(encoding='utf-8').rstrip()}({words});\n"
