"""The command `python -m ui backup FILE`: journal, staff, documents and index in one file, while a server answers."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from index.catalog.catalog import changing
from index.catalog.change import is_under_way
from index.config import IndexSettings
from index.errors import CatalogError
from index.store.saved import building
from index.whole import whole_file
from ui.config import UiSettings
from ui.errors import UpkeepError
from ui.journal.address import sqlite_file
from ui.journal.audit import Act
from ui.upkeep.archive import ArchiveWriter, BackupManifest, JournalKind, verify_archive
from ui.upkeep.holdings import JOURNAL_DUMP, JOURNAL_FILE, files_below, holdings
from ui.upkeep.noted import note
from ui.upkeep.postgresql import dump


def back_up(file: Path, index_settings: IndexSettings, settings: UiSettings) -> BackupManifest:
    """Write a backup and read it again; where that fails, nothing is left and nothing is replaced.

    Raises:
        UpkeepError: the journal cannot be copied, the documents are half changed, or what was written is not what was
            read.
        OSError: a file cannot be read, or the disk is full.
    """
    if not file.parent.is_dir():
        raise UpkeepError(f"there is no folder {file.parent} for the backup")
    # It holds the staff's key and what people asked: for nobody else to read.
    with (
        whole_file(file, mode=0o600) as written,
        TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder,
    ):
        kind, copy = _journal(Path(folder), settings)
        writer = ArchiveWriter(written)
        try:
            if copy:
                writer.add(JOURNAL_FILE if kind == "sqlite" else JOURNAL_DUMP, copy)
            left_out = tuple(_add_files(writer, index_settings, settings))
            manifest = writer.finish(journal=kind, program=version("luohu-qa"), left_out=left_out)
        finally:
            with suppress(OSError):  # of a full disk, which has been told already
                writer.close()
        verify_archive(written)
    note(settings, Act.BACKED_UP, subject=file.name, made_at=manifest.made_at)
    return manifest


def _add_files(writer: ArchiveWriter, index_settings: IndexSettings, settings: UiSettings) -> Iterator[str]:
    """Add what is files; yield what was not there, in a sentence each."""
    with _unchanged(index_settings):
        for holding in holdings(index_settings, settings):
            if holding.prefix == "journal":
                continue
            renamed = {own: name for name, own in holding.names.items()}
            with holding.still():
                entries = holding.present()
                for name, path in files_below(holding.folder, entries):
                    writer.add(f"{holding.prefix}/{renamed.get(name, name)}", path)
            if not entries:
                yield f"{holding.prefix}: there is none in {holding.folder}"
    if settings.staff_users:
        yield "users: those of ui.staff_users are in the settings"
    if settings.session_key.get_secret_value():
        yield "key: ui.session_key is in the settings"
    if index_settings.milvus_uri:
        yield "what Milvus holds: python -m index build writes it again"


@contextmanager
def _unchanged(index_settings: IndexSettings) -> Iterator[None]:
    """Hold the locks of documents and index; a folder that cannot be locked cannot be changed from here either.

    Raises:
        UpkeepError: the documents are half changed, and the change cannot be finished from here.
    """
    with ExitStack() as held:
        try:
            held.enter_context(changing(index_settings.seeds_dir))  # which finishes a change that was broken off
        except CatalogError as error:
            if is_under_way(index_settings.seeds_dir):
                raise UpkeepError(f"the documents are half changed, and that cannot be finished: {error}") from error
        with suppress(OSError):
            held.enter_context(building(index_settings.artifacts_dir))
        yield


def _journal(folder: Path, settings: UiSettings) -> tuple[JournalKind, Path | None]:
    """Return of what kind the journal is, and a copy of it as it was at one moment."""
    file = sqlite_file(settings)
    if file is None:
        return "postgresql", dump(settings, folder / "journal.dump")
    if not file.exists():
        return "none", None
    copy = folder / "journal.sqlite"
    try:
        with (
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            ((found,),) = target.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as error:
        raise UpkeepError(f"cannot copy the journal {file}: {error}; see: python -m ui doctor") from error
    if found != "ok":
        raise UpkeepError(f"the journal {file} is damaged: {' '.join(found.split())}; see: python -m ui doctor")
    return "sqlite", copy
