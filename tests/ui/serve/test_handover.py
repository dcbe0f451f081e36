"""Which worker a request of a page goes to, and that what it answers comes through whole."""

import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from zlib import crc32

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

from ui.address import KeepPeer, client_address
from ui.config import UiSettings
from ui.serve.handover import Handover, session_of

HEARTBEATS: list[int] = []


def scope(path: str, query: str = "") -> dict[str, object]:
    return {"path": path, "query_string": query.encode()}


@pytest.mark.parametrize(
    ("path", "query", "body", "session"),
    [
        ("/gradio_api/queue/data", "session_hash=abc", b"", "abc"),
        ("/en/gradio_api/heartbeat/abc", "", b"", "abc"),
        ("/gradio_api/queue/join", "", b'{"data": [1], "session_hash": "abc"}', "abc"),
        ("/gradio_api/queue/join", "__theme=light", b'{"session_hash": "abc"}', "abc"),
        ("/gradio_api/queue/join", "", b'{"session_hash": null}', ""),
        ("/gradio_api/queue/join", "", b'{"session_hash"', ""),
        ("/gradio_api/queue/join", "", b"[1]", ""),
        ("/gradio_api/info", "", b"", ""),
    ],
)
def test_the_session_is_found_wherever_it_stands(path: str, query: str, body: bytes, session: str) -> None:
    assert session_of(scope(path, query), body) == session


def application(number: int) -> FastAPI:
    app = FastAPI()

    @app.get("/gradio_api/queue/data")
    async def stream(request: Request) -> StreamingResponse:
        async def events() -> AsyncIterator[str]:
            for n in range(3):
                yield f"data: {number} {n} {request.query_params['session_hash']}\n\n"

        return StreamingResponse(events(), media_type="text/event-stream")

    @app.get("/gradio_api/heartbeat/{session}")
    async def heartbeat(request: Request) -> StreamingResponse:
        async def beats() -> AsyncIterator[str]:
            HEARTBEATS.append(number)
            try:
                while True:
                    yield "data: beat\n\n"
                    if await request.is_disconnected():
                        return
            finally:
                HEARTBEATS.remove(number)

        return StreamingResponse(beats(), media_type="text/event-stream")

    @app.post("/gradio_api/queue/join")
    async def join(request: Request) -> dict[str, object]:
        return {"number": number, "got": await request.json(), "of": request.headers["x-asked"]}

    @app.get("/number")
    async def get_number() -> int:
        return number

    add_client(app, number)
    return app


def add_client(app: FastAPI, number: int) -> None:
    @app.get("/gradio_api/client")
    async def get_client(request: Request) -> list[object]:
        return [number, client_address(request.scope, n_proxies=0)]


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Two workers that know each other; the address of each."""
    folder = tmp_path_factory.mktemp("workers")
    paths = [folder / f"{number}.sock" for number in range(2)]
    servers, urls = [], []
    for number, path in enumerate(paths):
        listener, own = socket.create_server(("127.0.0.1", 0)), _bound(path)
        app = Handover(application(number), number=number, sockets=paths, settings=UiSettings())
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
        config.load()
        config.loaded_app = KeepPeer(config.loaded_app)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener, own]})
        thread.start()
        servers.append((server, thread))
        urls.append(f"http://127.0.0.1:{listener.getsockname()[1]}")
    while not all(server.started for server, _ in servers):
        time.sleep(0.01)
    yield urls
    for server, thread in servers:
        server.should_exit = True
        thread.join()


def _bound(path: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.bind(str(path))
    return made


SESSIONS = [f"session{n}" for n in range(12)]


def test_a_page_is_always_answered_by_its_worker(urls: list[str]) -> None:
    numbers = set()
    for session in SESSIONS:
        owner = crc32(session.encode()) % 2
        numbers.add(owner)
        for url in urls:
            body = {"session_hash": session, "data": ["罗湖" * 5000]}
            joined = httpx.post(f"{url}/gradio_api/queue/join?a=1", json=body, headers={"X-Asked": "by us"})
            assert joined.json() == {"number": owner, "got": body, "of": "by us"}
            streamed = httpx.get(f"{url}/gradio_api/queue/data", params={"session_hash": session})
            assert streamed.headers["content-type"].startswith("text/event-stream")
            assert streamed.text == "".join(f"data: {owner} {n} {session}\n\n" for n in range(3))
    assert numbers == {0, 1}


def test_the_worker_that_answers_knows_who_asked_and_believes_no_visitor_about_it(urls: list[str]) -> None:
    for session in SESSIONS:
        owner = crc32(session.encode()) % 2
        for url in urls:
            asked = httpx.get(
                f"{url}/gradio_api/client",
                params={"session_hash": session},
                headers={"x-handed-over-for": "6.6.6.6", "x-forwarded-for": "6.6.6.6"},
            )
            assert asked.json() == [owner, "127.0.0.1"]


def test_everything_else_is_answered_by_whoever_takes_it(urls: list[str]) -> None:
    assert [httpx.get(f"{url}/number").json() for url in urls] == [0, 1]


def test_what_is_wrong_comes_through_too(urls: list[str]) -> None:
    session = next(s for s in SESSIONS if crc32(s.encode()) % 2 == 1)
    assert httpx.get(f"{urls[0]}/gradio_api/none", params={"session_hash": session}).status_code == 404
    refused = httpx.post(f"{urls[0]}/gradio_api/queue/join", content=json.dumps({"session_hash": session}))
    assert refused.status_code == 500  # the header that it needs is not there


def test_a_visitor_who_leaves_is_let_go_by_the_worker(urls: list[str]) -> None:
    session = next(s for s in SESSIONS if crc32(s.encode()) % 2 == 1)
    with httpx.stream("GET", f"{urls[0]}/gradio_api/heartbeat/{session}") as response:
        beats = response.iter_raw()  # kept: an iterator that is let go closes the connection
        next(beats)
        assert HEARTBEATS == [1]
    deadline = time.monotonic() + 10
    while HEARTBEATS and time.monotonic() < deadline:
        time.sleep(0.05)
    assert HEARTBEATS == []
