"""Which of Gradio's routes are open, in the assembled application."""

import asyncio
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute, Mount

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.entries import settings_at
from tests.ui.limits.unlimited import UNLIMITED
from ui.app import make_app
from ui.body import MOST_BYTES
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database
from ui.routes import is_allowed

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MOUNTS = ("", "/zh-hant", "/en")
FILLED = {"path": "a.js", "path_or_url": "etc/passwd", "url_path": "http://localhost/", "api_name": "enter"}
# A stream of nothing, which no test waits for the end of.
STREAM = "/gradio_api/queue/data"
OPEN = {
    ("GET", "/"),
    ("HEAD", "/"),
    ("GET", "/theme.css"),
    ("HEAD", "/theme.css"),
    ("GET", "/assets/{path:path}"),
    ("HEAD", "/assets/{path:path}"),
    ("GET", STREAM),
    ("GET", "/gradio_api/app_id"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/cancel"),
    ("POST", "/gradio_api/reset"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gradio")


@pytest.fixture(scope="module")
def client(corpus: Corpus, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder))
        patch.setattr("tempfile.tempdir", str(folder))
        journal = open_database(settings_at(tmp_path_factory.mktemp("app") / "journal.sqlite"))

        async def made() -> FastAPI:
            return make_app(Desk(PairsAssistant(corpus), journal), UiSettings(**UNLIMITED))

        with TestClient(asyncio.run(made()), raise_server_exceptions=False) as client:
            yield client
        journal.close()


def paths_of(routes: Iterable[BaseRoute]) -> Iterator[str]:
    for route in routes:
        if hasattr(route, "original_router"):
            yield from paths_of(route.original_router.routes)
        elif hasattr(route, "path"):
            yield route.path


def gradio_paths(client: TestClient) -> dict[str, set[str]]:
    mounts = [route for route in client.app.routes if isinstance(route, Mount)]  # type: ignore[attr-defined]
    return {mount.path: set(paths_of(mount.app.routes)) for mount in mounts}  # type: ignore[attr-defined]


def filled(path: str) -> str:
    return re.sub(r"{(\w+)(?::\w+)?}", lambda name: FILLED.get(name[1], "x"), path)


def test_every_other_route_of_gradio_is_missing_by_every_method(client: TestClient) -> None:
    found = gradio_paths(client)
    assert set(found) == set(MOUNTS)
    assert all(len(paths) > 60 for paths in found.values())  # all of Gradio's, those of its routers included
    answered = set()
    for mount, paths in found.items():
        for path in paths - {STREAM}:
            for method in METHODS:
                # OPTIONS names the methods of what is open, and asks Gradio nothing.
                is_named = method == "OPTIONS" and any(opened == path for _, opened in OPEN)
                if not is_named and client.request(method, mount + filled(path)).status_code not in (404, 405):
                    answered.add((method, path))
    # assets/a.js is no file of Gradio's: what reaches it is 404 as well, and so is told by the rule itself.
    own = {(method, "/favicon.ico") for method in ("GET", "HEAD", "OPTIONS")}  # this application's, at the root
    assert answered <= OPEN | own
    allowed = {(method, path) for method in METHODS for path in found[""] if is_allowed(method, filled(path))}
    assert allowed == OPEN


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api//upload",
        "//gradio_api/upload",
        "/gradio_api/upload/",
        "/gradio_api/./upload",
        "/gradio_api/queue/../upload",
        "/gradio_api/queue/%2e%2e/upload",
        "/gradio_api%2fupload",
        "/gradio_api/%75pload",
        "/GRADIO_API/upload",
        "/gradio_api/upload%00",
        "/gradio_api/upload%0a",
        "/gradio_api/run/predict/",
        "/gradio_api/run/predict%0a",
        "/gradio_api/run/%2e%2e/process_recording",
        "/gradio_api/process_recording;a=1",
        "/assets/../gradio_api/process_recording",
        "/assets/%2e%2e/%2e%2e/gradio_api/process_recording",
        "/en/en/gradio_api/process_recording",
        "/en//gradio_api/process_recording",
        "/zh-hant/en/gradio_api/process_recording",
    ],
)
def test_no_spelling_of_a_path_opens_another_route(client: TestClient, path: str) -> None:
    for mount in MOUNTS:
        for method in METHODS:
            assert client.request(method, f"http://testserver{mount}{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/assets/%2e%2e/index.html", "/assets/..%2findex.html", "/static/js/../../index.html"]
)
def test_no_file_outside_of_the_pages_own_is_read(client: TestClient, path: str) -> None:
    assert client.get(f"http://testserver{path}").status_code == 404


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.parametrize("route", ["upload", "process_recording", "component_server", "component_server/", "stream/x"])
def test_a_file_that_is_sent_leaves_nothing_behind(client: TestClient, folder: Path, mount: str, route: str) -> None:
    for name in ("files", "file"):
        sent = client.post(f"{mount}/gradio_api/{route}", files={name: ("a.wav", b"x" * 1_000_000)})
        assert sent.status_code == 404
    assert kept(folder) == []


@pytest.mark.parametrize("route", ["run/predict", "queue/join"])
@pytest.mark.parametrize("held", ["/etc/hostname", "http://127.0.0.1:9/a.png"])
def test_no_file_is_taken_where_a_page_sends_text(client: TestClient, folder: Path, route: str, held: str) -> None:
    file = {"path": held, "meta": {"_type": "gradio.FileData"}}
    for data in ([file], [None, [file]], [{"value": file}], file, None, [1]):
        sent = client.post(
            f"/gradio_api/{route}", json={"fn_index": entering(client), "data": data, "session_hash": "x"}
        )
        assert sent.status_code == 422
    assert kept(folder) == []


def test_a_page_that_is_opened_is_answered(client: TestClient) -> None:
    body = {"fn_index": entering(client), "data": [None], "session_hash": "page"}
    for mount in MOUNTS:
        assert client.post(f"{mount}/gradio_api/run/predict", json=body).status_code == 200


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/en/gradio_api/run/predict", "/api/ask", "/staff/login"])
def test_more_than_any_page_sends_is_not_read(client: TestClient, path: str) -> None:
    assert client.post(path, content=b"x" * (MOST_BYTES + 200_000)).status_code == 413


def test_an_event_that_is_none_of_the_pages_is_not_taken(client: TestClient) -> None:
    for number in (999, "1", 1.0, True, None, [1]):
        body = {"fn_index": number, "data": [None], "session_hash": "x"}
        assert client.post("/gradio_api/run/predict", json=body).status_code == 422


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def entering(client: TestClient) -> int:
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
    assert found
    config: dict[str, Any] = json.loads(found[1])
    (number,) = [event["id"] for event in config["dependencies"] if any(name == "load" for _, name in event["targets"])]
    return int(number)
