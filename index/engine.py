"""Which engine searches: FAISS and BM25 in this process, or Milvus where `index.milvus_uri` is set."""

from dataclasses import replace

from index.config import IndexSettings
from index.errors import EngineError
from index.milvus.client import Milvus, connect, explained, is_lite
from index.milvus.places import Places
from index.milvus.schema import open_collections, read_held, vector_index
from index.milvus.search import Entities, MilvusDense, MilvusLexical
from index.milvus.sync import synchronise
from index.store.saved import OpenIndex


def with_engine(index: OpenIndex, settings: IndexSettings) -> OpenIndex:
    """Return the index with the searchers of the engine that is set.

    Raises:
        EngineError: Milvus cannot be reached, or does not hold this index.
    """
    if not settings.milvus_uri:
        return index
    return _searched(index, settings, connect(settings))


def brought_up_to_date(index: OpenIndex, settings: IndexSettings) -> OpenIndex:
    """Bring the engine that is set up to date with the index; return the index with its searchers.

    Raises:
        EngineError: Milvus cannot be reached, or its collections are of another model or version.
    """
    if not settings.milvus_uri:
        return index
    milvus = connect(settings)
    nearest = vector_index(settings.nearest, lite=is_lite(milvus.uri))
    with explained(milvus.uri):
        synchronise(milvus, index, nearest)
    return _searched(index, settings, milvus)


def searched_alike(less: OpenIndex, index: OpenIndex) -> OpenIndex:
    """Return an index of some of the documents of another with the searchers of the engine that searches that one."""
    if not isinstance(index.dense, MilvusDense) or not isinstance(index.lexical, MilvusLexical):
        return less
    places = Places.of(less)
    return replace(less, dense=index.dense.over(places), lexical=index.lexical.over(places, less.lexical))


def _searched(index: OpenIndex, settings: IndexSettings, milvus: Milvus) -> OpenIndex:
    manifest, names = index.manifest, milvus.names
    with explained(milvus.uri):
        held = None
        if milvus.client.has_collection(names.documents):
            open_collections(milvus)
            held = read_held(milvus)
    if held is not None:
        held.check(milvus, manifest.model, manifest.dimension)
    if held is None or held.fingerprint != manifest.fingerprint:
        raise EngineError(
            f"the collections {names.prefix}_* of Milvus at {milvus.uri} do not hold the index in "
            f"{settings.artifacts_dir}; bring them up to date with: python -m index build"
        )
    places = Places.of(index)
    nearest = vector_index(settings.nearest, lite=is_lite(milvus.uri))
    return replace(
        index,
        dense=MilvusDense(Entities(milvus, names.vectors), places, manifest.dimension, nearest),
        lexical=MilvusLexical(Entities(milvus, names.chunks), places, index.lexical),
    )
