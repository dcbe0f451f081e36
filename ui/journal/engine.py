"""The connections to the journal's database, and its tables brought up to date when it is opened."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from ui.errors import JournalError, Trouble, UnusableJournalError
from ui.journal.migrate import migrate
from ui.journal.trouble import trouble_of

_SHORTEST_CONNECT = 2  # seconds; libpq takes no less
_LEAST_MODE = 0o600  # for nobody but the one who runs the service; SQLite gives its other files the same


def journal_url(text: str) -> URL:
    """Return the address of a journal.

    Raises:
        JournalError: it is none, or its driver is not installed.
    """
    try:
        url = make_url(text)
        dialect = url.get_dialect()
        dialect.import_dbapi()
        dialect().create_connect_args(url)
    except (ArgumentError, SQLAlchemyError) as error:
        raise JournalError("setting ui.journal_url: expected an SQLAlchemy URL such as sqlite:///FILE") from error
    except ImportError as error:
        raise JournalError(
            f"setting ui.journal_url: {error.name} is not installed (pip install 'luohu-qa[postgresql]')"
        ) from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise JournalError("setting ui.journal_url: the journal needs a file, found an SQLite URL without one")
    return url


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite journal; None for another engine's."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def journal_engine(url: URL, *, wait_seconds: float) -> Engine:
    """Return the engine of an address; nothing is connected yet.

    What is asked and answered stands in no message of it (`hide_parameters`).

    Args:
        url: of the journal.
        wait_seconds: for a lock of somebody else, and for a connection.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, hide_parameters=True, pool_timeout=wait_seconds, connect_args={"timeout": wait_seconds}
        )
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine
    arguments: dict[str, object] = {}
    if url.get_backend_name() == "postgresql" and url.get_driver_name() == "psycopg":
        arguments["connect_timeout"] = max(_SHORTEST_CONNECT, round(wait_seconds))
        arguments["options"] = f"-c lock_timeout={round(1000 * wait_seconds)}"
    return create_engine(
        url, hide_parameters=True, pool_pre_ping=True, pool_timeout=wait_seconds, connect_args=arguments
    )


def prepare(engine: Engine, *, wait_seconds: float) -> None:
    """Make the journal's tables, or bring them up to date; safe when several processes do so at once.

    Raises:
        JournalError: a newer program wrote them.
        SQLAlchemyError: the database cannot be used.
        OSError: its file cannot be made.
    """
    _patiently(lambda: _prepare(engine), wait_seconds)


@contextmanager
def one_at_a_time(file: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the lock of those who put the journal's file in its place or out of it.

    Raises:
        UnusableJournalError: another process holds it for longer than that.
        OSError: the folder cannot be written.
    """
    try:
        with FileLock(file.with_name(f".{file.name}.lock"), timeout=wait_seconds, fallback_to_soft=False):
            yield
    except Timeout as error:
        raise UnusableJournalError("another process opens the journal", Trouble.LOCKED) from error


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
    file = file_of(engine.url)
    if file is not None:
        file.touch(mode=_LEAST_MODE)
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
        except (DBAPIError, sqlite3.Error) as error:
            if trouble_of(error)[0] is not Trouble.LOCKED or time.monotonic() > until:
                raise
            time.sleep(0.02)
