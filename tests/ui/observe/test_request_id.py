"""The id of a request: which are taken, where they stand."""

import asyncio
import json
import logging
import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.entries import settings_at
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database
from ui.observe.logs import formatter
from ui.observe.request_id import HEADER, incident, is_harmless, under
from ui.text.zh_hans.page import ZH_HANS

BREAKS = "出错：我的身份证号是110101199003070011"


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    journal = open_database(settings_at(tmp_path_factory.mktemp("ids") / "journal.sqlite"))

    async def made() -> FastAPI:
        return make_app(Desk(PairsAssistant(corpus), journal), UiSettings())

    with TestClient(asyncio.run(made()), raise_server_exceptions=False) as client:
        yield client
    journal.close()


@pytest.mark.parametrize("given", ["c0ffee00", "0b5e7a52-1c3d-4e5f-8a9b-0c1d2e3f4a5b", "A" * 36])
def test_an_id_of_hexadecimal_digits_is_taken(client: TestClient, given: str) -> None:
    assert client.get("/healthz", headers={HEADER: given}).headers[HEADER] == given


@pytest.mark.parametrize(
    "given", ["", "c0ffee", "a" * 37, "<script>", "wang.min", "c0ffee00\tx", "c0ffee-00 x", "--------", "a-b-c-d-"]
)
def test_any_other_is_replaced(client: TestClient, given: str) -> None:
    found = client.get("/healthz", headers={HEADER: given}).headers[HEADER]
    assert found != given
    assert is_harmless(found)


def test_a_line_break_or_a_digit_of_another_script_is_not_taken() -> None:
    assert not is_harmless("c0ffee00\n")
    assert not is_harmless("١٢٣٤٥٦٧٨")


def test_two_requests_have_two_ids(client: TestClient) -> None:
    assert client.get("/healthz").headers[HEADER] != client.get("/healthz").headers[HEADER]


def test_a_program_is_told_the_id_that_the_log_has(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    response = client.post("/api/ask", json={"question": BREAKS})
    assert response.status_code == 500
    found = response.headers[HEADER]
    assert response.json() == {"error": ZH_HANS.failed.format(incident=found)}
    (record,) = [each for each in caplog.records if each.name == "ui.api"]
    assert found in record.getMessage()


def test_an_asker_is_told_the_id_that_the_log_has(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    given = "0b5e7a52-1c3d-4e5f-8a9b-0c1d2e3f4a5b"
    session, asking = "page1", _event(client, "submit")
    body = {"fn_index": asking, "data": [BREAKS, None], "session_hash": session}
    client.post("/gradio_api/queue/join", json=body, headers={HEADER: given})
    shown = client.get("/gradio_api/queue/data", params={"session_hash": session}).text
    told = re.findall(ZH_HANS.failed.format(incident="([0-9a-f-]+)"), json.dumps(shown, ensure_ascii=False))
    assert set(told) == {given}
    (record,) = [each for each in caplog.records if each.name == "ui.citizen.page"]
    assert given in record.getMessage()


def test_what_breaks_in_an_event_is_told_with_an_id_and_printed_by_nobody(
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(BREAKS)

    monkeypatch.setattr("ui.citizen.page.read_kept", breaks)
    body = {"fn_index": _event(client, "load"), "data": ["{}"], "session_hash": "page2"}
    client.post("/gradio_api/run/predict", json=body, headers={HEADER: "c0ffee00"})
    (record,) = [each for each in caplog.records if each.name == "ui.citizen.gradio_page"]
    assert "c0ffee00" in record.getMessage()
    assert "Traceback" not in "".join(capfd.readouterr())
    assert BREAKS not in formatter("json").format(record)


def test_without_a_request_an_incident_has_an_id_of_its_own() -> None:
    assert is_harmless(incident())
    with under("c0ffee00"):
        assert incident() == "c0ffee00"
    with under("no id at all"):
        assert is_harmless(incident())


def _event(client: TestClient, kind: str) -> int:
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
    assert found
    events = json.loads(found[1])["dependencies"]
    return next(int(event["id"]) for event in events if any(name == kind for _, name in event["targets"]))


def test_the_log_has_the_id_of_the_request_that_is_answered(client: TestClient) -> None:
    record = logging.LogRecord("ui.x", logging.WARNING, __file__, 1, "something", None, None)
    with under("c0ffee00"):
        assert json.loads(formatter("json").format(record))["request_id"] == "c0ffee00"
        assert " [c0ffee00]: something" in formatter("plain").format(record)
    assert "request_id" not in json.loads(formatter("json").format(record))
