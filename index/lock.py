"""Locks between processes, each in a file of its own; who is killed holds one no longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock, after whoever holds it now; its file is made where it is not there, and stays.

    Raises:
        OSError: the file cannot be made, or its file system has no locks.
    """
    file.parent.stat()  # the library would make a folder that is not there
    # Where a file system has no locks, the library would take a file that lies there for a held one: a killed
    # process would hold it for ever.
    with FileLock(file, fallback_to_soft=False):
        yield
