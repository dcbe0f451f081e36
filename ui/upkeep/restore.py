"""The command `python -m ui restore FILE`: what a backup holds in the place of what is there, all of it or nothing."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from index.catalog.catalog import changing, load_documents
from index.config import IndexSettings
from index.errors import LuohuError
from index.store.saved import building, load_index
from index.words.bilingual import Lexicon
from ui.config import UiSettings
from ui.errors import UpkeepError
from ui.journal.address import sqlite_file
from ui.journal.audit import Act
from ui.journal.clock import LOCAL
from ui.journal.migrate import HEAD
from ui.observe.serving import nobody_serves
from ui.upkeep.archive import BackupManifest, read_archive
from ui.upkeep.holdings import JOURNAL_DUMP, JOURNAL_FILE, Holding, holdings, inside
from ui.upkeep.noted import note
from ui.upkeep.postgresql import dump, put_back

_STAGED = ".restoring-"


@dataclass(frozen=True)
class Restored:
    """What was put back: the backup's manifest, where what was there before lies, and what is left to do."""

    manifest: BackupManifest
    aside: tuple[Path, ...]
    remarks: tuple[str, ...]


class _Staged:
    """The files of a backup, each beside the place that it will take, so that putting it there is but a new name."""

    def __init__(self, held: Sequence[Holding], stack: ExitStack, elsewhere: Path) -> None:
        self._held = {holding.prefix: holding for holding in held}
        self._stack, self._elsewhere = stack, elsewhere
        self._folders: dict[Path, Path] = {}

    def place_of(self, name: str) -> Path:
        """Return where a file of the backup is written; what these settings have no place for goes `elsewhere`."""
        prefix, _, rest = name.partition("/")
        return inside(self.folder(prefix), rest)

    def folder(self, prefix: str) -> Path:
        """Return the folder of a part of the backup."""
        holding = self._held.get(prefix)
        if holding is None:
            return inside(self._elsewhere, prefix)
        if holding.folder not in self._folders:
            holding.folder.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=_STAGED, dir=holding.folder))
            self._stack.callback(rmtree, made, ignore_errors=True)
            self._folders[holding.folder] = made
        return self._folders[holding.folder] / prefix

    def give(self) -> None:
        """Give the files to whom the folders belong that they go to: what root puts back is the service's."""
        for folder, made in self._folders.items():
            owner = folder.stat()
            for path in made.rglob("*"):
                os.chown(path, owner.st_uid, owner.st_gid)

    def parts(self) -> Iterator[tuple[Holding, Path]]:
        """Yield each part that the backup holds, with the folder of its files."""
        for prefix, holding in self._held.items():
            if holding.folder in self._folders and self.folder(prefix).is_dir():
                yield holding, self.folder(prefix)


def restore(file: Path, index_settings: IndexSettings, settings: UiSettings) -> Restored:
    """Put back what a backup holds. All of it is read and verified before anything is replaced.

    What is replaced is kept in folders `.before-restore-…` beside its place. What the backup does not hold stays. One
    that is killed between two names is finished by running it again.

    Raises:
        UpkeepError: the backup is damaged or does not fit the settings, or a process serves; nothing has changed.
        OSError: the disk is full, or a file cannot be read or replaced; nothing has changed.
    """
    held = holdings(index_settings, settings)
    with ExitStack() as stack:
        artifacts = index_settings.artifacts_dir
        artifacts.mkdir(parents=True, exist_ok=True)
        stack.enter_context(nobody_serves(artifacts))
        for left in {path for holding in held for path in holding.folder.glob(f"{_STAGED}*")}:
            rmtree(left)  # of a restore that was killed: nobody else is at it, the lock is held
        elsewhere = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=artifacts, prefix=_STAGED)))
        staged = _Staged(held, stack, elsewhere)
        manifest = read_archive(file, staged.place_of)
        _check_journal(manifest, staged, settings)
        remarks = tuple(_remarks(manifest, staged, index_settings, settings))
        index_settings.seeds_dir.mkdir(parents=True, exist_ok=True)
        stack.enter_context(changing(index_settings.seeds_dir))
        stack.enter_context(building(artifacts))
        if os.geteuid() == 0:
            staged.give()
        stamp = f".before-restore-{datetime.now(LOCAL):%Y%m%d-%H%M%S-%f}"
        swap = _Swap(stamp)
        try:
            for holding, folder in staged.parts():
                swap.put(holding, folder)
            if manifest.journal == "postgresql":
                swap.aside.setdefault(artifacts, _made(artifacts / stamp))
                dump(settings, artifacts / stamp / "journal.dump")
                put_back(settings, elsewhere / JOURNAL_DUMP)
        except BaseException:
            swap.undo()
            raise
        note(settings, Act.RESTORED, subject=file.name, made_at=manifest.made_at)
    return Restored(manifest, tuple(swap.aside.values()), remarks)


