"""The saved index: a folder a build, switched to atomically, verified when opened.

    artifacts/
      CURRENT              the name of the folder in use, replaced last
      <fingerprint>-<n>/   manifest.json, documents.jsonl, sections.jsonl, units.jsonl, chunks.jsonl, dropped.jsonl,
                           dense.faiss, lexical/…, bilingual.json, sounds.json
A build that is killed or runs out of disk leaves CURRENT, and so the last good index, as it was.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from index.bilingual import Bilingual
from index.corpus import Corpus
from index.dense import DenseSearcher
from index.errors import IndexFormatError
from index.lexical import LexicalSearcher
from index.records import Chunk, Document, Dropped, Frozen, IndexManifest, Section, Unit
from index.sounds import Sounds

FORMAT_VERSION = 2
_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_PARTIAL = ".partial-"
ABANDONED_SECONDS = 3600  # writing an index takes seconds; an older partial folder is a killed build's
_REBUILD = "rebuild it with: python -m index build"

R = TypeVar("R", bound=Frozen)
T = TypeVar("T")


@dataclass(frozen=True)
class OpenIndex:
    """An index in memory: records, both searchers and what built it."""

    manifest: IndexManifest
    corpus: Corpus
    dense: DenseSearcher
    lexical: LexicalSearcher
    bilingual: Bilingual
    sounds: Sounds


def save_index(index: OpenIndex, artifacts_dir: Path) -> Path:
    """Write the index beside the last one and switch to it.

    Returns:
        The folder written. Its manifest names the sha256 of every file in it.

    Raises:
        OSError: the disk is full or not writable; the index in use stays as it was.
    """
    artifacts_dir.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=artifacts_dir))
    try:
        _write_records(index.corpus, partial)
        index.dense.save(partial / "dense.faiss")
        index.lexical.save(partial / "lexical")
        _write_json(partial / "bilingual.json", index.bilingual.glosses)
        _write_json(partial / "sounds.json", index.sounds.by_sound)
        files = tuple((str(path.relative_to(partial)), _sha256(path)) for path in _files(partial))
        manifest = index.manifest.model_copy(update={"files": files})
        (partial / _MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        _sync(partial)
        final = _free_name(artifacts_dir, manifest.fingerprint[:12])
        partial.rename(final)
        _switch(artifacts_dir, final.name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    _remove_others(artifacts_dir, final.name)
    return final


def read_manifest(artifacts_dir: Path) -> IndexManifest:
    """Return the manifest of the index in use.

    Raises:
        IndexFormatError: there is none, or it is damaged.
    """
    return _manifest(_current(artifacts_dir))


def load_index(artifacts_dir: Path, *, verify: bool = False) -> OpenIndex:
    """Return the index in use.

    Args:
        artifacts_dir: where indexes are kept.
        verify: also compare every file with its sha256 in the manifest.

    Raises:
        IndexFormatError: it is missing, damaged or incomplete.
    """
    folder = _current(artifacts_dir)
    manifest = _manifest(folder)
    for name, sha256 in manifest.files:
        path = folder / name
        if not path.is_file():
            raise IndexFormatError(f"{path} is missing; {_REBUILD}")
        if verify and _sha256(path) != sha256:
            raise IndexFormatError(f"{path} has changed since it was built; {_REBUILD}")
    try:
        corpus = Corpus(
            _read(folder / "documents.jsonl", Document),
            _read(folder / "sections.jsonl", Section),
            _read(folder / "units.jsonl", Unit),
            _read(folder / "chunks.jsonl", Chunk),
            _read(folder / "dropped.jsonl", Dropped),
        )
    except KeyError as error:  # a chunk names a unit that is not there
        raise IndexFormatError(f"{folder} does not hold what its manifest says; {_REBUILD}") from error
    dense = DenseSearcher.load(folder / "dense.faiss", [encoded.row for encoded in corpus.encoded])
    lexical = LexicalSearcher.load(folder / "lexical")
    held = (len(corpus.units), len(corpus.chunks), lexical.n_chunks, dense.dimension)
    expected = (manifest.n_units, manifest.n_chunks, manifest.n_chunks, manifest.dimension)
    documents = tuple((document.doc_id, document.sha256) for document in corpus.documents.values())
    lost = {unit.section_id for unit in corpus.units.values()} - corpus.sections.keys()
    if held != expected or documents != manifest.documents or lost:
        raise IndexFormatError(f"{folder} does not hold what its manifest says; {_REBUILD}")
    glosses = _read_json(folder / "bilingual.json", TypeAdapter(dict[str, tuple[tuple[str, float], ...]]))
    sounds = _read_json(folder / "sounds.json", TypeAdapter(dict[str, tuple[str, ...]]))
    return OpenIndex(manifest, corpus, dense, lexical, Bilingual(glosses), Sounds(sounds))


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(dict(content), ensure_ascii=False), encoding="utf-8")


def _read_json(path: Path, shape: TypeAdapter[T]) -> T:
    try:
        return shape.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexFormatError(f"{path} is damaged; {_REBUILD}") from error


def _write_records(corpus: Corpus, folder: Path) -> None:
    tables: dict[str, Iterable[Frozen]] = {
        "documents": corpus.documents.values(),
        "sections": corpus.sections.values(),
        "units": corpus.units.values(),
        "chunks": corpus.chunks,
        "dropped": corpus.dropped,
    }
    for name, records in tables.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(record.model_dump_json() + "\n" for record in records)


def _read(path: Path, model: type[R]) -> Sequence[R]:
    try:
        with path.open(encoding="utf-8") as file:
            return tuple(model.model_validate_json(line) for line in file)
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise IndexFormatError(f"{path} is damaged; {_REBUILD}") from error


def _current(artifacts_dir: Path) -> Path:
    try:
        name = (artifacts_dir / _CURRENT).read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise IndexFormatError(f"{artifacts_dir / _CURRENT} is damaged; {_REBUILD}") from error
    except OSError as error:
        raise IndexFormatError(f"there is no index in {artifacts_dir}; build it with: python -m index build") from error
    return artifacts_dir / name


def _manifest(folder: Path) -> IndexManifest:
    path = folder / _MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.get("format_version") != FORMAT_VERSION:
            found = content.get("format_version")
            raise IndexFormatError(f"{path} has format {found}, this program reads {FORMAT_VERSION}; {_REBUILD}")
        return IndexManifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, AttributeError) as error:
        raise IndexFormatError(f"{path} is missing or damaged; {_REBUILD}") from error


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    for path in [*_files(folder), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _free_name(artifacts_dir: Path, prefix: str) -> Path:
    number = 1
    while (artifacts_dir / f"{prefix}-{number}").exists():
        number += 1
    return artifacts_dir / f"{prefix}-{number}"


def _switch(artifacts_dir: Path, name: str) -> None:
    pending = artifacts_dir / f".{_CURRENT}.{os.getpid()}"
    with pending.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pending.replace(artifacts_dir / _CURRENT)


def _remove_others(artifacts_dir: Path, name: str) -> None:
    """Remove older indexes and what killed builds left; a process that has one open keeps its open files."""
    for path in artifacts_dir.iterdir():
        if path.is_dir() and path.name != name and _is_left_over(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_left_over(path: Path) -> bool:
    if not path.name.startswith(_PARTIAL):
        return (path / _MANIFEST).exists()
    try:
        return time.time() - path.stat().st_mtime > ABANDONED_SECONDS
    except FileNotFoundError:  # another build has just put it in place
        return False
