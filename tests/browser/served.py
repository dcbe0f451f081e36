"""An application on a free port of this machine, in a thread of the test's own process."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def served(app: ASGIApp, *, log_level: str = "warning", ending_seconds: int | None = None) -> Iterator[str]:
    """Serve an application; yield its address without a slash at its end.

    Args:
        app: the application.
        log_level: of what the server says.
        ending_seconds: how long it waits for requests that are open at its end; for all of them without.
    """
    server = uvicorn.Server(uvicorn.Config(app, log_level=log_level, timeout_graceful_shutdown=ending_seconds))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
