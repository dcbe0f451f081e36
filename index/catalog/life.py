"""What becomes of a document, written into its entry: corrected, superseded, withdrawn, in force again."""

from pathlib import Path

from index.catalog.blocks import catalog_blocks, number_of, with_life
from index.catalog.catalog import CatalogEntry, changing, parse_catalog, read_catalog_text
from index.catalog.change import CATALOG, change
from index.errors import CatalogError, Fault
from index.records import Life, State


def set_life(doc_id: str, life: Life, seeds_dir: Path) -> CatalogEntry:
    """Return the entry of a document with what has become of it; all else of the catalog stays as it was.

    Raises:
        CatalogError: there is no such document, what is said cannot be, or no document would answer any longer;
            nothing has been changed then.
        OSError: the disk is full or not writable.
    """
    with changing(seeds_dir):
        path = seeds_dir / CATALOG
        text = read_catalog_text(path)
        entries = {entry.doc_id: entry for entry in parse_catalog(text, path)}
        if doc_id not in entries:
            raise CatalogError(f"there is no document {doc_id}; list them with: python -m index list")
        if life.by and life.by not in entries:
            raise CatalogError(f"there is no document {life.by} to hold in its place; add it first, or leave it out")
        rest = (entry for entry in entries.values() if entry.doc_id != doc_id)
        if life.state is State.WITHDRAWN and all(entry.life.state is State.WITHDRAWN for entry in rest):
            raise CatalogError(
                "no document would answer any longer; add another first: python -m index add FILE", Fault.LAST_DOCUMENT
            )
        blocks = catalog_blocks(text)
        at = number_of(blocks, entries[doc_id].file, path)
        blocks[at] = with_life(blocks[at], life)
        catalog = "".join(blocks).rstrip("\n") + "\n"
        found = next(entry for entry in parse_catalog(catalog, path) if entry.doc_id == doc_id)
        change(seeds_dir, catalog, files={}, gone=())
        return found
