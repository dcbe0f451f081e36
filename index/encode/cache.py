"""Folders of the cache: made once, complete or not there at all; one that was changed is made again, never taken."""

import hashlib
import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from index.errors import ModelError
from index.lock import locked
from index.whole import partials_of, whole_folder

CHECKSUMS = "checksums.json"
LARGE_BYTES = 16 << 20  # a larger file is hashed where it is read: 0.3 s for weights that the graph stands for
_log = logging.getLogger(__name__)


def made_once(folder: Path, make: Callable[[Path], None], *, verify: bool = False) -> Path:
    """Return the folder, calling `make` with an empty one to fill when it is not there yet, or is damaged.

    Every use checks the sizes of all files and the sha256 of all but the large ones; `verify` hashes those too. Several
    processes at once make it once. A damaged file is named in the log.

    Raises:
        ModelError: the cache cannot be written.
    """
    if folder.exists() and not damage_of(folder, verify=verify):
        return folder
    damage = ""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent / f".{folder.name}.lock"):
            if folder.exists():  # another process may have made it while this one waited
                damage = damage_of(folder, verify=verify)
                if not damage:
                    return folder
                _log.warning("%s - making it again.", damage)
                shutil.rmtree(folder)
            _make(folder, make)
    except OSError as error:
        if damage:
            raise ModelError(
                f"{damage}, and it cannot be made again ({error.strerror or error}); "
                f"delete the folder and run again: rm -r '{folder}'"
            ) from error
        raise ModelError(
            f"cannot keep the model in {folder.parent} ({error.strerror or error}); it needs 700 MB there: "
            "free some, or set LUOHU_INDEX_CACHE_DIR to another folder and run again"
        ) from error
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
        (made / CHECKSUMS).write_text(_written(checksums), "utf-8")
        made.chmod(0o755)  # a cache may be shared


def damage_of(folder: Path, *, verify: bool) -> str:
    """Return what is wrong with a folder, by its checksums; nothing when all is as it was written."""
    try:
        content = (folder / CHECKSUMS).read_text("utf-8")
        checksums = json.loads(content)
        if content != _written(checksums):
            return f"{folder / CHECKSUMS} is damaged"
        for name, expected in checksums.items():
            file = folder / name
            same = file.stat().st_size == expected["bytes"]
            if same and (verify or expected["bytes"] < LARGE_BYTES):
                same = sha256_of(file) == expected["sha256"]
            if not same:
                return f"{file} is not as it was written"
    except OSError as error:
        return f"cannot read {error.filename} ({error.strerror})"
    except (ValueError, TypeError, KeyError, AttributeError):
        return f"{folder / CHECKSUMS} is damaged"
    return ""


def _written(checksums: object) -> str:
    return json.dumps(checksums, indent=2) + "\n"


def sha256_of(file: Path) -> str:
    """Return the sha256 of a file, in hex."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
