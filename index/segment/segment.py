"""A segment: some documents with all that is derived from them, written once and never changed.

records/   see records.py         vectors/   see vectors.py
terms/     postings of the chunks' terms           words/   postings of dictionary words, a row a document
sounds.marisa   pinyin, tab, two-character term    segment.json   what it holds, and the sha256 of every file
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
from pydantic import ValidationError

from index.errors import IndexFormatError
from index.records import Frozen
from index.segment.postings import Postings
from index.segment.records import SegmentRecords
from index.segment.vectors import Vectors

FORMAT_VERSION = 4
MANIFEST = "segment.json"
_REBUILD = "rebuild it with: python -m index build"


class SegmentFile(Frozen):
    """One file of a segment."""

    name: str
    n_bytes: int
    sha256: str


class SegmentManifest(Frozen):
    """What a segment holds: its documents with the fingerprints of what shaped them, the model of its vectors."""

    format_version: int
    documents: tuple[tuple[str, str], ...]
    model: str
    dimension: int
    n_chunks: int
    files: tuple[SegmentFile, ...]


@dataclass(frozen=True)
class Segment:
    """An open segment."""

    manifest: SegmentManifest
    records: SegmentRecords
    vectors: Vectors
    terms: Postings
    words: Postings
    sounds: marisa_trie.Trie


def read_segment_manifest(folder: Path) -> SegmentManifest:
    """Return what a segment holds.

    Raises:
        IndexFormatError: there is none, or of another version, or it is damaged.
    """
    path = folder / MANIFEST
    try:
        manifest = SegmentManifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexFormatError(f"{path} is missing or damaged; {_REBUILD}") from error
    if manifest.format_version != FORMAT_VERSION:
        found = manifest.format_version
        raise IndexFormatError(f"{path} has format {found}, this program reads {FORMAT_VERSION}; {_REBUILD}")
    return manifest


def open_segment(folder: Path, *, verify: bool = False) -> Segment:
    """Return the segment in a folder.

    Args:
        folder: where it was written.
        verify: also compare every file with its sha256.

    Raises:
        IndexFormatError: a file is missing, has another size, or does not fit the others.
    """
    manifest = read_segment_manifest(folder)
    for file in manifest.files:
        path = folder / file.name
        if not path.is_file():
            raise IndexFormatError(f"{path} is missing; {_REBUILD}")
        if path.stat().st_size != file.n_bytes or (verify and _sha256(path) != file.sha256):
            raise IndexFormatError(f"{path} has changed since it was built; {_REBUILD}")
    try:
        sounds = marisa_trie.Trie()
        sounds.mmap(str(folder / "sounds.marisa"))
        segment = Segment(
            manifest,
            SegmentRecords.load(folder / "records"),
            Vectors.load(folder / "vectors"),
            Postings.load(folder / "terms"),
            Postings.load(folder / "words"),
            sounds,
        )
    except IndexFormatError as error:
        raise IndexFormatError(f"{error}; {_REBUILD}") from error
    except (RuntimeError, OSError, ValidationError) as error:
        raise IndexFormatError(f"{folder} is damaged; {_REBUILD}") from error
    held = (len(segment.records.entries), len(segment.records.chunks), len(segment.terms), segment.vectors.stored.d)
    if held != (len(manifest.documents), manifest.n_chunks, manifest.n_chunks, manifest.dimension):
        raise IndexFormatError(f"{folder} does not hold what its manifest says; {_REBUILD}")
    return segment


def write_manifest(
    folder: Path, *, documents: tuple[tuple[str, str], ...], model: str, dimension: int, n_chunks: int
) -> None:
    """Write the manifest of the files that lie in a folder."""
    files = tuple(
        SegmentFile(name=str(path.relative_to(folder)), n_bytes=path.stat().st_size, sha256=_sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    manifest = SegmentManifest(
        format_version=FORMAT_VERSION,
        documents=documents,
        model=model,
        dimension=dimension,
        n_chunks=n_chunks,
        files=files,
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
