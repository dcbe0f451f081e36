"""The id of a request: in its response, in each line that is logged for it, and in the sentence that tells an error."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from asgi_correlation_id import CorrelationIdMiddleware, correlation_id
from starlette.types import ASGIApp

HEADER = "X-Request-ID"
_CHARS = 8  # of hexadecimal: short enough to be read out; the time tells two of the same apart
# What a proxy or a program may name its own request: hexadecimal digits, as a UUID has them. No word can be written
# with it into a log or a page.
_HARMLESS = re.compile(r"[0-9a-fA-F](?:-?[0-9a-fA-F]){7,35}")


class RequestIds(CorrelationIdMiddleware):
    """ASGI middleware that gives each request an id: the one it brings where that is harmless, else a new one."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, header_name=HEADER, generator=new_id, validator=is_harmless, transformer=None)


def new_id() -> str:
    """Return an id."""
    return uuid.uuid4().hex[:_CHARS]


def is_harmless(given: str) -> bool:
    """Return whether an id that a request brings may stand in the log and on a page.

    Example:
        >>> is_harmless("c0ffee00"), is_harmless("0b5e7a52-1c3d-4e5f-8a9b-0c1d2e3f4a5b"), is_harmless("<b>")
        (True, True, False)
    """
    return _HARMLESS.fullmatch(given) is not None


def incident() -> str:
    """Return the id that an error is found by in the log: the request's, or a new one where there is no request."""
    return correlation_id.get() or new_id()


@contextmanager
def under(given: str | None) -> Iterator[None]:
    """Log what is done meanwhile under an id; Gradio answers its queue in tasks that know no request."""
    token = correlation_id.set(given if given and is_harmless(given) else new_id())
    try:
        yield
    finally:
        correlation_id.reset(token)
