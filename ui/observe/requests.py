"""Each request counted, timed and, at `ui.log_level` info, logged: by the kind of its address, never by the address."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.observe.counts import OPEN_REQUESTS, REQUEST_SECONDS, REQUESTS

_BROKE = 500
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# What an address begins with, the first that fits counts: labels are few, whatever is asked for.
_ROUTES = (
    ("/api/", "api"),
    ("/doc/", "document"),
    ("/staff", "staff"),
    ("/healthz", "health"),
    ("/metrics", "metrics"),
)
_log = logging.getLogger(__name__)


class ObservedRequests:
    """ASGI middleware that counts requests, and logs each once it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        route = route_of(scope["path"].removeprefix(scope.get("root_path", "")))
        method = scope["method"] if scope["method"] in _METHODS else "other"
        status, started = _BROKE, time.perf_counter()  # what breaks before it answers is answered 500 further out

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with OPEN_REQUESTS.labels(route).track_inprogress():
            try:
                await self._app(scope, receive, send_seen)
            finally:
                seconds = time.perf_counter() - started
                REQUESTS.labels(route, method, status).inc()
                REQUEST_SECONDS.labels(route).observe(seconds)
                seen = {"route": route, "method": method, "status": status, "seconds": round(seconds, 4)}
                _log.info("a request was answered", extra=seen)


def route_of(path: str) -> str:
    """Return the kind of an address.

    Example:
        >>> route_of("/api/ask"), route_of("/en/gradio_api/queue/join"), route_of("/"), route_of("/theme.css")
        ('api', 'event', 'page', 'file')
    """
    for beginning, route in _ROUTES:
        if path.startswith(beginning):
            return route
    if "/gradio_api/" in path:
        return "stream" if path.endswith("/queue/data") else "event"
    return "page" if path.endswith("/") else "file"
