"""Answers being made: so many at a time, so many waiting for their turn, each for so long."""

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from prometheus_client import Counter, Gauge

from ui.config import UiSettings
from ui.errors import BusyError

T = TypeVar("T")

WAITING = Gauge("luohu_waiting_questions", "Questions being answered or waiting", multiprocess_mode="livesum")
TURNED_AWAY = Counter(
    "luohu_turned_away_questions", "Questions without an answer, by whether it was full or late", ["why"]
)


class Answering:
    """Threads that make answers for the pages and for programs, whose own threads only wait.

    A thread cannot be stopped: what takes too long goes on where nobody waits for it, and keeps its place until it
    ends. `waiting` is how many questions are in it, `refused` and `late` how many were turned away and given up.
    """

    def __init__(self, settings: UiSettings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(settings.concurrency, thread_name_prefix="answer")
        self._lock = Lock()
        self.waiting, self.refused, self.late = 0, 0, 0

    def run(self, make: Callable[[], T]) -> T:
        """Return what `make` returns.

        Raises:
            BusyError: `ui.most_waiting` questions are being answered or wait, or it took `ui.answer_seconds`.
        """
        with self._lock:
            if self.waiting >= self._settings.most_waiting:
                self.refused += 1
                TURNED_AWAY.labels("full").inc()
                raise BusyError(f"{self.waiting} questions are waiting", is_late=False)
            self.waiting += 1
            WAITING.inc()
        made = self._threads.submit(contextvars.copy_context().run, make)
        made.add_done_callback(lambda _: self._ended())
        try:
            return made.result(timeout=self._settings.answer_seconds)
        except TimeoutError as error:
            if made.done() and not made.cancelled():
                raise  # its own
            made.cancel()
            with self._lock:
                self.late += 1
                TURNED_AWAY.labels("late").inc()
            raise BusyError(f"no answer within {self._settings.answer_seconds} s", is_late=True) from error

    def _ended(self) -> None:
        with self._lock:
            self.waiting -= 1
            WAITING.dec()
