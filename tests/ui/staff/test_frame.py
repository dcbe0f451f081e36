"""What surrounds every page: switched off, errors, headers, the reader's language, forms."""

import re
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.testclient import TestClient
from sqlalchemy import text

from index.corpus import Corpus
from tests.ui.staff.area import HTTPS, csrf_of, sign_in, signed_in, visitor
from ui.config import UiSettings
from ui.errors import MissingEntryError, StaffError
from ui.headers import FixedHeaders
from ui.journal.database import Database
from ui.staff.forms import Form
from ui.staff.frame import Staff, see
from ui.staff.router import staff_router
from ui.text.en.staff import STAFF_EN
from ui.text.zh_hans.staff import STAFF_ZH_HANS as WORDS
from ui.text.zh_hant.staff import STAFF_ZH_HANT

PAGES = (
    "/staff",
    "/staff/",
    "/staff/next",
    "/staff/withheld",
    "/staff/export.csv",
    "/staff/export.jsonl",
    "/staff/nix",
)


def example_router(staff: Staff) -> APIRouter:
    """A page as a colleague would write it."""
    router = staff.router()

    @router.get("/example/{number}")
    def example(request: Request, number: int, reviewer: Annotated[str, Depends(staff.signed_in)]) -> Response:
        if number == 0:
            raise MissingEntryError("the journal has no entry")
        return staff.page(request, "told.html", title=reviewer, sentence=f"{100 // (number - 1)}", has_way_back=True)

    @router.post("/example")
    def change(
        reviewer: Annotated[str, Depends(staff.signed_in)], form: Annotated[Form, Depends(staff.checked_form)]
    ) -> Response:
        return see("/staff", notice="cleared", reviewer=reviewer, said=",".join(form.getlist("said")))

    return router


