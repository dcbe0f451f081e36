"""Whether a process serves: each holds a shared lock beside the index, and who replaces all of it an exclusive one."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import ReadWriteLock, Timeout

from ui.errors import UpkeepError

_FILE = "serving.lock"
_log = logging.getLogger(__name__)


@contextmanager
def serving(artifacts_dir: Path) -> Iterator[None]:
    """Let it be known meanwhile that this process serves; whoever replaces what it serves is waited for."""
    try:
        artifacts_dir.mkdir(parents=True, exist_ok=True)
        lock = ReadWriteLock(artifacts_dir / _FILE)
        lock.acquire_read()
    except (OSError, sqlite3.Error) as error:  # a folder that may only be read
        _log.warning("a restore would not notice that this process serves: %s", error)
        yield
        return
    try:
        yield
    finally:
        lock.release()


@contextmanager
def nobody_serves(artifacts_dir: Path) -> Iterator[None]:
    """Keep processes from beginning to serve meanwhile.

    Raises:
        UpkeepError: one serves, or the lock cannot be had.
    """
    try:
        lock = ReadWriteLock(artifacts_dir / _FILE)
        lock.acquire_write(timeout=0)
    except Timeout as error:
        raise UpkeepError("a process serves this index: stop it, then run the command again") from error
    except (OSError, sqlite3.Error) as error:
        raise UpkeepError(f"cannot lock {artifacts_dir / _FILE}: {error}") from error
    try:
        yield
    finally:
        lock.release()
