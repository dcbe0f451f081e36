"""The question page without a script."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.ui.parsed import parse
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.listing import Filters, list_entries
from ui.limits.kinds import PLAIN, Kind, kind_of
from ui.plain.page import plain_router
from ui.text.zh_hans.page import ZH_HANS as WORDS

ASKED = "2023年新增公办学位多少个"


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(plain_router(desk, UiSettings()))
    with TestClient(app) as client:
        yield client


def address(*questions: str, lang: str = "zh-Hans") -> str:
    return f"{PLAIN}?{urlencode([('lang', lang), *(('q', question) for question in questions)])}"


def test_a_question_is_answered_with_every_source_and_written_down(client: TestClient, desk: Desk) -> None:
    response = client.get(address(ASKED))
    assert response.status_code == 200
    page = parse(response.text)
    sources = page.one("ol", cls="sources").all("li")
    assert [one.attributes["href"] for one in page.all("a", cls="cite")] == [
        f"#{one.attributes['id']}" for one in sources
    ]
    for source in sources:
        assert source.one("a").attributes["href"].startswith("/doc/")
        assert source.one("q").text
    assert [entry.question for entry in list_entries(desk.journal, Filters()).listed] == [ASKED]


def test_the_form_sends_what_was_asked_before_along(client: TestClient) -> None:
    (form,) = parse(client.get(address("第一个问题", ASKED)).text).all("form")
    sent = [one.attributes["value"] for one in form.all("input") if one.attributes["name"] == "q"]
    assert sent == ["第一个问题", ASKED]
    assert form.attributes["action"] == PLAIN


def test_without_a_question_there_are_examples_and_a_form(client: TestClient) -> None:
    page = parse(client.get(PLAIN, headers={"accept-language": "en"}).text)
    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.all("form")
    assert not page.all("section", cls="told")


@pytest.mark.parametrize(("question", "said"), [(" ", WORDS.empty_question), ("长" * 501, "500")])
def test_what_cannot_be_asked_is_said_and_stands_in_the_form(client: TestClient, question: str, said: str) -> None:
    response = client.get(address(question))
    assert response.status_code == 422
    page = parse(response.text)
    assert said in page.all("p", cls="changed")[0].text
    assert page.all("textarea")[0].text == question.strip()


def test_markup_in_a_question_is_text(client: TestClient) -> None:
    html = client.get(address('<script>x</script>"><img src=x onerror=x>')).text
    assert "<script>x" not in html
    assert "<img" not in html


def test_it_counts_as_a_question() -> None:
    assert kind_of("GET", PLAIN) is Kind.ASK
