"""What `/healthz` says of a service that is well, half well, and of no use."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ui.journal.entries import settings_at
from tests.ui.journal.test_writer import soon
from ui.desk import Desk
from ui.errors import Trouble, UnusableJournalError
from ui.journal.database import Database, open_database
from ui.journal.migrate import HEAD
from ui.observe.health import Health, Part, State, add_health, disk
from ui.parts import index_part, journal_part


def client(**parts: Callable[[], Part]) -> TestClient:
    app = FastAPI()
    add_health(app, Health(parts))
    return TestClient(app)


def of(state: State, reason: str = "") -> Callable[[], Part]:
    return lambda: Part(state, {"count": 3}, reason)


def test_all_that_is_well_is_ok() -> None:
    found = client(index=of(State.OK), disk=of(State.OK)).get("/healthz")
    assert found.status_code == 200
    assert found.json() == {
        "status": "ok",
        "index": {"status": "ok", "count": 3},
        "disk": {"status": "ok", "count": 3},
    }


def test_a_part_that_is_not_well_degrades_the_whole_and_questions_are_answered() -> None:
    found = client(index=of(State.OK), journal=of(State.DEGRADED)).get("/healthz")
    assert (found.status_code, found.json()["status"]) == (200, "degraded")
    assert found.json()["journal"]["status"] == "degraded"


def test_without_what_answers_it_is_503() -> None:
    asked = client(index=of(State.DOWN))
    assert asked.get("/healthz").status_code == 503
    assert asked.head("/healthz").status_code == 503
    assert asked.get("/healthz").json()["status"] == "degraded"


def test_a_reason_is_for_the_log_alone(caplog: pytest.LogCaptureFixture) -> None:
    found = client(journal=of(State.DEGRADED, "no room in /srv/secret")).get("/healthz")
    assert "secret" not in found.text
    assert "the journal is degraded: no room in /srv/secret" in caplog.messages


def test_a_look_that_takes_long_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.observe.health.LOOK_SECONDS", 0.05)

    def slow() -> Part:
        time.sleep(1)
        return Part(State.OK)

    began = time.monotonic()
    assert client(journal=slow).get("/healthz").json()["journal"] == {"status": "degraded"}
    assert time.monotonic() - began < 5


def test_what_was_found_is_said_again_for_a_while() -> None:
    looked = []

    def look() -> Part:
        looked.append(1)
        return Part(State.OK)

    with client(index=look) as asked:
        for _ in range(20):
            asked.get("/healthz")
    assert len(looked) == 1


def test_the_index_tells_what_answers(desk: Desk, tmp_path: Path) -> None:
    look = index_part(desk, tmp_path)
    assert look().state is State.DEGRADED  # it answers on, and could not be opened again
    (tmp_path / "CURRENT").write_text("index-1.json\n")
    found = look()
    assert (found.state, found.facts["documents"], found.facts["fingerprint"]) == (State.OK, 5, "pairs")
    desk.hand_over(desk.assistant, last_good=date(2025, 3, 5))
    assert look().state is State.DEGRADED
    assert "the index of 2025-03-05 answers" in look().reason


def test_the_journal_tells_what_was_written_what_waits_and_what_is_lost(desk: Desk, database: Database) -> None:
    look = journal_part(database)
    written = look().counts["written"]
    desk.ask("2023年新增公办学位多少个", (), conversation_id="c" * 32)
    database.writer.settle(20)
    found = look()
    assert (found.state, found.counts) == (State.OK, {"written": written + 1, "waiting": 0, "lost": 0})
    database.counts.lose(UnusableJournalError("the disk is full", Trouble.DISK_FULL), 2)
    found = look()
    assert (found.state, found.counts["lost"]) == (State.DEGRADED, 2)
    assert found.reason == "records that are not in it: 2 (disk_full)"


def test_a_word_on_an_answer_that_is_not_held_degrades_nothing(database: Database) -> None:
    database.counts.lose(UnusableJournalError("no such entry", Trouble.NO_ENTRY))
    assert journal_part(database)().state is State.OK


def test_a_journal_that_is_not_written_at_the_moment_is_told(desk: Desk, database: Database, file: Path) -> None:
    look = journal_part(database)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.ask("2023年新增公办学位多少个", (), conversation_id="c" * 32)
        assert soon(lambda: "1 records wait, and are not written at the moment (locked)" in look().reason)
    assert soon(lambda: look().state is State.OK)


def test_a_damaged_file_that_stands_aside_is_told_until_it_is_moved_away(file: Path) -> None:
    settings = settings_at(file)
    file.write_bytes(b"no database at all" * 500)
    journal = open_database(settings, mends=True)
    look = journal_part(journal)
    found = look()
    assert (found.state, found.facts) == (State.DEGRADED, {"set_aside": 1})
    (aside,) = file.parent.glob("journal.sqlite.damaged-*")
    assert aside.name in found.reason
    aside.unlink()
    assert look().state is State.OK
    journal.close()


def test_a_journal_that_is_of_another_version_or_damaged_is_told(desk: Desk, file: Path) -> None:
    look = journal_part(desk.journal)
    assert look().state is State.OK
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    assert look().reason == f"the tables are of version 9999, this program knows {HEAD}"
    desk.journal.close()
    for path in file.parent.glob("journal.sqlite*"):
        path.write_bytes(b"x" * 8192)
    assert "cannot read the journal" in look().reason


def test_too_little_room_is_told(tmp_path: Path) -> None:
    assert disk([tmp_path / "not" / "there"], least_mb=1).state is State.OK
    assert disk([tmp_path], least_mb=10_000_000).state is State.DEGRADED
