"""What of Gradio is open: the routes that the citizens' page uses, and of its events text only.

Gradio has some sixty more, for pages of other kinds. They take and keep files from anyone, and hand them out.
"""

import json
import re

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.body import again, read_body

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"  # never `..`, nor a name that is hidden
_READ = ("GET", "HEAD")
_EVENTS = ("/gradio_api/run/predict", "/gradio_api/queue/join")  # at once, and one after the other
# The routes by their methods, relative to a mount: as the page was seen to ask for them in Chromium, and `app_id`,
# by which it finds the server again after the connection broke. A press of Stop cancels, then resets.
ALLOWED = (
    (_READ, re.compile(rf"/|/theme\.css|/assets/{_NAME}|/static/(?:fonts|js)/(?:{_NAME}/)?{_NAME}")),
    (("GET",), re.compile(r"/gradio_api/(?:queue/data|app_id)")),
    (("POST",), re.compile("|".join(map(re.escape, (*_EVENTS, "/gradio_api/cancel", "/gradio_api/reset"))))),
)


class PageRoutes:
    """ASGI middleware of a Gradio mount: 404 for what the page does not use, 422 for an event with more than text.

    It stands within the mount and reads the path as Gradio's own router does, so that no spelling passes it by.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request of the page on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope["root_path"])
        if not is_allowed(scope["method"], path):
            await Response(status_code=404)(scope, receive, send)
        elif path in _EVENTS:
            body = await read_body(receive)
            passed = self._app if _is_text(body) else Response(status_code=422)
            await passed(scope, again(body, receive), send)
        else:
            await self._app(scope, receive, send)


def is_allowed(method: str, path: str) -> bool:
    """Return whether the page uses a route of Gradio; `path` is relative to the mount."""
    return any(method in methods and paths.fullmatch(path) for methods, paths in ALLOWED)


def _is_text(body: bytes) -> bool:
    """Return whether an event's inputs are text or nothing.

    Gradio takes an object of a certain form for a file: it copies the path that it names, or fetches the address.
    """
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return False
    inputs = event.get("data") if isinstance(event, dict) else None
    return isinstance(inputs, list) and all(held is None or isinstance(held, str) for held in inputs)
