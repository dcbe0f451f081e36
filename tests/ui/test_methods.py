"""Methods that a path does not have, in the assembled application."""

import asyncio
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from index.corpus import Corpus
from tests.ui.whole import whole
from ui.methods import KnownMethods

READ, WRITTEN = "GET, HEAD, OPTIONS", "OPTIONS, POST"
PATHS = {
    "/": READ,
    "/en/": READ,
    "/theme.css": READ,
    "/healthz": READ,
    "/favicon.ico": READ,
    "/page/script.js": READ,
    "/api/openapi.json": READ,
    "/doc/nothing": READ,
    "/doc/nothing/section/0": READ,
    "/staff": READ,
    "/staff/login": "GET, HEAD, OPTIONS, POST",
    "/staff/static/staff.css": READ,
    "/api/ask": WRITTEN,
    "/staff/logout": WRITTEN,
    "/staff/withheld/clear": WRITTEN,
    "/gradio_api/queue/join": WRITTEN,
    "/en/gradio_api/run/predict": WRITTEN,
}


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with whole(corpus, tmp_path_factory.mktemp("app")) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def test_another_method_than_a_path_has_is_405_and_names_those_it_has(
    client: TestClient, path: str, method: str
) -> None:
    if method in PATHS[path].split(", "):
        assert client.request(method, path).status_code not in (405, 500)
        return
    response = client.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, PATHS[path])


@pytest.mark.parametrize("path", PATHS)
def test_options_names_the_methods_and_opens_nothing_to_other_sites(client: TestClient, path: str) -> None:
    asked = {"origin": "https://other.example", "access-control-request-method": "POST"}
    response = client.options(path, headers=asked)
    assert (response.status_code, response.headers["allow"], response.content) == (204, PATHS[path], b"")
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/nothing", "/gradio_api/upload", "/api/nothing"])
def test_a_path_that_is_none_has_no_methods(client: TestClient, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        assert client.request(method, path).status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/staff", "/api/ask", "/nothing"])
def test_a_method_that_nothing_here_has_is_501(client: TestClient, path: str, method: str) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.content) == (501, b"")


def test_head_sends_no_body_itself() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["method"] == "GET"
        await PlainTextResponse("a body")(scope, receive, send)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "HEAD", "path": "/", "headers": []}
    asyncio.run(KnownMethods(app)(scope, receive, send))
    assert [message.get("body") for message in sent] == [None, b""]
    assert (b"content-length", b"6") in sent[0]["headers"]
