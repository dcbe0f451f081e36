"""How many records were written and how many not, and why: for the process' own health, and for Prometheus."""

import logging
import threading
import time
from collections import Counter
from typing import Final

from prometheus_client import Counter as Metric
from prometheus_client import Gauge

from ui.errors import Trouble, UnusableJournalError

_WRITTEN: Final = Metric("luohu_journal_written", "Records that the journal has taken")
_LOST: Final = Metric("luohu_journal_lost", "Records that could not be written to the journal, by why", ("trouble",))
_WAITING: Final = Gauge("luohu_journal_waiting", "Records waiting to be written", multiprocess_mode="livesum")
_QUIET_SECONDS = 10.0  # between two lines of the log about the same trouble
_log = logging.getLogger(__name__)


class Counts:
    """Counts of one open journal; may be shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._written = 0
        self._lost: Counter[Trouble] = Counter()
        self._told: dict[Trouble, float] = {}

    @property
    def written(self) -> int:
        """How many records were written."""
        return self._written

    def lost(self) -> tuple[tuple[Trouble, int], ...]:
        """Return how many could not be written, by why, those of 0 left out."""
        with self._lock:
            return tuple((trouble, self._lost[trouble]) for trouble in Trouble if self._lost[trouble])

    def wrote(self, n: int) -> None:
        """Count records that are written."""
        with self._lock:
            self._written += n
        _WRITTEN.inc(n)

    def lose(self, error: UnusableJournalError, n: int = 1) -> None:
        """Count records that are not and never will be written; the log is told why, but not of every one."""
        trouble = error.trouble
        with self._lock:
            self._lost[trouble] += n
            total, at = self._lost[trouble], time.monotonic()
            is_told = at - self._told.get(trouble, -_QUIET_SECONDS) >= _QUIET_SECONDS
            if is_told:
                self._told[trouble] = at
        _LOST.labels(trouble.value).inc(n)
        if is_told:
            _log.error("%d records are not in the journal (%s), the latest: %s", total, trouble.value, error)

    def sum_up(self) -> None:
        """Tell the log what was lost in all, if anything was."""
        for trouble, n in self.lost():
            _log.error("%d records are not in the journal in all (%s)", n, trouble.value)

    def wait(self, change: int) -> None:
        """Count records that begin to wait, or no longer do."""
        _WAITING.inc(change)
