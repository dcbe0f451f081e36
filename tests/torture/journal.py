"""The journal under 50 askers, several processes, locks held by others, and files removed, filled and damaged.

Answers are real records as large as real ones, put where the desk puts them. Lost is what is neither in a file nor
counted, an answer that had to wait, and a record counted that is there all the same.
"""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from pydantic import SecretStr

from index.config import ROOT
from tests.torture.row import Row
from ui.config import UiSettings
from ui.errors import JournalError, UnusableJournalError
from ui.journal.database import Database, open_database
from ui.journal.entries import record_behind
from ui.journal.made_up import made_up

ASKERS = 50
PROCESSES = 3
_PAUSE_SECONDS = 0.02
_SLOW_SECONDS = 1.0  # to put a record: more would be an answer held up, on a machine that does other things too


def rows(*, short: bool) -> list[Row]:
    """Return what was lost; with `short` of some hundred answers."""
    n = 300 if short else 2000
    return [
        _several_processes(2 * n, locks=False),
        _several_processes(2 * n, locks=True),
        _in_mid_run("removed", n, _remove),
        _in_mid_run("header zeroed", n, _zero_header),
        _in_mid_run("pages flipped", n, _flip),
        _full(n),
        _locked_until_full(n),
    ]


def _several_processes(n: int, *, locks: bool) -> Row:
    """Have askers of several processes ask at once; with `locks` while others read and write for long."""
    with _folder() as folder:
        file = folder / "journal.sqlite"
        open_database(_settings(file)).close()
        each = n // PROCESSES
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.torture.journal", str(file), str(each)],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(PROCESSES)
        ]
        stop = threading.Event()
        held = threading.Thread(target=_hold_locks, args=(file, stop))
        if locks:
            held.start()
        said = [process.communicate(timeout=600)[0].split() for process in processes]
        stop.set()
        if locks:
            held.join()
        counted = sum(int(lost) for _, lost, _ in said)
        slow = sum(int(late) for _, _, late in said)
        missing = PROCESSES * each - counted - len(_ids(file))
        name = "answers of 50 askers in 3 processes on one SQLite file"
        name += ", while others hold read and write locks" if locks else ""
        remark = f"counted as not written: {counted}"
        return Row(name, PROCESSES * each, abs(missing) + counted + slow, remark)


