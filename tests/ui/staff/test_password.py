"""The page of one's own password: the old one, a new one twice, tried as seldom as when signing in."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import SecretStr

from index.corpus import Corpus
from tests.ui.staff.area import HASHES, HTTPS, PASSWORDS, csrf_of, sign_in, signed_in, users_in, visitor
from ui.config import UiSettings
from ui.journal.audit import audit_entries
from ui.journal.changes import previous_visit
from ui.journal.database import Database
from ui.limits.kinds import Kind, kind_of, most_bytes
from ui.staff.users import MIN_PASSWORD_CHARS, Users
from ui.text.languages import languages
from ui.text.zh_hans.password import PASSWORD_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF

NEW = "河石 梅花 青山 2026 年"


@pytest.fixture
def settings(settings: UiSettings, tmp_path: Path) -> UiSettings:
    """王敏 is an admin and 李强 a reviewer, in a file."""
    return settings.model_copy(update={"staff_users": {}, "staff_file": users_in(tmp_path, "# who\n")})


@pytest.fixture
def own(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    """A browser in which 李强, a reviewer, has signed in."""
    return signed_in(database, corpus, settings, "李强")


def change(client: TestClient, **fields: str) -> Response:
    given = {"csrf": csrf_of(client.get("/staff/password").text), "old": PASSWORDS["李强"], "new": NEW, "again": NEW}
    return client.post("/staff/password", data=given | fields)


def test_the_bar_leads_everybody_to_it(own: TestClient, client: TestClient, anybody: TestClient) -> None:
    for browser in (own, client):
        assert '<a href="/staff/password">' in browser.get("/staff").text
        assert '<a href="/staff/password" aria-current="page">' in browser.get("/staff/password").text
    assert "/staff/password" not in anybody.get("/staff/login").text
    assert anybody.get("/staff/password").headers["location"] == "/staff/login?next=/staff/password"


def test_the_new_password_counts_and_only_this_browser_stays_signed_in(
    own: TestClient, client: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    elsewhere = signed_in(database, corpus, settings, "李强")
    copy = "; ".join(f"{name}={value}" for name, value in own.cookies.items())
    response = change(own)
    assert response.headers["location"] == "/staff?notice=password_changed"
    assert STAFF.notices["password_changed"] in own.get(response.headers["location"]).text
    assert elsewhere.get("/staff").status_code == 303
    copied = TestClient(own.app, base_url=HTTPS, follow_redirects=False, headers={"cookie": copy})
    assert copied.get("/staff").status_code == 303
    assert client.get("/staff").status_code == 200  # another user's
    assert STAFF.wrong_login in sign_in(visitor(database, corpus, settings), "李强").text
    assert sign_in(visitor(database, corpus, settings), "李强", NEW).status_code == 303
    (cookie,) = (header for header in response.headers.get_list("set-cookie") if "staff_session" in header)
    assert {"HttpOnly", "Path=/staff", "SameSite=strict", "Secure"} <= set(cookie.split("; "))


def test_the_file_keeps_all_else_and_the_audit_tells_who(
    own: TestClient, database: Database, settings: UiSettings
) -> None:
    assert settings.staff_file
    before = settings.staff_file.read_text(encoding="utf-8").splitlines()
    seen = previous_visit(database, "李强")
    change(own)
    after = settings.staff_file.read_text(encoding="utf-8").splitlines()
    assert (after[:2], after[2].rpartition(":")[0]) == (before[:2], "李强:reviewer")
    latest = audit_entries(database)[0]
    assert (latest.act, latest.by, latest.subject) == ("user_changed", "李强", "李强")
    assert previous_visit(database, "李强") == seen  # nobody has signed in by it


@pytest.mark.parametrize(
    ("fields", "problem", "status"),
    [
        ({"old": ""}, "missing", 400),
        ({"new": ""}, "missing", 400),
        ({"again": ""}, "missing", 400),
        ({"new": "x" * 11, "again": "x" * 11}, "short", 400),
        ({"again": NEW + "."}, "differ", 400),
        ({"old": "wrong"}, "wrong", 403),
        ({"old": PASSWORDS["王敏"]}, "wrong", 403),
    ],
)
def test_what_changes_nothing_is_said_and_never_what_was_typed(
    own: TestClient, settings: UiSettings, fields: dict[str, str], problem: str, status: int
) -> None:
    assert settings.staff_file
    before = settings.staff_file.read_bytes()
    response = change(own, **fields)
    assert response.status_code == status
    assert WORDS.problems[problem].format(n=MIN_PASSWORD_CHARS) in response.text
    assert settings.staff_file.read_bytes() == before
    for typed in (*fields.values(), NEW, PASSWORDS["李强"]):
        assert not typed or f'"{typed}"' not in response.text
    assert own.get("/staff").status_code == 200


def test_the_same_again_is_no_new_one(own: TestClient, settings: UiSettings) -> None:
    assert change(own).status_code == 303
    assert WORDS.problems["same"] in change(own, old=NEW).text
    assert Users(settings).is_right("李强", NEW)


def test_twelve_characters_are_enough_however_they_are_composed(own: TestClient, settings: UiSettings) -> None:
    composed, apart = "Zürich 12345", "Zu\u0308rich 12345"
    assert change(own, new=composed, again=apart).status_code == 303
    assert Users(settings).is_right("李强", apart)


def test_after_five_failures_even_the_right_one_waits_and_signing_in_does_too(
    own: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    for _ in range(5):
        assert change(own, old="wrong").status_code == 403
    response = change(own)
    seconds = int(response.headers["retry-after"])
    assert response.status_code == 429
    assert 10 < seconds <= 15
    assert STAFF.wait_seconds.format(seconds=seconds) in response.text
    assert sign_in(visitor(database, corpus, settings), "李强").status_code == 429
    assert audit_entries(database)[0].act == "sign_in_failed"


def test_the_right_one_forgets_the_failures_and_what_is_not_filled_in_counts_none(own: TestClient) -> None:
    for _ in range(6):
        assert change(own, again="").status_code == 400
    old, new = PASSWORDS["李强"], NEW
    for _ in range(2):
        for _ in range(4):
            assert change(own, old="wrong").status_code == 403
        assert change(own, old=old, new=new, again=new).status_code == 303
        old, new = new, f"{new} 又"


def test_another_sites_form_changes_nothing(own: TestClient, client: TestClient, settings: UiSettings) -> None:
    stolen = csrf_of(client.get("/staff/password").text)
    for token in ("", "x", stolen):
        response = change(own, csrf=token)
        assert response.status_code == 403
        assert STAFF.form_expired in response.text
    assert Users(settings).is_right("李强", PASSWORDS["李强"])


def test_it_counts_as_signing_in_before_it_is_read() -> None:
    assert kind_of("POST", "/staff/password") is Kind.SIGN_IN
    assert kind_of("GET", "/staff/password") is Kind.PAGE
    assert most_bytes("POST", "/staff/password") == most_bytes("POST", "/staff/login")


def test_over_http_from_another_machine_no_password_is_asked_for(
    database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    allowed = settings.model_copy(update={"staff_over_http": True})
    browser = visitor(database, corpus, allowed, "http://192.168.1.5")
    assert sign_in(browser, "李强").status_code == 303
    cookies = dict(browser.cookies)
    refused = visitor(database, corpus, settings, "http://192.168.1.5")
    refused.cookies.update(cookies)
    page = refused.get("/staff/password")
    assert STAFF.https_needed.format(setting="ui.staff_over_http") in page.text
    assert 'type="password"' not in page.text
    given = {"csrf": csrf_of(page.text), "old": PASSWORDS["李强"], "new": NEW, "again": NEW}
    assert refused.post("/staff/password", data=given).status_code == 403
    assert Users(settings).is_right("李强", PASSWORDS["李强"])


def test_a_user_of_the_settings_is_told_where_it_is_changed(
    database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    named = {"李强": SecretStr(f"reviewer:{HASHES['李强']}")}
    browser = signed_in(database, corpus, settings.model_copy(update={"staff_users": named}), "李强")
    page = browser.get("/staff/password").text
    assert WORDS.in_settings in page
    assert 'type="password"' not in page
    given = {"csrf": csrf_of(page), "old": PASSWORDS["李强"], "new": NEW, "again": NEW}
    response = browser.post("/staff/password", data=given)
    assert response.status_code == 409
    assert WORDS.in_settings in response.text


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_it_speaks_each_language(own: TestClient, language: object) -> None:
    (language,) = [known for known in languages() if known is language]
    words = language.password
    assert words.problems.keys() == WORDS.problems.keys()
    page = own.get(f"/staff/password?lang={language.tag}").text
    for said in (words.title, words.intro, words.old, words.new, words.hint.format(n=12), words.again, words.save):
        assert said in page
    assert language.staff.own_password in page
    assert len(re.findall("<h1>", page)) == 1
