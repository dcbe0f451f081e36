import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import text

from index.config import ROOT
from tests.ui.journal.entries import entry, settings_at
from ui.config import UiSettings
from ui.errors import JournalError
from ui.journal.database import Database, open_database
from ui.journal.entries import find_entry, record
from ui.journal.listing import Filters, each_entry, list_entries
from ui.journal.migrate import HEAD
from ui.journal.schema import METADATA

_WRITES = """
    import sys
    from pathlib import Path
    from tests.ui.journal.entries import entry, settings_at
    from ui.journal.database import open_database
    from ui.journal.entries import record
    file, n = Path(sys.argv[1]), int(sys.argv[2])
    database = open_database(settings_at(file, journal_wait_seconds=30))
    import uuid
    for _ in range(n):
        held = entry(entry_id=uuid.uuid4().hex)
        record(database, held)
        print(held.entry_id, flush=True)
"""


def writer(file: Path, n: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WRITES), str(file), str(n)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def n_entries(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM entries")).scalar_one())


def is_sound(file: Path) -> bool:
    connection = sqlite3.connect(file)
    try:
        connection.execute("INSERT INTO full_text(full_text) VALUES('integrity-check')")
        return (
            connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            and not connection.execute("PRAGMA foreign_key_check").fetchall()
        )
    finally:
        connection.close()


def test_a_new_journal_is_in_wal_mode_with_foreign_keys_and_for_nobody_else(in_file: Database, file: Path) -> None:
    with in_file.reading() as connection:
        for pragma, value in (
            ("journal_mode", "wal"),
            ("foreign_keys", 1),
            ("secure_delete", 1),
            ("busy_timeout", 2000),
        ):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_migrations_give_the_tables_the_program_works_with(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: kind != "table" or name in METADATA.tables,
                "compare_type": True,
            },
        )
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == HEAD


def test_the_program_knows_the_newest_migration() -> None:
    assert ScriptDirectory(str(ROOT / "ui" / "journal" / "migrations")).get_current_head() == HEAD


def test_a_journal_of_a_newer_program_is_refused(in_file: Database, file: Path) -> None:
    with in_file.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(JournalError, match=rf"version 9999.*knows {HEAD}"):
        open_database(settings_at(file))


def test_processes_that_start_at_once_migrate_once_and_lose_nothing(file: Path) -> None:
    writers = [writer(file, 15) for _ in range(4)]
    ids = [line for process in writers for line in process.communicate(timeout=120)[0].split()]
    assert [process.returncode for process in writers] == [0] * 4
    database = open_database(settings_at(file))
    assert n_entries(database) == len(set(ids)) == 60
    database.close()
    assert is_sound(file)


def test_threads_write_while_others_read(file: Path) -> None:
    database = open_database(settings_at(file, journal_wait_seconds=60))  # all get their turn, however slow the disk
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(25):
                record(database, entry())
                list_entries(database, Filters(words="学位"), size=10)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert n_entries(database) == 150
    database.close()


def test_a_killed_process_leaves_a_journal_with_all_it_had_written(file: Path) -> None:
    process = writer(file, 10_000)
    assert process.stdout is not None
    written = [process.stdout.readline().strip() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    written += process.communicate(timeout=30)[0].split()
    assert process.returncode == -signal.SIGKILL
    database = open_database(settings_at(file))
    record(database, entry())
    kept = {held.entry_id for held, _ in each_entry(database, Filters())}
    database.close()
    assert len(written) >= 20
    assert set(written) <= kept
    assert len(kept) - len(written) <= 2  # the new one, and one that was written but not yet told of
    assert is_sound(file)


def test_a_locked_journal_is_one_error_after_the_wait(file: Path) -> None:
    database = open_database(settings_at(file, journal_wait_seconds=0.2))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(JournalError, match=r"cannot write to the journal sqlite:.*database is locked"):
            record(database, entry())
        assert list_entries(database, Filters()).listed == ()  # readers do not wait for writers
    finally:
        other.close()
    record(database, entry())
    assert n_entries(database) == 1
    database.close()


def test_a_full_disk_is_one_error_and_what_was_there_stays(in_file: Database) -> None:
    kept = entry()
    record(in_file, kept)
    with in_file.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    in_file._reader.dispose()
    limited = open_database(settings_at(Path(in_file.name.removeprefix("sqlite:///"))))
    with limited._reader.connect() as connection:  # the one pooled connection may not let the file grow
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def fill() -> None:
        for _ in range(200):
            record(limited, entry())

    with pytest.raises(JournalError, match="database or disk is full"):
        fill()
    limited.close()
    assert find_entry(in_file, kept.entry_id) == kept


def test_a_file_that_is_no_journal_is_one_error(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(b"not a database, " * 100)
    with pytest.raises(JournalError, match=r"cannot open the journal.*not a database"):
        open_database(settings_at(file))


def test_a_damaged_journal_is_one_error(in_file: Database, file: Path) -> None:
    record(in_file, entry())
    in_file.empty_log()
    in_file.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(JournalError, match=r"cannot (read|write to) the journal"):
        record(in_file, entry())
    with pytest.raises(JournalError, match="cannot read the journal"):
        list_entries(in_file, Filters())
    in_file.close()


def test_damaged_evidence_is_one_error(in_file: Database) -> None:
    held = entry()
    record(in_file, held)
    with in_file.writing() as connection:
        connection.execute(text("UPDATE evidence SET frozen = x'00'"))
    with pytest.raises(JournalError, match="cannot read the journal"):
        find_entry(in_file, held.entry_id)


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:///:memory:", "nosuchengine://host/base"])
def test_an_address_that_cannot_be_is_named_with_its_setting(url: str) -> None:
    with pytest.raises(JournalError, match=r"ui\.journal_url"):
        open_database(UiSettings(journal_url=SecretStr(url)))


def test_a_folder_that_cannot_be_made_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match="cannot open the journal"):
        open_database(settings_at(tmp_path / "file" / "journal.sqlite"))


def test_a_password_is_in_no_message() -> None:
    settings = UiSettings(journal_url=SecretStr("sqlite://name:geheim@/x"))
    with pytest.raises(JournalError) as caught:
        open_database(settings)
    assert "geheim" not in str(caught.value)
    assert "geheim" not in repr(settings)
