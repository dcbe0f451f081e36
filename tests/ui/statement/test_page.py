"""The statement of accessibility."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from index.segment.records import ChunkedDocument
from tests.index.documents import document
from tests.ui.parsed import parse
from ui.statement.page import contact_html, statement_router
from ui.text.languages import languages

HELD = Corpus.of(
    [
        ChunkedDocument(document("一。", doc_id=f"d{number}").model_copy(update={"issuer": issuer}), (), (), (), ())
        for number, issuer in enumerate(("甲局", "", "<乙>局", "甲局"))
    ]
)


def got(contact: str, query: str = "") -> str:
    app = FastAPI()
    app.include_router(statement_router(lambda: HELD, contact))
    return TestClient(app).get(f"/accessibility{query}").text


def test_without_a_contact_it_names_the_issuers_of_the_documents_each_once_and_nobody_else() -> None:
    issuers = next(each for each in parse(got("")).all("ul") if each.attributes.get("lang") == "zh-CN")
    assert [item.text for item in issuers.all("li")] == ["甲局", "<乙>局"]


def test_a_contact_that_is_set_stands_alone() -> None:
    html = got("无障碍专线 0000")
    assert "无障碍专线 0000" in html
    assert "甲局" not in html


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("a@example.org", "mailto:a@example.org"),
        ("https://example.org/ask", "https://example.org/ask"),
        ("javascript:alert(1)", ""),
        ("call 0000 or a@example.org", ""),
        ('"><script>@example.org', 'mailto:"><script>@example.org'),
    ],
)
def test_an_address_is_a_link_and_words_are_words(contact: str, address: str) -> None:
    links = parse(f"<p>{contact_html(contact)}</p>").all("a")
    assert [link.attributes["href"] for link in links] == ([address] if address else [])
    assert parse(f"<p>{contact_html(contact)}</p>").text == contact


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_it_says_in_each_language_what_was_tested_and_what_is_not_there(language: object) -> None:
    held = next(each for each in languages() if each is language)
    page = parse(got("", f"?lang={held.tag}"))
    words = held.page.ease
    said = [item.text for item in page.all("li")]
    assert all(line in said for line in (*words.offers, *words.tested, *words.limits))
