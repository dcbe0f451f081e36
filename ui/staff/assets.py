"""The pages' style, scripts and icon."""

import re
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException
from starlette.status import HTTP_404_NOT_FOUND

from ui.staff.frame import Staff

_FOLDER = Path(__file__).parent.parent / "assets"
_SERVED = re.compile(r"(?:staff[a-z_]*|chart|colours|original)\.(?:css|js)|icon\.svg")

# Said here: what Python guesses of a name changes once Gradio is imported.
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def assets_router(staff: Staff) -> APIRouter:
    """Return the files that the staff's pages load; they need no signing in."""
    router = staff.router()

    @router.get("/static/{name}")
    def asset(name: str) -> Response:
        if not _SERVED.fullmatch(name) or not (_FOLDER / name).is_file():
            raise HTTPException(HTTP_404_NOT_FOUND)
        return FileResponse(_FOLDER / name, media_type=_KINDS[Path(name).suffix])

    return router
