"""What of Gradio is open: the routes that the citizens' page uses, and of its events text only.

Gradio has some sixty more, for pages of other kinds. They take and keep files from anyone, and hand them out.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response
from starlette.status import HTTP_503_SERVICE_UNAVAILABLE
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.address import client_address
from ui.body import again, read_body
from ui.config import UiSettings
from ui.limits.kinds import QUESTION_CHARS, Kind
from ui.limits.rates import Rates
from ui.limits.refusals import busy, too_many
from ui.methods import refusal
from ui.text.page_words import PageWords

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"  # never `..`, nor a name that is hidden
_READ = ("GET", "HEAD")
_JOIN = "/gradio_api/queue/join"
_FULL_SECONDS = 3  # a full queue is answered in about that: ui.most_waiting, a process' answers a second
_EVENTS = ("/gradio_api/run/predict", _JOIN)  # at once, and one after the other
# The routes by their methods, relative to a mount: as the page was seen to ask for them in Chromium, and `app_id`,
# by which it finds the server again after the connection broke. A press of Stop cancels, then resets.
ALLOWED = (
    (_READ, re.compile(rf"/|/theme\.css|/assets/{_NAME}|/static/(?:fonts|js)/(?:{_NAME}/)?{_NAME}")),
    (("GET",), re.compile(r"/gradio_api/(?:queue/data|app_id)")),
    (("POST",), re.compile("|".join(map(re.escape, (*_EVENTS, "/gradio_api/cancel", "/gradio_api/reset"))))),
)


@dataclass(frozen=True)
class PageEvents:
    """What a mounted page's events are counted as, by their numbers, and what its reader is told."""

    kinds: Mapping[int, Kind]
    words: PageWords
    rates: Rates
    settings: UiSettings
    queued: Callable[[], Iterable[Scope]]  # the requests whose questions wait in Gradio's queue


class PageRoutes:
    """ASGI middleware of a Gradio mount: 404 for what the page does not use, 422 for an event with more than text.

    An event that comes too often gets 429, one for which there is no place in the queue 503, with words to show.

    It stands within the mount and reads the path as Gradio's own router does, so that no spelling passes it by.
    """

    def __init__(self, app: ASGIApp, *, events: PageEvents) -> None:
        self._app, self._events = app, events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request of the page on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope["root_path"])
        if not is_allowed(scope["method"], path):
            allowed = {method for methods, paths in ALLOWED if paths.fullmatch(path) for method in methods}
            refused = refusal(scope["method"], allowed) if allowed else Response(status_code=404)
            await refused(scope, receive, send)
        elif path in _EVENTS:
            body = await read_body(scope, receive, seconds=self._events.settings.body_seconds)
            await self._event(scope, again(body, receive), send, body)
        else:
            await self._app(scope, receive, send)

    async def _event(self, scope: Scope, receive: Receive, send: Send, body: bytes) -> None:
        event = _read_event(body)
        number = event.get("fn_index")
        kind = self._events.kinds.get(number) if type(number) is int else None
        if kind is None or not _is_text(event):
            await Response(status_code=422)(scope, receive, send)
            return
        client = client_address(scope, n_proxies=self._events.settings.proxies)
        if kind is Kind.ASK and self._n_waiting(client) >= self._events.settings.client_waiting:
            await too_many(_FULL_SECONDS, kind=kind, words=self._events.words)(scope, receive, send)
            return
        cost = _cost(event, most=self._events.settings.history_turns + 1) if kind is Kind.ASK else 1
        seconds = await self._events.rates.wait(kind, client, cost=cost)
        if seconds:
            await too_many(seconds, kind=kind, words=self._events.words)(scope, receive, send)
            return
        await self._app(scope, receive, self._unless_full(scope, receive, send))

    def _n_waiting(self, client: str) -> int:
        n_proxies = self._events.settings.proxies
        return sum(client_address(queued, n_proxies=n_proxies) == client for queued in self._events.queued())

    def _unless_full(self, scope: Scope, receive: Receive, send: Send) -> Send:
        """Return what sends a response, and ours in place of Gradio's where its queue is full."""
        is_full = False

        async def send_ours(message: Message) -> None:
            nonlocal is_full
            if message["type"] == "http.response.start":
                is_full = message["status"] == HTTP_503_SERVICE_UNAVAILABLE
                if is_full:
                    await busy(_FULL_SECONDS, words=self._events.words)(scope, receive, send)
            if not is_full:
                await send(message)

        return send_ours


def is_allowed(method: str, path: str) -> bool:
    """Return whether the page uses a route of Gradio; `path` is relative to the mount."""
    return any(method in methods and paths.fullmatch(path) for methods, paths in ALLOWED)


def _read_event(body: bytes) -> dict[str, Any]:
    """Return an event; an empty one where the body is none."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def _cost(event: dict[str, Any], *, most: int) -> int:
    """Return what a question counts as: long ones as several, as each does that an address holds, up to `most`."""
    held, data = event.get("event_data"), event.get("data")
    told = held if isinstance(held, dict) else {}
    asked = told.get("questions") or told.get("question") or (data[0] if isinstance(data, list) and data else "")
    questions = asked[:most] if isinstance(asked, list) else [asked]
    return sum(1 + len(str(question)) // QUESTION_CHARS for question in questions)


def _is_text(event: dict[str, Any]) -> bool:
    """Return whether an event's inputs are text or nothing.

    Gradio takes an object of a certain form for a file: it copies the path that it names, or fetches the address.
    """
    inputs = event.get("data")
    return isinstance(inputs, list) and all(held is None or isinstance(held, str) for held in inputs)
