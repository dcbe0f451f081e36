"""The MCP server at `/mcp`: streamable HTTP, each request by itself, so that any process may answer it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.status import HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN, HTTP_503_SERVICE_UNAVAILABLE
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.access.program import refusal
from ui.journal.api_keys import KeyScope
from ui.text.reader import reader_language

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

PATH = "/mcp"
_KEYLESS = frozenset({HTTP_401_UNAUTHORIZED, HTTP_503_SERVICE_UNAVAILABLE})


class OverHttp:
    """The route, and what runs as long as the application does."""

    def __init__(self, server: "MCPServer[Any]") -> None:
        self._server = server
        self._app: ASGIApp | None = None

    @property
    def route(self) -> Route:
        """The route; it takes POST only, as a server without sessions has nothing to tell by itself."""
        return Route(PATH, endpoint=_Endpoint(self), methods=["POST"], include_in_schema=False)

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Take requests until the block ends."""
        from mcp.server.transport_security import TransportSecuritySettings

        app = self._server.streamable_http_app(
            streamable_http_path=PATH,
            json_response=True,
            stateless_http=True,
            # Hosts are held against ui.allowed_hosts and origins below, before anything of a request is read.
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        async with app.router.lifespan_context(app):
            self._app = app
            try:
                yield
            finally:
                self._app = None

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, where a page of another site has not made a reader's browser send it."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            await _told(HTTP_403_FORBIDDEN, "requests from pages of other sites are not taken")(scope, receive, send)
            return
        problem = refusal(scope, KeyScope.ASK, reader_language(Request(scope)).page)
        if problem is not None and problem.status_code in _KEYLESS:  # what a key does not cover, its tool says
            await _told(problem.status_code, str(problem.detail), problem.headers)(scope, receive, send)
        elif self._app is None:
            await _told(HTTP_503_SERVICE_UNAVAILABLE, "the server is starting or ending")(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class _Endpoint:
    """An ASGI application for `Route`, which takes a function for one of requests."""

    def __init__(self, over_http: OverHttp) -> None:
        self._over_http = over_http

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._over_http.answer(scope, receive, send)


def _told(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": sentence}, status_code=status, headers=headers)
