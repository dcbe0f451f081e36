"""A folder in which files appear that are to be read and added; what was done with each is seen by where it then lies.

inbox/NAME              waits, until its size and time stand still
inbox/added/NAME        was added, or was held already
inbox/refused/NAME      could not be added; NAME.why.txt beside it says why, in one line
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.catalog.add import add_document
from index.catalog.held import held_as, held_in
from index.errors import CatalogError, ReadError
from index.load.limits import Limits
from index.whole import whole_file

ADDED, REFUSED, WHY = "added", "refused", ".why.txt"
_UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".download")  # as browsers and copiers name what comes

Seen = Mapping[Path, tuple[int, int]]


@dataclass(frozen=True)
class Taken:
    """A file that was in the inbox: added as a document, held as one already, or refused, and why."""

    name: str
    doc_id: str = ""
    is_new: bool = False
    why: str = ""


def waiting(inbox: Path) -> Seen:
    """Return the files that lie in an inbox, with size and time of change, in the order of their names.

    Hidden files, what somebody is still writing by its name, links and folders are none.
    """
    found = {}
    for path in sorted(inbox.iterdir()) if inbox.is_dir() else ():
        is_whole = not path.name.startswith((".", "~$")) and path.suffix.lower() not in _UNFINISHED
        if is_whole and path.is_file() and not path.is_symlink():
            stat = path.stat()
            found[path] = (stat.st_size, stat.st_mtime_ns)
    return found


def take_in(inbox: Path, before: Seen, seeds_dir: Path, limits: Limits) -> Iterator[Taken]:
    """Add the files that have not changed since they were seen, and yield what became of each.

    A file is moved once it is added: who is killed between finds it held already, and moves it.

    Args:
        inbox: the folder.
        before: what `waiting` returned some seconds ago.
        seeds_dir: the folder of seeds.
        limits: of reading a file.

    Raises:
        CatalogError: the catalog cannot be read or written; the file stays.
        OSError: the disk is full or not writable; so does it then.
    """
    for file, state in waiting(inbox).items():
        if before.get(file) != state:
            continue
        contents = held_in(seeds_dir)
        try:
            held = held_as(file, contents)
            doc_id = held or add_document(file, seeds_dir, limits=limits).entry.doc_id
        except (CatalogError, ReadError) as error:
            why = " ".join(str(error).split())
            moved = _moved(file, inbox / REFUSED)
            with whole_file(moved.with_name(moved.name + WHY)) as pending:
                pending.write_text(f"没有收录 Not taken in: {why}\n", encoding="utf-8")
            yield Taken(file.name, why=why)
        else:
            _moved(file, inbox / ADDED)
            yield Taken(file.name, doc_id, is_new=not held)


def _moved(file: Path, folder: Path) -> Path:
    """Move a file into a folder, under another name where one lies there, and return where it is."""
    folder.mkdir(exist_ok=True)
    names = (file.name, *(f"{file.stem}-{number}{file.suffix}" for number in range(2, 10_000)))
    target = next(folder / name for name in names if not (folder / name).exists())
    file.replace(target)
    return target
