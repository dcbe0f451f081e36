import html
import math
import re
from datetime import timedelta
from http.cookies import Morsel, SimpleCookie

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from index.corpus import Corpus
from tests.ui.assistants import seed_corpus
from tests.ui.staff.area import HTTPS, PASSWORDS, csrf_of, sign_in, visitor
from ui.config import UiSettings
from ui.journal.database import Database
from ui.journal.records import now
from ui.staff.frame import Staff
from ui.staff.login import safe_next
from ui.text.zh_hans.staff import STAFF_ZH_HANS as WORDS


def cookie_of(response: Response, name: str) -> Morsel[str]:
    found: SimpleCookie = SimpleCookie()
    for header in response.headers.get_list("set-cookie"):
        found.load(header)
    return found[name]


def test_a_user_signs_in_and_comes_back_to_the_page_asked_for(anybody: TestClient) -> None:
    asked = anybody.get("/staff/withheld?x=1&y=2")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/staff/login?next=/staff/withheld%3Fx%3D1%26y%3D2"
    login = anybody.get(asked.headers["location"])
    there = re.search(r'name="next" value="([^"]*)"', login.text)
    assert there
    response = sign_in(anybody, next=html.unescape(there[1]))
    assert response.status_code == 303
    assert response.headers["location"] == "/staff/withheld?x=1&y=2"
    assert "王敏" in anybody.get("/staff").text


def test_the_session_is_for_the_server_and_the_staff_pages_only(anybody: TestClient) -> None:
    cookie = cookie_of(sign_in(anybody), "staff_session")
    assert (cookie["path"], cookie["samesite"]) == ("/staff", "strict")
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["max-age"] == cookie["expires"] == ""  # gone when the browser is closed
    nonce = cookie_of(anybody.get("/staff/login", headers={"cookie": ""}), "staff_login")
    assert nonce["httponly"]
    assert nonce["secure"]
    assert (nonce["path"], nonce["samesite"]) == ("/staff", "strict")


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:7860", "http://localhost", "http://[::1]:7860"])
def test_on_this_machine_http_will_do(database: Database, corpus: Corpus, settings: UiSettings, base_url: str) -> None:
    client = visitor(database, corpus, settings, base_url)
    response = sign_in(client)
    assert response.status_code == 303
    assert not cookie_of(response, "staff_session")["secure"]


@pytest.mark.parametrize("base_url", ["http://testserver", "http://192.168.1.5:7860", "http://localhost.example.org"])
def test_from_another_machine_http_is_refused(
    database: Database, corpus: Corpus, settings: UiSettings, base_url: str
) -> None:
    client = visitor(database, corpus, settings, base_url)
    page = client.get("/staff/login")
    assert WORDS.https_needed.format(setting="ui.staff_over_http") in page.text
    assert 'type="password"' not in page.text
    assert cookie_of(page, "staff_login")["secure"]
    nonce = cookie_of(page, "staff_login").value
    token = csrf_of(
        visitor(database, corpus, settings).get("/staff/login", headers={"cookie": f"staff_login={nonce}"}).text
    )
    given = {"csrf": token, "name": "王敏", "password": PASSWORDS["王敏"]}
    sent = client.post("/staff/login", data=given, headers={"cookie": f"staff_login={nonce}"})
    assert sent.status_code == 403
    assert "staff_session" not in sent.headers.get("set-cookie", "")


def test_a_setting_allows_http_from_another_machine(database: Database, corpus: Corpus, settings: UiSettings) -> None:
    open_settings = settings.model_copy(update={"staff_over_http": True})
    client = visitor(database, corpus, open_settings, "http://192.168.1.5")
    response = sign_in(client)
    assert response.status_code == 303
    assert not cookie_of(response, "staff_session")["secure"]
    assert cookie_of(sign_in(visitor(database, corpus, open_settings, HTTPS)), "staff_session")["secure"]


