"""Which sites may have the citizens' page in a frame: those that are set, and that page alone."""

from collections.abc import Collection, Sequence
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

QUERY_NAME = "embed"
_NOBODY = "frame-ancestors 'none'"


class Framing:
    """ASGI middleware that lets some origins have pages in a frame where their address says so (`?embed=1`).

    It stands outside of what says that nobody may.
    """

    def __init__(self, app: ASGIApp, *, origins: Sequence[str], paths: Collection[str], root_path: str = "") -> None:
        """Wrap an application.

        Args:
            app: whose pages are framed.
            origins: as `https://www.example.org`; empty: none, and all stays as it is.
            paths: of the pages; all others can be framed by nobody.
            root_path: of the host, below which the pages stand; empty for none.
        """
        # A proxy may leave the path below which the pages stand on, or take it off.
        self._app, self._paths = app, frozenset(paths) | {f"{root_path}{path}" for path in paths}
        self._ancestors = f"frame-ancestors {' '.join(origins)}" if origins else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        is_framed = scope["type"] == "http" and scope["path"] in self._paths and bool(self._ancestors)
        if not is_framed or QUERY_NAME not in parse_qs(scope["query_string"].decode("latin-1")):
            await self._app(scope, receive, send)
            return

        async def send_framed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = headers.get("content-security-policy", "")
                if _NOBODY in policy and headers.get("content-type", "").startswith("text/html"):
                    headers["content-security-policy"] = policy.replace(_NOBODY, self._ancestors)
                    del headers["x-frame-options"]
            await send(message)

        await self._app(scope, receive, send_framed)
