from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.assistants import corpus_of
from tests.ui.parsed import Element, parse
from ui.document.page import document_router
from ui.document.stretches import stretches
from ui.text.en.page import ENGLISH
from ui.text.page_words import PageWords
from ui.text.zh_hans.page import ZH_HANS
from ui.text.zh_hant.page import ZH_HANT

REPORT = "001_e6d6b6bfaf22de54"
HOSTILE = {
    "title": "<script>alert(1)</script>",
    "issuer": "<i>甲</i>",
    "kind": "<u>乙</u>",
    "note": "<img src=x onerror=alert(2)>",
    "source": "<b>丙</b>",
    "text": "<script>alert(3)</script>",
}


@pytest.fixture(scope="module")
def client(corpus: Corpus) -> Iterator[TestClient]:
    with _client(corpus) as client:
        yield client


def test_the_whole_text_is_on_the_page(client: TestClient, corpus: Corpus) -> None:
    for document in corpus.documents.values():
        page = _page(client, document.doc_id)
        assert page.one("article").text == document.text
        assert page.one("h1").text == document.title


def test_the_page_tells_all_that_is_known_of_the_document(client: TestClient, corpus: Corpus) -> None:
    facts = {line.one("dt").text: line.one("dd").text for line in _page(client, REPORT).one("dl").all("div")}
    assert facts == {
        "发布单位": "罗湖区人民政府",
        "日期": "2023年1月10日",
        "类别": "政府工作报告",
        "涉及时期": "2022 年完成情况 · 2023 年计划",
        "说明": "附20条名词解释",
        "来源": "罗湖区委（政府）办，2023年2月16日发布",
    }
    assert _page(client, REPORT).one("details", cls="checksum").one("code").text == corpus.documents[REPORT].sha256


def test_an_origin_that_is_an_address_is_a_link(corpus: Corpus) -> None:
    document = corpus.documents[REPORT].model_copy(update={"source": "https://example.gov.cn/a?b=1&c=2"})
    with _client(corpus_of(document)) as client:
        link = _page(client, REPORT).one("dl").one("a")
    assert link.attributes == {"href": document.source, "rel": "noopener noreferrer"}


def test_a_script_as_origin_is_no_link(corpus: Corpus) -> None:
    document = corpus.documents[REPORT].model_copy(update={"source": "javascript:alert(1)"})
    with _client(corpus_of(document)) as client:
        assert not _page(client, REPORT).one("dl").all("a")


def test_nothing_in_a_document_or_its_entry_becomes_markup(corpus: Corpus) -> None:
    document = corpus.documents[REPORT].model_copy(update=HOSTILE)
    with _client(corpus_of(document)) as client:
        page = _page(client, REPORT)
        missing = client.get("/doc/%3Cscript%3E").text
    assert page.one("h1").text == HOSTILE["title"]
    assert page.one("article").text == HOSTILE["text"]
    assert [script.attributes["src"][:24] for script in page.all("script")] == ["/doc/assets/document.js?"]
    assert not [tag for tag in ("img", "i", "u", "b") if page.all(tag)]
    assert "<script>" not in missing


@pytest.mark.parametrize(
    ("query", "headers", "words"),
    [
        ("?lang=en", {"cookie": "language=zh-Hant"}, ENGLISH),
        ("", {"cookie": "language=zh-Hant", "accept-language": "en"}, ZH_HANT),
        ("", {"accept-language": "en-GB"}, ENGLISH),
        ("", {}, ZH_HANS),
    ],
)
def test_the_page_is_in_the_readers_language(
    client: TestClient, query: str, headers: dict[str, str], words: PageWords
) -> None:
    response = client.get(f"/doc/{REPORT}{query}", headers=headers)
    page = parse(response.text)
    assert page.one("html").attributes["lang"] == words.lang
    assert page.one(cls="skip").text == words.source.skip
    assert page.one(cls="home").attributes["href"] == f"/?lang={words.source.language}"
    assert page.one(cls="switches").one("a", aria_current="true").attributes["lang"] == words.lang
    assert response.headers["vary"] == "Accept-Language, Cookie"


def test_a_citation_of_another_text_is_told_that_the_document_has_changed(client: TestClient, corpus: Corpus) -> None:
    assert not _page(client, REPORT, f"?v={corpus.documents[REPORT].sha256}").all(cls="changed")
    assert not _page(client, REPORT, "?v=what").all(cls="changed")
    changed = _page(client, REPORT, f"?v={'a' * 64}")
    assert changed.one(cls="changed").text == ZH_HANS.source.document_changed
    assert "data-changed" in changed.one("article").attributes
    assert all(f"v={'a' * 64}" in link.attributes["href"] for link in changed.one(cls="switches").all("a"))


