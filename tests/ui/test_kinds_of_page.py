"""What every kind of page says of itself to a browser, in the assembled application."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.staff.area import sign_in
from tests.ui.whole import whole
from ui.headers import HEADERS, NOTHING_POLICY, PAGE_POLICY

DOCUMENT = "000_184aa66930443cca"
FALSE_HOSTS = {
    "host": "first.foreign.test",
    "x-forwarded-host": "second.foreign.test",
    "origin": "https://third.foreign.test",
}
WITH_FORM = PAGE_POLICY.replace("form-action 'none'", "form-action 'self'")
OWN_PAGES = {
    f"/doc/{DOCUMENT}": WITH_FORM,
    "/doc/nothing": PAGE_POLICY,
    f"/doc/{DOCUMENT}/section/0": PAGE_POLICY,
    "/doc/assets/document.css": PAGE_POLICY,
    "/doc/assets/figures.css": PAGE_POLICY,
    "/figures": WITH_FORM,
    "/figures.csv": PAGE_POLICY,
    "/nothing": PAGE_POLICY,
    "/plain": WITH_FORM,
    "/plain?q=x": WITH_FORM,
    "/staff": WITH_FORM,
    "/staff/conflicts": WITH_FORM,
    "/staff/login": WITH_FORM,
    "/staff/nothing": WITH_FORM,
    "/staff/export.csv": WITH_FORM,
    "/staff/static/staff.css": WITH_FORM,
}
NO_PAGES = ("/healthz", "/favicon.ico", "/api/openapi.json", "/api/nothing", "/theme.css", "/gradio_api/app_id")
CITIZENS = ("/", "/en/", "/zh-hant/", "/?lang=en&q=x")
EVERY = (*CITIZENS, *OWN_PAGES, *NO_PAGES, "/page/script.js")


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with whole(corpus, tmp_path_factory.mktemp("app"), hsts_seconds=31_536_000) as client:
        assert sign_in(client).status_code == 303
        yield client


@pytest.mark.parametrize("path", EVERY)
def test_every_response_has_the_whole_set_of_headers_once(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert len(headers.get_list(name)) == 1, name
        assert name == "content-security-policy" or headers[name] == value
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


def test_nothing_is_said_of_https_unless_it_is_set(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
    with whole(corpus, tmp_path_factory.mktemp("plain")) as client:
        assert "strict-transport-security" not in client.get("/healthz").headers


@pytest.mark.parametrize("path", OWN_PAGES)
def test_our_own_pages_run_nothing_that_stands_in_them(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["content-security-policy"] == OWN_PAGES[path]
    assert "unsafe" not in OWN_PAGES[path]
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", response.text)


@pytest.mark.parametrize("path", NO_PAGES)
def test_what_is_no_page_may_load_nothing(client: TestClient, path: str) -> None:
    assert client.get(path).headers["content-security-policy"] == NOTHING_POLICY


@pytest.mark.parametrize("path", CITIZENS)
def test_each_script_of_the_citizens_page_bears_a_nonce_that_is_for_once(client: TestClient, path: str) -> None:
    nonces = []
    for _ in range(2):
        response = client.get(path)
        policy = response.headers["content-security-policy"]
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        (nonce,) = re.findall(r"'nonce-([^']{16,})'", policy)
        scripts = re.findall(r"<script\b[^>]*>", response.text)
        assert len(scripts) > 4
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        nonces.append(nonce)
    assert len(set(nonces)) == 2


def test_the_citizens_page_names_no_other_site(client: TestClient) -> None:
    named = set(re.findall(r"https?://[a-z0-9.-]+", client.get("/").text))
    assert named <= {"http://www.w3.org"}


@pytest.mark.parametrize("path", EVERY)
def test_a_false_host_comes_back_nowhere(client: TestClient, path: str) -> None:
    response = client.get(path, headers=FALSE_HOSTS)
    said = "".join((response.text, *(f"{name}: {value}" for name, value in response.headers.items())))
    assert "foreign" not in said
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/staff", "/staff/login", "/staff/nothing", "/staff/export.csv", "/staff/static/x"])
def test_no_page_of_the_staff_is_kept(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/api/openapi.json", "/healthz", "/nothing", "/gradio_api/app_id"])
def test_what_is_for_once_is_not_kept(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", EVERY)
def test_head_says_what_get_says_without_a_body(client: TestClient, path: str) -> None:
    plain = {"accept-encoding": "identity"}  # a nonce that is another changes the length of what is compressed
    got, head = client.get(path, headers=plain), client.head(path, headers=plain)
    if path == "/gradio_api/app_id":
        assert head.status_code == 405
        return
    assert (head.status_code, head.content) == (got.status_code, b"")
    changing = {"content-security-policy", "etag", "transfer-encoding", "x-request-id"}  # for once
    for name in got.headers.keys() - changing:
        assert head.headers[name] == got.headers[name], name
