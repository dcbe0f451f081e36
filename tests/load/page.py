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
class Events:
    """The page's events, by their numbers: it is opened, a question is sent by a button, what can follow is drawn."""

    enter: int
    ask: int
    ask_button: int
    follow: int

    @classmethod
    def of(cls, config: dict[str, Any]) -> "Events":
        """Return those of a page's configuration."""
        (button,) = [part["id"] for part in config["components"] if part["props"].get("elem_id") == "send"]
        events = config["dependencies"]
        (ask,) = [event["id"] for event in events if [button, "click"] in event["targets"]]
        (enter,) = [event["id"] for event in events if any(name == "load" for _, name in event["targets"])]
        (follow,) = [event["id"] for event in events if event["trigger_after"] == ask]
        return cls(enter, ask, button, follow)


@dataclass
class OpenPage:
    """One visitor's open page; `kept` is what the browser keeps of the conversation.

    `get` and `post` are those of a requests session. Scripts and styles, which a browser has from before, are not asked
    for.
    """

    url: str
    events: Events
    get: Get
    post: Get
    kept: str | None = None
    session_hash: str = field(default_factory=lambda: secrets.token_hex(6))

    def open(self) -> None:
        """Load the page."""
        self._checked(self.get(self.url, timeout=60))
        self._run(self.events.enter)

    def ask(self, question: str) -> str:
        """Ask, wait until the answer is on the page, and return its text.

        Raises:
            PageError: the page did not answer, or answered something else.
        """
        body = self._body([question, self.kept], self.events.ask, self.events.ask_button)
        self._checked(self.post(f"{self.url}gradio_api/queue/join?", json=body, timeout=60))
        self.kept = self._kept()
        turn = json.loads(self.kept)["turns"][-1]
        if turn["question"] != question or "text" not in (turn["outcome"] or {}):
            raise PageError(f"{question} is not answered: {str(turn)[:200]}")
        return str(turn["outcome"]["text"])

    def follow(self) -> None:
        """Have the questions drawn that can follow, as the page does once it has an answer."""
        self._run(self.events.follow)

    def _run(self, event: int) -> None:
        body = self._body([self.kept], event, None)
        self._checked(self.post(f"{self.url}gradio_api/run/predict?", json=body, timeout=60))

    def _body(self, data: list[str | None], event: int, trigger: int | None) -> dict[str, Any]:
        return {
            "data": data,
            "event_data": None,
            "fn_index": event,
            "trigger_id": trigger,
            "session_hash": self.session_hash,
        }

    @staticmethod
    def _checked(response: Any) -> Any:
        if response.status_code != 200:
            raise PageError(f"{response.url}: {response.status_code} {response.text[:200]}")
        return response

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
