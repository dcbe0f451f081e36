"""A journal in PostgreSQL: saved by pg_dump, put back in one transaction; without its programs, one clear sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from index.config import IndexSettings
from tests.ui.journal.entries import entry
from tests.ui.upkeep.place import Place
from ui.config import UiSettings
from ui.errors import UpkeepError
from ui.journal.database import open_database
from ui.journal.entries import record
from ui.upkeep.archive import verify_archive
from ui.upkeep.backup import back_up
from ui.upkeep.postgresql import needed
from ui.upkeep.restore import restore

postgres = pytest.importorskip("tests.ui.journal.postgres")


@pytest.fixture(scope="module")
def server() -> Iterator[object]:
    found = postgres.binaries()
    if found is None:
        pytest.skip("no PostgreSQL is installed")
    with postgres.running(found) as server:
        server.execute("CREATE DATABASE kept")
        yield server


@pytest.fixture
def settings(server: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UiSettings:
    place = Place(tmp_path / "place").make()
    for name, value in place.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LUOHU_UI_JOURNAL_URL", server.url("kept"))  # type: ignore[attr-defined]
    return UiSettings.load()


def n_entries(settings: UiSettings) -> int:
    engine = create_engine(settings.journal_url.get_secret_value())
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM entries")).scalar()
    engine.dispose()
    return int(found or 0)


def test_what_pg_dump_saved_is_put_back_and_what_was_there_is_kept(settings: UiSettings, tmp_path: Path) -> None:
    journal = open_database(settings)
    for _ in range(2):
        record(journal, entry())
    manifest = back_up(tmp_path / "b.tar.gz", IndexSettings.load(), settings)
    assert manifest.journal == "postgresql"
    assert verify_archive(tmp_path / "b.tar.gz").files[0].name == "journal/journal.dump"
    record(journal, entry())
    journal.close()
    assert n_entries(settings) == 3
    restored = restore(tmp_path / "b.tar.gz", IndexSettings.load(), settings)
    assert n_entries(settings) == 2
    assert any(
        (folder / "journal.dump").stat().st_size for folder in restored.aside if (folder / "journal.dump").exists()
    )
    reopened = open_database(settings)
    record(reopened, entry())
    reopened.close()


def test_a_restore_that_breaks_off_leaves_everything_as_it_was(
    settings: UiSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = open_database(settings)
    record(journal, entry())
    journal.close()
    place, file = Place(tmp_path / "place"), tmp_path / "b.tar.gz"
    back_up(file, IndexSettings.load(), settings)
    (place.seeds / "README.md").write_text("as it was")
    before, entries = place.content(), n_entries(settings)
    # Another table leans on one that the dump replaces: PostgreSQL refuses to drop it.
    engine = create_engine(settings.journal_url.get_secret_value())
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW leaning AS SELECT id FROM entries"))
    with pytest.raises(UpkeepError, match="pg_restore failed"):
        restore(file, IndexSettings.load(), settings)
    assert place.content().items() >= before.items()
    assert n_entries(settings) == entries
    with engine.begin() as connection:
        connection.execute(text("DROP VIEW leaning"))
    engine.dispose()


def test_the_program_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UpkeepError, match=r"needs pg_dump, which is not on this machine: .* postgresql-client"):
        needed("pg_dump")


def test_a_journal_elsewhere_is_backed_up_elsewhere(tmp_path: Path) -> None:
    settings = UiSettings(journal_url=SecretStr("mysql://user@127.0.0.1/journal"))
    with pytest.raises(UpkeepError, match="a journal in mysql is backed up by that database's own programs"):
        back_up(tmp_path / "b.tar.gz", IndexSettings(), settings)
