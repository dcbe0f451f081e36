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
from index.segment.files import SegmentFile, SegmentFiles, changed
from index.segment.lookup import load_trie
from index.segment.postings import Postings
from index.segment.records import SegmentRecords
from index.segment.vectors import Vectors

FORMAT_VERSION = 7
MANIFEST = "segment.json"
_REBUILD = "rebuild it with: python -m index build"


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
    """An open segment; `sha256` is of its manifest, and so of all its files."""

    manifest: SegmentManifest
    sha256: str
    records: SegmentRecords
    vectors: Vectors
    terms: Postings
    words: Postings
    sounds: marisa_trie.Trie


def read_segment_manifest(folder: Path, sha256: str = "") -> SegmentManifest:
    """Return what a segment holds.

    Args:
        folder: where it was written.
        sha256: of its manifest, where the index says it.

    Raises:
        IndexFormatError: there is none, or of another version, or it is damaged.
    """
    return _read_manifest(folder, sha256)[0]


def open_segment(folder: Path, sha256: str = "", *, verify: bool = False, mapped: bool = False) -> Segment:
    """Return the segment in a folder, each file of which is as it was written.

    Args:
        folder: where it was written.
        sha256: of its manifest, where the index says it.
        verify: wait for the checksums of large files too; else they are compared behind, and before they are used.
        mapped: map small files too, for one that is only to be merged.

    Raises:
        IndexFormatError: a file is missing, has changed, or does not fit the others.
    """
    manifest, found = _read_manifest(folder, sha256)
    files = _files(folder, manifest, mapped=mapped)
    files.check_sizes()
    files.check_behind()
    if verify:
        files.check_large()
    try:
        segment = Segment(
            manifest,
            found,
            SegmentRecords.load(files.under("records")),
            Vectors.load(files.under("vectors"), manifest.dimension),
            Postings.load(files.under("terms")),
            Postings.load(files.under("words")),
            load_trie(files, "sounds.marisa", marisa_trie.Trie()),
        )
    except IndexFormatError as error:
        raise IndexFormatError(f"{str(error).removesuffix(f'; {_REBUILD}')}; {_REBUILD}") from error
    except (RuntimeError, OSError, ValueError, LookupError, MemoryError) as error:  # what was written was wrong already
        raise IndexFormatError(f"{folder} is damaged; {_REBUILD}") from error
    held = (len(segment.records.entries), len(segment.records.chunks), len(segment.terms))
    if held != (len(manifest.documents), manifest.n_chunks, manifest.n_chunks):
        raise IndexFormatError(f"{folder} does not hold what its manifest says; {_REBUILD}")
    return segment


def damaged_files(folder: Path, sha256: str) -> tuple[Path, ...]:
    """Return the files of a segment that are missing or are not as they were written.

    Args:
        folder: where it was written.
        sha256: of its manifest.
    """
    try:
        manifest = read_segment_manifest(folder, sha256)
    except IndexFormatError:
        return (folder / MANIFEST,)
    return tuple(_files(folder, manifest).damaged())


def _files(folder: Path, manifest: SegmentManifest, *, mapped: bool = False) -> SegmentFiles:
    return SegmentFiles(folder, {file.name: file for file in manifest.files}, mapped=mapped)


def _read_manifest(folder: Path, sha256: str) -> tuple[SegmentManifest, str]:
    """Return the manifest of a segment and its sha256."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
        manifest = SegmentManifest.model_validate_json(content)
    except (OSError, ValidationError) as error:
        raise IndexFormatError(f"{path} is missing or damaged; {_REBUILD}") from error
    if manifest.format_version != FORMAT_VERSION:
        version = manifest.format_version
        raise IndexFormatError(f"{path} has format {version}, this program reads {FORMAT_VERSION}; {_REBUILD}")
    found = hashlib.sha256(content).hexdigest()
    if sha256 and found != sha256:
        raise changed(path)
    return manifest, found


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
