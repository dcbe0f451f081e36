"""What every request passes first: how many are open, how often a client comes, how long and how slow its body is."""

import math
from collections import Counter
from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.status import HTTP_429_TOO_MANY_REQUESTS, HTTP_503_SERVICE_UNAVAILABLE
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.address import COUNTED_AS, OWN_RATE, client_address, is_handed_over
from ui.body import GoneError, LongBodyError, SlowBodyError, again, read_body, sent_bytes
from ui.config import UiSettings
from ui.limits.kinds import Kind, is_free, is_streamed, kind_of, more_of, most_bytes, path_of
from ui.limits.rates import Rates
from ui.limits.refusals import busy, too_long, too_many, too_slow

# Of a body that is read and thrown away: who is told to come again with no longer a conversation than visitors have
# would not hear it over a connection that ends meanwhile.
_SMALL_BYTES = 262_144
_UNREAD = frozenset({HTTP_429_TOO_MANY_REQUESTS, HTTP_503_SERVICE_UNAVAILABLE})
_OPEN_SECONDS = 2  # an answer is there in less: one of the open requests will have ended


@dataclass
class Open:
    """The requests that are being answered."""

    clients: Counter[str] = field(default_factory=Counter)
    asking: Counter[str] = field(default_factory=Counter)  # of them, questions of programs
    refused: int = 0

    def begin(self, client: str, kind: Kind) -> None:
        """Count a request of a client."""
        for counter in self._counters(kind):
            counter[client] += 1

    def end(self, client: str, kind: Kind) -> None:
        """Count it no longer."""
        for counter in self._counters(kind):
            counter[client] -= 1
            if not counter[client]:
                del counter[client]

    def _counters(self, kind: Kind) -> tuple[Counter[str], ...]:
        return (self.clients, self.asking) if kind is Kind.ASK else (self.clients,)


def _closing(scope: Scope, send: Send) -> Send:
    """Return what sends a response, and ends the connection where a long body was not read.

    uvicorn would read all of it, to throw it away: as much work as answering.
    """
    most = most_bytes(scope["method"], path_of(scope))

    async def send_and_close(message: Message) -> None:
        if message["type"] == "http.response.start" and (message["status"] in _UNREAD or not most):
            message["headers"] = [*message["headers"], (b"connection", b"close")]
        await send(message)

    return send_and_close if sent_bytes(scope) > _SMALL_BYTES else send


class Gate:
    """ASGI middleware that refuses what goes beyond a limit before anything is made of it.

    It counts no event of the citizens' page: ui.routes does, which knows them.
    """

    def __init__(self, app: ASGIApp, *, settings: UiSettings, rates: Rates) -> None:
        self._app, self._settings, self._rates = app, settings, rates
        self.open = Open()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its body read whole but where staff upload files."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif is_free(path_of(scope)):
            await self._app(scope, again(b"", receive), send)
        else:
            client = client_address(scope, n_proxies=self._settings.proxies)
            send = _closing(scope, send)
            kind = kind_of(scope["method"], path_of(scope))
            refusal = self._full(scope, client, kind)
            if refusal:
                self.open.refused += 1
                await refusal(scope, receive, send)
                return
            self.open.begin(client, kind)
            try:
                await self._counted(scope, receive, send, client, kind)
            finally:
                self.open.end(client, kind)

    def _full(self, scope: Scope, client: str, kind: Kind) -> Response | None:
        is_waiting = kind is Kind.ASK and self.open.asking[client] >= self._settings.client_waiting
        if is_waiting or self.open.clients[client] >= self._settings.client_requests:
            return too_many(_OPEN_SECONDS, kind="open")
        if self.open.clients.total() >= self._settings.open_requests:
            return busy(_OPEN_SECONDS)
        return None

    async def _counted(self, scope: Scope, receive: Receive, send: Send, client: str, kind: Kind) -> None:
        said, own = sent_bytes(scope), scope.get(OWN_RATE)
        more = more_of(kind, int(said)) if said <= most_bytes(scope["method"], path_of(scope)) else 0
        seconds = 0 if is_handed_over(scope) else await self._rates.wait(kind, client, cost=1 + more, a_minute=own)
        if seconds:
            await too_many(seconds, kind=kind)(scope, receive, send)
            return
        if is_streamed(scope["method"], path_of(scope)):
            await self._app({**scope, COUNTED_AS: client}, receive, send)
            return
        try:
            body = await self._body(scope, receive)
        except LongBodyError:
            await too_long()(scope, receive, send)
        except SlowBodyError:
            await too_slow()(scope, receive, send)
        except GoneError:
            return
        else:
            more = more_of(kind, len(body)) if math.isinf(said) else 0  # what did not say how long it is
            seconds = await self._rates.wait(kind, client, cost=more, a_minute=own) if more else 0
            if seconds:
                await too_many(seconds, kind=kind)(scope, receive, send)
                return
            await self._app({**scope, COUNTED_AS: client}, again(body, receive), send)

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        most = most_bytes(scope["method"], path_of(scope))
        if not most:  # nothing is taken here: what was sent is left unread, and the application says so
            return b""
        return await read_body(scope, receive, most_bytes=most, seconds=self._settings.body_seconds)
