from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

import docx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from index.corpus import Corpus
from rag.records import Answered, Citation, Language, Question, Scope, Seconds
from tests.ui.assistants import PairsAssistant
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import Database
from ui.journal.listing import Filters, list_entries
from ui.journal.suppression import withhold
from ui.limits.kinds import SHEET, Kind, kind_of
from ui.sheet.page import sheet_router
from ui.sheet.sheet import sheet_of
from ui.text.en.page import ENGLISH
from ui.text.zh_hans.page import ZH_HANS as WORDS

ASKED = "2023年新增公办学位多少个"


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(sheet_router(desk, UiSettings(root_path="/ask")))
    with TestClient(app, base_url="http://test.example") as client:
        yield client


def _answer(assistant: PairsAssistant, quote: str, language: Language = Language.SIMPLIFIED) -> Answered:
    unit = next(iter(assistant.corpus.units()))
    citation = Citation(
        number=1,
        doc_id=unit.doc_id,
        title="某区报告",
        issued=None,
        section=("二、", "教育"),
        spans=unit.spans,
        quote=quote,
        sha256="0" * 64,
    )
    return Answered(
        question=Question(id="q", text="学位？"),
        language=language,
        text=f"4000个\n2025年计划：{quote}[1]",
        mode="extractive",
        confidence=1,
        passages=(),
        seconds=Seconds(total=0, embed=0),
        citations=(citation,),
    )


def test_a_sheet_has_the_answer_as_read_the_quote_as_it_is_its_date_its_address_and_the_disclaimer(
    assistant: PairsAssistant, corpus: Corpus
) -> None:
    sheet = sheet_of(
        _answer(assistant, "②新增学位4000个；"),
        corpus,
        WORDS,
        title="问答",
        notes=("2025-03-01",),
        origin="https://x.example",
    )
    assert sheet.lines == ("4000个", "2025年计划：新增学位4000个[1]")
    (source,) = sheet.sources
    assert source.quote == "②新增学位4000个；"
    assert "《某区报告》" in source.where
    assert "未注明日期" in source.where
    assert source.address.startswith("https://x.example/doc/")
    assert WORDS.footer_made in sheet.end


def test_an_english_sheet_says_what_a_chinese_quote_is_about(assistant: PairsAssistant, corpus: Corpus) -> None:
    told = _answer(assistant, "新增学位4000个", Language.ENGLISH)
    sheet = sheet_of(told, corpus, ENGLISH, title="Q&A", notes=(), origin="")
    assert sheet.lines[-1] == "About: school place. Quoted in Chinese."


def test_the_word_document_can_be_read_and_has_every_source(client: TestClient, assistant: PairsAssistant) -> None:
    response = client.get(f"{SHEET}?q={quote(ASKED)}&lang=zh-Hans&y=2023&s=plan")
    assert response.status_code == 200
    assert response.headers["content-disposition"] == 'attachment; filename="answer-zh-CN.docx"'
    read = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(response.content)).paragraphs)
    told = assistant.answer(Question(id="q", text=ASKED))
    assert isinstance(told, Answered)
    assert ASKED in read
    assert all(citation.quote in read for citation in told.citations)
    assert read.count("http://test.example/ask/doc/") == len(told.citations)
    assert WORDS.footer_made in read
    assert assistant.asked[0].scope == Scope.model_validate({"years": (2023,), "status": "plan"})


def test_it_is_asked_for_as_a_question_is_and_kept_in_no_journal(client: TestClient, database: Database) -> None:
    assert kind_of("GET", SHEET) is Kind.ASK
    client.get(f"{SHEET}?q={quote(ASKED)}")
    assert list_entries(database, Filters()).listed == ()


@pytest.mark.parametrize("asked", ["", "?q=你好"])
def test_what_is_no_question_brings_no_sheet(client: TestClient, asked: str) -> None:
    assert client.get(SHEET + asked).status_code == 422


def test_a_scope_that_there_is_not_is_none(client: TestClient, assistant: PairsAssistant) -> None:
    assert client.get(f"{SHEET}?q={quote(ASKED)}&y=x&s=%00").status_code == 200
    assert assistant.asked[0].scope == Scope()


def test_an_answer_that_is_withheld_is_not_written_down(client: TestClient, desk: Desk) -> None:
    withhold(desk.journal, desk.ask(ASKED, (), conversation_id="0" * 32).entry_id, by="甲")
    assert client.get(f"{SHEET}?q={quote(ASKED)}").status_code == 410
