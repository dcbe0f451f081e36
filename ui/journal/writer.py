"""What is written behind the answers: one thread a process takes records from a bounded queue and commits many at once.

An answer never waits for the journal. What is put here is written before the process ends; what cannot be is counted.
"""

import atexit
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, TypeAlias

from sqlalchemy import Connection

from ui.errors import JournalError, MissingEntryError, Trouble, UnusableJournalError
from ui.journal.counts import Counts

Act: TypeAlias = Callable[[Connection], None]

BATCH = 200  # records a transaction: some 0.1 s, for which other processes' writers wait
CLOSE_SECONDS = 5.0  # for what is waiting when the process ends
_TICK_SECONDS = 1.0  # between two looks at a journal that nobody writes to
_YIELD_SECONDS = 0.02  # after a full batch: who waits for SQLite's lock looks for it every 0.1 s, and takes no queue
_FIRST_DELAY, _LONGEST_DELAY = 0.05, 2.0  # seconds until what failed is tried again, doubled each time
_FOR_GOOD = frozenset({Trouble.REFUSED, Trouble.OTHER, Trouble.NO_ENTRY})  # trying again would not help
_log = logging.getLogger(__name__)


class Written(Protocol):
    """What a writer writes to."""

    def write_batch(self, acts: Sequence[Act]) -> None:
        """Do all acts in one transaction, kept when it returns and not at all when it raises.

        Raises:
            UnusableJournalError: the journal cannot be written.
        """

    def look_after(self) -> None:
        """See to what is wrong with the journal, if it can be mended; called about once a second.

        Raises:
            JournalError: it is not mended.
        """


@dataclass
class _Job:
    act: Act
    done: "Future[None]" = field(default_factory=Future)


