"""What programs read beside answers, as JSON."""

import httpx2
import pytest

from index.corpus import Corpus
from tests.ui.programs.conftest import KeyFor, Serving
from ui.journal.api_keys import KeyScope
from ui.text.en.page import ENGLISH

PLACES = {
    KeyScope.SEARCH: "/api/search?words=学位",
    KeyScope.DOCUMENTS: "/api/documents/001_e6d6b6bfaf22de54/sections/1",
    KeyScope.FIGURES: "/api/figures?words=学位",
}


def test_documents_are_listed_found_and_read(serving: Serving, corpus: Corpus) -> None:
    with serving() as url, httpx2.Client(base_url=url) as client:
        listed = client.get("/api/documents").json()
        assert [each["doc_id"] for each in listed["documents"]] != []
        assert listed["n"] == len(corpus.documents)
        days = [each["issued"] for each in listed["documents"] if each["issued"]]
        assert days == sorted(days, reverse=True)
        doc_id = listed["documents"][0]["doc_id"]
        outline = client.get(f"/api/documents/{doc_id}").json()
        assert outline["document"] == listed["documents"][0]
        read = client.get(f"/api/documents/{doc_id}/sections/{outline['sections'][-1]['number']}").json()
        assert corpus.documents[doc_id].text[read["start"] : read["end"]] == read["text"]
        assert client.get("/api/documents?words=没有的名称").json()["n"] == 0
        assert client.get("/api/documents?page=9").json()["page"] == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/documents/nix", 404),
        ("/api/documents/001_e6d6b6bfaf22de54/sections/9999", 404),
        ("/api/documents/001_e6d6b6bfaf22de54/sections/1?start=9999999", 404),
        ("/api/figures?place=月球", 404),
        ("/api/search", 422),
        ("/api/search?words=%20", 422),
        ("/api/documents?page=0", 422),
        ("/api/documents/001_e6d6b6bfaf22de54/sections/x", 422),
    ],
)
def test_what_is_not_there_is_said(serving: Serving, path: str, status: int) -> None:
    with serving() as url:
        response = httpx2.get(url + path)
        assert (response.status_code, bool(response.json()["error"])) == (status, True)


def test_each_place_takes_a_key_of_its_scope(serving: Serving, key_for: KeyFor) -> None:
    with serving(api_needs_key=True) as url, httpx2.Client(base_url=url, headers={"accept-language": "en"}) as client:
        for scope, path in PLACES.items():
            assert client.get(path).json() == {"error": ENGLISH.key_needed}
            assert client.get(path, headers=key_for(scope)).status_code == 200, scope
            others = key_for(*(other for other in KeyScope if other is not scope))
            assert client.get(path, headers=others).json() == {"error": ENGLISH.key_too_little.format(scope=scope)}


def test_a_search_counts_as_a_question(serving: Serving) -> None:
    with serving(ask_rate=20) as url, httpx2.Client(base_url=url) as client:
        assert [client.get("/api/search?words=学位").status_code for _ in range(3)] == [200, 200, 429]
        assert client.get("/api/documents").status_code == 200
