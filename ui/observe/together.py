"""The counts of several processes as one: each keeps its own in a folder, and whoever is asked adds them up."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library reads it when it is imported: processes must be started with it


@contextmanager
def counted_together(folder: Path) -> Iterator[None]:
    """Let the processes that are started meanwhile keep their counts below a folder."""
    (folder / "counts").mkdir()
    before = os.environ.get(FOLDER)
    os.environ[FOLDER] = str(folder / "counts")
    try:
        yield
    finally:
        os.environ.pop(FOLDER)
        if before is not None:
            os.environ[FOLDER] = before


def forget_process(pid: int | None) -> None:
    """Take out what a process that has ended was at; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    if pid is not None:
        mark_process_dead(pid, os.environ[FOLDER])  # type: ignore[no-untyped-call]
