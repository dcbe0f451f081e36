"""What is counted of a service, and who may read it."""

import asyncio
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from index.corpus import Corpus
from rag.assistant import Explained
from rag.records import Question
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.entries import settings_at
from tests.ui.journal.test_writer import soon
from ui.answering import Answering
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.errors import BusyError
from ui.journal.database import Database, open_database
from ui.observe.health import Health
from ui.observe.requests import route_of
from ui.observe.scrape import add_metrics

HERE = "http://127.0.0.1:7860"
DEGREES = "2023年新增公办学位多少个"
ASKED = "王小明13812345678"


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    journal = open_database(settings_at(tmp_path_factory.mktemp("metrics") / "journal.sqlite"))
    yield journal
    journal.close()


@pytest.fixture(scope="module")
def client(corpus: Corpus, journal: Database) -> Iterator[TestClient]:
    async def made() -> FastAPI:
        return make_app(Desk(PairsAssistant(corpus), journal), UiSettings())

    app = asyncio.run(made())
    with TestClient(app, HERE, raise_server_exceptions=False, client=("127.0.0.1", 50000)) as client:
        yield client


def counts(client: TestClient) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def added(client: TestClient, *key: str, before: dict[tuple[str, ...], float]) -> float:
    return counts(client)[key] - before.get(key, 0)


def test_questions_are_counted_by_what_became_of_them(client: TestClient) -> None:
    before = counts(client)
    for question in (DEGREES, DEGREES, "zzzz", "你好", "出错", ASKED):
        client.post("/api/ask", json={"question": question})
    total = "luohu_answers_total"
    assert added(client, total, "answered", "", before=before) == 2
    assert added(client, total, "refused", "no_evidence", before=before) == 2
    assert added(client, total, "reply", "", before=before) == 1
    assert added(client, total, "error", "", before=before) == 1
    assert added(client, "luohu_answer_seconds_count", before=before) == 5
    assert soon(lambda: added(client, "luohu_journal_written_total", before=before) == 4)
    assert counts(client)[("luohu_journal_waiting",)] == before[("luohu_journal_waiting",)]
    assert added(client, "luohu_requests_total", "POST", "api", "200", before=before) == 5
    assert added(client, "luohu_requests_total", "POST", "api", "500", before=before) == 1


class SlowAssistant(PairsAssistant):
    def explain(self, question: Question) -> Explained:
        time.sleep(0.1)
        return super().explain(question)


@pytest.mark.parametrize(("setting", "why"), [({"most_waiting": 0}, "full"), ({"answer_seconds": 0.001}, "late")])
def test_a_question_that_is_not_taken_or_given_up_is_no_error(
    corpus: Corpus, journal: Database, client: TestClient, setting: dict[str, float], why: str
) -> None:
    before = counts(client)
    desk = Desk(SlowAssistant(corpus), journal, Answering(UiSettings().model_copy(update=setting)))
    with pytest.raises(BusyError):
        desk.ask(DEGREES, (), conversation_id="c" * 32)
    assert added(client, "luohu_answers_total", "busy", why, before=before) == 1
    assert counts(client).get(("luohu_answers_total", "error", "")) == before.get(("luohu_answers_total", "error", ""))


def test_what_the_journal_could_not_take_is_counted(corpus: Corpus, tmp_path: Path, client: TestClient) -> None:
    journal = open_database(settings_at(tmp_path / "journal.sqlite"))
    journal.close()
    before = counts(client)
    Desk(PairsAssistant(corpus), journal).ask(DEGREES, (), conversation_id="c" * 32)
    assert added(client, "luohu_journal_lost_total", "stopped", before=before) == 1


def test_every_metric_is_there_once(client: TestClient) -> None:
    names = re.findall(r"^# TYPE (\S+)", client.get("/metrics").text, re.MULTILINE)
    assert len(names) == len(set(names))
    assert "luohu_journal_waiting" in names


def test_no_text_and_no_address_is_a_label(client: TestClient) -> None:
    client.post("/api/ask", json={"question": ASKED})
    client.get(f"/doc/{ASKED}?q={ASKED}")
    client.request("BREW", f"/{ASKED}")
    text = client.get("/metrics").text
    assert "1381234" not in text
    assert "BREW" not in text
    assert "testclient" not in text


def test_the_index_and_the_parts_stand_in_it(client: TestClient) -> None:
    found = counts(client)
    assert found[("luohu_index_documents",)] == 5
    assert found[("luohu_part_ok", "journal")] == 1
    assert found[("luohu_disk_free_mb",)] > 0
    assert any(key[0] == "luohu_index_info" and "pairs" in key for key in found)
    assert found[("luohu_open_requests", "metrics")] == 1  # this one


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.7", {}),
        ("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}),
        ("127.0.0.1", {"via": "1.1 proxy"}),
        ("127.0.0.1", {"host": "qa.example.org"}),
        ("::ffff:203.0.113.7", {}),
    ],
)
def test_it_is_missing_for_who_is_not_of_this_machine(
    client: TestClient, address: str, headers: dict[str, str]
) -> None:
    assert client.get("/metrics").status_code == 200
    other = TestClient(client.app, HERE, client=(address, 1))
    assert other.get("/metrics", headers=headers).status_code == 404


def test_with_a_token_it_is_for_who_knows_it_alone() -> None:
    app = FastAPI()
    add_metrics(app, Health({}), UiSettings(metrics_token=SecretStr("t" * 16)))
    here, there = TestClient(app, HERE, client=("127.0.0.1", 1)), TestClient(app, client=("203.0.113.7", 1))
    assert here.get("/metrics").status_code == 404
    assert here.get("/metrics", headers={"authorization": "Bearer " + "t" * 15}).status_code == 404
    assert there.get("/metrics", headers={"authorization": "Bearer " + "t" * 16}).status_code == 200


def test_it_can_be_switched_off() -> None:
    app = FastAPI()
    add_metrics(app, Health({}), UiSettings(metrics=False))
    assert TestClient(app, HERE, client=("127.0.0.1", 1)).get("/metrics").status_code == 404


@pytest.mark.parametrize("token", ["short", "t" * 201, "with a space in it", "密" * 16])
def test_a_token_that_is_too_easy_or_cannot_be_sent_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match="expected 16 to 200"):
        UiSettings(metrics_token=SecretStr(token))


def test_addresses_are_of_few_kinds() -> None:
    kinds = {route_of(path) for path in ("/", "/en/", "/api/ask", "/doc/1", "/staff/x", "/x", "/healthz", "/metrics")}
    kinds |= {route_of(path) for path in ("/gradio_api/queue/data", "/en/gradio_api/queue/join", "/staffing", "//")}
    assert kinds == {"page", "api", "document", "staff", "file", "health", "metrics", "stream", "event"}
