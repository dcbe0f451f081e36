"""The page of API keys."""

import re

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.staff.area import csrf_of, signed_in
from ui.config import UiSettings
from ui.journal.api_keys import KEY, KeyScope, api_keys, find_key, make_key
from ui.journal.database import Database
from ui.text.zh_hans.keys import KEYS_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF

FORM = {"owner": " 镇  图书馆 ", "rate": "30", "scope": ["ask", "feed"]}


def form(client: TestClient, **fields: object) -> dict[str, object]:
    page = client.get("/staff/keys").text
    found = re.search('name="key_id" value="([0-9a-f]{12})"', page)
    assert found
    return FORM | {"csrf": csrf_of(page), "key_id": found[1]} | fields


def test_a_key_is_made_and_shown_once(client: TestClient, database: Database) -> None:
    assert WORDS.none in client.get("/staff/keys").text
    response = client.post("/staff/keys", data=form(client))
    (key,) = {found[0] for found in KEY.finditer(response.text)}
    held = find_key(database, key)
    assert held is not None
    assert (held.owner, held.rate, held.scopes) == ("镇 图书馆", 30, (KeyScope.ASK, KeyScope.FEED))
    assert held.made_by == "王敏"
    assert response.headers["cache-control"] == "no-store"
    after = client.get("/staff/keys").text
    assert held.key_id in after
    assert not KEY.search(after)


def test_a_page_drawn_anew_makes_no_second_key(client: TestClient, database: Database) -> None:
    given = form(client)
    client.post("/staff/keys", data=given)
    again = client.post("/staff/keys", data=given)
    assert again.headers["location"] == "/staff/keys?notice=key_made"
    assert STAFF.notices["key_made"] in client.get(again.headers["location"]).text
    assert len(api_keys(database)) == 1


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"owner": "  "}, "owner"),
        ({"owner": "长" * 101}, "owner"),
        ({"scope": ["all"]}, "scopes"),
        ({"rate": "0"}, "rate"),
        ({"rate": "½"}, "rate"),
        ({"rate": "100001"}, "rate"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: TestClient, database: Database, wrong: dict[str, object], problem: str
) -> None:
    response = client.post("/staff/keys", data=form(client, **wrong))
    assert response.status_code == 400
    assert WORDS.problems[problem].format(most=100_000) in response.text
    assert api_keys(database) == ()
    if problem != "owner":
        assert "镇  图书馆" in response.text


def test_a_key_is_revoked(client: TestClient, database: Database) -> None:
    key = make_key(database, owner="甲", scopes=(KeyScope.ASK,), rate=1, by="李强")
    page = client.get("/staff/keys").text
    assert WORDS.revoke_label.format(owner="甲", key_id=api_keys(database)[0].key_id) in page
    given = {"csrf": csrf_of(page), "key_id": api_keys(database)[0].key_id}
    assert client.post("/staff/keys/revoke", data=given).headers["location"] == "/staff/keys?notice=key_revoked"
    assert find_key(database, key) is None
    assert "王敏" in client.get("/staff/keys").text
    assert client.post("/staff/keys/revoke", data=given).headers["location"] == "/staff/keys?notice=key_gone"


def test_only_admins_come_here_and_only_with_a_form_of_ours(
    client: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    reviewer = signed_in(database, corpus, settings, "李强")
    assert reviewer.get("/staff/keys").status_code == 403
    assert "/staff/keys" not in reviewer.get("/staff").text
    assert client.post("/staff/keys", data=FORM).status_code == 403
    token = csrf_of(reviewer.get("/staff").text)
    assert reviewer.post("/staff/keys", data=FORM | {"csrf": token}).status_code == 403
    assert api_keys(database) == ()


def test_an_owner_is_shown_as_text(client: TestClient, database: Database) -> None:
    response = client.post("/staff/keys", data=form(client, owner="<b>甲</b>"))
    assert "<b>" not in response.text
    assert "&lt;b&gt;甲" in response.text


def test_it_says_whether_programs_need_a_key(database: Database, corpus: Corpus, settings: UiSettings) -> None:
    assert WORDS.needed not in signed_in(database, corpus, settings).get("/staff/keys").text
    wanting = settings.model_copy(update={"api_needs_key": True})
    assert WORDS.needed in signed_in(database, corpus, wanting).get("/staff/keys").text
