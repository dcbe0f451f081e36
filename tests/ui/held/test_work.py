"""What is done behind the pages, by the real processes: read, asked, put in force when the time has come."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from index.catalog.catalog import read_catalog
from index.catalog.change import CATALOG
from index.config import IndexSettings
from index.errors import Fault
from index.store.saved import read_manifest
from tests.ui.held.reports import REPORT, approval
from tests.ui.journal.entries import settings_at
from ui.config import UiSettings
from ui.held.problems import Problem
from ui.held.records import OPEN, Held, State
from ui.held.shelf import Shelf
from ui.held.work import HeldWork
from ui.journal.audit import audit_entries
from ui.journal.database import Database, open_database
from ui.journal.records import now

CAME = frozenset({State.CAME})


def problem_of_item(shelf: Shelf, item: Held) -> Problem:
    found = shelf.item(item.held_id).problem
    assert found is not None
    return found


@pytest.fixture
def index_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / CATALOG).touch()
    for name in ("seeds", "artifacts", "removed"):
        monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}_DIR", str(tmp_path / name))
    return IndexSettings.load()


@pytest.fixture
def settings(tmp_path: Path) -> UiSettings:
    return settings_at(tmp_path / "journal.sqlite", held_dir=tmp_path / "held")


@pytest.fixture
def database(settings: UiSettings) -> Iterator[Database]:
    opened = open_database(settings)
    yield opened
    opened.close()


@pytest.fixture
def again(database: Database, settings: UiSettings, index_settings: IndexSettings) -> Callable[[], HeldWork]:
    """What a process that serves begins with."""
    return lambda: HeldWork(database, settings, index_settings)


@pytest.fixture
def work(again: Callable[[], HeldWork]) -> HeldWork:
    return again()


@pytest.fixture
def shelf(settings: UiSettings) -> Shelf:
    return Shelf(settings.held_dir)


def put(shelf: Shelf, name: str = "报告.txt", content: bytes = REPORT.encode()) -> Held:
    return shelf.put(name, io.BytesIO(content), by="李强", most_bytes=1_000_000)


def acts(database: Database) -> list[tuple[str, str]]:
    return [(entry.act, entry.by) for entry in audit_entries(database)]


@pytest.mark.model
def test_a_file_is_read_asked_and_put_in_force(
    work: HeldWork, shelf: Shelf, index_settings: IndexSettings, database: Database
) -> None:
    item = put(shelf)
    work.read()
    assert shelf.item(item.held_id).state is State.READ
    asked = shelf.asked(item)
    assert asked is not None
    assert "2025年西岸区改造了多少个老旧小区？" in asked.questions["zh-Hans"]
    shelf.become(item.held_id, State.APPROVED, of=OPEN, approval=approval())
    work.put_in_force()
    assert shelf.item(item.held_id).state is State.IN_FORCE
    (entry,) = read_catalog(index_settings.seeds_dir)
    assert read_manifest(index_settings.artifacts_dir).documents == ((entry.doc_id, entry.sha256),)
    assert acts(database) == [("document_in_force", "王敏")]


def test_a_file_that_cannot_be_read_is_told_and_none_but_it(work: HeldWork, shelf: Shelf, database: Database) -> None:
    bad, good = put(shelf, "图.docx", b"\x89PNG\r\n\x1a\n"), put(shelf)
    shelf.end_asking(good)
    work.read()
    assert [shelf.item(each.held_id).state for each in (bad, good)] == [State.BAD, State.READ]
    assert problem_of_item(shelf, bad).fault is Fault.PICTURE
    assert acts(database) == [("document_unreadable", "李强")]


def test_what_has_a_time_waits_for_it_and_a_restart_forgets_nothing(
    work: HeldWork, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, again: Callable[[], HeldWork]
) -> None:
    item = put(shelf)
    shelf.become(item.held_id, State.READ, of=CAME)
    due = approval().model_copy(update={"due": now() + timedelta(hours=2)})
    shelf.become(item.held_id, State.APPROVED, of=OPEN, approval=due)
    work.put_in_force()
    assert shelf.item(item.held_id).state is State.APPROVED
    monkeypatch.setattr("ui.held.work.now", lambda: due.due + timedelta(seconds=1))  # type: ignore[operator]
    built: list[str] = []
    monkeypatch.setattr(HeldWork, "_build", lambda _, waiting, __: built.extend(one.held_id for one in waiting))
    again().put_in_force()
    assert [entry.doc_id for entry in read_catalog(IndexSettings.load().seeds_dir)] == ["西岸区报告"]
    assert built == [item.held_id]
    again().put_in_force()  # who was killed while building is followed by another
    assert built == [item.held_id] * 2


def test_a_name_that_is_held_gives_the_file_back_to_its_clerk(
    work: HeldWork, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    monkeypatch.setattr(HeldWork, "_build", lambda *_: None)
    for content in (REPORT, REPORT.replace("4380", "4390")):
        item = put(shelf, content=content.encode())
        shelf.become(item.held_id, State.READ, of=CAME)
        shelf.become(item.held_id, State.APPROVED, of=OPEN, approval=approval())
        work.put_in_force()
    assert shelf.item(item.held_id).state is State.FAILED
    assert problem_of_item(shelf, item).fault is Fault.NAME_HELD
    assert acts(database) == [("document_not_put", "王敏")]


def test_what_nobody_acts_on_goes_after_its_days_and_what_was_read_of_it(
    index_settings: IndexSettings, settings: UiSettings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, cache = Shelf(settings.held_dir), settings.held_dir.parent / "cache"
    work = HeldWork(database, settings, index_settings.model_copy(update={"cache_dir": cache}))
    item = put(shelf, "图.docx", b"x" * 2_000_000)
    (cache / "reads").mkdir(parents=True)
    (cache / "reads" / f"{item.sha256}-0.json").touch()
    for days, n in ((settings.held_days - 1, 1), (settings.held_days, 0)):
        monkeypatch.setattr("ui.held.work.now", lambda days=days: now() + timedelta(days=days, seconds=1))
        work.put_in_force()
        assert len(shelf.items()) == n == len(list((cache / "reads").iterdir()))
    assert acts(database) == [("document_discarded", "")]
