"""Records are written behind the answers: none is lost but by being counted."""

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from index.config import ROOT
from tests.ui.journal.entries import entry, settings_at
from ui.errors import JournalError, MissingEntryError, Trouble, UnusableJournalError
from ui.journal.database import Database, open_database
from ui.journal.entries import find_entry, record_behind
from ui.journal.feedback import feedback_of, give_feedback_behind
from ui.journal.listing import Filters, each_entry, list_entries
from ui.journal.records import Feedback, FeedbackKind


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a write lock, as another process does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def ids(database: Database) -> set[str]:
    return {held.entry_id for held, _ in each_entry(database, Filters())}


def soon(holds: object, *, seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.02)
    return bool(holds())  # type: ignore[operator]


def test_fifty_askers_at_once_lose_nothing(database: Database) -> None:
    kept: list[str] = []

    def ask() -> None:
        for _ in range(10):
            held = entry()
            record_behind(database, held)
            kept.append(held.entry_id)

    askers = [threading.Thread(target=ask) for _ in range(50)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert database.writer.settle(60)
    assert ids(database) == set(kept)
    assert (database.counts.written, database.status().lost) == (500, ())


def test_a_locked_journal_holds_up_nobody_and_loses_nothing(file: Path) -> None:
    database = open_database(settings_at(file, journal_wait_seconds=0.1))
    held = [entry() for _ in range(20)]
    with locked(file):
        for one in held:
            record_behind(database, one)  # one that waited for the lock would be given up
        assert soon(lambda: database.status().trouble is Trouble.LOCKED)
        assert database.status().waiting == 20
        assert list_entries(database, Filters()).listed == ()  # staff go on reading
    assert soon(lambda: database.status().waiting == 0)
    assert (database.status().trouble, database.status().lost) == (None, ())
    assert ids(database) == {one.entry_id for one in held}
    database.close()


def test_what_finds_the_queue_full_is_counted_by_what_keeps_it_full(file: Path) -> None:
    database = open_database(settings_at(file, journal_wait_seconds=0.1, journal_queue=10))
    with locked(file):
        record_behind(database, entry())
        assert soon(lambda: database.status().trouble is Trouble.LOCKED)
        for _ in range(9):
            record_behind(database, entry())
        for _ in range(3):
            with pytest.raises(UnusableJournalError, match="10 records wait already"):
                record_behind(database, entry())
    database.close()
    assert database.status().lost == ((Trouble.LOCKED, 3),)
    assert (database.counts.written, database.status().waiting) == (10, 0)


def test_what_cannot_be_written_before_the_end_is_counted(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    database = open_database(settings_at(file, journal_wait_seconds=0.1))
    with locked(file):
        for _ in range(3):
            record_behind(database, entry("我住在莲塘"))
        database.writer.close(seconds=0.3)
    assert database.status().lost == ((Trouble.LOCKED, 3),)
    assert "3 records are not in the journal in all (locked)" in caplog.text
    assert "莲塘" not in caplog.text
    with pytest.raises(UnusableJournalError, match="closed"):
        record_behind(database, entry())
    assert database.status().lost == ((Trouble.LOCKED, 3), (Trouble.STOPPED, 1))
    database.close()


def test_a_record_that_is_refused_takes_no_other_along(in_file: Database) -> None:
    held = [entry() for _ in range(5)]
    with in_file.writing() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER no_third BEFORE INSERT ON entries WHEN new.entry_id = "
                f"'{held[2].entry_id}' BEGIN SELECT RAISE(ABORT, 'not this one'); END"
            )
        )
    for one in held:
        record_behind(in_file, one)
    assert in_file.writer.settle(20)
    assert ids(in_file) == {one.entry_id for one in held} - {held[2].entry_id}
    assert in_file.status().lost == ((Trouble.REFUSED, 1),)


def test_a_word_on_an_answer_that_still_waits_is_kept(file: Path) -> None:
    database = open_database(settings_at(file, journal_wait_seconds=0.1))
    held = entry()
    said = Feedback(entry_id=held.entry_id, kind=FeedbackKind.HELPFUL)
    with locked(file):
        record_behind(database, held)
        give_feedback_behind(database, said, wait_seconds=0.05)  # nobody waits for the lock
    assert soon(lambda: database.status().waiting == 0)
    assert [found.kind for found in feedback_of(database, held.entry_id)] == [FeedbackKind.HELPFUL]
    database.close()


def test_a_word_on_no_answer_is_refused_and_counted(database: Database) -> None:
    with pytest.raises(MissingEntryError):
        give_feedback_behind(
            database, Feedback(entry_id="0" * 32, kind=FeedbackKind.OTHER, comment="a"), wait_seconds=20
        )
    assert database.status().lost == ((Trouble.NO_ENTRY, 1),)


def test_a_batch_whose_commit_is_in_doubt_is_not_written_twice(database: Database) -> None:
    held = entry()
    record_behind(database, held)
    record_behind(database, held)  # as the writer does when it does not know whether the first try was kept
    assert database.writer.settle(20)
    assert ids(database) == {held.entry_id}
    assert database.status().lost == ()


_ENDS = """
    import os, signal, sys, time
    from pathlib import Path
    from tests.ui.journal.entries import entry, settings_at
    from ui.journal.database import open_database
    from ui.journal.entries import record_behind
    from ui.serve.process import interrupted_by_sigterm
    from contextlib import closing
    file, how = Path(sys.argv[1]), sys.argv[2]
    if how == "closed by a signal":
        with interrupted_by_sigterm(), closing(open_database(settings_at(file), mends=True)) as database:
            for number in range(300):
                record_behind(database, entry(entry_id=f"{number:032x}"))
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(60)
    database = open_database(settings_at(file))
    for number in range(300):
        record_behind(database, entry(entry_id=f"{number:032x}"))
    if how == "an exception":
        raise SystemExit(3)
"""


@pytest.mark.parametrize("how", ["the last line", "an exception", "closed by a signal"])
def test_a_process_that_ends_has_written_all(file: Path, how: str) -> None:
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_ENDS), str(file), how],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
        stderr=subprocess.DEVNULL,
    )
    database = open_database(settings_at(file))
    assert len(ids(database)) == 300
    database.close()


def test_what_a_reader_of_the_process_sees_holds_all_it_was_given(database: Database) -> None:
    for _ in range(20):
        held = entry()
        record_behind(database, held)
        assert find_entry(database, held.entry_id) == held


def test_closing_twice_does_no_harm(file: Path) -> None:
    database = open_database(settings_at(file))
    record_behind(database, entry())
    database.close()
    database.close()
    with pytest.raises(JournalError):
        record_behind(database, entry())
