"""What a reader and a program are told that get no answer."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException as StarletteHTTPException

from index.corpus import Corpus
from tests.ui.whole import whole
from ui.error_pages import ErrorPages
from ui.text.languages import languages

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()

    @app.get("/status/{status}")
    def empty(status: int) -> Response:
        return Response(status_code=status, headers={"retry-after": "5"})

    @app.get("/own")
    def own() -> Response:
        return Response("a sentence of its own", status_code=404, media_type="text/html")

    @app.get("/raised/{status}")
    @app.get("/api/raised/{status}")
    def raised(status: int) -> Response:
        raise HTTPException(status, "inner words")

    @app.get("/broken")
    @app.get("/api/broken")
    def broken() -> Response:
        raise RuntimeError("/a/path/of/this/machine and what was asked")

    @app.get("/half")
    def half() -> Response:
        def parts() -> Iterator[str]:
            yield "half"
            raise RuntimeError("too late")

        return StreamingResponse(parts())

    app.add_middleware(ErrorPages, stylesheet="/style.css")
    return TestClient(app, raise_server_exceptions=False, headers=BROWSER)


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
@pytest.mark.parametrize("status", [400, 404, 405, 408, 409, 413, 418, 429, 500, 502, 503])
def test_an_error_that_says_nothing_becomes_a_page_in_the_readers_language(
    client: TestClient, status: int, language: object
) -> None:
    (language,) = [known for known in languages() if known is language]
    response = client.get(f"/status/{status}", headers={"accept-language": language.tag})
    assert response.status_code == status
    assert response.headers["retry-after"] == "5"
    assert f'<html lang="{language.page.lang}">' in response.text
    assert language.errors.heading(status) in response.text
    assert language.errors.advised(status) in response.text
    assert f'href="/?lang={language.tag}"' in response.text


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_the_words_of_errors_are_there_in_each_language(language: object) -> None:
    (language,) = [known for known in languages() if known is language]
    first = languages()[0].errors
    words = language.errors
    assert words.headings.keys() == first.headings.keys() == words.sentences.keys() == words.advice.keys()
    assert {400, 500} <= words.headings.keys()
    assert "{incident}" in words.incident


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
@pytest.mark.parametrize("path", ["/status/404", "/broken"])
def test_an_error_has_one_heading_and_says_it_once(client: TestClient, path: str, language: object) -> None:
    (language,) = [known for known in languages() if known is language]
    html = client.get(path, headers={"accept-language": language.tag}).text
    (heading,) = re.findall(r"<h\d[^>]*>(.*?)</h\d>", html)
    body = html.partition("<body>")[2].lower()
    assert body.count(heading.lower()) == 1


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_the_words_below_a_heading_do_not_say_it_again(language: object) -> None:
    (words,) = [known.errors for known in languages() if known is language]
    for status, heading in words.headings.items():
        assert heading.lower() not in words.advised(status).lower()


def bar(html: str) -> list[tuple[str, str, bool]]:
    """Return the links of a page's languages: address, name, whether it is the page's own."""
    (inside,) = re.findall(r'<nav class="switches" aria-label="[^"]+"><ul>(.*?)</ul></nav>', html)
    links = re.findall(r'<a href="([^"]+)" hreflang="[^"]+" lang="[^"]+"( aria-current="true")?>([^<]+)</a>', inside)
    return [(unescape(address), name, bool(current)) for address, current, name in links]


@pytest.mark.parametrize("path", ["/nothing", "/nothing?x=1&x=2%26&lang=en", "/status/503", "/broken", "/没有"])
def test_the_bar_asks_for_the_same_page_in_another_language(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert [name for _, name, _ in bar(first.text)] == [language.name for language in languages()]
    for (address, name, _), language in zip(bar(first.text), languages(), strict=True):
        response = client.get(address)
        assert response.status_code == first.status_code
        assert f'<html lang="{language.page.lang}">' in response.text
        assert [each for _, each, is_current in bar(response.text) if is_current] == [name]
        assert ("x=1&x=2%26" in address) == ("x=1" in path)


def test_what_was_sent_leads_to_the_question_page_in_another_language(client: TestClient) -> None:
    assert [address for address, _, _ in bar(client.post("/nothing").text)] == [
        f"/?lang={language.tag}" for language in languages()
    ]


@pytest.mark.parametrize("path", ["//example.org/a", "///example.org", "/\\example.org", '/"><script>', '/?q="><b>'])
def test_no_address_of_the_bar_leads_elsewhere(client: TestClient, path: str) -> None:
    response = client.get(f"http://testserver{path}")
    for address, _, _ in bar(response.text):
        assert re.match(r"/(?![/\\])", address)
        assert not {'"', "<", ">", "\\"} & set(address)


def test_what_a_route_says_itself_stays(client: TestClient) -> None:
    assert client.get("/own").text == "a sentence of its own"


def test_words_from_within_are_not_shown(client: TestClient) -> None:
    response = client.get("/raised/404")
    assert response.headers["content-type"].startswith("text/html")
    assert "inner words" not in response.text


def test_a_program_gets_json_by_path_and_by_what_it_accepts(client: TestClient) -> None:
    by_path = client.get("/api/raised/404")
    by_accept = client.get("/status/404", headers={"accept": "application/json"})
    for response in (by_path, by_accept):
        assert response.headers["content-type"] == "application/json"
        assert response.json() == {"error": languages()[0].errors.sentence(404)}


@pytest.mark.parametrize("path", ["/broken", "/api/broken"])
def test_what_breaks_is_500_with_a_number_that_the_log_explains_and_nothing_from_within(
    client: TestClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    response = client.get(path)
    assert response.status_code == 500
    (incident,) = set(re.findall(r"[0-9a-f]{8}", response.text))
    assert f"incident {incident}" in caplog.text
    for word in ("Traceback", "RuntimeError", "machine", "asked"):
        assert word not in response.text


def test_a_response_that_breaks_off_is_not_made_to_look_whole(client: TestClient) -> None:
    with pytest.raises(RuntimeError, match="too late"):
        TestClient(client.app).get("/half")


@pytest.fixture(scope="module")
def served(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with whole(corpus, tmp_path_factory.mktemp("app")) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/en/nothing", 404),
        ("GET", "/doc/000_184aa66930443cca/section/99999", 404),
        ("GET", "/doc/000_184aa66930443cca/section/0?v=x", 409),
        ("GET", "/doc/assets/none.css", 404),
        ("DELETE", "/", 405),
    ],
)
def test_each_error_of_a_page_leads_back_to_the_question_page(
    served: TestClient, method: str, path: str, status: int
) -> None:
    response = served.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert '<a href="/?lang=zh-Hans">回到提问页</a>' in response.text
    (style,) = re.findall(r'rel="stylesheet" href="([^"]+)"', response.text)
    assert served.get(style).status_code == 200


@pytest.mark.parametrize("path", ["/api/nothing", "/api/ask", "/gradio_api/upload", "/healthz/x"])
def test_each_error_of_a_program_is_one_sentence(served: TestClient, path: str) -> None:
    assert set(served.get(path).json()) == {"error"}


def test_an_assistant_that_breaks_tells_a_program_no_more_than_a_number(served: TestClient) -> None:
    response = served.post("/api/ask", json={"question": "出错"})
    assert response.status_code == 500
    assert set(response.json()) <= {"error", "incident"}
    assert re.search(r"[0-9a-f]{8}", response.text)
    assert "asked to break" not in response.text


def test_errors_of_starlette_are_those_of_fastapi() -> None:
    assert issubclass(HTTPException, StarletteHTTPException)  # one handler takes both (ui.api)
