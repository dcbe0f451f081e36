"""What a browser or a program sends, read whole, and no more of it than any page or program needs."""

import asyncio
import math

from starlette.types import Message, Receive, Scope

# A kept conversation (ui.citizen.conversation) of characters of three or four bytes, a question, and room to spare.
MOST_BYTES = 1_000_000


class LongBodyError(Exception):
    """A request's body has more bytes than it may have; what follows is not read."""


class SlowBodyError(Exception):
    """A request's body did not come in time."""


class GoneError(Exception):
    """The client went before its body was there."""


async def read_body(scope: Scope, receive: Receive, *, most_bytes: int = MOST_BYTES, seconds: float) -> bytes:
    """Return the body of a request.

    Args:
        scope: of the request; one that says itself to be too long is not read at all.
        receive: gives its parts.
        most_bytes: that it may have.
        seconds: that it may take to come.

    Raises:
        LongBodyError: it has more than `most_bytes`.
        SlowBodyError: it took longer.
        GoneError: the connection ended meanwhile.
    """
    if most_bytes < sent_bytes(scope) < math.inf:
        raise LongBodyError
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, most_bytes)
    except TimeoutError as error:
        raise SlowBodyError from error


async def _read(receive: Receive, most_bytes: int) -> bytes:
    parts, n_bytes = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        parts.append(message.get("body", b""))
        n_bytes += len(parts[-1])
        if n_bytes > most_bytes:
            raise LongBodyError
        if not message.get("more_body"):
            return b"".join(parts)


def sent_bytes(scope: Scope) -> float:
    """Return how long a request says that its body is, 0 where it has none; infinite where it sends it in parts."""
    headers = {name.lower(): value for name, value in scope["headers"]}
    if b"transfer-encoding" in headers:
        return math.inf
    said = headers.get(b"content-length", b"")
    return int(said) if said.isdigit() else 0


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
