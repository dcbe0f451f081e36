"""What an error of a database engine tells: of what kind the trouble is, and as much as a log may say.

Engines repeat what they were given: PostgreSQL shows the whole row that breaks a rule, SQLite's full-text search the
words it could not read, pydantic the value. None of that may be a visitor's words, so a message is said only of errors
that are about the database itself, and of others their names.
"""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from ui.errors import Trouble

# SQLite's primary result codes (sqlite.org/rescode.html). The messages of these name files, tables and columns.
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNREACHABLE,
    sqlite3.SQLITE_IOERR: Trouble.UNREACHABLE,
    sqlite3.SQLITE_PROTOCOL: Trouble.LOCKED,
}
_PRIMARY = 0xFF  # of a result code: the rest makes it finer
_NO_TABLE = ("no such table: ", "no such column: ")  # SQLite has no code of its own for them
# The first two characters of an SQLSTATE (PostgreSQL's manual, appendix A). 22 and 23, about values and rows, are not
# among them. An error without one is about the connection.
_OF_SQLSTATE = {
    "": Trouble.UNREACHABLE,
    "08": Trouble.UNREACHABLE,  # connection
    "28": Trouble.UNREACHABLE,  # who may connect
    "3D": Trouble.UNREACHABLE,  # no such database
    "57": Trouble.UNREACHABLE,  # shutting down, or told to give up
    "58": Trouble.UNREACHABLE,  # the server's own input and output
    "25": Trouble.READ_ONLY,
    "40": Trouble.LOCKED,  # serialization, deadlock
    "53": Trouble.UNREACHABLE,  # memory, connections; a full disk is told apart below
    "55": Trouble.LOCKED,
    "XX": Trouble.DAMAGED,
    "42": Trouble.OTHER,  # no such table: of another program
}
_DISK_FULL = "53100"
_OF_ERRNO = {
    errno.ENOSPC: Trouble.DISK_FULL,
    errno.EDQUOT: Trouble.DISK_FULL,
    errno.EFBIG: Trouble.DISK_FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
}


def trouble_of(error: Exception) -> tuple[Trouble, str]:
    """Return of what kind an error is that reading or writing met, and what a log may say of it."""
    cause = error.orig if isinstance(error, DBAPIError) and isinstance(error.orig, Exception) else error
    if isinstance(cause, OSError):
        return _OF_ERRNO.get(cause.errno or 0, Trouble.UNREACHABLE), cause.strerror or type(cause).__name__
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if isinstance(cause, NoConnectionError):  # of our own pool: all are in use
        return Trouble.LOCKED, "all connections are in use"
    if isinstance(error, DBAPIError):
        return _of_server(cause)
    return Trouble.REFUSED, type(cause).__name__


def _of_sqlite(cause: sqlite3.Error) -> tuple[Trouble, str]:
    code = getattr(cause, "sqlite_errorcode", None)
    known = None if code is None else _OF_SQLITE.get(code & _PRIMARY)
    if code == sqlite3.SQLITE_IOERR_WRITE:  # how a file system's or a process' limit for one file shows
        known = Trouble.DISK_FULL
    if known:
        return known, str(cause)
    name = str(getattr(cause, "sqlite_errorname", "") or type(cause).__name__)
    return Trouble.REFUSED, str(cause) if str(cause).startswith(_NO_TABLE) else name


def _of_server(cause: Exception) -> tuple[Trouble, str]:
    """Return what an error of another engine's driver tells; `sqlstate` is psycopg's name for it."""
    state = str(getattr(cause, "sqlstate", None) or "")
    name = f"{type(cause).__name__} {state}".strip()
    if not state and type(cause).__name__ not in ("OperationalError", "InterfaceError"):
        return Trouble.REFUSED, name
    known = _OF_SQLSTATE.get(state[:2])
    if known is None:
        return Trouble.REFUSED, name
    primary = getattr(getattr(cause, "diag", None), "message_primary", None) or str(cause)
    line = (primary.strip().splitlines() or [""])[0]
    return (Trouble.DISK_FULL if state == _DISK_FULL else known), f"{name}: {line}" if line else name
