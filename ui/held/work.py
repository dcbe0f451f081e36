"""What is done with uploaded files behind the pages: read, asked, put in force when their time has come.

What is to be done stands in the shelf alone, so that it goes on where a process ended; of several processes one at a
time does it.
"""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from index.config import ROOT, IndexSettings
from index.errors import Fault, LuohuError
from index.load.once import forget_read
from ui.config import UiSettings
from ui.errors import HeldError, JournalError
from ui.held.force import put_among_documents
from ui.held.problems import Problem, problem_in, problem_of
from ui.held.records import Held, State
from ui.held.shelf import ASKED, PREVIEW, PROGRESS, Shelf
from ui.journal.audit import Act, note_act
from ui.journal.database import Database
from ui.journal.records import now

_log = logging.getLogger(__name__)
_EVERY_SECONDS = 1.0
_MORE_SECONDS = 180.0  # to take apart, and to ask, what was read
_AGAIN_SECONDS = 60.0  # before an index that could not be built is tried again
_DONE_DAYS = 2  # that what is in force is still told of
_BUSY_SECONDS = 0.2


class HeldWork:
    """Does what stands in the shelf, in two threads, one of which reads; to be begun by each process that serves."""

    def __init__(self, database: Database, settings: UiSettings, index_settings: IndexSettings) -> None:
        self._database, self._settings, self._index = database, settings, index_settings
        self._shelf = Shelf(settings.held_dir)
        self._stopped = threading.Event()
        self._build_after = now()
        jobs: tuple[tuple[str, Callable[[], None]], ...] = (("reading", self.read), ("putting", self.put_in_force))
        self._threads = [
            threading.Thread(target=self._run, args=job, name=f"held-{job[0]}", daemon=True) for job in jobs
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def read(self) -> None:
        """Read what came, then ask what was read, a file at a time."""
        for item in reversed(self._shelf.items()):
            if item.state is State.CAME:
                self._look(item)
        for item in self._shelf.items():
            is_asked = (self._shelf.folder / item.held_id / ASKED).exists()
            if item.state in {State.READ, State.FAILED, State.APPROVED} and not is_asked:
                self._own("ui.held.ask", self._shelf.folder / item.held_id, seconds=self._seconds)
                self._shelf.end_asking(item)
                return  # what came meanwhile is read first

    def put_in_force(self) -> None:
        """Put among the documents what is due, then build the index once for all of it."""
        items = self._shelf.items()
        for item in sorted(items, key=lambda item: item.is_due_at):
            if item.state is State.APPROVED and item.is_due_at <= now():
                self._put(item)
        waiting = [item for item in self._shelf.items() if item.state is State.BUILDING]
        wanted = self._shelf.build_wanted()
        if (waiting or wanted) and now() >= self._build_after:
            self._build(waiting, wanted)
        self._clear()

    def _look(self, item: Held) -> None:
        folder = self._shelf.folder / item.held_id
        wrong = self._own("ui.held.look", folder, seconds=self._seconds)
        if self._stopped.is_set():
            return
        stopped = Problem(fault=Fault.CRASHED, said=f"{item.name} could not be read: its reader stopped")
        problem = None if (folder / PREVIEW).exists() else wrong or stopped
        state = State.BAD if problem else State.READ
        self._shelf.become(item.held_id, state, of=frozenset({State.CAME}), problem=problem)
        if problem:
            self._note(Act.DOCUMENT_UNREADABLE, item)

    def _put(self, item: Held) -> None:
        approval = item.approval
        if approval is None:
            return
        of = frozenset({State.APPROVED})
        try:
            put_among_documents(self._shelf.file(item), item.sha256, approval, self._index)
        except (LuohuError, OSError) as error:
            self._shelf.become(item.held_id, State.FAILED, of=of, problem=problem_of(error))
            self._note(Act.DOCUMENT_NOT_PUT, item)
        else:
            self._shelf.become(item.held_id, State.BUILDING, of=of)

    def _build(self, waiting: list[Held], wanted: int) -> None:
        progress = self._shelf.folder / PROGRESS
        progress.unlink(missing_ok=True)
        wrong = self._own("ui.held.build", progress, seconds=None)
        progress.unlink(missing_ok=True)
        if self._stopped.is_set():
            return
        state = State.BUILDING if wrong else State.IN_FORCE
        for item in waiting:
            self._shelf.become(item.held_id, state, of=frozenset({State.BUILDING}), problem=wrong)
            if not wrong:
                self._note(Act.DOCUMENT_IN_FORCE, item)
        if not wrong:
            self._shelf.end_build(wanted)
        else:
            _log.error("the index could not be built; tried again in %d s: %s", _AGAIN_SECONDS, wrong.said)
            self._build_after = now() + timedelta(seconds=_AGAIN_SECONDS)

    def _clear(self) -> None:
        """Throw away what has been in force for some days, and what nobody has touched for long."""
        at = now()
        for item in self._shelf.items():
            days = (at - item.changed_at).days
            if item.state is State.IN_FORCE and days >= _DONE_DAYS:
                self._shelf.discard(item.held_id, of=frozenset({State.IN_FORCE}))
                forget_read(self._index, item.sha256)
            elif item.state in {State.READ, State.BAD, State.FAILED} and days >= self._settings.held_days:
                self._shelf.discard(item.held_id, of=frozenset({item.state}))
                forget_read(self._index, item.sha256)
                self._note(Act.DOCUMENT_DISCARDED, item, by="")

    @property
    def _seconds(self) -> float:
        return self._index.read_seconds + self._index.ocr_seconds + _MORE_SECONDS

    def _own(self, module: str, argument: Path, *, seconds: float | None) -> Problem | None:
        """Run a module in a process of its own, and return what it says is wrong; it ends when this one is to end."""
        command = [sys.executable, "-m", module, str(argument.absolute())]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        left = seconds
        while True:
            try:
                said, _ = process.communicate(timeout=_BUSY_SECONDS)
            except subprocess.TimeoutExpired:
                left = None if left is None else left - _BUSY_SECONDS
                if self._stopped.is_set() or (left is not None and left <= 0):
                    process.kill()
                    process.communicate()
                    return Problem(fault=Fault.TOO_SLOW, said="it took longer than it may")
                continue
            last = said.strip().splitlines()[-1:]
            if last:
                return problem_in(last[0])
            ended = Problem(fault=Fault.CRASHED, said=f"its process ended (exit {process.returncode})")
            return ended if process.returncode else None

    def _note(self, act: Act, item: Held, *, by: str | None = None) -> None:
        who = (item.approval.by if item.approval else item.by) if by is None else by
        subject = item.approval.doc_id if item.approval else item.name
        try:
            note_act(self._database, act, by=who, subject=subject, file=item.name, sha256=item.sha256)
        except JournalError:
            _log.exception("the audit was not told of %s of %s", act, item.held_id)

    def _run(self, name: str, job: Callable[[], None]) -> None:
        while not self._stopped.wait(_EVERY_SECONDS):
            if not self._shelf.folder.is_dir():
                continue
            try:
                with _turn(self._shelf.folder / f".{name}.lock"):
                    job()
            except Timeout:  # another process is at it
                continue
            except (HeldError, OSError):
                _log.exception("what was uploaded could not be gone on with; tried again")
            except Exception:
                _log.exception("what was uploaded could not be gone on with; tried again")
                self._stopped.wait(_AGAIN_SECONDS)


@contextmanager
def _turn(file: Path) -> Iterator[None]:
    """Hold a lock that nobody else holds. Raises Timeout where somebody does."""
    with FileLock(file, fallback_to_soft=False, timeout=0):
        yield
