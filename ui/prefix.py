"""Pages that stand below a path of their host: `https://example.org/ask/` behind a proxy that forwards only that.

Inside, every address begins with `/`; here, at the door, those that leave get the prefix before them, and those that
come lose it, should the proxy have left it on.
"""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLACED = "x-placed-below"  # header of a page whose addresses are below the path already; it does not leave
# Attributes of our own pages that hold an address. What anybody wrote has its quotation marks escaped.
_ADDRESSES = re.compile(r'(?<=[\s"])(?P<name>href|src|action|data-sections)="/(?!/)')
_COOKIE_PATH = re.compile(r"(?<=;)(?P<name>\s*path=)/(?P<rest>[^;]*)", re.IGNORECASE)


def under(root_path: str, html: str) -> str:
    """Return HTML of ours with its addresses below a path.

    Example:
        >>> under("/ask", '<a href="/doc/a#1-2">a</a> <a href="#b">b</a>')
        '<a href="/ask/doc/a#1-2">a</a> <a href="#b">b</a>'
    """
    return _ADDRESSES.sub(rf'\g<name>="{root_path}/', html) if root_path else html


class UnderPrefix:
    """ASGI middleware: where a path of the host is set, what leaves is put below it, and what comes loses it.

    That are the addresses of redirects, of cookies, and in pages; a page is held until it is whole.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app, self._root = app, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on without the prefix, and its response back with it."""
        if scope["type"] != "http" or not self._root:
            await self._app(scope, receive, send)
            return
        await self._app(self._stripped(scope), receive, _Outgoing(self._root, send))

    def _stripped(self, scope: Scope) -> Scope:
        path: str = scope["path"]
        if path != self._root and not path.startswith(f"{self._root}/"):
            return scope
        raw = scope.get("raw_path") or path.encode()
        return {
            **scope,
            "path": path.removeprefix(self._root) or "/",
            "raw_path": raw.removeprefix(self._root.encode()) or b"/",
        }


class _Outgoing:
    """Sends one response, its addresses below a path."""

    def __init__(self, root: str, send: Send) -> None:
        self._root, self._send = root, send
        self._start: Message | None = None  # of a page that is held
        self._held = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [(name, self._put_below(name.lower(), value)) for name, value in message["headers"]]
            headers = MutableHeaders(scope=message)
            if PLACED in headers:
                del headers[PLACED]
            elif headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers:
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._held += message.get("body", b"")
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": under(self._root, self._held.decode()).encode()}
            MutableHeaders(scope=self._start)["content-length"] = str(len(message["body"]))
            await self._send(self._start)
        await self._send(message)

    def _put_below(self, name: bytes, value: bytes) -> bytes:
        text = value.decode("latin-1")
        if name == b"location" and text.startswith("/") and not text.startswith("//"):
            return f"{self._root}{text}".encode("latin-1")
        if name == b"set-cookie":
            return _COOKIE_PATH.sub(lambda at: f"{at['name']}{self._root}/{at['rest']}".rstrip("/"), text).encode(
                "latin-1"
            )
        return value
