"""Methods that a route does not have: HEAD is GET without the body, OPTIONS names them, the others are 405.

What no route has at all is 501.
"""

from collections.abc import Collection, Sequence

from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ASKED = ("GET", "POST", "PUT", "PATCH", "DELETE")
_KNOWN = frozenset({*_ASKED, "HEAD", "OPTIONS"})
_OF_GRADIO = "/gradio_api/"  # streams of no end stand there, which HEAD must not begin


class KnownMethods:
    """ASGI middleware that answers HEAD with what GET would be answered with, without the body, and unknown methods."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, HEAD as GET."""
        if scope["type"] == "http" and scope["method"] not in _KNOWN:
            await Response(status_code=501)(scope, receive, send)
            return
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        is_over = False

        async def send_without_body(message: Message) -> None:
            nonlocal is_over
            if message["type"] != "http.response.body":
                await send(message)
            elif not is_over:
                is_over = True
                await send({"type": "http.response.body", "body": b""})

        method = "HEAD" if _OF_GRADIO in scope["path"] else "GET"
        await self._app({**scope, "method": method}, receive, send_without_body)


class OtherMethods(BaseRoute):
    """The route after those of this application: every other method of their paths, before Gradio takes all paths."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = tuple(routes)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return a full match where a route has the path with another method."""
        allowed = self.allowed(scope) if scope["type"] == "http" else ()
        return (Match.FULL, {"allowed": allowed}) if allowed else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 405, or what is allowed."""
        await refusal(scope["method"], scope["allowed"])(scope, receive, send)

    def allowed(self, scope: Scope) -> tuple[str, ...]:
        """Return the methods that the path of a request has; none where no route has it."""
        asked = {method: {**scope, "method": method} for method in _ASKED}
        return tuple(
            method
            for method, one in asked.items()
            if any(route.matches(one)[0] is Match.FULL for route in self._routes)
        )


def refusal(method: str, allowed: Collection[str]) -> Response:
    """Return the response to a method that a path does not have: 204 for OPTIONS, 405 for others, both with `Allow`.

    Args:
        method: that was asked with.
        allowed: the methods that the path has, HEAD aside, which it has with GET.
    """
    named = sorted({*allowed, "OPTIONS", *(("HEAD",) if "GET" in allowed else ())})
    return Response(status_code=204 if method == "OPTIONS" else 405, headers={"allow": ", ".join(named)})
