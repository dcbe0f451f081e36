"""Take documents out of seeds/: file and entry, both or neither, kept in a folder of their own."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from index.catalog.blocks import catalog_blocks, number_of
from index.catalog.catalog import changing, parse_catalog, read_catalog_text
from index.catalog.change import CATALOG, change
from index.catalog.kept import Removed, doc_id_of, keep
from index.catalog.original import beside
from index.errors import CatalogError, Fault


def remove_documents(doc_ids: Sequence[str], seeds_dir: Path, removed_dir: Path) -> tuple[Removed, ...]:
    """Return what was removed; a document that was removed before, by a command that was killed perhaps, is as well.

    Args:
        doc_ids: which documents.
        seeds_dir: the folder of seeds.
        removed_dir: gets a folder for each, with its file and a catalog of its entry, before anything else is changed.

    Raises:
        CatalogError: there is no such document, or none would be left; nothing has been changed then.
        OSError: a disk is full or not writable.
    """
    with changing(seeds_dir):
        path = seeds_dir / CATALOG
        text = read_catalog_text(path)
        entries = {entry.doc_id: entry for entry in parse_catalog(text, path)}
        chosen = [entries[doc_id] for doc_id in dict.fromkeys(doc_ids) if doc_id in entries]
        earlier = [_kept_earlier(doc_id, removed_dir, entries) for doc_id in doc_ids if doc_id not in entries]
        if len(chosen) == len(entries):
            raise CatalogError(
                f"no document would be left in {seeds_dir}; add another first: python -m index add FILE",
                Fault.LAST_DOCUMENT,
            )
        blocks = catalog_blocks(text)
        numbers = [number_of(blocks, entry.file, path) for entry in chosen]
        kept = [keep(e, blocks[n], seeds_dir, removed_dir) for e, n in zip(chosen, numbers, strict=True)]
        if chosen:
            left = "".join(block for number, block in enumerate(blocks) if number not in numbers)
            parse_catalog(left, path)
            gone = [name for entry in chosen for name in (entry.file, *beside(entry))]
            change(seeds_dir, left.rstrip("\n") + "\n", files={}, gone=gone)
    return (*kept, *earlier)


def _kept_earlier(doc_id: str, removed_dir: Path, entries: Iterable[str]) -> Removed:
    """Return what was kept of a document that is not among the seeds.

    Raises:
        CatalogError: it was never removed; names those there are.
    """
    folders = [folder for folder in removed_dir.glob("*") if doc_id_of(folder) == doc_id]
    for folder in sorted(folders, key=lambda folder: folder.stat().st_mtime, reverse=True):
        for file in folder.iterdir():
            if file.stem == doc_id and file.name != CATALOG:
                return Removed(doc_id, file)
    raise CatalogError(f"there is no document {doc_id}; there are: {', '.join(entries)}")
