"""The index in use: opened where it fits model and settings, and made to forget documents without being built anew."""

from collections.abc import Collection

from index.config import IndexSettings
from index.encode.embedder import Embedder
from index.engine import brought_up_to_date, searched_alike, with_engine
from index.errors import Fault, IndexFormatError
from index.records import DocumentEntry, IndexManifest
from index.segment.segment import Segment
from index.store.fingerprint import of_all, shaping
from index.store.parts import HeldSegment
from index.store.saved import OpenIndex, assemble, building, load_index, read_manifest, switch
from index.words.bilingual import Lexicon


def open_current(settings: IndexSettings, embedder: Embedder) -> OpenIndex:
    """Return the index in use, whatever the seeds are now.

    Raises:
        IndexFormatError: there is none, it is damaged, or another model or other settings have built it.
        EngineError: its engine cannot be used, or holds something else.
    """
    manifest = read_manifest(settings.artifacts_dir)
    wanted = (embedder.name, embedder.dimension, shaping(settings))
    if (manifest.model, manifest.dimension, manifest.settings) != wanted:
        raise IndexFormatError(
            f"the index in {settings.artifacts_dir} was built by another model or with other settings; "
            "build it with these: python -m index build"
        )
    return with_engine(load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir)), settings)


def forget(doc_ids: Collection[str], settings: IndexSettings, withdrawn: Collection[DocumentEntry] = ()) -> OpenIndex:
    """Take documents out of the index in use without reading the seeds, and return it.

    For documents that must not answer any longer where the index cannot be built now; what is told of those among them
    that are withdrawn is kept.

    Raises:
        IndexFormatError: there is no index, it is damaged, or no document would be left in it.
        EngineError: its engine cannot be used.
        OSError: the disk is full or not writable; the index in use stays as it was.
    """
    lexicon = Lexicon.open(settings.cache_dir)
    with building(settings.artifacts_dir):
        last = load_index(settings.artifacts_dir, lexicon)
        less = _less(last, doc_ids)
        manifest = less.model_copy(update={"withdrawn": (*last.manifest.withdrawn, *withdrawn)})
        index = assemble(manifest, _segments(last, manifest), lexicon)
        switch(settings.artifacts_dir, manifest)
        return brought_up_to_date(index, settings)


def without(index: OpenIndex, doc_ids: Collection[str]) -> OpenIndex:
    """Return an open index as if it did not hold some documents, over the same files; nothing is written.

    Raises:
        IndexFormatError: no document would be left in it.
    """
    manifest = _less(index, doc_ids)
    less = assemble(manifest, _segments(index, manifest), index.bilingual.lexicon)
    return searched_alike(less, index)


def _less(index: OpenIndex, doc_ids: Collection[str]) -> IndexManifest:
    """Return the manifest of an index without some of its documents. Raises IndexFormatError where none is left."""
    held = [
        HeldSegment(part.folder, segment, tuple(doc_id for doc_id in part.doc_ids if doc_id not in doc_ids))
        for part, segment in zip(index.manifest.segments, index.segments, strict=True)
    ]
    parts = [part for part in held if part.doc_ids]
    if not parts:
        raise IndexFormatError("no document would be left in the index", Fault.LAST_DOCUMENT)
    fingerprints = {doc_id: shaped for part in parts for doc_id, shaped in part.segment.manifest.documents}
    documents = tuple(document for document in index.manifest.documents if document[0] not in doc_ids)
    return index.manifest.model_copy(
        update={
            "fingerprint": of_all([(doc_id, fingerprints[doc_id]) for doc_id, _ in documents]),
            "documents": documents,
            "n_chunks": sum(part.n_chunks for part in parts),
            "n_units": sum(part.n_units for part in parts),
            "segments": tuple(part.part for part in parts),
        }
    )


def _segments(index: OpenIndex, manifest: IndexManifest) -> tuple[Segment, ...]:
    """Return those segments of an index that a manifest of less of it names."""
    by_folder = {part.folder: segment for part, segment in zip(index.manifest.segments, index.segments, strict=True)}
    return tuple(by_folder[part.folder] for part in manifest.segments)
