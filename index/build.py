"""From seeds to a saved index: documents that have not changed stay where they are, others come in a new segment."""

import logging
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.catalog.catalog import Seeds, load_documents, load_seeds
from index.config import IndexSettings
from index.current import open_current
from index.encode.embedder import Embedder
from index.engine import brought_up_to_date, with_engine
from index.errors import IndexFormatError, LuohuError
from index.read.chunk import chunk_document
from index.read.units import read_units
from index.records import Document, IndexManifest
from index.segment.records import ChunkedDocument
from index.segment.segment import FORMAT_VERSION, Segment
from index.segment.write import write_segment
from index.store.damage import open_sound
from index.store.fingerprint import document_fingerprint, encoding, fingerprint, of_all, shaping
from index.store.parts import HeldSegment, compacted, merged
from index.store.saved import OpenIndex, add_segment, assemble, building, load_index, read_manifest, switch
from index.store.sources import changed_sources, check_sources, holds_sources
from index.words.bilingual import Lexicon

# Of sources: what is read, encoded and written before the next, and what a killed build loses. A million takes 0.3 GB.
BATCH_CHARS = 1_000_000
_MERGED_AT_ONCE = 4  # segments of a build: of more documents no more are open, and each is written a few times
_log = logging.getLogger(__name__)


def ensure_index(settings: IndexSettings, embedder: Embedder) -> OpenIndex:
    """Return the index that fits seeds, settings and code: the saved one, or one brought up to date, with a message.

    Where the seeds cannot be used or the build fails, it is the last good index, with a message that says why.

    Raises:
        LuohuError: there is no good index for these settings and none can be built, or its engine cannot be used.
    """
    try:
        documents = load_documents(settings.seeds_dir)
        expected = fingerprint(documents, settings, embedder)
    except (LuohuError, OSError) as error:
        return _last_good(settings, embedder, error)
    try:
        if read_manifest(settings.artifacts_dir).fingerprint == expected:
            index = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir))
            check_sources(index, documents)
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
        index = open_current(settings, embedder)
        changed = changed_sources(index, settings.seeds_dir)
        if len(changed) > 1:  # one is named by the reason
            _log.warning("Missing or changed since they were read: %s.", ", ".join(changed))
        _log.warning("%s - until then the last good index answers.", reason)
        return replace(index, unfit=str(reason))
    except LuohuError as error:
        _log.warning("There is no last good index: %s", error)
    if isinstance(reason, LuohuError):
        raise reason
    raise IndexFormatError(
        f"there is no index for these settings, and none can be written in {settings.artifacts_dir} "
        f"({reason.strerror or reason}); make room there, then run: python -m index build"
    ) from reason


def build_index(
    settings: IndexSettings, embedder: Embedder, tell: Callable[[int, int], object] = lambda _, __: None
) -> OpenIndex:
    """Bring the saved index up to date with the seeds, and return it.

    Args:
        settings: where to read and write, how to cut.
        embedder: what encodes the units.
        tell: is given how many new documents are written, and of how many, as often as many are.

    Raises:
        LuohuError: the seeds or the model cannot be used; the last good index stays in use.
        OSError: the disk is full or not writable; so does it then.
    """
    lexicon = Lexicon.open(settings.cache_dir)
    with building(settings.artifacts_dir):
        seeds = load_seeds(settings.seeds_dir)  # now: another build may have waited here with newer ones
        return brought_up_to_date(_Build(settings, embedder, lexicon, seeds, tell).run(), settings)


class _Build:
    """One build."""

    def __init__(
        self,
        settings: IndexSettings,
        embedder: Embedder,
        lexicon: Lexicon,
        seeds: Seeds,
        tell: Callable[[int, int], object],
    ) -> None:
        self._settings, self._embedder, self._lexicon, self._tell = settings, embedder, lexicon, tell
        self._documents, self._withdrawn = seeds.documents, seeds.withdrawn
        self._wanted = {d.doc_id: document_fingerprint(d, settings, embedder) for d in seeds.documents}
        self._last = open_sound(settings.artifacts_dir, lexicon)

    def run(self) -> OpenIndex:
        kept = self._kept()
        held = {doc_id for part in kept for doc_id in part.doc_ids}
        new = [document for document in self._documents if document.doc_id not in held]
        parts = compacted([*kept, *self._written(new)], self._settings.artifacts_dir, self._settings.nearest)
        manifest = IndexManifest(
            format_version=FORMAT_VERSION,
            fingerprint=of_all([(d.doc_id, self._wanted[d.doc_id]) for d in self._documents]),
            documents=tuple((document.doc_id, document.sha256) for document in self._documents),
            model=self._embedder.name,
            dimension=self._embedder.dimension,
            n_chunks=sum(part.n_chunks for part in parts),
            n_units=sum(part.n_units for part in parts),
            settings=shaping(self._settings),
            segments=tuple(part.part for part in parts),
            withdrawn=self._withdrawn,
        )
        index = assemble(manifest, tuple(part.segment for part in parts), self._lexicon)
        switch(self._settings.artifacts_dir, manifest)
        return index

    def _kept(self) -> list[HeldSegment]:
        """Return the segments of the last index with the documents that have not changed."""
        kept = []
        for part, segment in zip(self._last.manifest.segments, self._last.segments, strict=True) if self._last else ():
            of = dict(segment.manifest.documents)
            doc_ids = tuple(doc_id for doc_id in part.doc_ids if of[doc_id] == self._wanted.get(doc_id))
            if doc_ids and holds_sources(segment, self._sources(doc_ids)):
                kept.append(HeldSegment(part.folder, segment, doc_ids))
        return kept

    def _written(self, new: Sequence[Document]) -> list[HeldSegment]:
        """Return the one segment of new documents, or none; those of batches become one as they grow many."""
        artifacts_dir, held = self._settings.artifacts_dir, list[tuple[int, HeldSegment]]()  # with how often merged
        batches = list(_batches(new))
        is_merged = len(batches) > 1  # what is merged soon stays mapped, however much of it there is
        for n_left, batch in zip(reversed(range(len(batches))), batches, strict=True):
            held.append((0, self._added(batch, mapped=is_merged)))
            if is_merged:
                self._tell(sum(len(part.doc_ids) for _, part in held), len(new))
            while n_left and [level for level, _ in held[-_MERGED_AT_ONCE:]] == [held[-1][0]] * _MERGED_AT_ONCE:
                several = [part for _, part in held[-_MERGED_AT_ONCE:]]
                held[-_MERGED_AT_ONCE:] = [(held[-1][0] + 1, merged(several, artifacts_dir, "exact", mapped=True))]
        parts = [part for _, part in held]
        return [merged(parts, artifacts_dir, self._settings.nearest)] if len(parts) > 1 else parts

    def _added(self, batch: Sequence[Document], *, mapped: bool) -> HeldSegment:
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

        def is_right(lying: Segment) -> bool:
            is_of = (lying.manifest.documents, lying.manifest.model) == (tuple(fingerprints), self._embedder.name)
            return is_of and holds_sources(lying, batch)

        doc_ids = tuple(document.doc_id for document in batch)
        segment = add_segment(self._settings.artifacts_dir, name, write, is_right, mapped=mapped)
        return HeldSegment(name, segment, doc_ids)

    def _sources(self, doc_ids: Collection[str]) -> list[Document]:
        return [document for document in self._documents if document.doc_id in doc_ids]

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
