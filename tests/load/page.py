"""The citizens' page as a browser uses it, without the browser: join Gradio's queue, read the stream of what comes."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Get = Callable[..., Any]


class PageError(Exception):
    """The page did not answer."""


@dataclass(frozen=True)
class Event:
    """Which of the page's events asks a question."""

    fn_index: int
    trigger_id: int

    @classmethod
    def of(cls, config: dict[str, Any]) -> "Event":
        """Return the event that the send button sets off, from the page's configuration."""
        (button,) = [part["id"] for part in config["components"] if part["props"].get("elem_id") == "send"]
        for dependency in config["dependencies"]:
            if [button, "click"] in dependency["targets"]:
                return cls(dependency["id"], button)
        raise PageError("the page has no button that asks")


@dataclass
class OpenPage:
    """One visitor's open page; `kept` is what the browser keeps of the conversation.

    `get` and `post` are those of a requests session.
    """

    url: str
    event: Event
    get: Get
    post: Get
    kept: str | None = None
    session_hash: str = field(default_factory=lambda: secrets.token_hex(6))

    def ask(self, question: str) -> str:
        """Ask, wait until the answer is on the page, and return its text.

        Raises:
            PageError: the page did not answer, or answered something else.
        """
        body = {
            "data": [question, self.kept],
            "event_data": None,
            "fn_index": self.event.fn_index,
            "trigger_id": self.event.trigger_id,
            "session_hash": self.session_hash,
        }
        joined = self.post(f"{self.url}gradio_api/queue/join?", json=body, timeout=60)
        if joined.status_code != 200:
            raise PageError(f"joining the queue: {joined.status_code} {joined.text[:200]}")
        self.kept = self._kept()
        turn = json.loads(self.kept)["turns"][-1]
        if turn["question"] != question or "text" not in (turn["outcome"] or {}):
            raise PageError(f"{question} is not answered: {str(turn)[:200]}")
        return str(turn["outcome"]["text"])

    def _kept(self) -> str:
        """Return what the browser is given to keep, at the end of the stream."""
        address = f"{self.url}gradio_api/queue/data"
        with self.get(address, params={"session_hash": self.session_hash}, stream=True, timeout=60) as stream:
            for line in stream.iter_lines():
                if not line.startswith(b"data:"):
                    continue
                message = json.loads(line.removeprefix(b"data:"))
                if message["msg"] == "process_completed":
                    if not message["success"]:
                        raise PageError(f"the event failed: {str(message)[:200]}")
                    return str(message["output"]["data"][0])
        raise PageError("the stream ended without an answer")
