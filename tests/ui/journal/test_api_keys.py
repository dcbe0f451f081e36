"""Keys of programs, on each engine of the journal."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import select

from tests.ui.journal.entries import NOON
from ui.config import UiSettings
from ui.errors import NothingToDoError
from ui.journal.api_keys import KEY, KeyScope, Uses, api_keys, find_key, make_key, new_key_id, revoke_key
from ui.journal.audit import Act, audit_entries
from ui.journal.database import Database, open_database
from ui.journal.schema import API_KEYS

SCOPES = (KeyScope.SEARCH, KeyScope.ASK)


@pytest.fixture
def database(any_journal: SecretStr) -> Iterator[Database]:
    opened = open_database(UiSettings(journal_url=any_journal))
    yield opened
    opened.close()


def made(database: Database, owner: str = "镇图书馆", key_id: str = "") -> str:
    return make_key(database, owner=owner, scopes=SCOPES, rate=30, by="王敏", key_id=key_id, at=NOON)


def test_a_key_that_was_made_is_found_with_what_it_may(database: Database) -> None:
    key = made(database)
    found = find_key(database, key)
    assert found is not None
    assert (found.owner, found.scopes, found.rate) == ("镇图书馆", (KeyScope.ASK, KeyScope.SEARCH), 30)
    assert (found.made_by, found.made_at, found.used_at, found.revoked_at) == ("王敏", NOON, None, None)
    assert api_keys(database) == (found,)


def test_of_a_key_no_more_is_kept_than_its_number_and_hash(database: Database) -> None:
    key = made(database)
    shape = KEY.fullmatch(key)
    assert shape
    with database.reading() as connection:
        (row,) = connection.execute(select(API_KEYS)).mappings()
    assert not any(shape["secret"] in str(value) for value in row.values())
    assert row["key_id"] == shape["key_id"]
    assert all(shape["secret"] not in entry.detail for entry in audit_entries(database))


def test_another_secret_or_no_key_at_all_is_not_found(database: Database) -> None:
    key = made(database)
    for other in (key[:-1] + ("a" if key[-1] != "a" else "b"), key + "a", "", "学位", made(database)[:19] + key[19:]):
        assert find_key(database, other) is None, other


def test_a_revoked_key_is_worth_nothing_and_stays_in_the_list(database: Database) -> None:
    key, other = made(database), made(database, "另一家")
    (own,) = [held for held in api_keys(database) if held.owner == "镇图书馆"]
    revoke_key(database, own.key_id, by="李强", at=NOON)
    assert find_key(database, key) is None
    assert find_key(database, other) is not None
    last = api_keys(database)[-1]
    assert (last.key_id, last.revoked_by, last.revoked_at) == (own.key_id, "李强", NOON)
    with pytest.raises(NothingToDoError):
        revoke_key(database, own.key_id, by="李强")


def test_a_form_sent_twice_makes_one_key(database: Database) -> None:
    key_id = new_key_id()
    made(database, key_id=key_id)
    with pytest.raises(NothingToDoError):
        made(database, key_id=key_id)
    assert len(api_keys(database)) == 1


def test_making_and_revoking_stand_in_the_audit(database: Database) -> None:
    made(database)
    (held,) = api_keys(database)
    revoke_key(database, held.key_id, by="李强")
    revoked, kept = audit_entries(database)[:2]
    assert (kept.act, kept.by, kept.subject) == (Act.KEY_MADE, "王敏", held.key_id)
    assert kept.details == {"owner": "镇图书馆", "scopes": "ask search", "rate": "30"}
    assert (revoked.act, revoked.by, revoked.details) == (Act.KEY_REVOKED, "李强", {"owner": "镇图书馆"})


def test_its_last_use_is_kept_at_most_once_a_minute(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made(database)
    (held,) = api_keys(database)
    clock = [100.0]
    monkeypatch.setattr("ui.journal.api_keys.time.monotonic", lambda: clock[0])
    monkeypatch.setattr("ui.journal.api_keys.now", lambda: NOON)
    uses = Uses(database)
    uses.note(held.key_id)
    assert api_keys(database)[0].used_at == NOON
    put: list[object] = []
    monkeypatch.setattr(database.writer, "put", put.append)
    uses.note(held.key_id)
    assert not put
    clock[0] += 60
    uses.note(held.key_id)
    assert len(put) == 1


def test_a_key_without_owner_or_scope_or_with_no_rate_is_not_made(database: Database) -> None:
    for wrong in ({"owner": ""}, {"scopes": ()}, {"rate": 0}, {"owner": "长" * 101}):
        with pytest.raises(ValidationError):
            make_key(database, **({"owner": "甲", "scopes": SCOPES, "rate": 1, "by": "王敏"} | wrong))  # type: ignore[arg-type]
    assert api_keys(database) == ()