class _Swap:
    """New names for what is replaced and for what replaces it; they take no room, and can be taken back."""

    def __init__(self, stamp: str) -> None:
        self.aside: dict[Path, Path] = {}
        self._stamp = stamp
        self._moved: list[tuple[Path, Path]] = []

    def put(self, holding: Holding, new: Path) -> None:
        """Put the files of a folder in the place of those that are there."""
        aside = self.aside.setdefault(holding.folder, _made(holding.folder / self._stamp))
        for name in holding.present():
            self._move(holding.folder / name, aside / name)
        for path in sorted(new.iterdir()):
            self._move(path, holding.folder / holding.names.get(path.name, path.name))

    def undo(self) -> None:
        """Take all of it back."""
        for source, target in reversed(self._moved):
            target.rename(source)
        for folder in self.aside.values():
            with suppress(OSError):  # not empty: a dump is kept
                folder.rmdir()

    def _move(self, source: Path, target: Path) -> None:
        source.rename(target)
        self._moved.append((source, target))


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _check_journal(manifest: BackupManifest, staged: _Staged, settings: UiSettings) -> None:
    """Raise UpkeepError unless the journal can be put where the settings say, and be opened there."""
    file = sqlite_file(settings)
    kind = "sqlite" if file else "postgresql"
    if manifest.journal not in (kind, "none"):
        raise UpkeepError(f"the backup holds a journal of {manifest.journal}, the setting ui.journal_url names {kind}")
    if not file or manifest.journal == "none":
        return
    copy = staged.folder("journal") / JOURNAL_FILE.partition("/")[2]
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            ((found,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
            ((version,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except (sqlite3.Error, ValueError) as error:
        raise UpkeepError(f"the journal of the backup cannot be opened: {error}") from error
    if found != "ok":
        raise UpkeepError(f"the journal of the backup is damaged: {' '.join(found.split())}")
    if version > HEAD:
        raise UpkeepError(f"the journal of the backup is of version {version}, this program knows {HEAD}")


def _remarks(
    manifest: BackupManifest, staged: _Staged, index_settings: IndexSettings, settings: UiSettings
) -> Iterator[str]:
    """Yield what the backup does not bring, or brings in a state that a command has to mend, in a sentence each."""
    yield from (f"not in the backup: {sentence}" for sentence in manifest.left_out)
    prefixes = {each.name.partition("/")[0] for each in manifest.files}
    if "users" in prefixes and not settings.staff_file:
        yield "the backup holds the staff's users, and ui.staff_file names no file for them: they are not put back"
    if "seeds" in prefixes:
        try:
            load_documents(staged.folder("seeds"))
        except LuohuError as error:
            yield f"the documents are put back as they were, and cannot be used: {error}"
    if "index" in prefixes:
        try:
            load_index(staged.folder("index"), Lexicon.open(index_settings.cache_dir), verify=True)
        except LuohuError as error:
            yield f"the index is put back as it was, and cannot be used: {error}"
