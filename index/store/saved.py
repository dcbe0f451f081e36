"""The saved index: segments that are written once, and a manifest that says which make it up, replaced in one step.

    artifacts/
      CURRENT            the name of the manifest in use and its sha256, replaced last; see index/store/pointer.py
      index-<n>.json     the manifest: its segments, the sha256 of each one's, and which of their documents count
      segments/<name>/   see index/segment/segment.py; its manifest has the sha256 of each file
A build that is killed or runs out of disk leaves CURRENT, and so the last good index, as it was. What it had finished
is taken up by the next one.
"""

import hashlib
import logging
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from index.corpus import Corpus
from index.errors import IndexFormatError
from index.lock import locked
from index.records import IndexManifest, SegmentPart
from index.search.dense import DenseSearcher
from index.search.lexical import Frequencies, LexicalSearcher, TermSearcher
from index.search.searcher import Searcher
from index.search.unit_vectors import StoredVectors, UnitVectors
from index.segment.files import changed
from index.segment.segment import FORMAT_VERSION, Segment, open_segment
from index.store.pointer import CURRENT, pointer_line, read_pointer
from index.whole import is_partial, whole_file, whole_folder
from index.words.bilingual import Bilingual, Lexicon
from index.words.sounds import Sounds

SEGMENTS = "segments"
ABANDONED_SECONDS = 6 * 3600  # writing a segment takes minutes at most; an older partial folder is a killed build's
_REBUILD = "rebuild it with: python -m index build"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenIndex:
    """An index: records, both searchers, what compares single units, and what built it.

    `unfit` says why it answers though seeds or disk allow no newer one, and what mends that; empty where it fits.
    """

    manifest: IndexManifest
    segments: tuple[Segment, ...]
    corpus: Corpus
    dense: Searcher
    lexical: TermSearcher
    vectors: UnitVectors
    bilingual: Bilingual
    sounds: Sounds
    unfit: str = ""


def in_use(artifacts_dir: Path) -> Path:
    """Return the manifest of the index in use; its name is another one after each build.

    Raises:
        IndexFormatError: there is none, or the pointer to it is damaged.
    """
    return artifacts_dir / read_pointer(artifacts_dir).name


def read_manifest(artifacts_dir: Path) -> IndexManifest:
    """Return the manifest of the index in use.

    Raises:
        IndexFormatError: there is none, or it is damaged.
    """
    pointer = read_pointer(artifacts_dir)
    path = artifacts_dir / pointer.name
    try:
        content = path.read_bytes()
        version = re.search(rb'"format_version"\s*:\s*(\d{1,9})\b', content)
        if version and int(version[1]) != FORMAT_VERSION:
            found = int(version[1])
            raise IndexFormatError(f"{path} has format {found}, this program reads {FORMAT_VERSION}; {_REBUILD}")
        manifest = IndexManifest.model_validate_json(content)
    except (OSError, ValidationError) as error:
        raise IndexFormatError(f"{path} is missing or damaged; {_REBUILD}") from error
    if hashlib.sha256(content).hexdigest() != pointer.sha256:
        raise changed(path)
    return manifest


def load_index(artifacts_dir: Path, lexicon: Lexicon, *, verify: bool = False) -> OpenIndex:
    """Return the index in use; every file is compared with its sha256 before it is used.

    Args:
        artifacts_dir: where indexes are kept.
        lexicon: for English.
        verify: wait for the large files too; else they are compared behind, and who needs one waits.

    Raises:
        IndexFormatError: it is missing, damaged or incomplete.
    """
    manifest = read_manifest(artifacts_dir)
    segments = tuple(open_part(artifacts_dir, part, verify=verify) for part in manifest.segments)
    index = assemble(manifest, segments, lexicon)
    if (index.corpus.n_chunks, index.corpus.n_units) != (manifest.n_chunks, manifest.n_units):
        raise IndexFormatError(f"{artifacts_dir} does not hold what its manifest says; {_REBUILD}")
    return index


def open_part(artifacts_dir: Path, part: SegmentPart, *, verify: bool) -> Segment:
    """Return a segment of an index. Raises IndexFormatError when it is missing, damaged or another one."""
    segment = open_segment(artifacts_dir / SEGMENTS / part.folder, part.sha256, verify=verify)
    if not set(part.doc_ids) <= {doc_id for doc_id, _ in segment.manifest.documents}:
        raise IndexFormatError(f"segment {part.folder} does not hold what the index says; {_REBUILD}")
    return segment


