"""The journal's database: read and written in transactions, of which each is kept whole or not at all."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from ui.config import UiSettings
from ui.errors import Trouble, UnusableJournalError
from ui.journal.alike import lock_kinds
from ui.journal.aside import aside, identity
from ui.journal.connections import Connections
from ui.journal.counts import Counts
from ui.journal.engine import journal_url
from ui.journal.status import JournalStatus
from ui.journal.writer import Act, Writer

_SETTLE_SECONDS = 0.5  # that a reader waits for what this process has still to write
_TRIES = 5  # of a batch whose file is replaced each time
_log = logging.getLogger(__name__)


class Database(Connections):
    """A journal. It may be shared by threads; every process opens its own."""

    def __init__(self, url: URL, *, wait_seconds: float, capacity: int, mends: bool) -> None:
        """Prepare a journal; nothing is opened yet.

        Args:
            url: of the database.
            wait_seconds: for a lock of somebody else.
            capacity: the most records that wait to be written behind the answers.
            mends: whether a damaged file is set aside and a new one begun, as a server does.
        """
        super().__init__(url, wait_seconds=wait_seconds, mends=mends)
        self.counts = Counts()
        self.writer = Writer(self, self.counts, capacity=capacity)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the journal throughout, with all that was put before, if it can be.

        Raises:
            JournalError: the journal cannot be read.
        """
        self.writer.settle(_SETTLE_SECONDS)
        with self._explained("read"), self._opened().begin() as connection:
            yield connection

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """Yield a connection for one short look, which waits for nothing and nobody.

        Raises:
            JournalError: the journal cannot be read at once.
        """
        if not self._is_open or self._is_another():
            raise UnusableJournalError(f"the journal {self.name} is not open", Trouble.UNREACHABLE)
        with self._explained("read"), self._glancing.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all kept when the block ends, or none when it raises.

        Raises:
            JournalError: the journal cannot be written: it is locked, damaged, or its disk is full.
        """
        self.writer.settle(_SETTLE_SECONDS)
        with self._transaction() as connection:
            yield connection

    def write_batch(self, acts: Sequence[Act]) -> None:
        """Do all acts in one transaction, kept in the file that stands there when it ends.

        Raises:
            UnusableJournalError: the journal cannot be written.
        """
        for _ in range(_TRIES):
            try:
                with self._transaction() as connection:
                    lock_kinds(connection)
                    for act in acts:
                        act(connection)
            except _ReplacedError:
                continue
            except UnusableJournalError as error:
                if error.trouble is Trouble.DAMAGED:
                    self._damaged_writes += 1
                    self._mend(is_certain=self._damaged_writes > 1)
                raise
            except Exception as error:
                said = f"a record cannot be written: {type(error).__name__}"
                raise UnusableJournalError(said, Trouble.REFUSED) from error
            else:
                self._damaged_writes = 0
                return
        raise UnusableJournalError(f"the file of {self.name} is replaced again and again", Trouble.UNREACHABLE)

    def status(self) -> JournalStatus:
        """Return how the journal is; nothing is waited for."""
        return JournalStatus(
            is_open=self._is_open,
            trouble=self.writer.trouble,
            waiting=self.writer.waiting,
            capacity=self.writer.capacity,
            written=self.counts.written,
            lost=self.counts.lost(),
            begun_anew=self._begun_anew,
            set_aside=aside(self._file) if self._file else (),
        )

    def empty_log(self) -> bool:
        """Bring SQLite's write-ahead log into the file and empty it, and return whether that was done.

        It is not while somebody reads; elsewhere there is nothing to do.

        Raises:
            JournalError: the journal cannot be written.
        """
        if self._file is not None:
            with self._explained("write to"):
                raw = self._opened().raw_connection()
                try:
                    was_busy, *_ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                finally:
                    raw.close()
                return not was_busy
        return True

    def close(self) -> None:
        """Write what waits, then close all connections."""
        self.writer.close()
        self._dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._explained("write to"):
            self._opened()
            before = self._identity
            with self._writing.begin() as connection:
                yield connection
        if self._file is not None and identity(self._file) != before:
            raise _ReplacedError(f"the file of {self.name} was replaced while it was written", Trouble.UNREACHABLE)


class _ReplacedError(UnusableJournalError):
    """What was written may stand in a file that is no longer the journal."""


def open_database(settings: UiSettings, *, mends: bool = False) -> Database:
    """Return the journal, created or brought up to date first; safe when several processes do so at once.

    With `mends`, as a server opens it, a damaged file is set aside for a new one, and a journal that cannot be opened
    just now is opened later: nobody waits for it.

    Raises:
        JournalError: the address is wrong, or a newer version wrote it; without `mends` also when it cannot be opened.
    """
    database = Database(
        journal_url(settings.journal_url.get_secret_value()),
        wait_seconds=settings.journal_wait_seconds,
        capacity=settings.journal_queue,
        mends=mends,
    )
    try:
        database.open()
    except UnusableJournalError as error:
        if not mends:
            database.close()
            raise
        _log.error("the journal is opened later: %s", error)
    except BaseException:
        database.close()
        raise
    if mends:
        database.suspect()
        database.writer.start()
    return database
