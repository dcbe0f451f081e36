"""Files and folders that are whole or not there: written beside their place, and put there once they are on disk."""

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PARTIAL = ".partial-"


@contextmanager
def whole_file(file: Path, *, mode: int = 0o666, first_wins: bool = False) -> Iterator[Path]:
    """Yield an empty file beside `file` to write to, which then takes its place; when writing fails, nothing does.

    Args:
        file: in a folder that is there.
        mode: who may read and write it, from its first moment on; the process' umask is taken off.
        first_wins: leave a file that another process has put there meanwhile.

    Raises:
        OSError: the disk is full or not writable.
    """
    partial = file.with_name(f".{file.name}{_PARTIAL}{secrets.token_hex(4)}")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    try:
        yield partial
        sync(partial)
        if first_wins:
            with suppress(FileExistsError):
                os.link(partial, file)  # unlike a rename it never replaces
        else:
            partial.replace(file)
        sync(file.parent)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Yield where to make a folder, which then takes the place of `folder`; when making it fails, nothing does.

    Args:
        folder: not there yet; its parent is made.

    Raises:
        OSError: the disk is full or not writable.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}{_PARTIAL}", dir=folder.parent))
    try:
        made = partial / folder.name  # mkdtemp's own folder is private
        yield made
        for path in (*made.rglob("*"), made):
            sync(path)
        made.rename(folder)
        sync(folder.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def named_as_disk_errors() -> Iterator[None]:
    """Raise OSError in the place of the RuntimeErrors of FAISS and marisa, which they raise when a disk is full."""
    try:
        yield
    except RuntimeError as error:
        raise OSError(
            errno.EIO, f"a file of the index cannot be written: {' '.join(str(error).split())[-120:]}"
        ) from error


def is_partial(path: Path) -> bool:
    """Return whether this is what is being written, or what a killed process left of it."""
    return path.name.startswith(".") and _PARTIAL in path.name


def partials_of(path: Path) -> list[Path]:
    """Return what processes that write a file or folder now, or were killed at it, have made beside it."""
    return [other for other in path.parent.iterdir() if other.name.startswith(f".{path.name}{_PARTIAL}")]


def sync(path: Path) -> None:
    """Wait until a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
