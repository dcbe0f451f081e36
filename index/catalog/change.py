"""A change of the folder of seeds, whole or not begun: made ready in a folder beside, then carried out from there.

Who is killed while carrying it out leaves that folder, and who takes the lock of the seeds next goes on.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.whole import partials_of, sync, whole_folder

CATALOG = "catalog.toml"
_NEXT = ".next"
_FILES, _GONE = "files", "gone.json"


def change(seeds_dir: Path, catalog: str, *, files: Mapping[str, bytes], gone: Sequence[str]) -> None:
    """Put another catalog in place with the files that came and without those that went; the lock must be held.

    Args:
        seeds_dir: the folder of seeds, in which no change is under way.
        catalog: its text.
        files: what is written, by its path in that folder.
        gone: the names of what is deleted; one that is not there is none the less gone.

    Raises:
        OSError: the disk is full or not writable. Before the change is ready nothing has been changed; after that the
            next one who takes the lock goes on with it.
    """
    with whole_folder(seeds_dir / _NEXT) as ready:
        (ready / _FILES).mkdir(parents=True)
        for name, content in files.items():
            (ready / _FILES / name).parent.mkdir(exist_ok=True)
            (ready / _FILES / name).write_bytes(content)
        (ready / _GONE).write_text(json.dumps(list(gone)), encoding="utf-8")
        (ready / CATALOG).write_text(catalog, encoding="utf-8")
    carry_out(seeds_dir)


def is_under_way(seeds_dir: Path) -> bool:
    """Return whether a change is being carried out, or was when its process was killed."""
    return (seeds_dir / _NEXT).is_dir()


def carry_out(seeds_dir: Path) -> None:
    """Carry out what is left of the change that is under way, if one is; the lock must be held.

    Raises:
        OSError: the disk is not writable; what is left can be carried out later.
    """
    for left in partials_of(seeds_dir / _NEXT):  # of who was killed before one was ready: nobody else is at it
        shutil.rmtree(left, ignore_errors=True)
    if not is_under_way(seeds_dir):
        return
    ready = seeds_dir / _NEXT
    for file in sorted(path for path in (ready / _FILES).rglob("*") if path.is_file()):
        target = seeds_dir / file.relative_to(ready / _FILES)
        target.parent.mkdir(exist_ok=True)
        file.replace(target)
    if (ready / CATALOG).exists():  # it goes last: without it all has been carried out
        for name in json.loads((ready / _GONE).read_text(encoding="utf-8")):
            (seeds_dir / name).unlink(missing_ok=True)
        (ready / CATALOG).replace(seeds_dir / CATALOG)
    sync(seeds_dir)
    shutil.rmtree(ready)
