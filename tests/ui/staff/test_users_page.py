"""The page of users: admins list, add, change, disable them and give them new passwords."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from index.corpus import Corpus
from tests.ui.staff.area import HASHES, PASSWORDS, csrf_of, sign_in, signed_in, users_in, visitor
from tests.ui.staff.reviewed import read
from ui.config import UiSettings
from ui.journal.audit import audit_entries
from ui.journal.database import Database
from ui.staff.rights import Role
from ui.staff.users import Users
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF
from ui.text.zh_hans.users import USERS_ZH_HANS as WORDS

PASSWORD = re.compile(r'value="((?:[a-z2-9]{5}-){3}[a-z2-9]{5})"')


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def settings(settings: UiSettings, tmp_path: Path) -> UiSettings:
    """王敏 is an admin and 李强 a reviewer, in a file."""
    return settings.model_copy(update={"staff_users": {}, "staff_file": users_in(tmp_path)})


def post(client: TestClient, path: str = "/staff/users", **fields: str):  # type: ignore[no-untyped-def]
    page = client.get("/staff/users").text
    marks = re.findall(r'name="name" value="([^"]+)"><input type="hidden" name="mark" value="([^"]+)"', page)
    given = {"csrf": csrf_of(page), "mark": dict(marks).get(fields.get("name", ""), "")}
    return client.post(path, data=given | fields)


def change(client: TestClient, act: str, name: str = "李强", **fields: str):  # type: ignore[no-untyped-def]
    return post(client, "/staff/users/change", act=act, name=name, **fields)


def told(database: Database) -> list[tuple[str, str, str]]:
    return [(item.act, item.by, item.subject) for item in audit_entries(database) if item.act.startswith("user")]


def test_users_are_listed_with_their_roles_and_when_they_signed_in(client: TestClient) -> None:
    rows = read(client.get("/staff/users")).one(cls="users").one("tbody").all("tr")
    texts = [re.sub(r"\s+", " ", row.text) for row in rows]
    assert len(texts) == 2
    assert WORDS.never in texts[0]
    assert f"王敏 {WORDS.yourself}" in texts[1]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", texts[1])
    assert "<form" not in client.get("/staff/users").text.split("王敏 <span")[1]  # nothing to press beside oneself


def test_a_user_is_added_with_a_password_that_is_shown_once(
    client: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    response = post(client, name=" 陈静 ", role="editor")
    (password,) = PASSWORD.findall(response.text)
    assert response.headers["cache-control"] == "no-store"
    assert not PASSWORD.search(client.get("/staff/users").text)
    assert Users(settings).by_name()["陈静"].role is Role.EDITOR
    browser = visitor(database, corpus, settings)
    assert sign_in(browser, "陈静", password).headers["location"] == "/staff"
    assert told(database)[0] == ("user_added", "王敏", "陈静")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " ", "role": "admin"}, "name"),
        ({"name": "a:b", "role": "admin"}, "name"),
        ({"name": "长" * 101, "role": "admin"}, "name"),
        ({"name": "陈静", "role": "root"}, "role"),
        ({"name": "李强", "role": "admin"}, "held"),
    ],
)
def test_what_makes_no_user_is_said_and_changes_nothing(
    client: TestClient, settings: UiSettings, fields: dict[str, str], problem: str
) -> None:
    assert settings.staff_file
    before = settings.staff_file.read_bytes()
    response = post(client, **fields)
    assert response.status_code == 400
    assert WORDS.problems[problem] in response.text
    assert settings.staff_file.read_bytes() == before


def test_a_role_is_changed_and_counts_at_once(
    client: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    other = signed_in(database, corpus, settings, "李强")
    assert other.get("/staff/audit").status_code == 403
    assert change(client, "role", role="admin").headers["location"] == "/staff/users?notice=user_changed"
    assert other.get("/staff/audit").status_code == 200
    assert told(database)[0] == ("user_changed", "王敏", "李强")


def test_who_is_disabled_is_signed_out_and_signs_in_no_more_until_enabled(
    client: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    other = signed_in(database, corpus, settings, "李强")
    change(client, "disable")
    assert WORDS.disabled in client.get("/staff/users").text
    assert other.get("/staff").status_code == 303
    assert STAFF.wrong_login in sign_in(visitor(database, corpus, settings), "李强").text
    assert Users(settings).by_name()["李强"].role is Role.REVIEWER
    change(client, "enable")
    assert WORDS.disabled not in client.get("/staff/users").text
    assert sign_in(visitor(database, corpus, settings), "李强").status_code == 303
    assert [item[0] for item in told(database)][:2] == ["user_changed", "user_changed"]


def test_a_new_password_takes_the_place_of_the_old_one_and_ends_the_sessions(
    client: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    other = signed_in(database, corpus, settings, "李强")
    (password,) = PASSWORD.findall(change(client, "reset").text)
    assert other.get("/staff").status_code == 303
    users = Users(settings)
    assert users.is_right("李强", password)
    assert not users.is_right("李强", PASSWORDS["李强"])


def test_what_was_changed_meanwhile_is_not_changed_unseen(client: TestClient, settings: UiSettings) -> None:
    for given in ({"mark": "reviewer:0"}, {"name": "无人"}, {"role": "root"}):
        response = change(client, "role", **({"name": "李强", "role": "admin"} | given))
        assert response.headers["location"] == "/staff/users?notice=user_stale", given
    assert change(client, "explode").headers["location"] == "/staff/users?notice=user_stale"
    assert Users(settings).by_name()["李强"].role is Role.REVIEWER


def test_nobody_takes_their_own_rights_away(client: TestClient, settings: UiSettings) -> None:
    for act in ("disable", "role", "reset"):
        response = change(client, act, "王敏", role="reviewer")
        assert response.headers["location"] == "/staff/users?notice=user_own"
    assert Users(settings).by_name()["王敏"].role is Role.ADMIN


def test_without_a_file_and_for_users_of_the_settings_it_says_where_they_are_changed(
    database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    named = {"王敏": SecretStr(f"admin:{HASHES['王敏']}"), "赵云": SecretStr(f"editor:{HASHES['李强']}")}
    both = settings.model_copy(update={"staff_users": named})
    page = signed_in(database, corpus, both).get("/staff/users").text
    assert WORDS.no_file not in page
    assert WORDS.in_settings in page
    without = both.model_copy(update={"staff_file": None})
    page = signed_in(database, corpus, without).get("/staff/users").text
    assert WORDS.no_file in page
    assert 'action="/staff/users' not in page