def _in_mid_run(what: str, n: int, harm: Callable[[Path], None]) -> Row:
    """Harm the file while 50 ask; what was put after it was noticed is in the new file, and all else was taken."""
    with _folder() as folder:
        file = folder / "journal.sqlite"
        with closing(open_database(_settings(file), mends=True)) as database:
            first = _ask(database, n // 2)
            _written(database)
            database.empty_log()

            def harm_soon() -> None:
                time.sleep(0.05)
                harm(file)

            harmer = threading.Thread(target=harm_soon)
            harmer.start()
            during = _ask(database, n // 2)
            harmer.join()
            if harm is not _remove:
                database.suspect()
            _written(database)
            _until(lambda: database.is_seen_to, 60)
            after = _ask(database, 100)
            _written(database)
            status = database.status()
            counted = sum(number for _, number in status.lost)
        kept = _ids(file)
        # Where SQLite itself has put the file in order again, from its log, nothing was set aside: then all is there.
        expected = after.ids if status.begun_anew else [*first.ids, *during.ids, *after.ids]
        missing = sum(entry_id not in kept for entry_id in expected)
        unaccounted = abs(first.n + during.n + after.n - status.written - counted)
        refused = first.refused + during.refused + after.refused
        lost = missing + unaccounted + refused + first.late + during.late + after.late
        done = "begun anew" if status.begun_anew else "in order again from its log"
        remark = f"taken {status.written}, counted as not written {counted}; {done}"
        return Row(f"answers of 50 askers, the file {what} in mid-run", first.n + during.n + after.n, lost, remark)


def _full(n: int) -> Row:
    """Fill the disk while 50 ask: what can wait is written when there is room again, the rest counted, exactly."""
    with _folder() as folder:
        file = folder / "journal.sqlite"
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with closing(open_database(_settings(file, journal_queue=max(10, n // 10)), mends=True)) as database:
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            asked = _ask(database, n // 10)
            _written(database)
            size = max(file.stat().st_size, file.with_name(f"{file.name}-wal").stat().st_size)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            try:
                during = _ask(database, n // 2)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            _written(database)
            status = database.status()
        counted = sum(number for _, number in status.lost)
        there = len(_ids(file))
        lost = abs(asked.n + during.n - there - counted) + abs(during.refused - counted) + asked.late + during.late
        remark = f"in the journal {there}, counted as not written {counted}, by a queue of {status.capacity}"
        return Row("answers of 50 askers, the disk full in mid-run", asked.n + during.n, lost, remark)


def _locked_until_full(n: int) -> Row:
    """Hold the journal until the queue is full, and to the end: what is not written is counted, exactly."""
    with _folder() as folder:
        file = folder / "journal.sqlite"
        with closing(open_database(_settings(file, journal_queue=max(10, n // 20)), mends=True)) as database:
            with closing(sqlite3.connect(file, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                asked = _ask(database, n // 5)
                database.writer.close(seconds=0.5)
            counted = sum(number for _, number in database.status().lost)
        there = len(_ids(file))
        remark = f"in the journal {there}, counted as not written {counted}"
        return Row(
            "answers of 50 askers, locked to the end", asked.n, abs(asked.n - there - counted) + asked.late, remark
        )


class _Asked:
    """What askers got: ids of what was taken, how many were refused, how many had to wait."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.refused = self.late = 0
        self.lock = threading.Lock()

    @property
    def n(self) -> int:
        return len(self.ids) + self.refused


def _ask(database: Database, n: int) -> _Asked:
    """Put n records from 50 threads at once, each with a pause between two."""
    asked = _Asked()
    random = Random(f"{os.getpid()} {id(asked)}")
    entries = [made_up(random, days_ago=0.0) for _ in range(n)]

    def ask(number: int) -> None:
        for entry in entries[number::ASKERS]:
            time.sleep(_PAUSE_SECONDS)
            began = time.monotonic()
            try:
                record_behind(database, entry)
            except UnusableJournalError:
                taken = False
            else:
                taken = True
            late = time.monotonic() - began > _SLOW_SECONDS
            with asked.lock:
                asked.late += late
                asked.refused += not taken
                asked.ids += [entry.entry_id] * taken

    askers = [threading.Thread(target=ask, args=(number,)) for number in range(min(n, ASKERS))]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return asked


def _hold_locks(file: Path, stop: threading.Event) -> None:
    """Read for long, and write for long, as an export or a copy of the file does."""
    with (
        closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as reader,
        closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as writer,
    ):
        while not stop.is_set():
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM entries").fetchone()
            writer.execute("BEGIN IMMEDIATE")
            stop.wait(1.5)
            writer.execute("ROLLBACK")
            stop.wait(0.3)
            reader.execute("ROLLBACK")


def _remove(file: Path) -> None:
    for part in ("", "-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)


def _zero_header(file: Path) -> None:
    with file.open("r+b") as held:
        held.write(b"\0" * 4096)


def _flip(file: Path) -> None:
    with file.open("r+b") as held:
        for start in range(4096, file.stat().st_size, 8192):
            held.seek(start)
            held.write(b"\xa5" * 256)


def _ids(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {entry_id for (entry_id,) in connection.execute("SELECT entry_id FROM entries")}


def _written(database: Database) -> None:
    _until(lambda: database.status().waiting == 0, 120)


def _until(holds: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)


def _settings(file: Path, **fields: object) -> UiSettings:
    return UiSettings(journal_url=SecretStr(f"sqlite:///{file}"), **({"journal_queue": 100_000} | fields))


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="luohu-qa-journal-") as folder:
        yield Path(folder)


def main() -> None:
    """Be one of several processes: ask, and print how many were put, lost and late."""
    file, n = Path(sys.argv[1]), int(sys.argv[2])
    database = open_database(UiSettings(journal_url=SecretStr(f"sqlite:///{file}")), mends=True)
    try:
        asked = _ask(database, n)
        _until(lambda: database.status().waiting == 0, 300)
    finally:
        database.close()
    print(asked.n, sum(number for _, number in database.status().lost), asked.late)


if __name__ == "__main__":
    try:
        main()
    except JournalError as error:
        sys.exit(str(error))
