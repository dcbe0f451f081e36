"""A small real reverse proxy that forwards one path of its host, and takes that path off what it forwards."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.browser.served import served

_OWN = {"connection", "keep-alive", "transfer-encoding", "date", "server"}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@contextmanager
def proxying(target: str, prefix: str, missed: list[str]) -> Iterator[str]:
    """Forward what is below a path to a server; yield the address of that path, with a slash at its end.

    Args:
        target: the server's address, without a slash at its end.
        prefix: the path.
        missed: gets every path that is not below it: of a page that does not know where it stands.
    """

    async def forward(request: Request) -> Response:
        path = request.url.path
        if not path.startswith(f"{prefix}/"):
            missed.append(path)
            return PlainTextResponse("another service of this host", status_code=404)
        raw = request.scope["raw_path"].removeprefix(prefix.encode())
        if request.url.query:
            raw += b"?" + request.url.query.encode()
        client = httpx.AsyncClient(timeout=None)  # noqa: S113 - a page's stream has no end
        asked = client.build_request(
            request.method,
            httpx.URL(target).copy_with(raw_path=raw),
            headers=[*((n, v) for n, v in request.headers.items() if n not in _OWN), ("x-forwarded-proto", "http")],
            content=await request.body(),
        )
        got = await client.send(asked, stream=True)
        answer = StreamingResponse(_parts(got), got.status_code, background=BackgroundTask(client.aclose))
        answer.raw_headers = [(n.lower(), v) for n, v in got.headers.raw if n.decode().lower() not in _OWN]
        return answer

    app = Starlette(routes=[Route("/{path:path}", forward, methods=METHODS)])
    with served(app, log_level="error", ending_seconds=1) as url:
        yield f"{url}{prefix}/"


async def _parts(got: httpx.Response) -> AsyncIterator[bytes]:
    async for part in got.aiter_raw():
        yield part
