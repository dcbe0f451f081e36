"""A journal's file is removed, filled, locked or damaged while a server uses it: the server goes on, and says so."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from index.config import ROOT
from tests.ui.journal.entries import entry, settings_at
from tests.ui.journal.test_writer import ids, soon
from ui.errors import JournalError, Trouble, UnusableJournalError
from ui.journal.aside import aside, identity, remove_aside
from ui.journal.database import Database, open_database
from ui.journal.entries import record, record_behind
from ui.journal.records import now
from ui.journal.suppression import suppressions, withhold

WAIT = 0.1


@pytest.fixture
def served(file: Path) -> Iterator[Database]:
    """A journal as a server opens it."""
    database = open_database(settings_at(file, journal_wait_seconds=WAIT), mends=True)
    yield database
    database.close()


def filled(file: Path, n: int = 40) -> list[str]:
    """A journal of some pages, closed; returns its ids."""
    with closing(open_database(settings_at(file))) as database:
        held = [entry(f"第{number}问：学位多少？" * 20) for number in range(n)]
        for one in held:
            record(database, one)
    return [one.entry_id for one in held]


def zero_header(file: Path) -> None:
    with file.open("r+b") as held:
        held.write(b"\0" * 100)


def flip_pages(file: Path) -> None:
    """Spoil every page but the first, as a disk may."""
    with file.open("r+b") as held:
        n = len(held.read())
        for start in range(4096, n, 4096):
            held.seek(start)
            held.write(b"\xa5" * 512)


def no_database(file: Path) -> None:
    file.write_bytes(b"this is a text, not a database\n" * 200)


@pytest.mark.parametrize("damage", [zero_header, flip_pages, no_database])
def test_a_server_starts_with_a_new_journal_beside_a_damaged_one(file: Path, damage: object) -> None:
    filled(file)
    damage(file)  # type: ignore[operator]
    spoilt = file.read_bytes()
    database = open_database(settings_at(file, journal_wait_seconds=WAIT), mends=True)
    assert soon(lambda: bool(database.status().set_aside))
    record_behind(database, entry())
    assert database.writer.settle(20)
    status = database.status()
    (name,) = status.set_aside
    assert name.startswith("journal.sqlite.damaged-20")
    assert file.with_name(name).read_bytes() == spoilt
    assert (status.is_open, status.is_well, len(ids(database))) == (True, False, 1)
    assert status.begun_anew
    database.close()


def test_a_command_says_that_the_file_is_damaged_and_leaves_it(file: Path) -> None:
    filled(file)
    zero_header(file)
    with pytest.raises(UnusableJournalError, match="not a database") as caught:
        open_database(settings_at(file))
    assert caught.value.trouble is Trouble.DAMAGED
    assert aside(file) == ()


def test_a_file_removed_while_it_is_open_is_begun_anew(served: Database, file: Path) -> None:
    record_behind(served, entry())
    assert served.writer.settle(20)
    for part in ("", "-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)
    later = entry()
    record_behind(served, later)
    assert soon(lambda: served.counts.written == 2)
    assert ids(served) == {later.entry_id}
    assert served.status().begun_anew
    with closing(open_database(settings_at(file))) as other:  # it is on the disk, not in a file without a name
        assert ids(other) == {later.entry_id}


def test_the_log_of_a_removed_file_is_not_taken_for_the_new_ones(served: Database, file: Path) -> None:
    record_behind(served, entry())
    assert served.writer.settle(20)
    shared = file.with_name(f"{file.name}-shm")
    with closing(sqlite3.connect(file)) as other:  # as another process, which goes on with them
        other.execute("SELECT count(*) FROM entries").fetchall()
        before = identity(shared)
        file.unlink()  # and not -wal and -shm
        later = entry()
        record_behind(served, later)
        assert soon(lambda: served.counts.written == 2)
        assert identity(shared) not in (before, None)
    assert ids(served) == {later.entry_id}
    served.close()
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_another_file_put_in_its_place_is_taken(served: Database, file: Path, tmp_path: Path) -> None:
    record_behind(served, entry())
    assert served.writer.settle(20)
    kept = filled(tmp_path / "backup.sqlite", n=3)
    (tmp_path / "backup.sqlite").replace(file)
    for part in ("-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)
    later = entry()
    record_behind(served, later)
    assert soon(lambda: served.counts.written == 2)
    assert ids(served) == {*kept, later.entry_id}


@pytest.mark.parametrize("damage", [zero_header, flip_pages])
def test_a_file_damaged_while_it_is_open_is_set_aside(served: Database, file: Path, damage: object) -> None:
    for number in range(60):
        record_behind(served, entry(f"第{number}问：学位多少？" * 20))
    assert served.writer.settle(20)
    served.empty_log()
    damage(file)  # type: ignore[operator]
    served.suspect()
    assert soon(lambda: bool(served.status().set_aside))
    later = entry()
    record_behind(served, later)
    assert served.writer.settle(20)
    assert later.entry_id in ids(served)
    assert served.status().lost == ()


def test_two_processes_set_a_damaged_file_aside_once(file: Path) -> None:
    filled(file)
    both = [open_database(settings_at(file, journal_wait_seconds=5), mends=True) for _ in range(2)]
    flip_pages(file)
    for one in both:
        one.suspect()
    held = [entry() for _ in range(10)]
    for number, later in enumerate(held):
        record_behind(both[number % 2], later)
    assert soon(lambda: all(one.counts.written == 5 for one in both))
    assert soon(lambda: bool(both[0].status().set_aside))
    for one in both:
        assert soon(lambda one=one: one.status().waiting == 0 and not one.status().trouble)
    assert len(aside(file)) == 1
    record_behind(both[0], entry())
    record_behind(both[1], entry())
    assert both[0].writer.settle(20)
    assert both[1].writer.settle(20)
    assert len(ids(both[0])) == len(ids(both[1])) >= 2
    for one in both:
        one.close()


def test_what_was_withheld_stays_so_in_the_journal_begun_anew(file: Path) -> None:
    (first, *_) = filled(file)
    with closing(open_database(settings_at(file))) as database:
        withhold(database, first, by="王敏")
        (before,) = suppressions(database)
        with database.writing() as connection:
            root = connection.execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'evidence'")).scalar_one()
    with file.open("r+b") as held:
        held.seek(4096 * (root - 1))
        held.write(b"\xa5" * 512)
    database = open_database(settings_at(file, journal_wait_seconds=WAIT), mends=True)
    assert soon(lambda: bool(database.status().set_aside))
    assert suppressions(database) == (before,)
    database.close()


def test_a_server_starts_while_another_process_holds_the_journal(file: Path) -> None:
    filled(file, n=1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        database = open_database(settings_at(file, journal_wait_seconds=WAIT), mends=True)
        assert (database.status().is_open, database.status().is_well) == (False, False)
        record_behind(database, entry())
        assert soon(lambda: database.status().trouble is Trouble.LOCKED)
    assert soon(lambda: database.counts.written == 1)
    assert database.status().is_well
    database.close()


def test_a_server_starts_where_no_file_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    database = open_database(settings_at(tmp_path / "file" / "journal.sqlite"), mends=True)
    record_behind(database, entry())
    assert soon(lambda: database.status().trouble is Trouble.UNREACHABLE)
    with pytest.raises(JournalError, match="cannot open the journal"):
        database.open()
    (tmp_path / "file").unlink()
    assert soon(lambda: database.counts.written == 1)  # once it can be
    database.close()


def test_a_journal_of_a_newer_program_stops_a_server(file: Path) -> None:
    filled(file, n=1)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(JournalError, match="version 9999"):
        open_database(settings_at(file), mends=True)
    assert aside(file) == ()


_FILLS = """
    import resource, sys, time
    from pathlib import Path
    from tests.ui.journal.entries import entry, settings_at
    from ui.journal.database import open_database
    from ui.journal.entries import record_behind
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    file = Path(sys.argv[1])
    database = open_database(settings_at(file), mends=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    taken = 0
    for number in range(1000):
        record_behind(database, entry("学位多少？" * 100))
    until = time.monotonic() + 30
    while not database.status().trouble and time.monotonic() < until:
        time.sleep(0.01)
    print(database.status().trouble.value, database.status().waiting > 0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    until = time.monotonic() + 60
    while database.status().waiting and time.monotonic() < until:
        time.sleep(0.01)
    print(database.status().trouble, database.counts.written, database.status().lost)
"""


def test_a_full_disk_is_waited_out(file: Path) -> None:
    import textwrap

    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_FILLS), str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.stdout.splitlines() == ["disk_full True", "None 1000 ()"], done.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB in memory, which only root may make."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_that_is_full_and_one_that_is_read_only_are_waited_out(
    small_disk: Path, request: pytest.FixtureRequest
) -> None:
    file = small_disk / "journal.sqlite"
    database = open_database(settings_at(file, journal_wait_seconds=WAIT, journal_queue=100), mends=True)
    request.addfinalizer(database.close)
    record_behind(database, entry())
    assert database.writer.settle(20)
    for harm, mend, trouble in (
        (lambda: fill(small_disk), (small_disk / "rest").unlink, Trouble.DISK_FULL),
        (lambda: remount(small_disk, "ro"), lambda: remount(small_disk, "rw"), Trouble.READ_ONLY),
    ):
        before = database.counts.written
        if trouble is Trouble.READ_ONLY:  # no file that is open for writing may be on it then
            database._dispose()
        harm()
        for _ in range(60):
            record_behind(database, entry("学位多少？" * 300))
        assert soon(lambda trouble=trouble: database.status().trouble is trouble), database.status()
        mend()
        assert soon(lambda before=before: database.counts.written == before + 60), database.status()
    assert (database.status().lost, database.status().set_aside) == ((), ())


def fill(disk: Path) -> None:
    with (disk / "rest").open("wb", buffering=0) as rest, suppress(OSError):
        while True:
            rest.write(b"x" * 4096)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def test_what_was_set_aside_is_removed_when_its_time_is_over(file: Path) -> None:
    filled(file, n=2)
    no_database(file)
    open_database(settings_at(file), mends=True).close()
    assert len(aside(file)) == 1
    assert remove_aside(file, days=30, at=now()) == 0
    assert remove_aside(file, days=30, at=now() + timedelta(days=31)) >= 1
    assert aside(file) == ()
    assert file.exists()
