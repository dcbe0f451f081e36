"""Who may do what: every route of the staff area asked for as nobody, a reviewer and an admin."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import SecretStr

from index.corpus import Corpus
from tests.ui.journal.entries import entry
from tests.ui.staff.area import HASHES, HTTPS, csrf_of, sign_in, signed_in
from ui.config import UiSettings
from ui.journal.audit import audit_entries
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import Entry
from ui.journal.suppression import is_withheld, suppressions, withhold
from ui.staff.frame import Staff
from ui.staff.rights import RIGHTS, Role, needed
from ui.staff.router import staff_router
from ui.text.zh_hans.staff import STAFF_ZH_HANS as WORDS

OPEN = {"/staff/static/{name}", "/staff/login"}
ADMINS = {
    "/staff/withheld/clear",
    "/staff/withheld/decide",
    "/staff/entry/{entry_id}/withhold",
    "/staff/assign",
    "/staff/assignments/end",
    "/staff/export.csv",
    "/staff/export.jsonl",
    "/staff/reports",
    "/staff/reports/{name}.csv",
    "/staff/audit",
    "/staff/keys",
    "/staff/keys/revoke",
    "/staff/users",
    "/staff/users/change",
}

EDITORS = {
    "/staff/documents",
    "/staff/documents/upload",
    "/staff/documents/held/{held_id}",
    "/staff/documents/held/{held_id}/original",
    "/staff/documents/held/{held_id}/discard",
    "/staff/documents/held/{held_id}/recall",
    "/staff/documents/held/{held_id}/page/{number}",
    "/staff/documents/life/{doc_id}",
}


@pytest.fixture
def held(database: Database) -> Entry:
    kept = entry()
    record(database, kept)
    return kept


def each_route(router: APIRouter) -> Iterator[APIRoute]:
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        else:  # a router that was included
            yield from each_route(route.original_router)  # type: ignore[attr-defined]


@pytest.fixture
def routes(database: Database, corpus: Corpus, settings: UiSettings) -> list[tuple[str, str]]:
    """Every method and path, signing out last: it ends the session."""
    found = [
        (method, route.path)
        for route in each_route(staff_router(database, lambda: corpus, settings))
        for method in sorted(route.methods)
    ]
    return sorted(found, key=lambda item: "logout" in item[1])


@pytest.fixture
def reviewer(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    return signed_in(database, corpus, settings, "李强")


def asker(client: TestClient, held: Entry, token: str = "") -> Callable[[str, str], Response]:
    def ask(method: str, path: str) -> Response:
        address = path.replace("{entry_id}", held.entry_id).replace("{name}", "staff.css").replace("{path:path}", "nix")
        data = {"csrf": token} if method == "POST" else None
        return client.request(method, address, data=data)  # type: ignore[return-value]

    return ask


def test_the_table_names_every_route_and_no_other(routes: list[tuple[str, str]]) -> None:
    assert {path for _, path in routes} == RIGHTS.keys()
    assert {path for path, role in RIGHTS.items() if role is None} == OPEN
    assert {path for path, role in RIGHTS.items() if role is Role.ADMIN} == ADMINS
    assert {path for path, role in RIGHTS.items() if role is Role.EDITOR} == EDITORS


def test_nobody_gets_in_anywhere(anybody: TestClient, held: Entry, routes: list[tuple[str, str]]) -> None:
    ask = asker(anybody, held)
    for method, path in routes:
        response = ask(method, path)
        if path in OPEN:
            assert response.status_code in {200, 403}, (method, path)
        elif method == "GET" or response.status_code == 303:
            assert method in {"GET", "HEAD"}, (method, path)
            assert response.status_code == 303, (method, path)
            assert response.headers["location"].startswith("/staff/login?next="), (method, path)
        elif method == "OPTIONS" and response.status_code == 204:  # which methods there are, and no more
            assert (response.content, "allow" in response.headers) == (b"", True), (method, path)
        elif response.status_code == 405:  # only where the path has no such method
            assert method not in response.headers["allow"].split(", ") or method == "HEAD", (method, path)
        else:
            assert response.status_code == 403, (method, path)


def test_a_reviewer_gets_everywhere_but_where_admins_do(
    reviewer: TestClient, held: Entry, routes: list[tuple[str, str]], database: Database
) -> None:
    ask = asker(reviewer, held, csrf_of(reviewer.get("/staff").text))
    for method, path in routes:
        response = ask(method, path)
        refused = WORDS.not_allowed in response.text if method != "HEAD" else response.status_code == 403
        assert refused is (path in ADMINS | EDITORS), (method, path, response.status_code)
        assert response.status_code == 403 if path in ADMINS | EDITORS else True, (method, path)
    assert not is_withheld(database, held.question_key)
    assert "exported" not in {item.act for item in audit_entries(database)}


def test_an_editor_gets_where_reviewers_do_and_to_the_documents(
    database: Database, corpus: Corpus, settings: UiSettings, held: Entry, routes: list[tuple[str, str]]
) -> None:
    users = {"李强": SecretStr(f"editor:{HASHES['李强']}")}
    editor = signed_in(database, corpus, settings.model_copy(update={"staff_users": users}), "李强")
    home = editor.get("/staff").text
    assert 'href="/staff/documents"' in home
    ask = asker(editor, held, csrf_of(home))
    for method, path in routes:
        refused = WORDS.not_allowed in ask(method, path).text
        assert refused is (path in ADMINS and method != "HEAD"), (method, path)


def test_an_admin_gets_everywhere(client: TestClient, held: Entry, routes: list[tuple[str, str]]) -> None:
    ask = asker(client, held, csrf_of(client.get("/staff").text))
    for method, path in routes:
        response = ask(method, path)
        assert WORDS.not_allowed not in response.text, (method, path)
        assert response.status_code != 403 or path == "/staff/login", (method, path)


def test_a_reviewer_cannot_show_again_what_is_withheld(
    reviewer: TestClient, client: TestClient, held: Entry, database: Database
) -> None:
    withhold(database, held.entry_id, by="王敏")
    given = {"csrf": csrf_of(reviewer.get("/staff").text), "key": held.question_key}
    assert reviewer.post("/staff/withheld/clear", data=given).status_code == 403
    assert len(suppressions(database)) == 1
    given["csrf"] = csrf_of(client.get("/staff").text)
    assert client.post("/staff/withheld/clear", data=given).status_code == 303
    assert suppressions(database) == ()


def test_pages_hide_what_a_reviewer_may_not(
    reviewer: TestClient, client: TestClient, held: Entry, database: Database
) -> None:
    hidden = {
        "/staff": ["/staff/export.csv", "/staff/export.jsonl", "/staff/audit"],
        f"/staff/entry/{held.entry_id}": [f"/staff/entry/{held.entry_id}/withhold"],
    }
    for path, addresses in hidden.items():
        for address in addresses:
            assert address in client.get(path).text
            assert address not in reviewer.get(path).text
    withhold(database, held.entry_id, by="王敏")
    for path in ("/staff/withheld", f"/staff/entry/{held.entry_id}"):
        assert "<button" in re.sub(r"(?s)<header class=\"masthead\".*?</header>", "", client.get(path).text)
        assert re.search(r"/withheld/clear(?s:.)*?<button[^>]*>[^<]*恢复", client.get(path).text)
        assert re.findall(r"<button[^>]*>([^<]*恢复[^<]*)", reviewer.get(path).text) == ["提议恢复显示"]
        assert "/withheld/clear" not in reviewer.get(path).text


def test_another_role_counts_at_once_and_is_told_to_the_audit(
    database: Database, corpus: Corpus, settings: UiSettings, tmp_path: Path
) -> None:
    file = tmp_path / "staff"
    file.touch(mode=0o600)
    file.write_text(f"李强:reviewer:{HASHES['李强']}\n", encoding="utf-8")
    browser = signed_in(database, corpus, settings.model_copy(update={"staff_users": {}, "staff_file": file}), "李强")
    assert browser.get("/staff/audit").status_code == 403
    file.write_text(f"李强:admin:{HASHES['李强']}\n", encoding="utf-8")
    assert browser.get("/staff/audit").status_code == 200
    told = [(item.act, item.by, item.subject) for item in audit_entries(database) if item.act.startswith("user")]
    assert told == [("user_changed", "server:", "李强"), ("user_added", "server:", "李强")]


def test_a_route_that_the_table_does_not_name_is_for_admins(
    database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    staff = Staff(database, lambda: corpus, settings)
    router: APIRouter = staff.router()

    @router.get("/new")
    def new(request: Request) -> Response:
        return staff.page(request, "told.html", title="new", sentence="new", has_way_back=True)

    app = FastAPI(openapi_url=None)
    app.include_router(router)
    app.include_router(staff_router(database, lambda: corpus, settings))
    for name, status in (("王敏", 200), ("李强", 403)):
        browser = TestClient(app, base_url=HTTPS, follow_redirects=False)
        assert browser.get("/staff/new").status_code == 303
        assert sign_in(browser, name).status_code == 303
        assert browser.get("/staff/new").status_code == status
    assert needed("/staff/new") is Role.ADMIN