@pytest.fixture
def example(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    app = FastAPI(openapi_url=None)
    app.add_middleware(FixedHeaders)
    app.include_router(example_router(Staff(database, lambda: corpus, settings)))
    app.include_router(staff_router(database, lambda: corpus, settings))
    client = TestClient(app, base_url=HTTPS, follow_redirects=False, headers={"accept-language": "zh-CN"})
    assert sign_in(client).status_code == 303
    return client


@pytest.mark.parametrize("path", [*PAGES, "/staff/login"])
def test_without_users_every_page_says_that_the_area_is_off(
    database: Database, corpus: Corpus, settings: UiSettings, path: str, tmp_path: Path
) -> None:
    key = tmp_path / "session.key"
    off = settings.model_copy(update={"staff_users": {}, "session_key_file": key})
    client = visitor(database, corpus, off)
    for method in ("GET", "POST", "HEAD", "DELETE"):
        assert client.request(method, path).status_code == 503
    text = client.get(path).text
    for named in ("python -m ui.staff hash NAME --role admin", "ui.staff_file", "LUOHU_UI_STAFF_USERS"):
        assert f"<code>{named}</code>" in text
    assert WORDS.off_title in text
    assert "<form" not in text
    assert not key.exists()
    assert client.get("/staff/static/staff.css").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_a_page_without_signing_in(anybody: TestClient, path: str) -> None:
    response = anybody.get(path)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/staff/login?next=/staff")
    assert response.text == ""


@pytest.mark.parametrize("path", [*PAGES, "/staff/login", "/staff/static/staff.css", "/staff?first_day=x"])
def test_no_cache_keeps_a_response_and_no_page_runs_what_it_shows(example: TestClient, path: str) -> None:
    headers = example.get(path).headers
    assert headers.get_list("cache-control") == ["no-store"]
    (policy,) = headers.get_list("content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    assert headers["referrer-policy"] == "no-referrer"


def test_an_address_that_is_no_page_says_so(client: TestClient) -> None:
    for path in ("/staff/", "/staff/nix", "/staff/a/b"):
        response = client.get(path)
        assert response.status_code == 404
        assert WORDS.page_missing in response.text


@pytest.mark.parametrize("path", ["/staff", "/staff/withheld"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_method_that_no_page_has_changes_nothing_and_is_not_kept(
    client: TestClient, anybody: TestClient, method: str, path: str
) -> None:
    for browser in (client, anybody):
        response = browser.request(method, path)
        assert response.status_code == (204 if method == "OPTIONS" else 405)
        assert response.headers["allow"] == "GET, HEAD, OPTIONS"
        assert response.headers["cache-control"] == "no-store"
        assert response.text == ""


def test_a_page_in_the_frame_knows_its_reader(example: TestClient) -> None:
    text = example.get("/staff/example/2").text
    assert "<h1>王敏</h1>" in text
    assert '<p class="told">100</p>' in text
    assert f"<title>王敏 · {WORDS.name}</title>" in text


def test_a_path_that_cannot_be_is_a_page_not_json(example: TestClient) -> None:
    response = example.get("/staff/example/x")
    assert response.status_code == 400
    assert WORDS.bad_request in response.text


def test_a_missing_entry_is_a_page(example: TestClient) -> None:
    response = example.get("/staff/example/0")
    assert response.status_code == 404
    assert WORDS.entry_gone in response.text


def test_a_fault_is_a_sentence_with_an_id_that_the_log_explains(
    example: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = example.get("/staff/example/1")
    assert response.status_code == 500
    incident = re.search(r"[0-9a-f]{8}(?=。</p>)", response.text)
    assert incident
    assert WORDS.failed.format(incident=incident[0]) in response.text
    assert f"incident {incident[0]}: no answer to GET /staff/example/1" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivision" not in response.text


@pytest.mark.parametrize(
    "path", ["/staff", "/staff/withheld", "/staff/next", "/staff/export.csv", "/staff/export.jsonl"]
)
def test_a_journal_that_cannot_be_read_is_a_sentence_with_an_id(
    client: TestClient, database: Database, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE entries RENAME TO elsewhere"))
        connection.execute(text("ALTER TABLE suppressions RENAME TO elsewhere_too"))
    response = client.get(path)
    assert response.status_code == 503
    incident = re.search(r"[0-9a-f]{8}(?=。</p>)", response.text)
    assert incident
    assert WORDS.journal_failed.format(incident=incident[0]) in response.text
    assert f"incident {incident[0]}: no answer to GET {path}" in caplog.text
    assert re.search("no such table: (entries|suppressions)|UndefinedTable", caplog.text)
    assert not re.search("no such table|UndefinedTable", response.text)


def test_a_journal_without_sessions_is_a_sentence_for_somebody_unknown(client: TestClient, database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("DROP TABLE ended_sessions"))
    response = client.get("/staff")
    assert response.status_code == 503
    assert "王敏" not in response.text


def test_users_that_cannot_be_read_stop_the_start_and_later_are_a_page(
    database: Database, corpus: Corpus, settings: UiSettings, tmp_path: Path
) -> None:
    file = tmp_path / "staff"
    broken = settings.model_copy(update={"staff_file": file})
    with pytest.raises(StaffError, match=r"ui\.staff_file"):
        staff_router(database, lambda: corpus, broken)
    file.touch(mode=0o600)
    client = signed_in(database, corpus, broken)
    file.write_text("no user\n")
    response = client.get("/staff")
    assert response.status_code == 500
    assert "no user" not in response.text


def test_a_key_that_cannot_be_read_stops_the_start(
    database: Database, corpus: Corpus, settings: UiSettings, tmp_path: Path
) -> None:
    (tmp_path / "session.key").write_text("short")
    given = {"session_key": type(settings.session_key)(""), "session_key_file": tmp_path / "session.key"}
    with pytest.raises(StaffError, match="32 characters"):
        staff_router(database, lambda: corpus, settings.model_copy(update=given))


def test_a_form_of_our_page_comes_with_all_its_fields(example: TestClient) -> None:
    given = {"csrf": csrf_of(example.get("/staff").text), "said": ["是", ""]}
    response = example.post("/staff/example", data=given)
    assert response.status_code == 303
    assert response.headers["location"] == ("/staff?notice=cleared&reviewer=%E7%8E%8B%E6%95%8F&said=%E6%98%AF%2C")
    assert WORDS.notices["cleared"] in example.get(response.headers["location"]).text


@pytest.mark.parametrize("token", ["", "x", "王", "0" * 64])
def test_a_form_of_another_site_changes_nothing(example: TestClient, token: str) -> None:
    response = example.post("/staff/example", data={"csrf": token})
    assert response.status_code == 403
    assert WORDS.form_expired in response.text


def test_a_form_of_another_session_changes_nothing(
    example: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    other = csrf_of(signed_in(database, corpus, settings).get("/staff").text)
    assert example.post("/staff/example", data={"csrf": other}).status_code == 403


def test_a_form_sent_when_the_session_is_over_says_so(example: TestClient) -> None:
    token = csrf_of(example.get("/staff").text)
    example.cookies.clear()
    response = example.post("/staff/example", data={"csrf": token})
    assert response.status_code == 403
    assert WORDS.session_over in response.text


def test_a_form_that_is_too_long_or_none_is_refused(example: TestClient, anybody: TestClient) -> None:
    token = csrf_of(example.get("/staff").text)
    for client, path in ((example, "/staff/example"), (anybody, "/staff/login")):
        response = client.post(path, data={"csrf": token, "note": "x" * 300_000})
        assert response.status_code == 413
        assert WORDS.form_too_long in response.text
        assert client.post(path, content="&".join("a=1" for _ in range(501))).status_code == 400
        assert client.post(path, content="说".encode("gbk")).status_code == 400
    whole = "说" * 20_000
    assert len(whole.encode()) == 60_000
    response = example.post("/staff/example", data={"csrf": token, "said": whole})
    assert response.status_code == 303


def test_the_reader_chooses_a_language_and_it_stays(client: TestClient) -> None:
    response = client.get("/staff?words=%E5%AD%A6&notice=cleared&lang=en")
    assert '<html lang="en">' in response.text
    assert STAFF_EN.list_title in response.text
    (header,) = response.headers.get_list("set-cookie")
    assert header.startswith("language=en;")
    for part in ("Path=/", "SameSite=lax", "Max-Age=31536000", "HttpOnly"):
        assert part in header
    assert '<html lang="en">' in client.get("/staff").text
    assert STAFF_ZH_HANT.list_title in client.get("/staff?lang=zh-Hant").text


def test_links_to_the_other_languages_keep_the_page_and_not_its_notice(client: TestClient) -> None:
    text = client.get("/staff?words=%E5%AD%A6&notice=cleared&lang=en").text
    assert 'href="/staff?words=%E5%AD%A6&amp;lang=zh-Hant" lang="zh-HK"' in text
    assert "notice=cleared" not in text
    answered = client.post("/staff/logout", data={"csrf": "x"}).text
    assert 'href="/staff?lang=en"' in answered


def test_the_browser_chooses_where_the_reader_has_not(anybody: TestClient) -> None:
    response = anybody.get("/staff/login", headers={"accept-language": "zh-HK,en;q=0.5"})
    assert '<html lang="zh-HK">' in response.text
    assert "language=" not in response.headers["set-cookie"]


def test_a_notice_nobody_wrote_is_not_shown(client: TestClient) -> None:
    assert 'class="notice"' not in client.get("/staff?notice=%3Cb%3Epay+here").text


@pytest.mark.parametrize(("path", "n"), [("/staff", 1), ("/staff/withheld", 1), ("/staff/nix", 0)])
def test_the_menu_marks_where_one_is(client: TestClient, path: str, n: int) -> None:
    current = re.findall(r'href="([^"]+)" aria-current="page"', client.get(path).text)
    assert current == [path] * n


@pytest.mark.parametrize("name", ["style.css", "script.js", "..%2fapp.py", "staff.css%00", "staff.py", "staff_nix.js"])
def test_only_files_of_these_pages_are_served(anybody: TestClient, name: str) -> None:
    assert anybody.get(f"/staff/static/{name}").status_code in {303, 404}  # a path with a slash is another page's


def test_style_script_and_icon_are_served_as_what_they_are(anybody: TestClient) -> None:
    for name, kind in (("staff.css", "text/css"), ("staff.js", "text/javascript"), ("icon.svg", "image/svg+xml")):
        response = anybody.get(f"/staff/static/{name}")
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(kind)
