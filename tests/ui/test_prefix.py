"""Addresses below a path of the host; behind a proxy and in a browser: tests/browser/test_behind_proxy.py."""

import json
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.staff.area import sign_in
from tests.ui.whole import whole
from ui.prefix import under

ROOT = "/luohu-ask"
DOCUMENT = "000_184aa66930443cca"
PAGES = (
    *("/", "/?lang=en", "/plain", "/plain?q=x", f"/doc/{DOCUMENT}", "/doc/nothing", "/nothing"),
    *("/staff", "/staff/withheld", "/staff/dashboard", "/staff/nothing"),
)


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with whole(corpus, tmp_path_factory.mktemp("app"), root_path=ROOT) as client:
        yield client


@pytest.fixture(scope="module")
def reviewer(client: TestClient) -> dict[str, str]:
    """The cookie of a reviewer, sent by hand: a browser would send it below the path alone."""
    login = client.get("/staff/login")
    nonce = login.headers["set-cookie"].partition(";")[0]
    client.headers["cookie"] = nonce
    response = sign_in(client)
    del client.headers["cookie"]
    assert response.headers["location"] == f"{ROOT}/staff"
    given = response.headers.get_list("set-cookie")
    assert all(f"Path={ROOT}/staff" in cookie for cookie in given)
    return {"cookie": next(cookie for cookie in given if cookie.startswith("staff_session")).partition(";")[0]}


@pytest.mark.parametrize("path", PAGES)
def test_every_address_on_a_page_is_below_the_path(client: TestClient, reviewer: dict[str, str], path: str) -> None:
    text = client.get(path, headers=reviewer).text
    found = re.findall(r'\s(?:href|src|action|data-sections)=\\?"(/[^"\\]*)', text.replace("\\u003c", "<"))
    assert len(found) > 2
    assert [address for address in found if not address.startswith(f"{ROOT}/")] == []


def test_the_length_of_a_page_is_that_of_its_body(client: TestClient, reviewer: dict[str, str]) -> None:
    for path in PAGES:
        plain = {**reviewer, "accept-encoding": "identity"}
        response = client.get(path, headers=plain)
        assert int(response.headers["content-length"]) == len(response.content)
        assert client.head(path, headers=plain).headers["content-length"] == response.headers["content-length"]


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_no_address_is_put_below_it_twice_however_the_page_is_sent(client: TestClient, encoding: str) -> None:
    response = client.get("/", headers={"accept-encoding": encoding})
    assert f'action="{ROOT}/plain"' in response.text
    assert f"{ROOT}{ROOT}" not in response.text
    assert not any(name.startswith("x-placed") for name in response.headers)


def test_gradio_is_asked_below_the_path(client: TestClient) -> None:
    for query, root in (("", ROOT), ("?lang=en", f"{ROOT}/en")):
        found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get(f"/{query}").text, re.DOTALL)
        assert found
        assert json.loads(found[1])["root"] == root


def test_who_is_not_signed_in_is_sent_below_the_path_and_comes_back(client: TestClient) -> None:
    response = client.get("/staff/dashboard")
    assert response.headers["location"] == f"{ROOT}/staff/login?next=/staff/dashboard"


def test_the_language_is_kept_below_the_path(client: TestClient) -> None:
    assert f"Path={ROOT};" in client.get("/?lang=en").headers["set-cookie"]
    assert f"Path={ROOT};" in client.get("/staff/login?lang=en").headers["set-cookie"] + ";"


def test_a_proxy_may_leave_the_path_on(client: TestClient) -> None:
    for path in ("/healthz", "/", "/staff/static/staff.css", f"/doc/{DOCUMENT}", "/theme.css"):
        assert client.get(f"{ROOT}{path}").status_code == 200
    assert client.get(f"{ROOT}x/healthz").status_code == 404


@pytest.mark.parametrize(
    "html",
    [
        '<a href="//other.example/">x</a>',
        '<a href="https://other.example/">x</a>',
        '<a href="#here">x</a>',
        "<p>href=&quot;/x&quot; href=&#34;/x</p>",
        '<a data-href="/x">x</a>',
    ],
)
def test_what_is_no_address_of_ours_stays(html: str) -> None:
    assert under(ROOT, html) == html
    assert under("", '<a href="/x">') == '<a href="/x">'


@pytest.mark.parametrize("root_path", ["ask", "/ask/", "/a b", "//x", "/ask?x", '/"x'])
def test_a_path_that_is_none_is_refused(root_path: str) -> None:
    from pydantic import ValidationError

    from ui.config import UiSettings

    with pytest.raises(ValidationError):
        UiSettings(root_path=root_path)
