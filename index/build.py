"""From seeds to a saved index: documents that have not changed stay where they are, others come in a new segment."""

import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.encode.embedder import Embedder
from index.engine import brought_up_to_date, with_engine
from index.errors import IndexFormatError, LuohuError
from index.read.chunk import chunk_document
from index.read.units import read_units
from index.records import Document, IndexManifest, SegmentPart
from index.segment.records import ChunkedDocument
from index.segment.segment import FORMAT_VERSION
from index.segment.write import write_segment
from index.store.fingerprint import document_fingerprint, encoding, fingerprint, of_all, shaping
from index.store.parts import HeldSegment, compacted, merged
from index.store.saved import OpenIndex, add_segment, assemble, building, load_index, read_manifest, switch
from index.words.bilingual import Lexicon

BATCH_CHARS = 2_000_000  # of sources: what is read, encoded and written before the next; what a killed build loses
_log = logging.getLogger(__name__)


def ensure_index(settings: IndexSettings, embedder: Embedder) -> OpenIndex:
    """Return the index that fits seeds, settings and code: the saved one, or one brought up to date, with a message.

    Where the seeds cannot be used or the build fails, it is the last good index, with a message that says why.

    Raises:
        LuohuError: there is no good index for these settings and none can be built, or its engine cannot be used.
    """
    try:
        expected = fingerprint(load_documents(settings.seeds_dir), settings, embedder)
    except (LuohuError, OSError) as error:
        return _last_good(settings, embedder, error)
    try:
        if read_manifest(settings.artifacts_dir).fingerprint == expected:
            index = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir))
            return with_engine(index, settings)
        _log.warning("The index no longer fits the documents, settings or program; bringing it up to date.")
    except IndexFormatError as error:
        _log.warning("%s - building it now.", str(error).split(";", maxsplit=1)[0])
    try:
        return build_index(settings, embedder)
    except (LuohuError, OSError) as error:
        return _last_good(settings, embedder, error)


def _last_good(settings: IndexSettings, embedder: Embedder, reason: LuohuError | OSError) -> OpenIndex:
    """Return the last good index, and say why there is no newer one.

    Raises:
        LuohuError: the reason, where none is whole that this model and these settings have built.
    """
    try:
        manifest = read_manifest(settings.artifacts_dir)
        built_by = (manifest.model, manifest.dimension, manifest.settings)
        if built_by == (embedder.name, embedder.dimension, shaping(settings)):
            index = with_engine(load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir)), settings)
            _log.warning("%s - until then the last good index answers.", reason)
            return index
    except LuohuError as error:
        _log.debug("there is no good index: %s", error)
    if isinstance(reason, LuohuError):
        raise reason
    raise IndexFormatError(
        f"there is no index for these settings, and none can be written in {settings.artifacts_dir} "
        f"({reason.strerror or reason}); make room there, then run: python -m index build"
    ) from reason


def build_index(settings: IndexSettings, embedder: Embedder) -> OpenIndex:
    """Bring the saved index up to date with the seeds, and return it.

    Args:
        settings: where to read and write, how to cut.
        embedder: what encodes the units.

    Raises:
        LuohuError: the seeds or the model cannot be used; the last good index stays in use.
        OSError: the disk is full or not writable; so does it then.
    """
    lexicon = Lexicon.open(settings.cache_dir)
    with building(settings.artifacts_dir):
        documents = load_documents(settings.seeds_dir)  # now: another build may have waited here with newer ones
        return brought_up_to_date(_Build(settings, embedder, lexicon, documents).run(), settings)


