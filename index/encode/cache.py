"""Folders of the cache: made once, complete or not there at all, and never taken when they were changed."""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ModelError

CHECKSUMS = "checksums.json"
LARGE_BYTES = 16 << 20  # a larger file is hashed only on demand: half a second for the weights


def made_once(folder: Path, make: Callable[[Path], None], *, verify: bool = False) -> Path:
    """Return the folder, calling `make` with an empty one to fill when it is not there yet.

    Every use checks the sizes of all files and the sha256 of all but the large ones; `verify` hashes those too. Several
    processes at once make it once.

    Raises:
        ModelError: the cache cannot be written, or the folder was changed.
    """
    if not folder.exists():
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with _lock(folder.parent / f".{folder.name}.lock"):
                if not folder.exists():  # another process may have made it while this one waited
                    _make(folder, make)
        except OSError as error:
            raise ModelError(
                f"cannot keep the model in {folder.parent} ({error.strerror or error}); it needs 700 MB there: "
                "free some, or set LUOHU_INDEX_CACHE_DIR to another folder and run again"
            ) from error
    _check(folder, verify=verify)
    return folder


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    """Hold the file's lock; the system lets it go when the process ends, however it ends."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make(folder: Path, make: Callable[[Path], None]) -> None:
    """Make the folder, or nothing: the work is done beside it and moved when it is complete and on disk."""
    prefix = f".{folder.name}.partial-"
    for left_over in folder.parent.glob(f"{prefix}*"):  # the lock is held, so whoever made it is dead
        shutil.rmtree(left_over)
    partial = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        make(partial)
        for file in filter(Path.is_file, partial.rglob("*")):
            file.chmod(0o644)  # some libraries write files that only their owner may read
        checksums = {
            file.relative_to(partial).as_posix(): {"bytes": file.stat().st_size, "sha256": sha256_of(file)}
            for file in sorted(partial.rglob("*"))
            if file.is_file()
        }
        (partial / CHECKSUMS).write_text(json.dumps(checksums, indent=2) + "\n", "utf-8")
        for path in (*partial.rglob("*"), partial):
            _sync(path)
        partial.chmod(0o755)  # mkdtemp makes it private; a cache may be shared
        partial.replace(folder)
        _sync(folder.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _check(folder: Path, *, verify: bool) -> None:
    """Compare the folder with its checksums.

    Raises:
        ModelError: a file is missing or is not as it was written.
    """
    remedy = f"delete the folder and run again: rm -r '{folder}'"
    try:
        checksums = json.loads((folder / CHECKSUMS).read_text("utf-8"))
        for name, expected in checksums.items():
            file = folder / name
            same = file.stat().st_size == expected["bytes"]
            if same and (verify or expected["bytes"] < LARGE_BYTES):
                same = sha256_of(file) == expected["sha256"]
            if not same:
                raise ModelError(f"{file} is not as it was converted; {remedy}")
    except OSError as error:
        raise ModelError(f"cannot read {error.filename} of the model ({error.strerror}); {remedy}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"{folder / CHECKSUMS} is damaged; {remedy}") from error


def sha256_of(file: Path) -> str:
    """Return the sha256 of a file, in hex."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Wait until the file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
