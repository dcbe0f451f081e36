"""What is kept of a document that goes from the seeds: file and entry, in a folder named by what the file holds."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from index.catalog.catalog import CatalogEntry
from index.catalog.change import CATALOG
from index.catalog.original import beside
from index.whole import whole_file

_NAMED_BY = 12  # characters of the checksum


@dataclass(frozen=True)
class Removed:
    """A document that is no longer among the seeds, and its file, kept; in the folder it was in none was found."""

    doc_id: str
    file: Path


def keep(entry: CatalogEntry, block: str, seeds_dir: Path, removed_dir: Path) -> Removed:
    """Copy a document and its entry to a folder of their own, and the file as it came where there is one."""
    file = seeds_dir / entry.file
    content = file.read_bytes() if file.exists() else b""
    sha256 = hashlib.sha256(content).hexdigest() if file.exists() else entry.sha256
    folder = folder_of(removed_dir, entry.doc_id, sha256)
    folder.mkdir(parents=True, exist_ok=True)
    if file.exists():
        with whole_file(folder / entry.file) as pending:
            pending.write_bytes(content)
    for path in beside(entry):
        if (seeds_dir / path).exists():
            (folder / path).parent.mkdir(exist_ok=True)
            with whole_file(folder / path) as pending:
                pending.write_bytes((seeds_dir / path).read_bytes())
    with whole_file(folder / CATALOG) as pending:
        pending.write_text(block, encoding="utf-8")
    return Removed(entry.doc_id, folder / entry.file)


def folder_of(removed_dir: Path, doc_id: str, sha256: str) -> Path:
    """Return the folder that keeps one edition of a document."""
    return removed_dir / f"{doc_id}-{sha256[:_NAMED_BY]}"


def doc_id_of(folder: Path) -> str:
    """Return the document that a folder keeps an edition of."""
    return folder.name[: -_NAMED_BY - 1]


@dataclass(frozen=True)
class Edition:
    """An edition of a document that is kept: removed, or replaced by another."""

    sha256: str
    file: Path


def editions(removed_dir: Path, doc_id: str) -> tuple[Edition, ...]:
    """Return the editions that are kept of a document, the latest kept first."""
    folders = (folder for folder in removed_dir.glob("*") if folder.is_dir() and doc_id_of(folder) == doc_id)
    latest_first = sorted(folders, key=lambda folder: folder.stat().st_mtime, reverse=True)
    return tuple(
        Edition(hashlib.sha256(file.read_bytes()).hexdigest(), file)
        for folder in latest_first
        for file in sorted(folder.iterdir())
        if file.is_file() and file.stem == doc_id and file.name != CATALOG
    )


def edition_text(seeds_dir: Path, removed_dir: Path, doc_id: str, sha256: str) -> str:
    """Return the text of an edition of a document, character for character; empty where it is not kept.

    Args:
        seeds_dir: holds those that answer, and those that are withdrawn.
        removed_dir: holds what was replaced or removed.
        doc_id: of the document.
        sha256: of the edition.
    """
    here: list[Path] = list(seeds_dir.iterdir()) if seeds_dir.is_dir() else []
    for file in sorted([*here, *folder_of(removed_dir, doc_id, sha256).glob("*")]):
        if file.is_file() and file.stem == doc_id and file.name != CATALOG:
            content = file.read_bytes()
            if hashlib.sha256(content).hexdigest() == sha256:
                return content.decode("utf-8", errors="replace")
    return ""
