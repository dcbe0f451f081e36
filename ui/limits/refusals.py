"""The replies to a request that goes beyond a limit, with when to come again.

They are empty where the pages of errors (ui.error_pages) say what happened; a page that is open is told in its words.
"""

from starlette.responses import JSONResponse, Response
from starlette.status import (
    HTTP_408_REQUEST_TIMEOUT,
    HTTP_413_CONTENT_TOO_LARGE,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from ui.limits.counted import REFUSED_REQUESTS
from ui.text.page_words import PageWords


def too_long() -> Response:
    """Return the reply to a body that is too long. The connection ends: what follows on it is not read."""
    REFUSED_REQUESTS.labels("long").inc()
    return Response(status_code=HTTP_413_CONTENT_TOO_LARGE, headers={"connection": "close"})


def too_slow() -> Response:
    """Return the reply to a body that did not come in time."""
    REFUSED_REQUESTS.labels("slow").inc()
    return Response(status_code=HTTP_408_REQUEST_TIMEOUT, headers={"connection": "close"})


def too_many(seconds: int, *, kind: str, words: PageWords | None = None) -> Response:
    """Return the reply to a client that does something too often; `words` are those of the page it has open."""
    REFUSED_REQUESTS.labels(kind).inc()
    headers = {"retry-after": str(seconds), "x-limited": kind, "cache-control": "no-store"}
    return _reply(HTTP_429_TOO_MANY_REQUESTS, words.too_many.format(seconds=seconds) if words else "", headers)


def busy(seconds: int, *, words: PageWords | None = None) -> Response:
    """Return the reply while others' requests fill the server."""
    REFUSED_REQUESTS.labels("full").inc()
    headers = {"retry-after": str(seconds), "cache-control": "no-store"}
    return _reply(HTTP_503_SERVICE_UNAVAILABLE, words.busy.format(seconds=seconds) if words else "", headers)


def _reply(status: int, sentence: str, headers: dict[str, str]) -> Response:
    if sentence:
        return JSONResponse({"error": sentence}, status_code=status, headers=headers)
    return Response(status_code=status, headers=headers)
