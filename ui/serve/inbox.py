"""The folder that is watched by setting: where files appear in it, a process of its own adds them."""

import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

from index.catalog.inbox import waiting
from index.config import ROOT

MOST_WAIT_SECONDS = 300.0  # before what could not be added is tried again
_STOP_SECONDS = 10.0
_COMMAND = (sys.executable, "-m", "index", "watch", "--once")
_log = logging.getLogger(__name__)


class InboxWatch:
    """Looks every few seconds whether files wait, in a thread of its own.

    They are read and encoded in another process, so that answers do not wait for it and no memory is kept for it; the
    index that it builds is then taken up as any other.
    """

    def __init__(self, inbox: Path, *, every_seconds: float, command: tuple[str, ...] = _COMMAND) -> None:
        """Watch a folder.

        Args:
            inbox: the folder.
            every_seconds: between two looks.
            command: adds what lies there, and ends.
        """
        self._inbox, self._every_seconds, self._command = inbox, every_seconds, command
        self._wait_seconds = every_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inbox-watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def look(self) -> None:
        """Have what waits added, and log what became of it."""
        if not waiting(self._inbox):
            return
        process = subprocess.Popen(
            self._command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        while process.poll() is None and not self._stopped.wait(0.2):
            pass
        if process.poll() is None:  # it can be stopped at any moment, and goes on at the next start
            process.terminate()
        try:
            output, _ = process.communicate(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
        for line in output.splitlines():
            _log.warning("inbox: %s", line)
        failed = process.returncode != 0
        self._wait_seconds = min(2 * self._wait_seconds, MOST_WAIT_SECONDS) if failed else self._every_seconds

    def _run(self) -> None:
        while not self._stopped.wait(self._wait_seconds):
            try:
                self.look()
            except OSError:
                _log.exception("the inbox could not be looked at; tried again in %g s", self._wait_seconds)
