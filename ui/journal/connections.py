"""The connections to a journal: opened when they are needed, and its file mended where it is damaged.

A file that is removed, replaced or damaged while it is open is noticed before and after each transaction.
"""

import logging
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine, insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from ui.errors import Trouble, UnusableJournalError
from ui.journal.aside import Identity, identity, is_left_over, is_read_only, is_sound, set_aside, withheld_in
from ui.journal.engine import file_of, journal_engine, one_at_a_time, prepare
from ui.journal.records import now
from ui.journal.schema import SUPPRESSIONS
from ui.journal.trouble import trouble_of

# What reading and writing may raise: the engine's errors, a full disk, evidence that is damaged.
_CAUSES = (SQLAlchemyError, sqlite3.Error, OSError, zlib.error, ValidationError)
GLANCE_SECONDS = 0.2  # that an answer waits for a lock
_LOOK_SECONDS = 5.0  # between two looks at a file that nobody writes to
_log = logging.getLogger(__name__)


class Connections:
    """What a journal is read and written by. It may be shared by threads; every process opens its own."""

    def __init__(self, url: URL, *, wait_seconds: float, mends: bool) -> None:
        """Prepare the connections; nothing is opened yet.

        Args:
            url: of the database.
            wait_seconds: for a lock of somebody else.
            mends: whether a damaged file is set aside and a new one begun, as a server does.
        """
        self.name = url.render_as_string(hide_password=True)
        self.has_full_text = url.get_backend_name() == "sqlite"
        self._reader = journal_engine(url, wait_seconds=wait_seconds)
        self._writing = self._reader.execution_options(writes=True)
        self._glancing = journal_engine(url, wait_seconds=min(GLANCE_SECONDS, wait_seconds))
        self._file, self._wait_seconds, self._mends = file_of(url), wait_seconds, mends
        self._opening = threading.RLock()
        self._identity: Identity | None = None
        self._is_open = self._is_suspected = False
        self._damaged_writes = 0  # in a row
        self._looked_at = 0.0
        self._begun_anew: datetime | None = None

    def open(self) -> None:
        """Open the journal, created or brought up to date first; nothing happens when it is open.

        Raises:
            JournalError: it cannot be opened, or a newer program wrote it.
        """
        with self._explained("open"):
            self._opened()

    def look_after(self) -> None:
        """Open the journal where it is not, and see whether it is still in order.

        Raises:
            UnusableJournalError: it is not.
        """
        if not self._mends:
            return
        try:
            with self._explained("open"):
                self._opened()
            if time.monotonic() - self._looked_at > _LOOK_SECONDS:
                self._look()
        except UnusableJournalError as error:
            if error.trouble is not Trouble.DAMAGED:
                raise
            self._is_suspected = True
        if self._is_suspected:
            self._mend(is_certain=False)

    def suspect(self) -> None:
        """Have the file looked through, page by page, beside the answers."""
        self._is_suspected = True

    @property
    def is_seen_to(self) -> bool:
        """Whether nothing is left to look through."""
        return self._is_open and not self._is_suspected and not self._is_another()

    @property
    def file(self) -> Path | None:
        """The file of an SQLite journal; None for another engine's."""
        return self._file

    def _opened(self) -> Engine:
        """Return the engine, the journal opened first where it is not, or where another file stands in its place."""
        if not self._is_open or self._is_another():
            with self._opening:
                if self._is_open and self._is_another():
                    _log.error("the file of the journal %s is gone, or another one; it is opened anew", self.name)
                    self._close_file()
                if not self._is_open:
                    self._open()
        return self._reader

    def _is_another(self) -> bool:
        return self._file is not None and identity(self._file) != self._identity

    def _open(self) -> None:
        if self._file is None:
            prepare(self._reader, wait_seconds=self._wait_seconds)
        else:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with one_at_a_time(self._file, wait_seconds=self._wait_seconds):
                self._open_file(self._file)
        self._is_open = True

    def _open_file(self, file: Path) -> None:
        try:
            if is_left_over(file):
                self._begin_anew(file)
            prepare(self._reader, wait_seconds=self._wait_seconds)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not self._mends or trouble_of(error)[0] is not Trouble.DAMAGED:
                raise
            self._dispose()
            self._begin_anew(file)
        self._identity = identity(file)

    def _mend(self, *, is_certain: bool) -> None:
        """Set a damaged file aside and begin a new one; one that is in order, or is another's work by now, stays.

        Raises:
            UnusableJournalError: that cannot be done.
        """
        file = self._file
        if file is None or not self._mends:
            return
        with self._explained("mend"):
            looked_at = self._identity
            is_damaged = is_certain or not is_sound(file, wait_seconds=self._wait_seconds)  # may take long: no lock
            with self._opening, one_at_a_time(file, wait_seconds=self._wait_seconds):
                if is_damaged and not self._is_another() and self._identity == looked_at:
                    self._dispose()
                    self._begin_anew(file)
                if self._is_another():
                    self._close_file()
                    self._open_file(file)
                self._is_open, self._is_suspected, self._damaged_writes = True, False, 0

    def _begin_anew(self, file: Path) -> None:
        """Set a file aside, and begin a new one with what is withheld by it, where that can still be read."""
        named = set_aside(file, now())
        _log.error("the journal's file was damaged or lost its log; it is set aside as %s", named.name)
        withheld = withheld_in(named)
        prepare(self._reader, wait_seconds=self._wait_seconds)
        self._begun_anew = now()
        if withheld:
            with self._writing.begin() as connection:
                connection.execute(insert(SUPPRESSIONS), withheld)
        elif withheld is None:
            _log.error("what was withheld by %s cannot be read, and is not withheld any more", named.name)

    def _look(self) -> None:
        """Read a little, by a connection of its own in the case of a file: what is kept in memory may look sound."""
        self._looked_at = time.monotonic()
        with self._explained("read"):
            if self._file is not None:
                self._glancing.dispose()
            with self._glancing.begin() as connection:
                connection.exec_driver_sql("SELECT version_num FROM alembic_version")

    def _close_file(self) -> None:
        self._begun_anew = now()
        self._is_open = False
        self._dispose()

    def _dispose(self) -> None:
        self._reader.dispose()
        self._glancing.dispose()

    @contextmanager
    def _explained(self, act: str) -> Iterator[None]:
        try:
            yield
        except _CAUSES as error:
            trouble, said = trouble_of(error)
            if trouble is Trouble.UNREACHABLE and self._file is not None and is_read_only(self._file):
                trouble = Trouble.READ_ONLY  # without its log SQLite says no more than that it cannot open a file
            if trouble is Trouble.DAMAGED:
                self._is_suspected = True
            elif trouble is Trouble.READ_ONLY:  # SQLite's connections stay so when the disk no longer is
                self._dispose()
            raise UnusableJournalError(f"cannot {act} the journal {self.name}: {said}", trouble) from error
