"""Requests of one open page, brought to the worker that has it: Gradio keeps a page's queue in its process' memory."""

import json
import logging
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs
from zlib import crc32

import anyio
import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.address import HANDED_OVER, client_address
from ui.body import again, read_body
from ui.config import UiSettings

_OF_GRADIO = "/gradio_api/"
_IN_PATH = re.compile(r"/gradio_api/heartbeat/([^/]+)")
_HOP_BY_HOP = frozenset({b"connection", b"keep-alive", b"transfer-encoding", b"upgrade", b"content-length"})
_OURS = _HOP_BY_HOP - {b"content-length"} | {b"date", b"server"}  # of a response: set by each server itself
CONNECT_SECONDS = 30.0  # a worker that has died is there again within seconds; its socket waits for it
_BAD_GATEWAY = 502
_log = logging.getLogger(__name__)


class Handover:
    """ASGI middleware of one of several workers. All other requests are answered by whoever takes them."""

    def __init__(self, app: ASGIApp, *, number: int, sockets: Sequence[Path], settings: UiSettings) -> None:
        """Wrap an application.

        Args:
            app: of this worker.
            number: of this worker, from 0.
            sockets: the Unix socket of each worker.
            settings: of the pages.
        """
        self._app, self._number, self._sockets, self._settings = app, number, tuple(sockets), settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request here, or have it answered by the worker whose page it comes from."""
        if scope["type"] != "http" or _OF_GRADIO not in scope["path"]:
            await self._app(scope, receive, send)
            return
        body = await read_body(scope, receive, seconds=self._settings.body_seconds)  # it was, and bounded, by the gate
        session = session_of(scope, body)
        owner = crc32(session.encode()) % len(self._sockets) if session else self._number
        if owner == self._number:
            await self._app(scope, again(body, receive), send)
        else:
            await self._hand_over(owner, scope, body, receive, send)

    async def _hand_over(self, owner: int, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back as it comes, until either side ends it."""
        async with anyio.create_task_group() as tasks:

            async def until_gone() -> None:
                while (await receive())["type"] != "http.disconnect":
                    pass
                tasks.cancel_scope.cancel()

            tasks.start_soon(until_gone)
            async with self._client(owner) as client:
                asker = client_address(scope, n_proxies=self._settings.proxies)
                await _pass_on(client, scope, body, send, asker=asker)
            tasks.cancel_scope.cancel()

    def _client(self, owner: int) -> httpx.AsyncClient:
        """Return a client for one request: a connection kept from before may be to a worker that has died since."""
        transport = httpx.AsyncHTTPTransport(uds=str(self._sockets[owner]), verify=False)
        return httpx.AsyncClient(transport=transport, timeout=httpx.Timeout(None, connect=CONNECT_SECONDS))


async def _pass_on(client: httpx.AsyncClient, scope: Scope, body: bytes, send: Send, *, asker: str) -> None:
    raw = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    headers = [(name, value) for name, value in scope["headers"] if name not in {*_HOP_BY_HOP, HANDED_OVER}]
    headers.append((HANDED_OVER, asker.encode("latin-1")))
    request = client.build_request(
        scope["method"], httpx.URL("http://worker", raw_path=raw), headers=headers, content=body
    )
    begun = False
    try:
        response = await client.send(request, stream=True)
        try:
            kept = [(name, value) for name, value in response.headers.raw if name.lower() not in _OURS]
            await send({"type": "http.response.start", "status": response.status_code, "headers": kept})
            begun = True
            async for part in response.aiter_raw():
                await send({"type": "http.response.body", "body": part, "more_body": True})
        finally:
            await response.aclose()
    except httpx.HTTPError as error:
        _log.warning("a page's worker did not answer: %s", error)
    if not begun:
        await send({"type": "http.response.start", "status": _BAD_GATEWAY, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def session_of(scope: Scope, body: bytes) -> str:
    """Return the session that a request to Gradio names in its path, query or JSON body; empty when it names none."""
    in_path = _IN_PATH.search(scope["path"])
    if in_path:
        return str(in_path[1])
    in_query = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash")
    if in_query:
        return str(in_query[0])
    try:
        held: dict[str, object] = json.loads(body) if body.startswith(b"{") else {}
    except ValueError:
        return ""
    return str(held.get("session_hash") or "")