class _Build:
    """One build."""

    def __init__(
        self, settings: IndexSettings, embedder: Embedder, lexicon: Lexicon, documents: Sequence[Document]
    ) -> None:
        self._settings, self._embedder, self._lexicon, self._documents = settings, embedder, lexicon, documents
        self._wanted = {d.doc_id: document_fingerprint(d, settings, embedder) for d in documents}
        self._last = self._open_last()

    def run(self) -> OpenIndex:
        kept = self._kept()
        held = {doc_id for part in kept for doc_id in part.doc_ids}
        new = [document for document in self._documents if document.doc_id not in held]
        added = [self._added(batch) for batch in _batches(new)]
        artifacts_dir, nearest = self._settings.artifacts_dir, self._settings.nearest
        if len(added) > 1:
            added = [merged(added, artifacts_dir, nearest)]
        parts = compacted([*kept, *added], artifacts_dir, nearest)
        manifest = IndexManifest(
            format_version=FORMAT_VERSION,
            fingerprint=of_all([(d.doc_id, self._wanted[d.doc_id]) for d in self._documents]),
            documents=tuple((document.doc_id, document.sha256) for document in self._documents),
            model=self._embedder.name,
            dimension=self._embedder.dimension,
            n_chunks=sum(part.n_chunks for part in parts),
            n_units=sum(part.n_units for part in parts),
            settings=shaping(self._settings),
            segments=tuple(SegmentPart(folder=part.name, doc_ids=part.doc_ids) for part in parts),
        )
        index = assemble(manifest, tuple(part.segment for part in parts), self._lexicon)
        switch(artifacts_dir, manifest)
        return index

    def _open_last(self) -> OpenIndex | None:
        try:
            return load_index(self._settings.artifacts_dir, self._lexicon)
        except IndexFormatError:
            return None

    def _kept(self) -> list[HeldSegment]:
        """Return the segments of the last index with the documents that have not changed."""
        kept = []
        for part, segment in zip(self._last.manifest.segments, self._last.segments, strict=True) if self._last else ():
            of = dict(segment.manifest.documents)
            doc_ids = tuple(doc_id for doc_id in part.doc_ids if of[doc_id] == self._wanted.get(doc_id))
            if doc_ids:
                kept.append(HeldSegment(part.folder, segment, doc_ids))
        return kept

    def _added(self, batch: Sequence[Document]) -> HeldSegment:
        """Return a new segment of some documents."""
        fingerprints = [(document.doc_id, self._wanted[document.doc_id]) for document in batch]
        name = of_all(fingerprints)[:16]

        def write(folder: Path) -> None:
            shown = tqdm(batch, desc="reading", unit="document", leave=False, disable=None)
            read = [_read(document, self._settings.chunk_chars) for document in shown]
            write_segment(
                folder,
                [(each, self._wanted[each.document.doc_id]) for each in read],
                self._encoded(read),
                model=self._embedder.name,
                lexicon=self._lexicon,
                nearest=self._settings.nearest,
            )

        return HeldSegment(
            name, add_segment(self._settings.artifacts_dir, name, write), tuple(document.doc_id for document in batch)
        )

    def _encoded(self, read: Sequence[ChunkedDocument]) -> NDArray[np.float32]:
        """Return the vectors of what has some, in order, shape (n, dimension).

        What the last index has of the same document is taken from there. The heading path is not encoded: it helps
        Chinese questions a little and hurts English ones a lot; lexical search has it.
        """
        vectors: dict[str, NDArray[np.float32]] = {}
        texts = [text for each in read for of_unit in each.encoded() for text in of_unit]
        for each in read:
            vectors |= self._known(each.document.doc_id)
        new = [text for text in dict.fromkeys(texts) if text not in vectors]
        if new:
            rows = self._embedder.embed_passages(new, progress=sys.stderr.isatty())  # no bars in a log
            vectors.update(zip(new, rows, strict=True))
        dimension = self._embedder.dimension
        return np.array([vectors[text] for text in texts], np.float32).reshape(len(texts), dimension)

    def _known(self, doc_id: str) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that the last index has of a document, by their texts."""
        last = self._last
        if last is None or doc_id not in last.corpus.documents or last.manifest.model != self._embedder.name:
            return {}
        if not encoding(self._settings).items() <= dict(last.manifest.settings).items():
            return {}
        found = list(last.corpus.encoded(doc_id))
        if not found:
            return {}
        stored = last.segments[found[0][1]].vectors.stored
        rows = stored.reconstruct_batch(np.array([position for *_, position in found], np.int64))
        return dict(zip((text for text, *_ in found), rows, strict=True))


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Yield documents in groups of about BATCH_CHARS characters."""
    batch: list[Document] = []
    for document in documents:
        if batch and sum(len(each.text) for each in batch) + len(document.text) > BATCH_CHARS:
            yield batch
            batch = []
        batch.append(document)
    if batch:
        yield batch


def _read(document: Document, chunk_chars: int) -> ChunkedDocument:
    read = read_units(document)
    chunks = chunk_document(read, chunk_chars=chunk_chars)
    return ChunkedDocument(document, read.sections, read.units, chunks, read.dropped)
