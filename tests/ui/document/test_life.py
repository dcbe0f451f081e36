"""What has become of a document is shown wherever its facts are, and citations of a withdrawn one still open it."""

from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from index.read.units import read_units
from index.records import DocumentEntry, Life, State
from index.segment.records import ChunkedDocument
from rag.records import Citation
from tests.index.documents import document
from tests.ui.parsed import Element, parse
from ui.citizen.cited_list import cited_list
from ui.citizen.panel import _covered
from ui.citizen.source import View, source_view
from ui.document.page import document_router
from ui.document.stretches import stretches
from ui.text.en.page import ENGLISH
from ui.text.zh_hans.page import ZH_HANS

DAY = date(2025, 3, 1)
SUPERSEDED = Life(state=State.SUPERSEDED, since=DAY, by="new", why="机构改革")
WITHDRAWN = Life(state=State.WITHDRAWN, since=DAY, why="数字有误。")
CORRECTED = Life(state=State.CORRECTED, since=DAY)
TEXT, CITED = "青岭区旧办法\n补贴每月800元。", "a" * 64


def corpus_with(old: Life) -> Corpus:
    """Two documents: one of which something has become, and another in force."""
    told = document(TEXT, doc_id="old").model_copy(update={"life": old, "title": "旧办法", "sha256": CITED})
    new = document("青岭区新办法\n补贴每月1200元。", doc_id="new").model_copy(update={"title": "新办法"})
    held = [new] if old.state is State.WITHDRAWN else [told, new]
    read = [read_units(one) for one in held]
    corpus = Corpus.of([ChunkedDocument(one.document, one.sections, one.units, (), one.dropped) for one in read])
    gone = [DocumentEntry(**told.model_dump(exclude={"text"}))] if old.state is State.WITHDRAWN else []
    return Corpus(corpus.layout.segments, [(one.doc_id, 0) for one in held], gone)


def page(corpus: Corpus, address: str) -> tuple[int, Element]:
    app = FastAPI()
    texts = {("old", CITED): TEXT, ("old", "b" * 64): "更早的一版。"}
    app.include_router(document_router(lambda: corpus, lambda *which: texts.get(which, "")))
    with TestClient(app) as client:
        answered = client.get(address)
    return answered.status_code, parse(answered.text)


def notes(found: Element) -> list[str]:
    return [" ".join(note.text.split()) for note in found.all("p") if note.attributes.get("class") == "changed"]


def test_the_page_of_a_superseded_document_says_so_and_leads_to_what_holds_now() -> None:
    status, found = page(corpus_with(SUPERSEDED), "/doc/old?lang=zh-Hans")
    told = "这份文件自2025年3月1日起废止，只用来回答当时的情况。现行的是《新办法》。原因：机构改革。 查看现行版本"
    assert (status, notes(found)) == (200, [told])
    (link,) = [link for link in found.one("main").all("a") if link.text == "查看现行版本"]
    assert link.attributes["href"] == "/doc/new?lang=zh-Hans"


def test_what_is_in_force_says_nothing_of_it() -> None:
    assert notes(page(corpus_with(SUPERSEDED), "/doc/new")[1]) == []


def test_a_corrected_document_says_since_when() -> None:
    assert notes(page(corpus_with(CORRECTED), "/doc/old?lang=zh-Hans")[1])[0].startswith("这份文件已于2025年3月1日更正")


@pytest.mark.parametrize("address", ["/doc/old", f"/doc/old?v={CITED}"])
def test_a_citation_of_a_withdrawn_document_opens_what_it_cites_with_what_happened(address: str) -> None:
    status, found = page(corpus_with(WITHDRAWN), address)
    assert status == 200
    assert notes(found) == ["这份文件已于2025年3月1日撤回，不再作回答的依据。原因：数字有误。"]
    assert found.one("article").text == TEXT


def test_an_edition_before_the_withdrawn_one_says_both() -> None:
    status, found = page(corpus_with(WITHDRAWN), f"/doc/old?v={'b' * 64}&lang=en")
    assert (status, found.one("article").text) == (200, "更早的一版。")
    assert [note.split(" on ")[0] for note in notes(found)] == [
        "This document was withdrawn",
        "A new edition has since replaced this document. Below is the text as it was cited.",
    ]


def test_an_edition_of_a_withdrawn_document_that_is_not_kept_is_not_found() -> None:
    assert page(corpus_with(WITHDRAWN), f"/doc/old?v={'c' * 64}")[0] == 404


def test_the_list_and_the_panel_say_it_behind_the_facts() -> None:
    corpus = corpus_with(SUPERSEDED)
    rows = [row.text for row in parse(_covered(corpus, ZH_HANS.source, None)).all("strong")]
    assert rows == ["2025年3月1日起废止"]
    shown = parse(source_view(view(), corpus, stretches(corpus, "old"), ZH_HANS.source, bar=""))
    assert shown.one("strong").text == "2025年3月1日起废止"
    assert notes(shown)[0].startswith("这份文件自2025年3月1日起废止")


def test_the_panel_of_a_withdrawn_document_keeps_the_quote_and_leads_to_the_edition() -> None:
    shown = parse(source_view(view(), corpus_with(WITHDRAWN), (), ZH_HANS.source, bar=""))
    assert notes(shown) == ["这份文件已于2025年3月1日撤回，不再作回答的依据。原因：数字有误。"]
    assert shown.one("blockquote").text == "补贴每月800元。"
    assert shown.one("a").attributes["href"] == f"/doc/old?lang=zh-Hans&v={CITED}"


def test_the_source_line_of_an_answer_says_it() -> None:
    citation = Citation(
        number=1, doc_id="old", title="旧办法", issued=None, section=(), spans=view().spans, quote="补贴每月800元。",
        sha256=CITED, life=SUPERSEDED,
    )  # fmt: skip
    line = parse(cited_list([citation], 1, ENGLISH, {}, shown=""))
    assert line.one("strong").text == "no longer in force since 1 March 2025"
    in_force = citation.model_copy(update={"life": Life()})
    assert not parse(cited_list([in_force], 1, ENGLISH, {}, shown="")).all("strong")


def view() -> View:
    from index.records import Span

    return View(
        key="1-1", heading="出处 1", question="补贴多少？", doc_id="old", title="旧办法", issued=None, section=(),
        spans=(Span(start=7, end=16),), quote="补贴每月800元。", sha256=CITED, is_cited=True,
    )  # fmt: skip
