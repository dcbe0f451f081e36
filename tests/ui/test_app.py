"""The application without a browser; what a browser shows is in tests/browser."""

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant, corpus_of
from tests.ui.journal.entries import settings_at
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database

KNOWN = 2
PROGRAMS_PATHS = {
    "/api/ask",
    "/api/search",
    "/api/documents",
    "/api/documents/{doc_id}",
    "/api/documents/{doc_id}/sections/{number}",
    "/api/figures",
    "/api/feed.atom",
}


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    journal = open_database(settings_at(tmp_path_factory.mktemp("app") / "journal.sqlite"))

    # Within a running loop: outside of one Gradio makes event loops for its locks and never closes them.
    async def made() -> FastAPI:
        return make_app(Desk(PairsAssistant(corpus), journal), UiSettings(known_pages=KNOWN))

    with TestClient(asyncio.run(made())) as client:
        yield client
    journal.close()


def test_health_says_ok(client: TestClient) -> None:
    found = client.get("/healthz").json()
    assert (found["status"], found["index"]["documents"]) == ("ok", 5)


def test_the_page_carries_its_name_style_and_script(client: TestClient) -> None:
    page = client.get("/")
    config = _config(page.text)
    assert page.status_code == 200
    assert config["title"] == "东区政务问答"
    assert "--paper" in page.text
    assert page.text.index('id="first"') < page.text.index(".gradio-container {")  # seen before the style has come
    (script,) = re.findall(r'<script nonce="[^"]+" src="(/page/[^"]+)"', page.text)
    assert "data-source" in client.get(script).text


def test_gradio_neither_measures_nor_keeps_nor_offers_anything(client: TestClient) -> None:
    config = _config(client.get("/").text)
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
    assert config["footer_links"] == []
    assert config["stylesheets"] == []
    assert config["head"] in ("", None)


def test_the_theme_asks_for_no_font_file(client: TestClient) -> None:
    theme = client.get("/theme.css").text
    assert "Noto Sans CJK SC" in theme
    assert "Noto" not in "".join(re.findall(r"@font-face\s*{[^}]*}", theme))


@pytest.mark.parametrize(("language", "title"), [("zh-HK", "东区政務問答"), ("en", "Pairs Government Q&A")])
def test_the_root_answers_in_the_readers_language(client: TestClient, language: str, title: str) -> None:
    assert _config(client.get("/", headers={"accept-language": language}).text)["title"] == title


def test_gradio_forgets_pages_beyond_those_it_may_know(client: TestClient) -> None:
    entering = _entering(_config(client.get("/").text))
    for number in range(KNOWN + 3):
        body = {"fn_index": entering, "data": [None], "session_hash": f"page{number}"}
        assert client.post("/gradio_api/run/predict", json=body).status_code == 200
    assert list(_gradio(client).state_holder.session_data) == [f"page{KNOWN + 1}", f"page{KNOWN + 2}"]


def test_gradio_makes_no_statistics_of_its_events(client: TestClient) -> None:
    queue = _gradio(client).get_blocks()._queue
    assert queue.ANALYTICS_MAX_EVENTS == 1  # it tabulates this many
    assert queue.ANAYLTICS_CACHE_FREQUENCY > 10**6  # once in as many events


def test_programs_ask_and_the_page_is_not_in_their_description(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": "2023年新增公办学位多少个"}).json()["answered"] is True
    assert set(client.get("/api/openapi.json").json()["paths"]) == PROGRAMS_PATHS


def test_the_icon_is_ours(client: TestClient) -> None:
    assert client.get("/favicon.ico").headers["content-type"] == "image/x-icon"


def test_what_is_opened_after_documents_were_replaced_shows_those_of_now(corpus: Corpus, tmp_path: Path) -> None:
    journal = open_database(settings_at(tmp_path / "journal.sqlite"))
    desk = Desk(PairsAssistant(corpus), journal)
    gone, kept = corpus.documents["000_184aa66930443cca"], corpus.documents["001_e6d6b6bfaf22de54"]

    one = corpus_of(kept, corpus.sections_of(kept.doc_id), corpus.units_of_document(kept.doc_id))

    async def made() -> FastAPI:
        return make_app(desk, UiSettings())

    with TestClient(asyncio.run(made())) as client:
        cited = f"/doc/{gone.doc_id}?v={gone.sha256}"
        assert client.get(cited).status_code == client.get(f"/doc/{gone.doc_id}/section/0").status_code == 200
        assert f"/doc/{gone.doc_id}" in json.dumps(_config(client.get("/").text))
        desk.hand_over(PairsAssistant(one), last_good=date(2025, 3, 5))
        for language, told in (("zh-CN", "2025年3月5日"), ("zh-HK", "2025年3月5日"), ("en", "5 March 2025")):
            shown = json.dumps(_config(client.get("/", headers={"accept-language": language}).text), ensure_ascii=False)
            assert f"/doc/{gone.doc_id}" not in shown
            assert f"/doc/{kept.doc_id}" in shown
            assert told in shown
        body = {"fn_index": _entering(_config(client.get("/").text)), "data": [None], "session_hash": "page"}
        assert client.post("/gradio_api/run/predict", json=body).status_code == 200
        missing = client.get(cited, headers={"accept-language": "en"})
        assert (missing.status_code, "This document has been removed" in missing.text) == (404, True)
        assert "No such document" in client.get(f"/doc/{gone.doc_id}", headers={"accept-language": "en"}).text
        assert client.get(f"/doc/{gone.doc_id}/section/0").status_code == 404
        assert client.post("/api/ask", json={"question": "2023年新增公办学位多少个"}).status_code == 200
    journal.close()


def _gradio(client: TestClient) -> Any:
    (gradio,) = [route.app for route in client.app.routes if isinstance(route, Mount) and route.path == ""]
    return gradio


def _entering(config: dict[str, Any]) -> int:
    """The number of the event of a page that is opened."""
    (entering,) = [of["id"] for of in config["dependencies"] if any(event == "load" for _, event in of["targets"])]
    return int(entering)


def _config(html: str) -> dict[str, Any]:
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", html, re.DOTALL)
    assert found
    config: dict[str, Any] = json.loads(found[1])
    return config
