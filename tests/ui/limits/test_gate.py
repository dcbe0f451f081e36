"""The gate before an application, and what a visitor of the whole application is told."""

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client import REGISTRY
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import Message, Receive, Scope, Send

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.entries import settings_at
from tests.ui.limits.unlimited import UNLIMITED
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database
from ui.limits.gate import Gate
from ui.limits.rates import Rates
from ui.text.languages import languages

QUESTION = "2023年新增公办学位多少个"


class Held:
    """An application that answers when it is let."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.bodies.append((await receive())["body"])
        await self.let.wait()
        await PlainTextResponse("done")(scope, receive, send)


def gate(app: Held, **fields: Any) -> Gate:
    settings = UiSettings(**fields)
    return Gate(app, settings=settings, rates=Rates(settings))


async def asked(
    gate: Gate, path: str = "/api/ask", client: str = "192.0.2.1", *, body: list[bytes] | None = None, ends: bool = True
) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of a response to a POST whose body comes in these parts."""
    parts = list(body if body is not None else [b"{}"])
    sent: list[Message] = []

    async def receive() -> Message:
        if parts:
            part = parts.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(parts) or not ends}
        await asyncio.sleep(3600)
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept-language", b"en")],
        "client": (client, 1),
    }
    await gate(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]).decode()


def test_a_body_that_does_not_come_in_time_is_given_up() -> None:
    async def run() -> None:
        app = Held()
        app.let.set()
        status, headers, text = await asked(gate(app, body_seconds=0.05), body=[b'{"ques'], ends=False)
        assert (status, text) == (408, "")
        assert headers["connection"] == "close"
        assert app.bodies == []

    asyncio.run(run())


def test_a_body_that_comes_in_parts_is_bounded_as_a_whole() -> None:
    async def run() -> None:
        app = Held()
        app.let.set()
        status, headers, text = await asked(gate(app), body=[b"x" * 500_000] * 3)
        assert (status, text, app.bodies) == (413, "", [])
        assert headers["connection"] == "close"

    asyncio.run(run())


def test_where_nothing_is_taken_nothing_is_read() -> None:
    async def run() -> None:
        app = Held()
        app.let.set()
        assert (await asked(gate(app), "/gradio_api/upload", body=[b"x" * 10**7] * 5))[0] == 200
        assert app.bodies == [b""]

    asyncio.run(run())


def test_files_that_staff_upload_are_left_to_the_page_that_knows_who_sends_them() -> None:
    async def main() -> None:
        app = Held()
        app.let.set()
        parts = [b"x" * 2_000_000, b"y"]
        status, *_ = await asked(gate(app), "/staff/documents/upload", body=parts, ends=False)  # more is to come
        assert (status, app.bodies) == (200, [parts[0]])

    asyncio.run(main())


def test_a_client_has_so_many_open_requests_and_leaves_the_rest_to_others() -> None:
    async def run() -> None:
        app = Held()
        held = gate(app, client_requests=3, open_requests=5)
        tasks = [asyncio.create_task(asked(held)) for _ in range(3)]
        await asyncio.sleep(0)
        status, headers, _ = await asked(held)
        assert (status, headers["retry-after"]) == (429, "2")
        tasks += [asyncio.create_task(asked(held, client=f"198.51.100.{n}")) for n in range(2)]
        await asyncio.sleep(0)
        status, headers, _ = await asked(held, client="203.0.113.1")
        assert (status, headers["retry-after"]) == (503, "2")
        app.let.set()
        assert [status for status, _, _ in await asyncio.gather(*tasks)] == [200] * 5
        assert (await asked(held))[0] == 200
        assert not held.open.clients

    asyncio.run(run())


@pytest.mark.parametrize(
    "path", ["/healthz", "/assets/index.js", "/en/assets/a.js", "/theme.css", "/staff/static/a.css"]
)
def test_health_and_files_are_never_limited(path: str) -> None:
    async def run() -> None:
        app = Held()
        app.let.set()
        held = gate(app, page_rate=1, upload_rate=1, client_requests=1)
        assert {(await asked(held, path))[0] for _ in range(200)} == {200}

    asyncio.run(run())


FEW = {"ask_rate": 1, "sign_in_rate": 1, "feedback_rate": 1, "follow_rate": 1}  # a minute


