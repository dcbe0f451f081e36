"""The journal's database: opened and migrated, read and written in transactions, its errors turned into one."""

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from ui.config import UiSettings
from ui.errors import JournalError
from ui.journal.migrate import migrate

# What reading and writing may raise: the engine's errors, a full disk, evidence that is damaged.
_CAUSES = (SQLAlchemyError, sqlite3.Error, OSError, zlib.error, ValidationError)


class Database:
    """A journal that is open. It may be shared by threads; every process opens its own."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._reader = engine
        self._writer = engine.execution_options(writes=True)
        self.name = name
        self.has_full_text = engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the journal throughout.

        Raises:
            JournalError: the journal cannot be read.
        """
        with _explained(f"cannot read the journal {self.name}"), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all kept when the block ends, or none when it raises.

        Raises:
            JournalError: the journal cannot be written: it is locked, damaged, or its disk is full.
        """
        with _explained(f"cannot write to the journal {self.name}"), self._writer.begin() as connection:
            yield connection

    def empty_log(self) -> None:
        """Bring SQLite's write-ahead log into the file and empty it, if nobody is reading; elsewhere do nothing.

        Raises:
            JournalError: the journal cannot be written.
        """
        if self._reader.dialect.name == "sqlite":
            with _explained(f"cannot write to the journal {self.name}"):
                raw = self._reader.raw_connection()
                try:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    raw.close()

    def close(self) -> None:
        """Close all connections."""
        self._reader.dispose()


def open_database(settings: UiSettings) -> Database:
    """Return the journal, created or brought up to date first; safe when several processes do so at once.

    Raises:
        JournalError: the address is wrong, or the journal cannot be opened, or a newer version wrote it.
    """
    url = _url(settings.journal_url.get_secret_value())
    name = url.render_as_string(hide_password=True)
    with _explained(f"cannot open the journal {name}"):
        engine = _engine(url, settings.journal_wait_seconds)
        try:
            _patiently(lambda: _prepare(engine), settings.journal_wait_seconds)
        except BaseException:
            engine.dispose()
            raise
    return Database(engine, name)


def _url(text: str) -> URL:
    try:
        url = make_url(text)
        url.get_dialect()
    except (ArgumentError, SQLAlchemyError) as error:
        raise JournalError("setting ui.journal_url: expected an SQLAlchemy URL such as sqlite:///FILE") from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise JournalError("setting ui.journal_url: the journal needs a file, found an SQLite URL without one")
    return url


def _engine(url: URL, wait_seconds: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": wait_seconds})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin late and without a lock; _begin opens them instead (SQLAlchemy, "SQLite:
    # Serializable isolation / Savepoints / Transactional DDL").
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")  # with WAL a killed process loses nothing; a power cut the last moments
    cursor.execute("PRAGMA secure_delete=ON")  # what retention removes is overwritten in the file
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    # A writer takes the lock at once and waits for it; a reader that turns writer would fail without waiting.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)  # for nobody but the one who runs the service; SQLite gives its other files the same
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        finally:
            raw.close()
    with engine.execution_options(writes=True).begin() as connection:
        migrate(connection)


def _patiently(act: Callable[[], None], wait_seconds: float) -> None:
    """Act, again while the database is locked: SQLite does not wait by itself when it changes to WAL."""
    until = time.monotonic() + wait_seconds
    while True:
        try:
            return act()
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > until:
                raise
            time.sleep(0.02)


@contextmanager
def _explained(what: str) -> Iterator[None]:
    try:
        yield
    except _CAUSES as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        lines = str(cause).strip().splitlines() or [type(cause).__name__]
        raise JournalError(f"{what}: {lines[0]}") from error