@pytest.mark.parametrize(("name", "password"), [("王敏", "wrong"), ("nobody", "wrong"), ("王敏", "另一个密码 2")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(anybody: TestClient, name: str, password: str) -> None:
    response = sign_in(anybody, name, password)
    assert response.status_code == 403
    assert WORDS.wrong_login in response.text
    assert f'value="{name}"' in response.text
    assert password not in response.text
    assert "staff_session" not in response.headers.get("set-cookie", "")


def test_an_empty_field_is_told_and_counts_nothing(anybody: TestClient) -> None:
    for _ in range(6):
        response = sign_in(anybody, "王敏", password="")
        assert response.status_code == 403
        assert WORDS.both_needed in response.text
    assert WORDS.both_needed in sign_in(anybody, "  ", "x").text
    assert sign_in(anybody).status_code == 303


@pytest.mark.parametrize("name", ["王敏", "nobody"])
def test_after_five_failures_even_the_right_password_waits_but_not_elsewhere(
    anybody: TestClient, name: str, settings: UiSettings
) -> None:
    for _ in range(5):
        assert WORDS.wrong_login in sign_in(anybody, name, "wrong").text
    response = sign_in(anybody, name, PASSWORDS["王敏"])
    assert response.status_code == 429
    seconds = int(response.headers["retry-after"])
    assert 10 < seconds <= 15
    assert WORDS.wait_seconds.format(seconds=seconds) in response.text
    assert sign_in(anybody, "李强").status_code == 303
    elsewhere = TestClient(
        anybody.app, base_url=HTTPS, follow_redirects=False, client=("203.0.113.7", 1), headers=anybody.headers
    )
    assert sign_in(elsewhere, name, PASSWORDS["王敏"]).status_code == (303 if name == "王敏" else 403)


def test_a_long_wait_is_told_in_minutes(anybody: TestClient, database: Database, settings: UiSettings) -> None:
    throttle = Staff(database, seed_corpus(), settings).throttle
    moment = now()
    for seconds in (600, 599, 598, 597, 596, 580, 550, 490, 370, 130):
        assert throttle.begin("王敏", "testclient", at=moment - timedelta(seconds=seconds)) is None
    response = sign_in(anybody)
    assert response.status_code == 429
    assert WORDS.wait_minutes.format(minutes=math.ceil(int(response.headers["retry-after"]) / 60)) in response.text


def test_signing_in_forgets_the_failures(anybody: TestClient) -> None:
    for _ in range(3):
        for _ in range(4):
            assert sign_in(anybody, "王敏", "wrong").status_code == 403
        assert sign_in(anybody).status_code == 303
        anybody.cookies.clear()


def test_what_was_typed_is_escaped(anybody: TestClient) -> None:
    response = sign_in(anybody, '"><script>alert(1)</script>', "wrong")
    assert "<script>alert" not in response.text


def test_a_form_that_is_not_of_this_browser_is_refused(anybody: TestClient) -> None:
    stolen = csrf_of(anybody.get("/staff/login").text)
    other = TestClient(anybody.app, base_url=HTTPS, follow_redirects=False, headers={"accept-language": "zh-CN"})
    given = {"name": "王敏", "password": PASSWORDS["王敏"]}
    for token in (stolen, "", "王"):
        response = other.post("/staff/login", data=given | {"csrf": token})
        assert response.status_code == 403
        assert WORDS.login_expired in response.text
    other.get("/staff/login")
    assert other.post("/staff/login", data=given | {"csrf": stolen}).status_code == 403
    assert other.post("/staff/login", data=given).status_code == 403


def test_two_pages_to_sign_in_may_be_open(anybody: TestClient) -> None:
    first = csrf_of(anybody.get("/staff/login").text)
    anybody.get("/staff/login")
    given = {"name": "王敏", "password": PASSWORDS["王敏"], "csrf": first}
    assert anybody.post("/staff/login", data=given).status_code == 303


def test_who_is_signed_in_is_sent_on(client: TestClient) -> None:
    response = client.get("/staff/login?next=/staff/withheld")
    assert response.status_code == 303
    assert response.headers["location"] == "/staff/withheld"


def test_signing_out_ends_the_session_though_the_cookie_was_copied(client: TestClient) -> None:
    copy = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    other = TestClient(client.app, base_url=HTTPS, follow_redirects=False, headers={"cookie": copy})
    assert other.get("/staff").status_code == 200
    response = client.post("/staff/logout", data={"csrf": csrf_of(client.get("/staff").text)})
    assert response.status_code == 303
    assert cookie_of(response, "staff_session")["max-age"] == "0"
    assert WORDS.notices["signed_out"] in client.get(response.headers["location"]).text
    assert client.get("/staff").status_code == 303
    assert other.get("/staff").status_code == 303


def test_nobody_is_signed_out_by_another_site(client: TestClient) -> None:
    assert client.post("/staff/logout", data={"csrf": "x"}).status_code == 403
    assert client.get("/staff/logout").status_code == 405
    assert client.get("/staff").status_code == 200


@pytest.mark.parametrize(
    "path", ["/staff", "/staff/", "/staff?words=%E5%AD%A6", "/staff/entry/4f?x=1&y=2", "/staff//x"]
)
def test_the_way_after_signing_in_stays_in_the_staff_area(path: str) -> None:
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/staffx",
        "//staff/x",
        "///staff",
        "/\\staff",
        "/staff\\..\\x",
        "https://example.org/staff",
        "//example.org/staff",
        "javascript:alert(1)//staff",
        "/staff/../x",
        "/staff/%2e%2e/x",
        "/staff/..%2fx",
        "/staff/./x",
        "/staff/..\\..\\x",
        "/staff/%5c%2e%2e/x",
        "/staff\n/x",
        "/staff/\u200bx",
        " /staff",
        "/staff/login",
        "/staff/login?next=/staff",
        "/staff/logout",
        "http://[/staff",
    ],
)
def test_any_other_way_leads_to_the_list(anybody: TestClient, path: str) -> None:
    assert safe_next(path) == "/staff"
    assert sign_in(anybody, next=path).headers["location"] == "/staff"