class Writer:
    """The queue and its thread, which begins with the first record or with `start`."""

    def __init__(self, written: Written, counts: Counts, *, capacity: int) -> None:
        """Prepare a writer.

        Args:
            written: the journal.
            counts: what is written and what is lost.
            capacity: the most records that wait, those being written included.
        """
        self._written, self._counts, self.capacity = written, counts, capacity
        self._changed = threading.Condition()
        self._jobs: deque[_Job] = deque()
        self._in_hand = 0
        self._put = self._finished = 0  # records so far
        self._thread: threading.Thread | None = None
        self._closes_at: float | None = None
        self._trouble: Trouble | None = None

    @property
    def trouble(self) -> Trouble | None:
        """What keeps records from being written at this moment; None when nothing does."""
        return self._trouble

    @property
    def waiting(self) -> int:
        """How many records wait or are being written."""
        return len(self._jobs) + self._in_hand

    def start(self) -> None:
        """Begin, without waiting for the first record."""
        with self._changed:
            self._start()

    def put(self, act: Act) -> "Future[None]":
        """Have a record written; what is returned is done when it is.

        Raises:
            UnusableJournalError: too many wait already, or the journal is closed. It is counted.
        """
        with self._changed:
            if self._closes_at is not None:
                error = UnusableJournalError("the journal is closed", Trouble.STOPPED)
            elif self.waiting >= self.capacity:
                why = self._trouble or Trouble.QUEUE_FULL
                error = UnusableJournalError(f"{self.capacity} records wait already", why)
            else:
                self._start()
                job = _Job(act)
                self._jobs.append(job)
                self._put += 1
                self._counts.wait(1)
                self._changed.notify_all()
                return job.done
        self._counts.lose(error)
        raise error

    def settle(self, seconds: float) -> bool:
        """Wait until all that was put so far is written or lost; return whether it is.

        There is no waiting while the journal is in trouble, nor by the writer itself.
        """
        with self._changed:
            awaited = self._put
            if threading.current_thread() is self._thread:
                return False
            return self._changed.wait_for(lambda: self._finished >= awaited or self._trouble is not None, seconds) and (
                self._finished >= awaited
            )

    def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Write what waits, for at most so many seconds, count what is left, and end; nothing more can be put."""
        atexit.unregister(self.close)
        with self._changed:
            if self._closes_at is None:
                self._closes_at = time.monotonic() + seconds
            self._changed.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None and self._closes_at is None:
            # A daemon: an interpreter that ends would wait for others before it lets `close` be called.
            self._thread = threading.Thread(target=self._run, name="journal-writer", daemon=True)
            self._thread.start()
            atexit.register(self.close)

    def _run(self) -> None:
        while True:
            batch, is_last = self._take()
            if batch:
                self._write(batch)
                if len(batch) == BATCH:
                    time.sleep(_YIELD_SECONDS)
            elif is_last:
                self._counts.sum_up()
                return
            else:
                self._look_after()

    def _take(self) -> tuple[list[_Job], bool]:
        """Return what is to be written next, nothing after a while without any, and whether the end has come."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._closes_at is not None, _TICK_SECONDS)
            batch = [self._jobs.popleft() for _ in range(min(BATCH, len(self._jobs)))]
            self._in_hand = len(batch)
            return batch, self._closes_at is not None

    def _write(self, batch: list[_Job]) -> None:
        """Write a batch, again and again until it is written or the end has come."""
        delay = _FIRST_DELAY
        while True:
            try:
                refused = self._once(batch)
            except UnusableJournalError as error:
                if error.trouble in _FOR_GOOD:
                    self._one_by_one(batch, error)
                    return
                self._is_troubled(error)
                if not self._may_wait(delay):
                    self._done(batch, error)
                    return
                if error.trouble is not Trouble.LOCKED:  # there the engine itself has waited, and may miss its turn
                    delay = min(2 * delay, _LONGEST_DELAY)
            else:
                self._is_well()
                self._done(batch, None, refused)
                return

    def _once(self, batch: Sequence[_Job]) -> dict[int, JournalError]:
        """Write a batch, and return what could not be done of it, without harm to the rest."""
        refused: dict[int, JournalError] = {}

        def act(job: _Job, connection: Connection) -> None:
            try:
                job.act(connection)
            except MissingEntryError as error:  # said before anything is written
                refused[id(job)] = error

        self._written.write_batch([partial(act, job) for job in batch])
        return refused

    def _one_by_one(self, batch: list[_Job], error: UnusableJournalError) -> None:
        """Write a batch of which one record cannot be written; that one is lost, the others are not."""
        if len(batch) == 1:
            self._done(batch, error)
            return
        for job in batch:
            self._write([job])

    def _done(
        self, jobs: Sequence[_Job], error: UnusableJournalError | None, refused: dict[int, JournalError] | None = None
    ) -> None:
        failed = {id(job): error for job in jobs} if error else refused or {}
        self._counts.wrote(len(jobs) - len(failed))
        if error:
            self._counts.lose(error, len(jobs))
        elif failed:
            self._counts.lose(
                UnusableJournalError("it is about no entry of the journal", Trouble.NO_ENTRY), len(failed)
            )
        self._counts.wait(-len(jobs))
        with self._changed:
            self._finished += len(jobs)
            self._in_hand -= len(jobs)
            self._changed.notify_all()
        for job in jobs:
            if id(job) in failed:
                job.done.set_exception(failed[id(job)])
            else:
                job.done.set_result(None)

    def _look_after(self) -> None:
        try:
            self._written.look_after()
        except UnusableJournalError as error:
            self._is_troubled(error)
        else:
            self._is_well()

    def _may_wait(self, seconds: float) -> bool:
        """Wait before something is tried again; return whether there is time for it."""
        with self._changed:
            if self._closes_at is None:
                self._changed.wait_for(lambda: self._closes_at is not None, seconds)
                return True
            left = self._closes_at - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(seconds, left))
        return True

    def _is_troubled(self, error: UnusableJournalError) -> None:
        if self._trouble is not error.trouble:
            _log.error("the journal is not written at the moment, %d records wait: %s", self.waiting, error)
        with self._changed:
            self._trouble = error.trouble
            self._changed.notify_all()

    def _is_well(self) -> None:
        if self._trouble is not None:
            _log.warning("the journal is written again")
            self._trouble = None
