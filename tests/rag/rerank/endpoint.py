"""A reranking endpoint on loopback, over real HTTP, that answers what a test tells it to."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from pydantic import SecretStr

from rag.config import RerankSettings

Script = Callable[[str, Sequence[str]], Sequence[float]]


class RerankingEndpoint:
    """Serves /v1/rerank: `script` scores documents against the query; the best stands first, as with all of them."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.status, self.seconds = 200, 0.0
        self.raw: str | None = None  # in place of any scores
        self.results: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] = lambda results: results
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.requests.append(body)
                endpoint.paths.append(self.path)
                endpoint.keys.append(self.headers.get("Authorization", ""))
                time.sleep(endpoint.seconds)
                content = (endpoint.scored(body) if endpoint.raw is None else endpoint.raw).encode()
                with suppress(ConnectionError):  # who asked may have given up
                    self.send_response(endpoint.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def scored(self, body: dict[str, Any]) -> str:
        scores = self.script(body["query"], body["documents"])
        given = [{"index": at, "relevance_score": score} for at, score in enumerate(scores)]
        given.sort(key=lambda one: -one["relevance_score"])
        # What else vLLM, Jina and Cohere say of it is there as well.
        told = [one | {"document": {"text": body["documents"][one["index"]]}} for one in given]
        usage = {"total_tokens": 900}
        return json.dumps({"id": "r", "model": "m", "usage": usage, "results": self.results(told), "meta": {}})

    def settings(self, **changes: Any) -> RerankSettings:
        told = {"base_url": self.url, "model": "scripted", "api_key": SecretStr("k" * 8), "seconds": 5.0}
        return RerankSettings.model_validate(told | changes)


@contextmanager
def serving(script: Script) -> Iterator[RerankingEndpoint]:
    endpoint = RerankingEndpoint(script)
    thread = Thread(target=endpoint.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.server.shutdown()
        thread.join()
        endpoint.server.server_close()


def by_length(_: str, documents: Sequence[str]) -> list[float]:
    """Score a text by its length: known by hand, and another order than the ranking's."""
    return [len(document) / 100 for document in documents]
