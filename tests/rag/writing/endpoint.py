"""A chat endpoint on loopback, over real HTTP, that writes what a test tells it to."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from pydantic import SecretStr

from rag.config import LlmSettings
from tests.rag.scripted import ScriptedEndpoint, served

Source = tuple[int, str]  # its number and its text
Script = Callable[[list[Source]], str]
_SOURCE = re.compile(r'<(?:资料|資料|source) \S+?="(?P<number>\d+)"[^>]*>(?P<text>[^<]*)</')


class ChatEndpoint(ScriptedEndpoint):
    """Serves /v1/chat/completions: `script` writes the content of the sources that it was sent."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self.script = script
        self.finish_reason = "stop"
        self.dies_at = 10**9  # characters of a stream after which it breaks off
        self.usage: object = {"prompt_tokens": 700, "completion_tokens": 120, "total_tokens": 820}

    @property
    def sent(self) -> str:
        """All that was sent with the last request."""
        return "\n".join(message["content"] for message in self.requests[-1]["messages"])

    def pieces(self, body: dict[str, Any]) -> Iterator[str]:
        """The completion in pieces of a few characters; it breaks off where the endpoint is to die."""
        whole = json.loads(self.answered(body))
        content = whole["choices"][0]["message"]["content"]
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        for at in range(0, len(content), 12):
            if at >= self.dies_at:
                return
            delta = {"index": 0, "delta": {"content": content[at : at + 12]}, "finish_reason": None}
            yield json.dumps(chunk | {"choices": [delta]})
        yield json.dumps(chunk | {"choices": [{"index": 0, "delta": {}, "finish_reason": self.finish_reason}]})
        yield json.dumps(chunk | {"choices": [], "usage": self.usage})
        yield "[DONE]"

    def answered(self, body: dict[str, Any]) -> str:
        sources = [(int(one["number"]), one["text"]) for one in _SOURCE.finditer(body["messages"][-1]["content"])]
        message = {"role": "assistant", "content": self.script(sources)}
        choice = {"index": 0, "message": message, "finish_reason": self.finish_reason}
        told = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        return json.dumps(told | {"usage": self.usage})

    def settings(self, **changes: Any) -> LlmSettings:
        told = {"base_url": self.url, "model": "scripted", "api_key": SecretStr("k" * 8), "seconds": 5.0}
        return LlmSettings.model_validate(told | changes)


def serving(script: Script) -> AbstractContextManager[ChatEndpoint]:
    return served(ChatEndpoint(script))


def as_json(sentences: list[tuple[str, int]]) -> str:
    told = [{"text": text, "cites": [number]} for text, number in sentences]
    return json.dumps({"sentences": told}, ensure_ascii=False)


def faithful(sources: list[Source]) -> str:
    """Write each source down as it stands."""
    return as_json([(text.strip("①②③④⑤⑥⑦⑧⑨⑩；;"), number) for number, text in sources[:5]])
