"""Folders of the cache: made once, complete or not there at all, and never taken when they were changed."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from index.errors import ModelError
from index.lock import locked
from index.whole import partials_of, whole_folder

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
            with locked(folder.parent / f".{folder.name}.lock"):
                if not folder.exists():  # another process may have made it while this one waited
                    _make(folder, make)
        except OSError as error:
            raise ModelError(
                f"cannot keep the model in {folder.parent} ({error.strerror or error}); it needs 700 MB there: "
                "free some, or set LUOHU_INDEX_CACHE_DIR to another folder and run again"
            ) from error
    _check(folder, verify=verify)
    return folder


def _make(folder: Path, make: Callable[[Path], None]) -> None:
    """Make the folder, or nothing."""
    for left_over in partials_of(folder):  # the lock is held, so whoever made it is dead
        shutil.rmtree(left_over)
    with whole_folder(folder) as made:
        made.mkdir()
        make(made)
        for file in filter(Path.is_file, made.rglob("*")):
            file.chmod(0o644)  # some libraries write files that only their owner may read
        checksums = {
            file.relative_to(made).as_posix(): {"bytes": file.stat().st_size, "sha256": sha256_of(file)}
            for file in sorted(made.rglob("*"))
            if file.is_file()
        }
        (made / CHECKSUMS).write_text(json.dumps(checksums, indent=2) + "\n", "utf-8")
        made.chmod(0o755)  # a cache may be shared


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
