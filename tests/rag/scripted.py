"""An endpoint on loopback, over real HTTP, that answers what a test tells it to; each kind of endpoint says how."""

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, TypeVar


class ScriptedEndpoint(ABC):
    """Serves JSON for what is posted: what `answered` gives, or `raw` in its place, after `seconds`."""

    def __init__(self) -> None:
        self.status, self.seconds = 200, 0.0
        self.raw: str | None = None
        self.n_pieces = 0  # of streams, sent so far
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
                with suppress(ConnectionError):  # who asked may have given up
                    if body.get("stream"):
                        self.stream(body)
                    else:
                        self.whole(body)

            def whole(self, body: dict[str, Any]) -> None:
                time.sleep(endpoint.seconds)
                content = (endpoint.answered(body) if endpoint.raw is None else endpoint.raw).encode()
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

    @abstractmethod
    def answered(self, body: dict[str, Any]) -> str:
        """What is answered to a body, as JSON."""

    def pieces(self, body: dict[str, Any]) -> Iterator[str]:
        """The pieces of a stream, for an endpoint that has one."""
        yield self.answered(body)


Endpoint = TypeVar("Endpoint", bound=ScriptedEndpoint)


@contextmanager
def served(endpoint: Endpoint) -> Iterator[Endpoint]:
    """Serve an endpoint while the block runs."""
    thread = Thread(target=endpoint.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.server.shutdown()
        thread.join()
        endpoint.server.server_close()
