"""The answers for programs."""

import json
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.catalog.originals import Originals
from rag.contract import AnswerRecord, to_record
from rag.records import Question
from tests.ui.assistants import PairsAssistant
from ui.api import add_api
from ui.desk import Desk
from ui.journal.listing import Filters, list_entries
from ui.journal.suppression import withhold
from ui.text.en.page import ENGLISH
from ui.text.zh_hans.page import ZH_HANS

DEGREES = "2023年新增公办学位多少个"


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = FastAPI(openapi_url="/api/openapi.json")
    add_api(app, desk, Originals())
    with TestClient(app) as client:
        yield client


def test_the_answer_is_the_object_of_the_command_line(client: TestClient, assistant: PairsAssistant) -> None:
    given = client.post("/api/ask", json={"question": DEGREES}).json()
    expected = to_record(assistant.answer(Question(id=given["id"], text=DEGREES))).model_dump(mode="json")
    assert given == json.loads(json.dumps(expected))
    assert set(given) == set(AnswerRecord.model_fields) - {"writing"}  # which is there where a model words answers


def test_a_greeting_is_neither_answered_nor_refused(client: TestClient) -> None:
    given = client.post("/api/ask", json={"question": "你好"}).json()
    assert (given["answered"], given["reason"], given["mode"], given["citations"]) == (False, None, "reply", [])
    assert given["answer"].startswith("您好！\n")


def test_history_is_passed_on_and_the_question_kept(client: TestClient, assistant: PairsAssistant, desk: Desk) -> None:
    given = client.post("/api/ask", json={"question": "那2024年呢", "history": [DEGREES]}).json()
    assert assistant.asked[0].history == (DEGREES,)
    assert [item.entry_id for item in list_entries(desk.journal, Filters()).listed] == [given["id"]]


def test_hidden_characters_change_nothing_and_are_not_kept(
    client: TestClient, assistant: PairsAssistant, desk: Desk
) -> None:
    hidden = DEGREES.replace("学", "学\u200b\U000e0041").replace("20", "\u202e20")
    given = client.post("/api/ask", json={"question": hidden, "history": [hidden]}).json()
    plain = client.post("/api/ask", json={"question": DEGREES, "history": [DEGREES]}).json()
    own = ("id", "seconds")
    assert {name: given[name] for name in given if name not in own} == {n: plain[n] for n in plain if n not in own}
    assert assistant.asked[0].history == (DEGREES,)
    assert {item.question for item in list_entries(desk.journal, Filters()).listed} == {DEGREES}


@pytest.mark.parametrize(("language", "words"), [("zh-CN", ZH_HANS), ("en-GB", ENGLISH)])
def test_what_cannot_be_asked_gets_a_sentence_in_the_readers_language(
    client: TestClient, language: str, words: object
) -> None:
    for question, sentence in (
        ("  ", words.empty_question),
        ("\u200b\U000e0041", words.empty_question),
        ("问" * 501, words.long_question.format(found=501, limit=500)),
        ("学位\ud800", words.bad_question),
    ):
        response = client.post(
            "/api/ask",
            content=json.dumps({"question": question}),
            headers={"accept-language": language, "content-type": "application/json"},
        )
        assert response.status_code == 422
        assert response.json()["error"] == sentence


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": "x", "k": 1}, {"question": "x", "history": "y"}])
def test_a_body_of_another_shape_is_refused(client: TestClient, body: dict[str, object]) -> None:
    response = client.post("/api/ask", json=body)
    assert response.status_code == 422
    assert response.json()["error"].startswith("body")


def test_a_withheld_answer_is_blocked_with_a_notice_and_no_citation(client: TestClient, desk: Desk) -> None:
    first = client.post("/api/ask", json={"question": DEGREES}).json()
    withhold(desk.journal, first["id"], by="wang")
    again = client.post("/api/ask", json={"question": DEGREES}, headers={"accept-language": "en"}).json()
    assert (again["answered"], again["reason"], again["answer"]) == (False, "blocked", ENGLISH.withheld)
    assert again["certainty"] == "refused"
    for proof in ("citations", "keys", "table", "disagreement", "computed"):
        assert again[proof] == [], proof


def test_the_description_names_every_field(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    answer = described["components"]["schemas"]["AnswerRecord"]["properties"]
    assert set(answer) == set(AnswerRecord.model_fields)
    assert "/api/ask" in described["paths"]
