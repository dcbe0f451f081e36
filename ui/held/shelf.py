"""The folder of what was uploaded: a folder a file, with the file as it came and what is known of it.

    held/
      <id>/item.json      where it stands; replaced whole
      <id>/file/<name>    as it came, under a name made harmless
      <id>/preview.json   what was read of it
      <id>/asked.json     questions it answers
      build               is there while the index is behind the documents for another reason
      built               when it was then built
      progress.json       how far the index is that is being built
Nothing of it lies among the documents, and nothing in it is ever run.
"""

import hashlib
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError

from index.catalog.change import CATALOG
from index.errors import Fault
from index.load.limits import MEGABYTE
from index.lock import locked
from index.whole import whole_file
from ui.errors import HeldError, MissingHeldError
from ui.held.problems import Problem
from ui.held.records import Approval, Asked, Held, Preview, Progress, State
from ui.journal.records import now

ITEM, FILE, PREVIEW, ASKED, PROGRESS = "item.json", "file", "preview.json", "asked.json", "progress.json"
BUILD, BUILT = "build", "built"
MOST_NAME_BYTES = 120
_ID = re.compile(r"[0-9a-f]{16}")
_HARMFUL = re.compile(r"[^\w.()（）〔〕·-]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")
_PIECE_BYTES = 1 << 20
R = TypeVar("R", bound=BaseModel)


