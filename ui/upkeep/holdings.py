"""What a backup holds, and where each part of it lies."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from index.catalog.original import ORIGINALS
from index.config import IndexSettings
from index.store.saved import SEGMENTS
from ui.config import UiSettings
from ui.errors import UpkeepError
from ui.held.shelf import Shelf
from ui.journal.address import sqlite_file

JOURNAL_FILE = "journal/journal.sqlite"
JOURNAL_DUMP = "journal/journal.dump"


@dataclass(frozen=True)
class Holding:
    """A part of a backup: files of one folder.

    `names` maps names in the backup to those in the folder where they differ; `present` returns which of the folder's
    entries are its own now; while `still` is held none of them goes or changes.
    """

    prefix: str
    folder: Path
    present: Callable[[], tuple[str, ...]]
    names: Mapping[str, str]
    still: Callable[[], AbstractContextManager[None]] = nullcontext


def holdings(index_settings: IndexSettings, settings: UiSettings) -> tuple[Holding, ...]:
    """Return the parts that are files, as the settings say.

    Raises:
        JournalError: `ui.journal_url` is no address.
    """
    seeds, artifacts, removed = index_settings.seeds_dir, index_settings.artifacts_dir, index_settings.removed_dir
    shelf = Shelf(settings.held_dir)
    found = [
        Holding("seeds", seeds, partial(_files_of, seeds), {}),
        Holding("index", artifacts, partial(_index_of, artifacts), {}),
        Holding("removed", removed, partial(_folders_of, removed), {}),
        Holding("held", shelf.folder, shelf.entries, {}, shelf.unchanged),
        _single("inbox", settings.inbox, "inbox.jsonl"),
        _single("key", settings.session_key_file, "session.key"),
    ]
    if settings.staff_file:
        found.append(_single("users", settings.staff_file, "staff"))
    journal = sqlite_file(settings)
    if journal:
        found.append(_single("journal", journal, JOURNAL_FILE.partition("/")[2], "-wal", "-shm"))
    return tuple(found)


def inside(prefix_folder: Path, rest: str) -> Path:
    """Return the place of a file of a backup below a folder.

    Raises:
        UpkeepError: the name leads out of it.
    """
    parts = PurePosixPath(rest).parts
    if not parts or rest != "/".join(parts) or {"..", "/"} & set(parts) or "\\" in rest:
        raise UpkeepError(f"no file of a backup is named {rest!r}")
    return prefix_folder.joinpath(*parts)


def _single(prefix: str, path: Path, name: str, *beside: str) -> Holding:
    """Return a part that is one file, with those that belong to it by their endings."""

    def present() -> tuple[str, ...]:
        names = (path.name, *(path.name + ending for ending in beside))
        return tuple(each for each in names if (path.parent / each).exists())

    return Holding(prefix, path.parent, present, {name: path.name})


def _files_of(folder: Path) -> tuple[str, ...]:
    """Return the documents, the folder of their originals, and what stands beside; hidden is what is being written."""
    if not folder.is_dir():
        return ()
    files = sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return (*files, *([ORIGINALS] if (folder / ORIGINALS).is_dir() else []))


def _folders_of(folder: Path) -> tuple[str, ...]:
    """Return what was taken out of the documents, a folder each."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")))


def _index_of(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    manifests = sorted(path.name for path in folder.glob("index-*.json"))
    return (*(name for name in ("CURRENT", SEGMENTS) if (folder / name).exists()), *manifests)


def files_below(folder: Path, entries: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Yield each file of some entries of a folder, with its path below it; not what is hidden."""
    for entry in entries:
        path = folder / entry
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in filter(Path.is_file, found):
            below = file.relative_to(folder)
            if not any(part.startswith(".") for part in below.parts):
                yield below.as_posix(), file
