"""A journal's file set aside: what cannot be read any more stands beside the new one, under a name that says so."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

_PARTS = ("", "-wal", "-shm")  # the file, SQLite's write-ahead log, and what its processes share
_MARK = ".damaged-"

Identity: TypeAlias = tuple[int, int]


def identity(file: Path) -> Identity | None:
    """Return what tells a file from another of its name; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def set_aside(file: Path, at: datetime) -> Path:
    """Rename a journal's file, with its log; return the new name. Whoever has it open may go on, and is noticed.

    Raises:
        OSError: it cannot be renamed.
    """
    stem = f"{file.name}{_MARK}{at.astimezone(UTC):%Y%m%dT%H%M%S}"
    number, named = 1, file.with_name(stem)
    while any(named.with_name(named.name + part).exists() for part in _PARTS):
        number += 1
        named = file.with_name(f"{stem}-{number}")
    for part in _PARTS:
        held = file.with_name(file.name + part)
        if held.exists():
            held.rename(file.with_name(named.name + part))
    return named


def aside(file: Path) -> tuple[str, ...]:
    """Return the names of what was set aside, the earliest first."""
    found = file.parent.glob(f"{file.name}{_MARK}*")
    return tuple(sorted(held.name for held in found if not held.name.endswith(_PARTS[1:])))


def remove_aside(file: Path, *, days: int, at: datetime) -> int:
    """Remove what was set aside before so many days: it holds what visitors asked; return how many files it was.

    Raises:
        OSError: one cannot be removed.
    """
    before = (at - timedelta(days=days)).timestamp()
    old = [held for held in file.parent.glob(f"{file.name}{_MARK}*") if held.stat().st_ctime < before]
    for held in old:
        held.unlink(missing_ok=True)
    return len(old)


def is_left_over(file: Path) -> bool:
    """Return whether there is no journal but a log of one: its file was removed while it was used."""
    is_empty = not file.exists() or file.stat().st_size == 0
    return is_empty and any(file.with_name(file.name + part).exists() for part in _PARTS[1:])


def is_read_only(file: Path) -> bool:
    """Return whether the disk that a file is on, or would be, takes nothing."""
    try:
        return bool(os.statvfs(file.parent).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def is_sound(file: Path, *, wait_seconds: float) -> bool:
    """Return whether SQLite finds the file in order: its pages, their order, and the indexes' form.

    Raises:
        sqlite3.Error: it cannot be looked at for another reason than damage, such as a lock.
    """
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=wait_seconds)) as connection:
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                return False
            raise
    return bool(found == ("ok",))


def withheld_in(file: Path) -> tuple[dict[str, object], ...] | None:
    """Return the rows of a damaged journal that say what is withheld; None when they cannot be read any more."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute("SELECT * FROM suppressions WHERE cleared_us IS NULL ORDER BY id").fetchall()
    except sqlite3.Error:
        return None
    return tuple({name: row[name] for name in row.keys() if name != "id"} for row in rows)  # noqa: SIM118 - no mapping