def test_an_unknown_document_is_a_sentence_and_the_list_of_those_held(client: TestClient, corpus: Corpus) -> None:
    response = client.get("/doc/nothing")
    assert response.status_code == 404
    page = parse(response.text)
    assert page.one(cls="about").all("p")[0].text == ZH_HANS.source.not_found
    links = [link.attributes["href"] for link in page.one(cls="documents").all("a")]
    assert links == [f"/doc/{doc_id}?lang=zh-Hans" for doc_id in corpus.documents]
    assert client.get(links[0]).status_code == 200


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/doc/{REPORT}")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(f"/doc/{REPORT}", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert again.status_code == 304
    assert not again.content
    assert again.headers["etag"] == first.headers["etag"]
    in_english = client.get(f"/doc/{REPORT}?lang=en", headers={"if-none-match": first.headers["etag"]})
    assert in_english.status_code == 200


def test_style_and_script_are_kept_for_good_under_an_address_of_their_content(client: TestClient) -> None:
    page = _page(client, REPORT)
    for address in (
        page.one("head").one("script").attributes["src"],
        page.one("head").one("link", rel="stylesheet").attributes["href"],
    ):
        response = client.get(address)
        assert "immutable" in response.headers["cache-control"]
        assert address.endswith(response.headers["etag"].strip('"'))
        assert response.headers["content-type"].startswith(("text/css", "text/javascript"))
    assert client.get("/doc/assets/style.css").status_code == 404


def test_the_page_allows_nothing_but_its_own_style_and_script(client: TestClient) -> None:
    response = client.get(f"/doc/{REPORT}")
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in response.headers["content-security-policy"]
    page = parse(response.text)
    assert not [element for element in page.all() if "style" in element.attributes]
    assert not page.all("style")
    assert [script.text for script in page.all("script")] == [""]


def test_every_stretch_is_a_fragment_up_to_the_last(client: TestClient, corpus: Corpus) -> None:
    for doc_id, document in corpus.documents.items():
        cut = stretches(corpus, doc_id)
        for stretch in (*cut[:3], cut[-1]):
            response = client.get(f"/doc/{doc_id}/section/{stretch.number}?lang=en&v={document.sha256}")
            fragment = parse(response.text).one(cls="stretch")
            assert fragment.text == document.text[stretch.span.start : stretch.span.end]
            assert fragment.attributes["data-number"] == str(stretch.number)
        assert client.get(f"/doc/{doc_id}/section/{len(cut)}").status_code == 404
    assert fragment.attributes["data-heading"]
    assert client.get("/doc/nothing/section/0").status_code == 404
    assert client.get(f"/doc/{REPORT}/section/-1").status_code == 404


def test_a_fragment_of_another_text_is_refused(client: TestClient) -> None:
    assert client.get(f"/doc/{REPORT}/section/0?v={'a' * 64}").status_code == 409


def test_an_edition_that_was_replaced_is_shown_as_it_was_cited(corpus: Corpus) -> None:
    old = "\r\n 旧版 \n\n第二行\n"
    app = FastAPI()
    app.include_router(document_router(lambda: corpus, lambda doc_id, sha256: old if sha256 == "a" * 64 else ""))
    client = TestClient(app)
    page = _page(client, REPORT, f"?v={'a' * 64}")
    assert page.one("article").text == old
    assert ZH_HANS.source.document_replaced in page.one(cls="changed").text
    assert page.one(cls="changed").one("a").attributes["href"] == f"/doc/{REPORT}?lang=zh-Hans"
    assert "data-changed" not in page.one("article").attributes  # so its marks are drawn
    assert "data-changed" in _page(client, REPORT, f"?v={'b' * 64}").one("article").attributes


def test_fragments_name_the_opening_in_the_readers_language(client: TestClient) -> None:
    fragment = parse(client.get(f"/doc/{REPORT}/section/1?lang=en").text).one(cls="stretch")
    assert fragment.attributes["data-before"] == ENGLISH.source.front_matter


def test_the_head_of_a_page_can_be_asked_for(client: TestClient) -> None:
    assert client.head(f"/doc/{REPORT}").headers["etag"] == client.get(f"/doc/{REPORT}").headers["etag"]


def _client(corpus: Corpus) -> TestClient:
    app = FastAPI()
    app.include_router(document_router(lambda: corpus))
    return TestClient(app)


def _page(client: TestClient, doc_id: str, query: str = "") -> Element:
    response = client.get(f"/doc/{doc_id}{query}")
    assert response.status_code == 200
    return parse(response.text)
