"""Connections to a real uvicorn: silent ones, many of one peer, and whom a request is said to come from."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request

from ui.address import KeepPeer, client_address
from ui.config import UiSettings
from ui.serve.connections import patient_protocol


@contextmanager
def served(settings: UiSettings) -> Iterator[int]:
    """Yield the port of a server that says which client it counts."""
    app = FastAPI()

    @app.get("/")
    async def client(request: Request) -> str:
        return client_address(request.scope, n_proxies=settings.proxies)

    @app.post("/")
    async def post(request: Request) -> int:
        return len(await request.body())

    config = uvicorn.Config(app, log_level="warning", http=patient_protocol(settings), timeout_graceful_shutdown=1)
    config.load()
    config.loaded_app = KeepPeer(config.loaded_app)
    server, listener = uvicorn.Server(config), socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def is_ended(connection: socket.socket, *, seconds: float) -> bool:
    connection.settimeout(seconds)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: a\r\nX-A: "])
def test_who_does_not_say_in_time_what_he_wants_is_let_go(said: bytes) -> None:
    with served(UiSettings(head_seconds=0.2)) as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(said)
        assert not is_ended(connection, seconds=0.1)
        assert is_ended(connection, seconds=2)


def test_headers_that_drip_are_not_waited_for_longer() -> None:
    with served(UiSettings(head_seconds=0.3)) as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        n_sent = 0
        while not is_ended(connection, seconds=0.05) and n_sent < 400:  # 20 seconds
            connection.sendall(b"A: b\r\n")
            n_sent += 1
        assert n_sent < 400


def test_a_connection_in_use_is_kept() -> None:
    with served(UiSettings(head_seconds=0.2)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(4):
            connection.request("GET", "/")
            assert connection.getresponse().read() == b'"127.0.0.1"'
            own = connection.sock
            time.sleep(0.15)
        assert connection.sock is own
        connection.putrequest("POST", "/")
        connection.putheader("content-length", "4")
        connection.endheaders()
        time.sleep(0.4)  # how long a body may take is another bound
        connection.send(b"abcd")
        assert connection.getresponse().read() == b"4"
        connection.close()


def test_one_peer_has_so_many_connections_and_others_have_theirs() -> None:
    with served(UiSettings(client_connections=3)) as port:
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(5)]
        assert [is_ended(connection, seconds=0.3) for connection in held] == [False] * 3 + [True] * 2
        other = httpx.HTTPTransport(local_address="127.0.0.2")
        with httpx.Client(transport=other) as client:
            assert client.get(f"http://127.0.0.1:{port}/").json() == "127.0.0.2"
        for connection in held:
            connection.close()
        time.sleep(0.1)
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200


@pytest.mark.parametrize(("n_proxies", "client"), [(0, "127.0.0.1"), (1, "203.0.113.1")])
def test_a_header_says_who_asks_only_behind_a_trusted_proxy(
    monkeypatch: pytest.MonkeyPatch, n_proxies: int, client: str
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")  # says https, not who asks
    with served(UiSettings(proxies=n_proxies)) as port:
        headers = {"x-forwarded-for": "6.6.6.6, 203.0.113.1"}
        assert httpx.get(f"http://127.0.0.1:{port}/", headers=headers).json() == client