def assemble(manifest: IndexManifest, segments: tuple[Segment, ...], lexicon: Lexicon) -> OpenIndex:
    """Return an index over open segments.

    Raises:
        IndexFormatError: a document of the manifest is in no segment.
    """
    place = {doc_id: number for number, part in enumerate(manifest.segments) for doc_id in part.doc_ids}
    if set(place) != {doc_id for doc_id, _ in manifest.documents}:
        raise IndexFormatError(f"the segments do not hold the documents of the index; {_REBUILD}")
    documents_in_order = [(doc_id, place[doc_id]) for doc_id, _ in manifest.documents]
    corpus = Corpus([segment.records for segment in segments], documents_in_order, manifest.withdrawn)
    chunks = [corpus.layout.chunk_rows(number) for number in range(len(segments))]
    documents = [corpus.layout.document_rows(number) for number in range(len(segments))]
    lexical = LexicalSearcher([(s.terms, rows) for s, rows in zip(segments, chunks, strict=True)])
    words = Frequencies([(s.words, rows) for s, rows in zip(segments, documents, strict=True)])
    return OpenIndex(
        manifest=manifest,
        segments=segments,
        corpus=corpus,
        dense=DenseSearcher([(s.vectors, r) for s, r in zip(segments, chunks, strict=True)], manifest.dimension),
        lexical=lexical,
        vectors=StoredVectors(corpus, [segment.vectors for segment in segments]),
        bilingual=Bilingual(lexicon, words.__contains__),
        sounds=Sounds([segment.sounds for segment in segments], lexical.frequencies.__contains__),
    )


@contextmanager
def building(artifacts_dir: Path) -> Iterator[None]:
    """Hold the folder's lock: one build at a time."""
    artifacts_dir.mkdir(parents=True, exist_ok=True)
    with locked(artifacts_dir / ".lock"):
        yield


def add_segment(
    artifacts_dir: Path,
    name: str,
    write: Callable[[Path], None],
    is_right: Callable[[Segment], bool],
    *,
    mapped: bool = False,
) -> Segment:
    """Return the segment of a name, written first unless it lies there whole.

    Args:
        artifacts_dir: where indexes are kept.
        name: its folder's.
        write: makes it.
        is_right: whether one that lies there, whose manifest no index vouches for, holds what it must.
        mapped: it is only to be merged, and takes no memory until then.

    Raises:
        OSError: the disk is full or not writable.
    """
    folder = artifacts_dir / SEGMENTS / name
    if folder.exists():
        try:
            segment = open_segment(folder, verify=True, mapped=mapped)
            if is_right(segment):
                return segment
        except IndexFormatError as error:
            _log.warning("%s - making it again.", str(error).split(";", maxsplit=1)[0])
        shutil.rmtree(folder)
    with whole_folder(folder) as made:
        write(made)
    return open_segment(folder, verify=True, mapped=mapped)


def switch(artifacts_dir: Path, manifest: IndexManifest) -> None:
    """Put an index in the place of the last one, and remove what no index in use needs.

    A process that has the last one open keeps its open files.

    Raises:
        OSError: the disk is full or not writable; the index in use stays as it was.
    """
    name = f"index-{_next_number(artifacts_dir)}.json"
    content = manifest.model_dump_json(indent=1)
    with whole_file(artifacts_dir / name) as pending:
        pending.write_text(content, encoding="utf-8")
    with whole_file(artifacts_dir / CURRENT) as pending:
        pending.write_text(pointer_line(name, content.encode()), encoding="utf-8")
    _remove_others(artifacts_dir, name, {part.folder for part in manifest.segments})


def _next_number(artifacts_dir: Path) -> int:
    found = (re.fullmatch(r"index-(\d+)\.json", path.name) for path in artifacts_dir.iterdir())
    return 1 + max((int(match[1]) for match in found if match), default=0)


def _remove_others(artifacts_dir: Path, name: str, folders: set[str]) -> None:
    """Remove older manifests, segments nobody needs, and what killed builds left."""
    for path in artifacts_dir.iterdir():
        is_old = path.name != name and path.name.startswith("index-")
        if path.is_file() and (is_old or is_partial(path)):
            path.unlink(missing_ok=True)
        elif re.fullmatch(r"[0-9a-f]{12}-\d+", path.name) and (path / "manifest.json").exists():
            shutil.rmtree(path, ignore_errors=True)  # an index as it was before there were segments
    for path in (artifacts_dir / SEGMENTS).iterdir():
        if path.is_dir() and path.name not in folders and _is_left_over(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_left_over(path: Path) -> bool:
    if not is_partial(path):
        return True
    try:
        return time.time() - path.stat().st_mtime > ABANDONED_SECONDS
    except FileNotFoundError:  # another build has just put it in place
        return False
