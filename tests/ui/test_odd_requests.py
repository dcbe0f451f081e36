"""Odd requests to every route of our own: each is answered, or refused with a status and words of ours."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.staff.area import sign_in
from tests.ui.whole import whole

DOCUMENT = "000_184aa66930443cca"
ROUTES = (
    "/",
    "/en/",
    "/healthz",
    "/favicon.ico",
    "/page/script.js",
    "/theme.css",
    "/api/openapi.json",
    f"/doc/{DOCUMENT}",
    f"/doc/{DOCUMENT}/section/0",
    "/doc/assets/document.css",
    "/staff",
    "/staff/next",
    "/staff/withheld",
    "/staff/dashboard",
    "/staff/export.csv",
    "/staff/export.jsonl",
    "/staff/entry/0123456789abcdef0123456789abcdef",
    "/staff/login",
    "/staff/static/staff.css",
)
POSTS = (
    "/api/ask",
    "/staff/login",
    "/staff/logout",
    "/staff/withheld/clear",
    "/staff/entry/0123456789abcdef0123456789abcdef/review",
    "/staff/entry/0123456789abcdef0123456789abcdef/case",
    "/staff/entry/0123456789abcdef0123456789abcdef/withhold",
    "/gradio_api/queue/join",
    "/gradio_api/run/predict",
    "/gradio_api/cancel",
    "/gradio_api/reset",
)
ENDS = (
    "%00",
    "%ff%fe",
    "%c0%af",
    "%2e%2e%2fetc%2fpasswd",
    "%0d%0aX-Odd:%201",
    "/",
    "//",
    "/%2e%2e/x",
    "%ed%a0%80",
    "%25",
)
ENDS += ("/" + "a" * 4000, ";x=1", "%e2%80%ae", "/section/99999999999999999999", "/section/-1", "%7b%7b7*7%7d%7d")
QUERIES = (
    "x=" + "a" * 60_000,
    "lang=%ff",
    "lang=%00",
    "lang[]=en",
    "&&&===",
    "v=%00",
    "q=%ed%a0%80",
    "first_day=0000-00-00&last_day=x",
    "first_day=9999-12-31&last_day=0001-01-01",
    "words=%00",
    "words=%25_%5c",
    "outcome=nothing",
    "after=%00",
    "before=-1",
    "cursor=x",
    "next=//other.example",
    "notice=%00",
    "&".join(f"a{n}=1" for n in range(2000)),
)
HEADERS: tuple[dict[str, str | bytes], ...] = (
    {"range": "bytes=0-10"},
    {"range": "bytes=-1"},
    {"range": "bytes=99999999999-"},
    {"range": "bytes=5-1,,"},
    {"range": "lines=1"},
    {"range": "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 1000, 2))},
    {"if-none-match": '"' + "x" * 5000},
    {"if-modified-since": "the day before"},
    {"if-range": "x", "range": "bytes=0-0"},
    {"accept-language": "x-" * 3000},
    {"accept-language": b"\xff\xfe;q=nan"},
    {"accept-language": "en;q=999999999999999999999, zh;q=-1, *;q=x"},
    {"cookie": b"language=\xff; staff_session=\x80\x81; =; ;;"},
    {"cookie": "staff_session=" + "A" * 5000 + "; staff_login=x; language=%00"},
    {"accept": "\\*" * 1000},
    {"accept-encoding": "br;q=x, gzip;q=2"},
    {"x-forwarded-proto": "javascript", "x-forwarded-for": "a, b", "x-forwarded-host": "a b"},
    {"origin": "null", "sec-fetch-site": "cross-site"},
    {"upgrade": "websocket", "connection": "upgrade"},
    {"content-length": "0"},
)
BODIES = (
    b"",
    b"{",
    b"null",
    b"[]",
    b'"x"',
    b"{}",
    b"\xff\xfe\x00",
    b'{"question": "\xff"}',
    b'{"question": "\\ud800"}',
    b'{"question": "\\u0000"}',
    b'{"question": 1e999}',
    b'{"question": "a", "question": []}',
    b'{"question": "a", "history": "a"}',
    b'{"question": "a", "conversation_id": "../x"}',
    b"[" * 50_000,
    b'{"a":' * 5000,
    b'{"data": [null], "fn_index": 99999, "session_hash": "x"}',
    b'{"data": [], "fn_index": "x", "session_hash": "x"}',
    b'{"data": [null, null, null, null], "fn_index": 0, "session_hash": null}',
    b'{"data": ["a"], "fn_index": -1, "event_data": [], "session_hash": {}}',
    b'{"session_hash": "x", "fn_index": 0, "event_id": "x"}',
    b'{"session_hash": "\\ud800", "fn_index": NaN, "event_id": []}',
    b"csrf=%ff&name=%00&password=%ed%a0%80",
    b"&".join(b"a%d=1" % n for n in range(1000)),
    b"x" * 300_000,
)
KINDS = (
    "application/json",
    "application/json; charset=utf-7",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=x",
    "",
    ";;;",
    b"\xff/\xfe",
)
FINE = {200, 204, 206, 303, 304}
REFUSED = {400, 403, 404, 405, 408, 409, 413, 414, 415, 416, 422, 429, 431}


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with whole(corpus, tmp_path_factory.mktemp("app")) as client:
        yield client


@pytest.fixture(scope="module", params=["anybody", "reviewer"])
def browser(client: TestClient, request: pytest.FixtureRequest) -> TestClient:
    other = TestClient(client.app, base_url=client.base_url, raise_server_exceptions=False, follow_redirects=False)
    other.headers.update({"accept": "text/html", "accept-language": "zh-CN"})
    if request.param == "reviewer":
        assert sign_in(other).status_code == 303
    return other


def told_well(browser: TestClient, method: str, path: str, **sent: Any) -> None:
    response = browser.request(method, f"https://testserver{path}", **sent)
    case = (method, path[:100], {name: str(value)[:80] for name, value in sent.items()})
    assert response.status_code in FINE | REFUSED, (response.status_code, case)
    assert "content-security-policy" in response.headers, case
    if response.status_code in REFUSED and method != "HEAD":
        assert response.text, case
        kind = response.headers["content-type"]
        assert kind.startswith(("text/html", "application/json")), (kind, case)
        assert "Traceback" not in response.text, case
        assert 'File "' not in response.text, case


@pytest.mark.parametrize("path", ROUTES)
def test_odd_paths_and_queries_are_refused_or_answered(browser: TestClient, path: str) -> None:
    for end in ENDS:
        told_well(browser, "GET", path + end)
    for query in QUERIES:
        told_well(browser, "GET", f"{path}?{query}")


@pytest.mark.parametrize("path", ROUTES)
def test_odd_headers_are_refused_or_passed_over(browser: TestClient, path: str) -> None:
    for headers in HEADERS:
        told_well(browser, "GET", path, headers=headers)
        told_well(browser, "HEAD", path, headers=headers)


@pytest.mark.parametrize("path", POSTS)
def test_odd_bodies_of_any_kind_are_refused(browser: TestClient, path: str) -> None:
    random = Random(16)
    for body in BODIES:
        for kind in random.sample(KINDS, 3):
            told_well(browser, "POST", path, content=body, headers={"content-type": kind})
    if "logout" in path:
        assert browser.get("/staff").status_code in (200, 303)
