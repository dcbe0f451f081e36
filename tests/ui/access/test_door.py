"""Programs with a key, without one, and with a wrong one, at the door of the whole application."""

import asyncio
import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.entries import settings_at
from ui.app import make_app
from ui.desk import Desk
from ui.journal.api_keys import KeyScope, api_keys, make_key, revoke_key
from ui.journal.database import Database
from ui.text.en.page import ENGLISH
from ui.text.zh_hans.page import ZH_HANS

DEGREES = {"question": "2023年新增公办学位多少个"}
Opening = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def opened(corpus: Corpus, database: Database, file: Path) -> Opening:
    @contextmanager
    def opened(**fields: object) -> Iterator[TestClient]:
        async def made() -> FastAPI:
            return make_app(Desk(PairsAssistant(corpus), database), settings_at(file, **fields))

        with TestClient(asyncio.run(made()), headers={"accept-language": "en"}) as client:
            yield client

    return opened


def key(database: Database, *scopes: KeyScope, rate: int = 1000) -> dict[str, str]:
    made = make_key(database, owner="镇图书馆", scopes=scopes, rate=rate, by="王敏")
    return {"authorization": f"Bearer {made}"}


def test_anybody_asks_without_a_key(opened: Opening, database: Database) -> None:
    with opened() as client:
        assert client.post("/api/ask", json=DEGREES).json()["answered"] is True


def test_where_keys_are_wanted_nobody_asks_without_one(opened: Opening, database: Database) -> None:
    with opened(api_needs_key=True) as client:
        refused = client.post("/api/ask", json=DEGREES)
        assert (refused.status_code, refused.json()["error"]) == (401, ENGLISH.key_needed)
        assert refused.headers["www-authenticate"].startswith("Bearer ")
        assert client.post("/api/ask", json=DEGREES, headers=key(database, KeyScope.ASK)).json()["answered"] is True
        assert client.get("/").status_code == 200  # people need none


def test_a_key_may_what_its_scopes_say(opened: Opening, database: Database) -> None:
    with opened() as client:
        refused = client.post("/api/ask", json=DEGREES, headers=key(database, KeyScope.FEED))
        assert (refused.status_code, refused.json()["error"]) == (403, ENGLISH.key_too_little.format(scope="ask"))


def test_a_key_comes_as_a_password_too(opened: Opening, database: Database) -> None:
    held = key(database, KeyScope.ASK)["authorization"].removeprefix("Bearer ")
    basic = base64.b64encode(f"library:{held}".encode()).decode()
    with opened(api_needs_key=True) as client:
        answer = client.post("/api/ask", json=DEGREES, headers={"authorization": f"Basic {basic}"})
        assert answer.json()["answered"] is True


def test_a_wrong_or_revoked_key_is_told_in_the_readers_language(opened: Opening, database: Database) -> None:
    good = key(database, KeyScope.ASK)
    with opened() as client:
        for wrong in (
            f"{good['authorization']}x",
            "Bearer x",
            "Basic ???",
            "Digest x",
            b"Bearer \xe5\xad",
        ):
            refused = client.post(
                "/api/ask", json=DEGREES, headers={"authorization": wrong, "accept-language": "zh-CN"}
            )
            assert (refused.status_code, refused.json()["error"]) == (401, ZH_HANS.key_wrong), wrong
        assert client.post("/api/ask", json=DEGREES, headers=good).status_code == 200
        revoke_key(database, api_keys(database)[0].key_id, by="王敏")
        assert client.post("/api/ask", json=DEGREES, headers=good).status_code == 401


def test_a_key_is_counted_by_itself_at_its_own_rate(opened: Opening, database: Database) -> None:
    slow, fast = key(database, KeyScope.ASK, rate=10), key(database, KeyScope.ASK)
    with opened(ask_rate=20) as client:
        assert client.post("/api/ask", json=DEGREES, headers=slow).status_code == 200
        late = client.post("/api/ask", json=DEGREES, headers=slow)
        assert (late.status_code, late.headers["x-limited"]) == (429, "ask")
        for _ in range(4):  # more than anybody may in five seconds
            assert client.post("/api/ask", json=DEGREES, headers=fast).status_code == 200
        assert [client.post("/api/ask", json=DEGREES).status_code for _ in range(3)] == [200, 200, 429]


def test_who_tries_keys_is_counted_by_address(opened: Opening, database: Database) -> None:
    with opened(ask_rate=20) as client:
        tried = [
            client.post("/api/ask", json=DEGREES, headers={"authorization": f"Bearer luohu_{n:012x}_{'a' * 43}"})
            for n in range(3)
        ]
        assert [response.status_code for response in tried] == [401, 401, 429]


def test_the_use_of_a_key_is_noted(opened: Opening, database: Database) -> None:
    held = key(database, KeyScope.ASK)
    with opened() as client:
        client.post("/api/ask", json=DEGREES, headers=held)
    assert api_keys(database)[0].used_at is not None


def test_a_key_that_cannot_be_looked_up_is_not_taken_for_wrong(opened: Opening, database: Database, file: Path) -> None:
    held = key(database, KeyScope.ASK)
    with opened() as client:
        assert client.post("/api/ask", json=DEGREES, headers=held).status_code == 200
        for own in file.parent.glob(f"{file.name}*"):
            own.unlink()
        refused = client.post("/api/ask", json=DEGREES, headers=held)
        assert (refused.status_code, refused.json()["error"]) == (503, ENGLISH.key_unknown)
        assert client.post("/api/ask", json=DEGREES).status_code == 200
