"""`/api/ask` as server-sent events: what a scripted endpoint writes is told sentence by sentence, then the answer."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from index.catalog.originals import Originals
from index.config import IndexSettings
from index.corpus import Corpus
from index.words.bilingual import Bilingual, Lexicon
from rag.considered import Explained
from rag.contract import AnswerRecord
from rag.listening import Listener
from rag.records import Question
from rag.writing.checker import Checker
from rag.writing.checks.words import Words
from rag.writing.kinds import Kinds
from rag.writing.writer import make_writer
from rag.writing.writing import AnswerWriting
from tests.rag.writing.endpoint import ChatEndpoint, faithful, serving
from tests.ui.assistants import PairsAssistant
from ui.api import add_api
from ui.desk import Desk
from ui.journal.database import Database
from ui.journal.entries import find_entry
from ui.journal.listing import Filters, list_entries
from ui.journal.suppression import withhold
from ui.streamed import events

BEDS = "2022年新增了多少养老床位"
ALL = Kinds(strategies=("likely",), parts=True, verdict=True, table=True, fewest=1)
EVENTS = {"accept": "text/event-stream"}


class Written(PairsAssistant):
    """Has an endpoint word each answer, and tells a listener."""

    def __init__(self, corpus: Corpus, endpoint: ChatEndpoint) -> None:
        super().__init__(corpus)
        writer = make_writer(endpoint.settings())
        assert writer is not None
        checker = Checker(Words(Bilingual(Lexicon.open(IndexSettings.load().cache_dir), lambda _: True)))
        self.writing = AnswerWriting(writer, checker, corpus, ALL)

    def explain(self, question: Question, listener: Listener | None = None) -> Explained:
        return self.writing.written(super().explain(question), listener)


@contextmanager
def asking(desk: Desk, *, streams: bool = True) -> Iterator[TestClient]:
    app = FastAPI()
    add_api(app, desk, Originals(), streams=streams)
    with TestClient(app) as client:
        yield client


def told(text: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for block in filter(None, text.split("\n\n")):
        if not block.startswith(":"):
            name, data = block.split("\n")
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_sentences_come_first_and_then_the_answer(corpus: Corpus, database: Database) -> None:
    with serving(faithful) as endpoint, asking(Desk(Written(corpus, endpoint), database)) as client:
        given = client.post("/api/ask", json={"question": BEDS}, headers=EVENTS)
    assert given.status_code == 200
    assert given.headers["content-type"].startswith("text/event-stream")
    assert given.headers["cache-control"] == "no-store"
    *sentences, (name, answer) = told(given.text)
    assert {one for one, _ in sentences} == {"sentence"}
    assert name == "answer"
    record = AnswerRecord.model_validate(answer)
    assert record.mode == "written"
    assert len(sentences) >= 2
    assert all(str(data["text"]).split("[")[0] in record.answer for _, data in sentences)
    assert find_entry(database, record.id).draft.note == "written"


def test_an_endpoint_that_dies_within_it_ends_with_the_documents_words(corpus: Corpus, database: Database) -> None:
    with serving(faithful) as endpoint, asking(Desk(Written(corpus, endpoint), database)) as client:
        endpoint.dies_at = 72
        given = told(client.post("/api/ask", json={"question": BEDS}, headers=EVENTS).text)
    record = AnswerRecord.model_validate(given[-1][1])
    assert (record.mode, record.answered) == ("extractive", True)


def test_without_the_setting_or_the_header_one_object_comes_as_before(corpus: Corpus, database: Database) -> None:
    with serving(faithful) as endpoint:
        desk = Desk(Written(corpus, endpoint), database)
        for streams, headers in ((False, EVENTS), (True, {}), (True, {"accept": "application/json"})):
            with asking(desk, streams=streams) as client:
                given = client.post("/api/ask", json={"question": BEDS}, headers=headers)
                assert given.headers["content-type"] == "application/json"
                assert given.json()["mode"] == "written"
        assert endpoint.n_pieces == 0


def test_what_is_withheld_is_told_in_no_sentence(corpus: Corpus, database: Database) -> None:
    with serving(faithful) as endpoint:
        desk = Desk(Written(corpus, endpoint), database)
        with asking(desk) as client:
            client.post("/api/ask", json={"question": BEDS}, headers=EVENTS)
            (item,) = list_entries(database, Filters()).listed
            withhold(database, item.entry_id, by="admin")
            given = told(client.post("/api/ask", json={"question": BEDS}, headers=EVENTS).text)
    ((name, answer),) = given
    assert (name, answer["answered"], answer["reason"], answer["citations"]) == ("answer", False, "blocked", [])


def test_what_cannot_be_asked_has_its_status_and_what_breaks_is_an_event(corpus: Corpus, database: Database) -> None:
    with serving(faithful) as endpoint, asking(Desk(Written(corpus, endpoint), database)) as client:
        for question in ("  ", "学" * 501):
            refused = client.post("/api/ask", json={"question": question}, headers=EVENTS)
            assert refused.status_code == 422
            assert refused.headers["content-type"] == "application/json"
        ((name, data),) = told(client.post("/api/ask", json={"question": "出错"}, headers=EVENTS).text)
    assert (name, data["status"]) == ("error", 500)


def test_a_greeting_is_one_event(corpus: Corpus, database: Database) -> None:
    with serving(faithful) as endpoint, asking(Desk(Written(corpus, endpoint), database)) as client:
        ((name, data),) = told(client.post("/api/ask", json={"question": "你好"}, headers=EVENTS).text)
    assert (name, data["mode"]) == ("answer", "reply")


class _Reader:
    """A request whose reader may have gone."""

    def __init__(self) -> None:
        self.is_gone = False

    async def is_disconnected(self) -> bool:
        return self.is_gone


def test_a_stop_is_told_to_who_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.streamed.EVERY_SECONDS", 0.02)

    def run(leave: Callable[[object, _Reader], object]) -> list[str]:
        stopped, seen = threading.Event(), list[str]()

        def answer(listener: Listener) -> AnswerRecord:
            listener.hears("甲[1]")
            while listener.goes_on():
                stopped.wait(0.01)
            listener.hears("乙[2]")
            stopped.set()
            raise HTTPException(503, "nobody reads")

        async def read() -> None:
            reader = _Reader()
            stream = events(answer, reader)  # type: ignore[arg-type]
            seen.append(await anext(stream))
            seen.append(await anext(stream))
            await leave(stream, reader)  # type: ignore[misc]
            assert await asyncio.to_thread(stopped.wait, 5)

        asyncio.run(read())
        return seen

    async def closes(stream: object, _: _Reader) -> None:
        await stream.aclose()  # type: ignore[attr-defined]

    async def goes(stream: object, reader: _Reader) -> None:
        reader.is_gone = True
        assert [one async for one in stream] == []  # type: ignore[attr-defined]

    for leave in (closes, goes):
        first, second = run(leave)
        assert told(first) == [("sentence", {"text": "甲[1]"})]
        assert second == ": \n\n"
