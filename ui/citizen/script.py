"""The citizens' page's own script, as a file: nothing of ours stands within a page as a script."""

import hashlib
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Response

from ui.headers import FOR_GOOD

_ASSETS = Path(__file__).parent.parent / "assets"
_NAMES = (
    "ease.js",
    "first.js",
    "kept.js",
    "back.js",
    "conversations.js",
    "talk.js",
    "connection.js",
    "script.js",
    "source.js",
    "preview.js",
    "reading.js",
    "take_away.js",
    "aloud.js",
    "voice.js",
)
_PATH = "/page/script.js"


def script_router() -> APIRouter:
    """Return the route of the script."""
    router = APIRouter(include_in_schema=False)

    @router.get(_PATH)
    def script() -> Response:
        return Response(_script(), media_type="text/javascript", headers={"cache-control": FOR_GOOD})

    return router


def script_address() -> str:
    """Return where the script is."""
    return f"{_PATH}?v={hashlib.sha256(_script()).hexdigest()[:16]}"


@lru_cache(maxsize=1)
def _script() -> bytes:
    return "".join((_ASSETS / name).read_text(encoding="utf-8") for name in _NAMES).encode()
