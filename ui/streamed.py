"""An answer as server-sent events: each sentence of a model as soon as it is borne out, then the answer."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from threading import Event

from starlette.exceptions import HTTPException
from starlette.requests import Request

from rag.considered import Explained
from rag.contract import AnswerRecord
from rag.listening import Listener

EVENTS = "text/event-stream"
EVERY_SECONDS = 1.0  # in which a stream says something, so that proxies keep it, and it is seen when nobody reads it


def wants_events(request: Request) -> bool:
    """Return whether a program asks for events in place of one object."""
    return any(one.partition(";")[0].strip() == EVENTS for one in request.headers.get("accept", "").split(","))


class _Heard:
    """Hands sentences from the thread that answers to the loop that sends them."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[str] = asyncio.Queue()
        self._loop, self._ended = asyncio.get_running_loop(), Event()

    def begins(self, _: Explained) -> bool:
        """Return true: what is withheld never comes here."""
        return self.goes_on()

    def hears(self, sentence: str) -> None:
        """Have a sentence sent, unless the answer was."""
        if self.goes_on():
            self._loop.call_soon_threadsafe(self.events.put_nowait, event("sentence", {"text": sentence}))

    def goes_on(self) -> bool:
        """Return whether the answer is still waited for."""
        return not self._ended.is_set()

    def end(self) -> None:
        """Hear no more."""
        self._ended.set()


async def events(answer: Callable[[Listener], AnswerRecord], request: Request) -> AsyncIterator[str]:
    """Yield `sentence` events, then one `answer` with the record, or one `error`; nothing more once nobody reads.

    Args:
        answer: makes the answer, in a thread, and tells a listener its sentences; raises HTTPException.
        request: of who reads.
    """
    heard = _Heard()
    made = asyncio.create_task(asyncio.to_thread(answer, heard))
    try:
        while not made.done() or not heard.events.empty():
            told = asyncio.create_task(heard.events.get())
            await asyncio.wait((told, made), timeout=EVERY_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if told.done():
                yield told.result()
                continue
            told.cancel()
            if made.done():
                break
            if await request.is_disconnected():
                return
            yield ": \n\n"
        heard.end()
        try:
            yield event("answer", (await made).model_dump(mode="json"))
        except HTTPException as error:
            yield event("error", {"error": str(error.detail), "status": error.status_code})
    finally:
        heard.end()
        made.add_done_callback(_looked_at)


def event(name: str, data: Mapping[str, object]) -> str:
    """Return an event; JSON has no line end in it."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _looked_at(made: "asyncio.Task[AnswerRecord]") -> None:
    """Look at what became of an answer that nobody reads: it is kept and logged where it was made."""
    if not made.cancelled():
        made.exception()