class Shelf:
    """What was uploaded. May be shared by threads and processes: each change is made under a lock."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder, which is made when something is put there."""
        self.folder = folder

    def put(self, name: str, content: BinaryIO, *, by: str, most_bytes: int) -> Held:
        """Keep a file that was uploaded, to be read; one that is too long is not kept, and only told.

        Args:
            name: as the browser says; anything.
            content: its bytes.
            by: who uploads it.
            most_bytes: that it may have.

        Raises:
            HeldError: the folder cannot be written.
        """
        held_id, name = secrets.token_hex(8), harmless(name)
        place = self.folder / held_id
        try:
            (place / FILE).mkdir(parents=True)
            digest, n_bytes = hashlib.sha256(), 0
            with (place / FILE / name).open("xb") as file:
                while piece := content.read(_PIECE_BYTES):
                    n_bytes += len(piece)
                    if n_bytes <= most_bytes:
                        digest.update(piece)
                        file.write(piece)
            if n_bytes > most_bytes:  # told, not kept
                (place / FILE / name).unlink()
            at = now()
            is_bad = n_bytes > most_bytes
            item = Held(
                held_id=held_id,
                name=name,
                n_bytes=n_bytes,
                sha256=digest.hexdigest(),
                by=by,
                came_at=at,
                changed_at=at,
                state=State.BAD if is_bad else State.CAME,
                problem=_too_large(name, n_bytes, most_bytes) if is_bad else None,
            )
            self._write(item)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise HeldError(f"{name} cannot be kept in {self.folder}: {error.strerror or error}") from error
        return item

    def items(self) -> tuple[Held, ...]:
        """Return what is held, the latest first."""
        found = (self._read(folder) for folder in self.folder.glob("*") if _ID.fullmatch(folder.name))
        return tuple(sorted(filter(None, found), key=lambda item: (item.came_at, item.held_id), reverse=True))

    def item(self, held_id: str) -> Held:
        """Return one of them. Raises MissingHeldError when it is not there."""
        found = self._read(self.folder / held_id) if _ID.fullmatch(held_id) else None
        if found is None:
            raise MissingHeldError(f"nothing is held as {held_id!r}")
        return found

    def file(self, item: Held) -> Path:
        """Return where the file lies as it came."""
        return self.folder / item.held_id / FILE / item.name

    def preview(self, item: Held) -> Preview | None:
        """Return what was read of a file; None where nothing is there yet."""
        return _record(self.folder / item.held_id / PREVIEW, Preview)

    def asked(self, item: Held) -> Asked | None:
        """Return the questions a file answers; None while they are looked for."""
        return _record(self.folder / item.held_id / ASKED, Asked)

    def end_asking(self, item: Held) -> None:
        """Say that nothing is asked any more, where whoever asked said nothing: it would be tried for ever."""
        file = self.folder / item.held_id / ASKED
        if file.parent.is_dir() and not file.exists():
            with whole_file(file) as written:
                written.write_text(Asked(questions={}).model_dump_json(), encoding="utf-8")

    def progress(self) -> Progress:
        """Return how far the index is that is being built."""
        return _record(self.folder / PROGRESS, Progress) or Progress()

    def become(
        self,
        held_id: str,
        state: State,
        *,
        of: frozenset[State],
        problem: Problem | None = None,
        approval: Approval | None = None,
    ) -> Held:
        """Change where a file stands, and return it.

        Args:
            held_id: which one.
            state: that it gets.
            of: the states it may come from.
            problem: what is wrong, None for nothing.
            approval: that it gets; by default it keeps what it has.

        Raises:
            MissingHeldError: it is not there, or stands where it cannot come from, as when two people act at once.
            HeldError: the folder cannot be written.
        """
        self.item(held_id)
        with self._changing():
            item = self.item(held_id)
            if item.state not in of:
                raise MissingHeldError(f"{item.name} is {item.state}")
            update = {"state": state, "problem": problem, "changed_at": now(), "approval": approval or item.approval}
            changed = item.model_copy(update=update)
            self._write(changed)
        return changed

    def discard(self, held_id: str, *, of: frozenset[State]) -> Held:
        """Throw a file away, and return what it was. Raises as `become`."""
        self.item(held_id)
        with self._changing():
            item = self.item(held_id)
            if item.state not in of:
                raise MissingHeldError(f"{item.name} is {item.state}")
            (self.folder / held_id / ITEM).unlink()
            shutil.rmtree(self.folder / held_id, ignore_errors=True)
        return item

    def want_build(self) -> None:
        """Have the index built: the catalogue has changed. Raises HeldError where the folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with whole_file(self.folder / BUILD) as written:
                written.touch()
        except OSError as error:
            raise HeldError(f"cannot write in {self.folder}: {error.strerror or error}") from error

    def build_wanted(self) -> int:
        """Return when the index was last wanted to be built, in nanoseconds; 0 where it is not."""
        try:
            return (self.folder / BUILD).stat().st_mtime_ns
        except OSError:
            return 0

    def end_build(self, wanted: int) -> None:
        """Say that it is built, unless it was wanted again meanwhile."""
        if wanted and self.build_wanted() == wanted:
            (self.folder / BUILD).replace(self.folder / BUILT)
            (self.folder / BUILT).touch()

    def was_built(self, within: timedelta) -> bool:
        """Return whether a wanted index was built so lately that servers may be taking it up."""
        try:
            return time.time() - (self.folder / BUILT).stat().st_mtime < within.total_seconds()
        except OSError:
            return False

    @property
    def n_bytes(self) -> int:
        """How much is held."""
        return sum(item.n_bytes for item in self.items() if self.file(item).exists())

    def entries(self) -> tuple[str, ...]:
        """Return the names of what is held in the folder: files that have come whole, and that a build is wanted."""
        whole = (file.parent.name for file in self.folder.glob(f"*/{ITEM}"))
        wanted = [BUILD] if self.build_wanted() else []
        return (*sorted(name for name in whole if _ID.fullmatch(name)), *wanted)

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Keep everybody from changing where a file stands, or throwing it away. Raises HeldError as a change does."""
        with self._changing() if self.folder.is_dir() else nullcontext():
            yield

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            with locked(self.folder / ".lock"):
                yield
        except OSError as error:
            raise HeldError(f"cannot write in {self.folder}: {error.strerror or error}") from error

    def _write(self, item: Held) -> None:
        with whole_file(self.folder / item.held_id / ITEM) as written:
            written.write_text(item.model_dump_json(), encoding="utf-8")

    def _read(self, folder: Path) -> Held | None:
        return _record(folder / ITEM, Held)


def harmless(name: str) -> str:
    """Return a file's name without folders, marks that mean something to a program, and what is too long.

    Example:
        >>> harmless("../annual report?.PDF")
        'annual_report.pdf'
    """
    last = PureWindowsPath(PurePosixPath(unicodedata.normalize("NFC", name)).name).name
    stem, dot, ending = last.rpartition(".")
    suffix = f".{ending.lower()}" if dot and stem and _ENDING.fullmatch(f".{ending}") else ""
    stem = _HARMFUL.sub("_", stem if suffix else last).strip("_.-")
    room = MOST_NAME_BYTES - len(suffix)
    made = (stem.encode()[:room].decode(errors="ignore") or "document") + suffix
    return f"_{CATALOG}" if made == CATALOG else made  # a catalogue is put beside


def _too_large(name: str, n_bytes: int, most_bytes: int) -> Problem:
    found, most = f"{n_bytes / MEGABYTE:,.0f}", f"{most_bytes / MEGABYTE:,.0f}"
    said = f"{name} has {found} MB, {most} MB may be read"
    return Problem(fault=Fault.TOO_LARGE, said=said, named={"found": found, "most": most})


def _record(file: Path, kind: type[R]) -> R | None:
    """Return a record; None where it is not there, or was written by another version."""
    try:
        return kind.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