@pytest.fixture
def client(corpus: Corpus, tmp_path: Any, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    settings = settings_at(tmp_path / "journal.sqlite", **getattr(request, "param", FEW))
    journal = open_database(settings)

    async def made() -> FastAPI:
        return make_app(Desk(PairsAssistant(corpus), journal), settings)

    with TestClient(asyncio.run(made())) as client:
        yield client
    journal.close()


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_a_program_that_asks_too_often_is_told_in_its_language_when_to_come_again(
    client: TestClient, language: Any
) -> None:
    headers = {"accept-language": language.tag}
    replies = [client.post("/api/ask", json={"question": QUESTION}, headers=headers) for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 429, 429, 429]
    seconds = int(replies[-1].headers["retry-after"])
    assert replies[-1].json() == {"error": language.errors.sentence(429)}
    assert 1 <= seconds <= 60


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_signing_in_too_often_shows_a_browser_a_page(client: TestClient, language: Any) -> None:
    headers = {"accept": "text/html", "accept-language": language.tag}
    form = {"name": "a", "password": "b"}
    *_, last = (client.post("/staff/login", data=form, headers=headers) for _ in range(3))
    assert last.status_code == 429
    assert last.headers["content-type"].startswith("text/html")
    assert language.errors.advised(429) in last.text
    assert 1 <= int(last.headers["retry-after"]) <= 60


@pytest.mark.parametrize("client", [FEW | {"root_path": "/ask"}], indirect=True)
@pytest.mark.parametrize("prefix", ["", "/ask"])
def test_below_a_path_of_the_host_all_counts_as_what_it_is(client: TestClient, prefix: str) -> None:
    statuses = [client.post(f"{prefix}/api/ask", json={"question": QUESTION}).status_code for _ in range(2)]
    assert statuses == [200, 429]
    assert {client.get(f"{prefix}/healthz").status_code for _ in range(200)} == {200}


@pytest.mark.parametrize("client", [{"file_rate": 10}], indirect=True)
def test_files_of_figures_have_a_rate_of_their_own(client: TestClient) -> None:
    statuses = [client.request(method, "/figures.csv?q=x").status_code for method in ("GET", "HEAD")]
    assert statuses == [200, 429]
    assert {client.get("/figures").status_code for _ in range(5)} == {200}


@pytest.mark.parametrize("client", [{"page_rate": 10}], indirect=True)
def test_what_a_limit_refuses_is_counted(client: TestClient) -> None:
    before = REGISTRY.get_sample_value("luohu_refused_requests_total", {"kind": "page"}) or 0
    statuses = [client.get("/doc/nothing").status_code for _ in range(3)]
    assert statuses == [404, 429, 429]
    assert REGISTRY.get_sample_value("luohu_refused_requests_total", {"kind": "page"}) == before + 2


@pytest.mark.parametrize("name", ["ask", "ask_pressed", "follow", "tell"])
@pytest.mark.parametrize("mount", ["", "/en"])
def test_an_event_of_the_page_that_comes_too_often_is_told_in_the_pages_language(
    client: TestClient, name: str, mount: str
) -> None:
    body = {"fn_index": event(client, name), "data": [None], "session_hash": "x"}
    statuses = []
    for _ in range(2):
        reply = client.post(f"{mount}/gradio_api/queue/join", json=body, headers={"accept-language": "en"})
        statuses.append(reply.status_code)
    assert statuses == [200, 429]
    words = next(words for words in languages() if words.tag == ("en" if mount else "zh-Hans")).page
    assert reply.json() == {"error": words.too_many.format(seconds=reply.headers["retry-after"])}


def test_a_client_has_so_many_questions_waiting_and_leaves_the_rest_to_others() -> None:
    async def run() -> None:
        app = Held()
        held = gate(app, client_waiting=3)
        tasks = [asyncio.create_task(asked(held)) for _ in range(3)]
        await asyncio.sleep(0)
        assert (await asked(held))[0] == 429
        tasks += [asyncio.create_task(asked(held, client="198.51.100.1")) for _ in range(3)]
        await asyncio.sleep(0)
        app.let.set()
        assert [status for status, _, _ in await asyncio.gather(*tasks)] == [200] * 6

    asyncio.run(run())


@pytest.mark.parametrize("client", [{"ask_rate": 20}], indirect=True)
def test_a_long_question_counts_as_several(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": "的" * 400}).status_code == 429  # three where two may come at once
    assert client.post("/api/ask", json={"question": "的"}).status_code == 200
    body = {"fn_index": event(client, "ask"), "data": ["的" * 400, None], "session_hash": "x"}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 429


@pytest.mark.parametrize("client", [UNLIMITED], indirect=True)
def test_of_the_pages_questions_too(client: TestClient) -> None:
    event_number = event(client, "ask")
    (gradio,) = [route.app for route in client.app.routes if isinstance(route, Mount) and route.path == ""]  # type: ignore[attr-defined]
    gradio.get_blocks()._queue.active_jobs = []  # none gets its turn
    statuses = []
    for number in range(12):
        body = {"fn_index": event_number, "data": ["慢", None], "session_hash": f"page{number}"}
        statuses.append(client.post("/gradio_api/queue/join", json=body).status_code)
    assert statuses == [200] * 8 + [429] * 4


def test_an_address_with_several_questions_counts_as_several(client: TestClient) -> None:
    body = {"fn_index": event(client, "ask_address"), "data": [None], "session_hash": "x"}
    many = {**body, "event_data": {"questions": ["a", "b", "c"]}}
    assert client.post("/gradio_api/queue/join", json=many).status_code == 429
    few = {**body, "event_data": {"questions": ["a"]}}
    assert client.post("/gradio_api/queue/join", json=few).status_code == 200


def event(client: TestClient, name: str) -> int:
    """Return the number of the first event of that function."""
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
    assert found
    return int(next(held["id"] for held in json.loads(found[1])["dependencies"] if held["api_name"] == name))


@pytest.mark.parametrize(("n_bytes", "closes"), [(100, False), (5_000_000, True)])
def test_a_long_body_that_is_not_read_ends_the_connection(client: TestClient, n_bytes: int, closes: bool) -> None:
    for _ in range(5):  # taken nowhere, then too often
        reply = client.post("/gradio_api/upload", content=b"x" * n_bytes)
        assert (reply.headers.get("connection") == "close") is closes
    assert reply.status_code == 429
