"""`index reread`: documents whose file an older reader read, read anew by that of today."""

import argparse
from collections.abc import Sequence

from index.catalog.add import Added, add_document
from index.catalog.catalog import CatalogEntry, read_catalog
from index.catalog.original import ORIGINALS, original_of
from index.commands.said import Build, Said, built
from index.config import IndexSettings
from index.errors import CatalogError
from index.load.limits import Limits
from index.load.reading import reader_versions


def reread(settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> None:
    """Read anew what an older reader read, or the documents that are named, and build.

    What was read before is kept where it is cited, as of any edition that another replaces.

    Raises:
        LuohuError: a document is not held, came as text, or its file is not as it was; or no index can be built.
        OSError: the disk is full or not writable.
    """
    entries = read_catalog(settings.seeds_dir)
    chosen = _named(entries, options.doc_ids) if options.doc_ids else outdated(entries, settings)
    documents = []
    for entry in chosen:
        added = _read_anew(entry, settings)
        is_other = added.entry.sha256 != entry.sha256
        said.line(f"{entry.doc_id}: {_reader(entry)} → {_reader(added.entry)}; {_CHANGED if is_other else 'same text'}")
        documents.append({"doc_id": entry.doc_id, "reader": _reader(added.entry), "is_other_text": is_other})
    if not chosen:
        said.line("every file was read by the reader of today")
    said.end(act="reread", documents=documents, index=built(build(), said))


_CHANGED = "another text; citations of the one before still open it"


def outdated(entries: Sequence[CatalogEntry], settings: IndexSettings) -> tuple[CatalogEntry, ...]:
    """Return the documents whose file a reader of another version read, in the order of the catalogue."""
    today = reader_versions(Limits.of(settings))
    return tuple(entry for entry in entries if entry.original and _reader(entry).partition(",")[0] not in today)


def outdated_line(entries: Sequence[CatalogEntry]) -> str:
    """Return which documents are to be read anew, and by what command."""
    named = ", ".join(f"{entry.doc_id} ({_reader(entry)})" for entry in entries)
    return f"read by an older reader: {named}; read them anew with: python -m index reread"


def _named(entries: Sequence[CatalogEntry], doc_ids: Sequence[str]) -> tuple[CatalogEntry, ...]:
    by_id = {entry.doc_id: entry for entry in entries}
    for doc_id in doc_ids:
        if doc_id not in by_id:
            raise CatalogError(f"no document is named {doc_id}; python -m index list names those that are held")
        if not by_id[doc_id].original:
            raise CatalogError(f"{doc_id} came as text, which no reader changes; give the name of another document")
    return tuple(by_id[doc_id] for doc_id in doc_ids)


def _read_anew(entry: CatalogEntry, settings: IndexSettings) -> Added:
    original_of(entry, settings.seeds_dir)  # raises where the file is not the one that was read
    file = settings.seeds_dir / ORIGINALS / (entry.original.file if entry.original else "")
    return add_document(
        file,
        settings.seeds_dir,
        name=entry.doc_id,
        limits=Limits.of(settings),
        replaced_to=settings.removed_dir,
        life=entry.life,
    )


def _reader(entry: CatalogEntry) -> str:
    return entry.original.reader if entry.original else ""
