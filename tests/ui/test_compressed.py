import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI, Response
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.types import Message

from ui.compressed import Compressed

LONG = "罗湖区政府工作报告。" * 300


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.add_middleware(Compressed, root_path="/ask")

    def told(media_type: str) -> Response:
        return Response(LONG, media_type=media_type)

    app.get("/page")(lambda: told("text/html"))
    app.get("/file")(lambda: told("application/pdf"))
    app.get("/short")(lambda: Response("罗湖"))
    for path in ("/staff", "/ask/staff/review", "/staff/static/staff.css", "/ask/staffs"):
        app.get(path)(lambda: told("text/html"))
    return TestClient(app)


def encoding(client: TestClient, path: str, accepted: str = "gzip, br") -> str:
    return client.get(path, headers={"accept-encoding": accepted}).headers.get("content-encoding", "")


def test_a_page_is_a_tenth_of_its_size_where_the_browser_takes_it_so(client: TestClient) -> None:
    response = client.get("/page", headers={"accept-encoding": "gzip"})
    assert response.text == LONG
    assert int(response.headers["content-length"]) * 10 < len(LONG.encode())
    assert response.headers["vary"] == "Accept-Encoding"
    assert encoding(client, "/page", "identity") == ""


@pytest.mark.parametrize("path", ["/short", "/file", "/staff", "/ask/staff/review"])
def test_what_is_short_a_file_or_behind_a_login_is_sent_as_it_is(client: TestClient, path: str) -> None:
    assert encoding(client, path) == ""


@pytest.mark.parametrize("path", ["/staff/static/staff.css", "/ask/staffs"])
def test_what_only_looks_to_be_behind_a_login_is_compressed(client: TestClient, path: str) -> None:
    assert encoding(client, path) == "gzip"


def test_each_event_of_a_stream_can_be_read_before_the_next_one_comes() -> None:
    asked, sent = asyncio.Event(), []

    async def events() -> AsyncIterator[str]:
        yield f"data: {LONG}\n\n"
        await asked.wait()
        yield "data: last\n\n"

    async def send(message: Message) -> None:
        sent.append(message)
        read = zlib.decompressobj(16 + zlib.MAX_WBITS)
        held = b"".join(read.decompress(each.get("body", b"")) for each in sent)
        if held.endswith(b"\n\n"):
            asked.set()

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def streamed() -> None:
        app = Compressed(StreamingResponse(events(), media_type="text/event-stream"))
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept-encoding", b"gzip")]}
        await asyncio.wait_for(app({**scope, "asgi": {"spec_version": "2.3"}}, receive, send), timeout=10)

    asyncio.run(streamed())
    assert gzip.decompress(b"".join(each.get("body", b"") for each in sent)).endswith(b"data: last\n\n")
