"""A chat endpoint on loopback, over real HTTP, that writes what a test tells it to."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from pydantic import SecretStr

from rag.config import LlmSettings

Source = tuple[int, str]  # its number and its text
Script = Callable[[list[Source]], str]
_SOURCE = re.compile(r'<(?:资料|資料|source) \S+?="(?P<number>\d+)"[^>]*>(?P<text>[^<]*)</')


class ChatEndpoint:
    """Serves /v1/chat/completions: `script` writes the content of the sources that it was sent."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.status, self.finish_reason, self.seconds = 200, "stop", 0.0
        self.dies_at, self.n_pieces = 10**9, 0  # characters of a stream after which it breaks off; sent so far
        self.raw: str | None = None  # in place of any completion
        self.usage: object = {"prompt_tokens": 700, "completion_tokens": 120, "total_tokens": 820}
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.requests.append(body)
                endpoint.keys.append(self.headers.get("Authorization", ""))
                if body.get("stream"):
                    with suppress(ConnectionError):
                        self.stream(body)
                    return
                time.sleep(endpoint.seconds)
                content = (endpoint.raw or endpoint.completion(body)).encode()
                with suppress(ConnectionError):  # who asked may have given up
                    self.send_response(endpoint.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

            def stream(self, body: dict[str, Any]) -> None:
                self.send_response(endpoint.status)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                for piece in endpoint.pieces(body):
                    time.sleep(endpoint.seconds)
                    self.wfile.write(f"data: {piece}\n\n".encode())
                    self.wfile.flush()
                    endpoint.n_pieces += 1

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    @property
    def sent(self) -> str:
        """All that was sent with the last request."""
        return "\n".join(message["content"] for message in self.requests[-1]["messages"])

    def pieces(self, body: dict[str, Any]) -> Iterator[str]:
        """The completion in pieces of a few characters; it breaks off where the endpoint is to die."""
        whole = json.loads(self.completion(body))
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

    def completion(self, body: dict[str, Any]) -> str:
        sources = [(int(one["number"]), one["text"]) for one in _SOURCE.finditer(body["messages"][-1]["content"])]
        message = {"role": "assistant", "content": self.script(sources)}
        choice = {"index": 0, "message": message, "finish_reason": self.finish_reason}
        told = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        return json.dumps(told | {"usage": self.usage})

    def settings(self, **changes: Any) -> LlmSettings:
        told = {"base_url": self.url, "model": "scripted", "api_key": SecretStr("k" * 8), "seconds": 5.0}
        return LlmSettings.model_validate(told | changes)


@contextmanager
def serving(script: Script) -> Iterator[ChatEndpoint]:
    endpoint = ChatEndpoint(script)
    thread = Thread(target=endpoint.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.server.shutdown()
        thread.join()
        endpoint.server.server_close()


def as_json(sentences: list[tuple[str, int]]) -> str:
    told = [{"text": text, "cites": [number]} for text, number in sentences]
    return json.dumps({"sentences": told}, ensure_ascii=False)


def faithful(sources: list[Source]) -> str:
    """Write each source down as it stands."""
    return as_json([(text.strip("①②③④⑤⑥⑦⑧⑨⑩；;"), number) for number, text in sources[:5]])
