"""What a browser or a program sends, read whole, and no more of it than any page or program needs."""

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A kept conversation (ui.citizen.conversation) with each character escaped as six, a question, and room to spare.
MOST_BYTES = 2_000_000
TOO_LONG = Response(status_code=413)


class LongBodyError(Exception):
    """A request's body has more than MOST_BYTES; what follows is not read."""


class BoundedBody:
    """ASGI middleware that answers 413 to a longer body, before anything is made of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body read whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await read_body(receive)
        except LongBodyError:
            await TOO_LONG(scope, receive, send)
            return
        await self._app(scope, again(body, receive), send)


async def read_body(receive: Receive) -> bytes:
    """Return the body of a request.

    Raises:
        LongBodyError: it has more than MOST_BYTES.
    """
    parts, n_bytes = [], 0
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        n_bytes += len(parts[-1])
        if n_bytes > MOST_BYTES:
            raise LongBodyError
        if not message.get("more_body"):
            return b"".join(parts)


def again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives a body that was read, then what comes after it."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
