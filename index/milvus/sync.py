"""Bring the collections of Milvus up to date with an index: only documents that have changed are written or removed."""

import json
import logging
from collections.abc import Sequence

from index.milvus.client import Milvus
from index.milvus.entities import Entity, Indexed, indexed
from index.milvus.schema import HELD_ID, SCHEMA_VERSION, Held, VectorIndex, create, open_collections, read_held
from index.records import Frozen
from index.store.saved import OpenIndex

BATCH = 500  # entities a request: some 1 MB of vectors
DOCUMENTS = 100  # that are written before their marks are
READ = 1000  # marks a request
# Of the mean length of a chunk: beyond it, the terms of all chunks are weighted anew. Within it no score of BM25 moves
# by more than as much.
DRIFT = 0.05
_PENDING = ""  # the mark of a document, or of the whole, that is being written
_log = logging.getLogger(__name__)


class Synchronised(Frozen):
    """How many documents were written and removed."""

    n_written: int
    n_removed: int


def synchronise(milvus: Milvus, index: OpenIndex, nearest: VectorIndex) -> Synchronised:
    """Return what was done to bring the collections up to date; they are made where there are none.

    A killed one is taken up by the next: a document counts as written once its mark is, and the whole as up to date
    once the record of it is.

    Args:
        milvus: where the collections are.
        index: what they shall hold.
        nearest: how near vectors are found in new collections.

    Raises:
        EngineError: they hold vectors of another model, or are of another version.
    """
    manifest = index.manifest
    create(milvus, manifest.dimension, nearest)
    open_collections(milvus)
    held = read_held(milvus)
    if held is not None:
        held.check(milvus, manifest.model, manifest.dimension)
        if held.fingerprint == manifest.fingerprint:
            return Synchronised(n_written=0, n_removed=0)
    mean_length = _mean_length(held, index.lexical.mean_length)
    present = _marks(milvus)
    wanted = {document.doc_id: document for document in indexed(index)}
    changed = [d for d in wanted.values() if present.get(d.doc_id) != _mark(d, mean_length)]
    gone = [doc_id for doc_id in present if doc_id not in wanted]
    record = Held(
        schema_version=SCHEMA_VERSION,
        model=manifest.model,
        dimension=manifest.dimension,
        mean_length=mean_length,
        fingerprint=_PENDING,
    )
    _write_records(milvus, {HELD_ID: record.model_dump_json()})
    for start in range(0, len(changed), DOCUMENTS):
        _write(milvus, changed[start : start + DOCUMENTS], mean_length, present)
    for doc_id in gone:
        for collection in (milvus.names.chunks, milvus.names.vectors, milvus.names.documents):
            milvus.client.delete(collection, filter=f"doc_id == {_quoted(doc_id)}")
    if changed or gone:
        for collection in (milvus.names.chunks, milvus.names.vectors):
            milvus.client.flush(collection)  # what has not been is searched much more slowly
    whole = record.model_copy(update={"fingerprint": manifest.fingerprint})
    _write_records(milvus, {HELD_ID: whole.model_dump_json()})
    milvus.client.flush(milvus.names.documents)
    return Synchronised(n_written=len(changed), n_removed=len(gone))


def _mean_length(held: Held | None, now: float) -> float:
    """Return the mean length that chunks are weighted by: that of what is held, unless it has moved too far."""
    if held is None:
        return now
    if abs(now - held.mean_length) <= DRIFT * held.mean_length:
        return held.mean_length
    _log.warning("The mean length of a chunk has moved; all documents are written to Milvus anew.")
    return now


def _mark(document: Indexed, mean_length: float) -> str:
    """Return what tells whether a document has been written as it is now."""
    return f"{document.fingerprint} {mean_length:.6g}"


def _marks(milvus: Milvus) -> dict[str, str]:
    """Return the mark of each document that the collections hold, by doc_id.

    Milvus gives the first of a query in the order of their keys. (Its own iterator does the same, but breaks at a key
    with a quotation mark.)
    """
    found: dict[str, str] = {}
    last = ""
    while rows := milvus.client.query(
        milvus.names.documents, filter=f"doc_id > {_quoted(last)}", limit=READ, output_fields=["doc_id", "record"]
    ):
        found |= {row["doc_id"]: row["record"] for row in rows}
        last = max(row["doc_id"] for row in rows)
    found.pop(HELD_ID, None)
    return found


def _write(milvus: Milvus, documents: Sequence[Indexed], mean_length: float, present: dict[str, str]) -> None:
    """Write some documents over what is held of them; what is left of their older versions goes last."""
    names = milvus.names
    _write_records(milvus, {document.doc_id: _PENDING for document in documents})
    chunks = [entity for document in documents for entity in document.chunk_entities(mean_length)]
    vectors = [entity for document in documents for entity in document.vector_entities()]
    for collection, entities in ((names.chunks, chunks), (names.vectors, vectors)):
        for start in range(0, len(entities), BATCH):
            milvus.client.upsert(collection, entities[start : start + BATCH])
    for document in documents:
        if document.doc_id in present:
            older = f"doc_id == {_quoted(document.doc_id)} and fingerprint != {_quoted(document.fingerprint)}"
            for collection in (names.chunks, names.vectors):
                milvus.client.delete(collection, filter=older)
    _write_records(milvus, {document.doc_id: _mark(document, mean_length) for document in documents})


def _write_records(milvus: Milvus, records: dict[str, str]) -> None:
    entities: list[Entity] = [
        {"doc_id": doc_id, "record": record, "vector": [0.0, 0.0]} for doc_id, record in records.items()
    ]
    milvus.client.upsert(milvus.names.documents, entities)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
