"""Where a program's key is read: before its request is counted, so that it is counted for the key."""

import base64
import binascii
import logging

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.access.program import PROGRAM, Anybody, KeyHolder, Program, Stranger, Unknown
from ui.address import COUNTED_AS, OWN_RATE
from ui.config import UiSettings
from ui.errors import JournalError
from ui.journal.api_keys import Uses, find_key
from ui.journal.database import Database

_OF_PROGRAMS = ("/api/", "/mcp")
_log = logging.getLogger(__name__)


class Door:
    """ASGI middleware that says in the scope who the program is, and at which rate it may come; it turns nobody away.

    A key comes as `Authorization: Bearer KEY`, or as the password of `Basic`, which readers of feeds know. Who sends a
    wrong one is counted by address, like anybody.
    """

    def __init__(self, app: ASGIApp, *, journal: Database, settings: UiSettings) -> None:
        self._app, self._journal = app, journal
        self._anybody = Anybody(may_ask=not settings.api_needs_key)
        self._uses = Uses(journal)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or not scope["path"].startswith(_OF_PROGRAMS):
            await self._app(scope, receive, send)
            return
        program = await self._program(scope)
        told: dict[str, object] = {PROGRAM: program}
        if isinstance(program, KeyHolder):
            self._uses.note(program.key.key_id)
            told |= {COUNTED_AS: f"key:{program.key.key_id}", OWN_RATE: program.key.rate}
        await self._app({**scope, **told}, receive, send)

    async def _program(self, scope: Scope) -> Program:
        sent = Headers(scope=scope).get("authorization", "")
        if not sent:
            return self._anybody
        try:
            key = await run_in_threadpool(find_key, self._journal, _key(sent))
        except JournalError:
            _log.warning("a key could not be looked up: the journal does not answer")
            return Unknown()
        return Stranger() if key is None else KeyHolder(key)


def _key(sent: str) -> str:
    """Return the key of a header; empty where it holds none."""
    kind, _, value = sent.partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode("ascii").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""
