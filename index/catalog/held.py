"""Whether a file is held already, whatever its name: by the checksum of its content."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.catalog.blocks import TABLE
from index.catalog.catalog import CatalogEntry, parse_catalog, read_catalog_text
from index.catalog.change import CATALOG
from index.errors import CatalogError, ReadError
from index.load.encoding import decoded
from index.load.kind import HEAD, is_plain


def held_in(seeds_dir: Path) -> dict[str, str]:
    """Return what a folder of seeds holds, as `held_contents`; nothing where its catalog has no entry yet.

    Raises:
        CatalogError: the catalog cannot be read.
    """
    path = seeds_dir / CATALOG
    text = read_catalog_text(path)
    return held_contents(parse_catalog(text, path)) if f"[[{TABLE}]]" in text else {}


def held_contents(entries: Iterable[CatalogEntry]) -> dict[str, str]:
    """Return the documents by the checksums of their texts, and of the files they came as."""
    found: dict[str, str] = {}
    for entry in entries:
        found[entry.sha256] = entry.doc_id
        if entry.original:
            found[entry.original.sha256] = entry.doc_id
    return found


def held_as(file: Path, contents: Mapping[str, str]) -> str:
    """Return the document that a file is held as; empty where it is not.

    Args:
        file: of any format.
        contents: documents by checksum, as `held_contents` returns them.

    Raises:
        CatalogError: it cannot be read.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CatalogError(f"cannot read {file}: {error.strerror}") from error
    found = contents.get(hashlib.sha256(content).hexdigest(), "")
    if found or not is_plain(content[:HEAD], file.name):
        return found
    try:
        text, _ = decoded(content, file.name)  # of another encoding: it is kept in UTF-8
    except ReadError:
        return ""
    return contents.get(hashlib.sha256(text.encode("utf-8")).hexdigest(), "")
