"""Entries whose citations stand in the real documents, verdicts on them, and their page."""

import re

from fastapi.testclient import TestClient
from httpx2 import Response

from index.corpus import Corpus
from index.records import Span
from tests.ui.journal.entries import citation, entry
from tests.ui.parsed import Element, parse
from tests.ui.staff.area import csrf_of
from ui.journal.records import CitationVerdict, Entry, FoundPassage, Judgement, Review, ShownCitation, Support

REPORT = "001_e6d6b6bfaf22de54"
PLACES = "建成中小学、幼儿园12所,新增学位10155个。"
BEDS = "新增养老床位240张"


def cited(corpus: Corpus, words: str, number: int = 1, **fields: object) -> ShownCitation:
    """Return a citation of words that stand once in the report of 2023."""
    document = corpus.documents[REPORT]
    start = document.text.index(words)
    given = {
        "doc_id": REPORT,
        "title": document.title,
        "issued": document.issued,
        "spans": (Span(start=start, end=start + len(words)),),
        "quote": words,
        "sha256": document.sha256,
    }
    return citation(number, **(given | fields))


def found(corpus: Corpus, words: str, rank: int = 1, **fields: object) -> FoundPassage:
    """Return a passage of words that stand once in the report of 2023."""
    place = cited(corpus, words)
    given = {
        "rank": rank,
        "doc_id": REPORT,
        "chunk_id": f"{REPORT}/{rank}",
        "section": ("一、2022年工作回顾",),
        "spans": place.spans,
        "text": words,
        "score": 9.5 - rank,
        "cosine": 0.8123,
        "dense_rank": rank,
        "lexical_rank": None,
    }
    return FoundPassage.model_validate(given | fields)


def two_cited(corpus: Corpus, **fields: object) -> Entry:
    """Return an answer of a figure in front, repeated by the first of two quotes below."""
    given: dict[str, object] = {
        "text": f"2022年情况：10155个[1]\n2022年情况：{PLACES}[1]\n{BEDS}。[2]",
        "citations": (cited(corpus, PLACES), cited(corpus, BEDS, 2)),
        "passages": (found(corpus, PLACES), found(corpus, "老龄化社区长者服务站点覆盖率位居全市前列", 2)),
    }
    return entry(**(given | fields))


def review(held: Entry, judgement: Judgement, reviewer: str = "李强", note: str = "", **supports: Support) -> Review:
    """Return a verdict; a citation's is given by name: c2=Support.PARTLY."""
    return Review(
        entry_id=held.entry_id,
        reviewer=reviewer,
        judgement=judgement,
        citations=tuple(CitationVerdict(number=int(name[1:]), support=value) for name, value in supports.items()),
        note=note,
    )


def shown(client: TestClient, entry: Entry, query: str = "") -> Element:
    response = client.get(f"/staff/entry/{entry.entry_id}{query}")
    assert response.status_code == 200
    return read(response)


def read(response: Response) -> Element:
    # The parser of the tests wants every element closed.
    return parse(re.sub(r"<!doctype html>|<(?:meta|link|input)\b[^>]*>", _kept, response.text))


def _kept(tag: re.Match[str]) -> str:
    return f"{tag[0]}</input>" if tag[0].startswith("<input") else ""


def send(client: TestClient, entry: Entry, form: str, query: str = "", **fields: str) -> Response:
    csrf = csrf_of(client.get(f"/staff/entry/{entry.entry_id}").text)
    return client.post(f"/staff/entry/{entry.entry_id}/{form}{query}", data={"csrf": csrf} | fields)
