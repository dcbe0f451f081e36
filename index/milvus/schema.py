"""The collections of an index in Milvus, and the record that says what they hold.

<name>_chunks      an entity a chunk: its terms, a sparse vector that BM25 has weighted, and what it can be filtered by
<name>_vectors     an entity a vector: a chunk has one for each of its units (3.2 on average)
<name>_documents   an entity a document: the fingerprint of what is held of it; and one for the whole, see Held
"""

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from index.errors import EngineError
from index.milvus.client import Milvus
from index.records import Frozen
from index.search.dense import CANDIDATES
from index.segment.vectors import EXPLORED_BUILDING, LINKS, Nearest

if TYPE_CHECKING:
    from pymilvus import CollectionSchema

SCHEMA_VERSION = 1
PARTITIONS = 16
ID_BYTES, RECORD_BYTES = 1024, 4096
MOST_YEARS = 256
NLIST, NPROBE = 1024, 128  # of 310,000 vectors 0.98 of the 200 nearest are found; see index/segment/vectors.py
NO_TERM = 0  # the dimension of texts without terms: Milvus refuses an empty sparse vector
HELD_ID = "#held"


class Held(Frozen):
    """What the collections hold as a whole."""

    schema_version: int
    model: str
    dimension: int
    mean_length: float
    fingerprint: str

    def check(self, milvus: Milvus, model: str, dimension: int) -> None:
        """Raise EngineError unless this program reads the collections, and the vectors are of this model."""
        expected = (SCHEMA_VERSION, dimension, model)
        found = (self.schema_version, self.dimension, self.model)
        if found != expected:
            raise EngineError(
                f"the collections {milvus.names.prefix}_* of Milvus at {milvus.uri} have version {found[0]} and "
                f"{found[1]} dimensions of {found[2]}, the index has version {expected[0]} and {expected[1]} of "
                f"{expected[2]}; set another index.milvus_collection, then run: python -m index build"
            )


Parameters = dict[str, int | str | bool]


class VectorIndex(NamedTuple):
    """How Milvus finds near vectors: the kind of its index, and what builds it."""

    kind: str
    building: Parameters

    def searching(self, depth: int) -> Parameters:
        """Return what a search for the `depth` nearest is given."""
        match self.kind:
            case "IVF_FLAT":
                return {"nprobe": NPROBE}
            case "IVF_RABITQ":
                return {"nprobe": NPROBE, "refine_k": CANDIDATES}
            case "HNSW":
                return {"ef": CANDIDATES * depth}
            case _:
                return {}


def vector_index(nearest: Nearest, *, lite: bool) -> VectorIndex:
    """Return Milvus' counterpart of how FAISS finds near vectors in a segment; see index/segment/vectors.py.

    Milvus cuts a collection into segments, of 1 GB as it comes: 600,000 vectors of 384 dimensions. Each has its index.
    """
    match nearest:
        case "auto" if not lite:
            return VectorIndex("AUTOINDEX", {})
        case "auto" | "exact":
            return VectorIndex("FLAT", {})
        case "cells" if lite:
            return VectorIndex("IVF_FLAT", {"nlist": NLIST})
        case "cells":
            return VectorIndex("IVF_RABITQ", {"nlist": NLIST, "refine": True, "refine_type": "SQ8"})
        case "graph":
            return VectorIndex("HNSW", {"M": LINKS, "efConstruction": EXPLORED_BUILDING})


@lru_cache(maxsize=1 << 18)
def dimension_of(term: str) -> int:
    """Return the dimension of a term in sparse vectors: 32 bits of its hash; of a million terms some 120 share one."""
    return 1 + int.from_bytes(blake2b(term.encode(), digest_size=4).digest(), "big") % (2**32 - 3)


def create(milvus: Milvus, dimension: int, index: VectorIndex) -> None:
    """Make the collections that are not there; vectors are to have a dimension and be found by an index."""
    from pymilvus import DataType

    names = milvus.names
    chunks, vectors, documents = _schema("chunk_id"), _schema("vector_id"), _schema("doc_id")
    for schema in (chunks, vectors):
        schema.add_field("doc_id", DataType.VARCHAR, max_length=ID_BYTES, is_partition_key=True)
        schema.add_field("fingerprint", DataType.VARCHAR, max_length=64)
    chunks.add_field("years", DataType.ARRAY, element_type=DataType.INT64, max_capacity=MOST_YEARS)
    chunks.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
    vectors.add_field("chunk_id", DataType.VARCHAR, max_length=ID_BYTES)
    vectors.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    documents.add_field("record", DataType.VARCHAR, max_length=RECORD_BYTES)
    documents.add_field("vector", DataType.FLOAT_VECTOR, dim=2)  # a collection must have one
    _make(milvus, names.chunks, chunks, "terms", VectorIndex("SPARSE_INVERTED_INDEX", {}))
    _make(milvus, names.vectors, vectors, "vector", index)
    _make(milvus, names.documents, documents, "vector", VectorIndex("FLAT", {}))


def _schema(key: str) -> "CollectionSchema":
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(key, DataType.VARCHAR, max_length=ID_BYTES, is_primary=True)
    return schema


def _make(milvus: Milvus, name: str, schema: "CollectionSchema", field: str, index: VectorIndex) -> None:
    if milvus.client.has_collection(name):
        return
    indexes = milvus.client.prepare_index_params()
    indexes.add_index(field, index_type=index.kind, metric_type="IP", params=index.building)
    spread = {} if name == milvus.names.documents else {"num_partitions": PARTITIONS, "num_shards": milvus.shards}
    milvus.client.create_collection(name, schema=schema, index_params=indexes, **spread)


def open_collections(milvus: Milvus) -> None:
    """Load the collections, as a search needs them; a file of milvus-lite that is opened again has none loaded."""
    for name in (milvus.names.documents, milvus.names.chunks, milvus.names.vectors):
        milvus.client.load_collection(name, replica_number=milvus.replicas)


def read_held(milvus: Milvus) -> Held | None:
    """Return what loaded collections hold, or None where nothing has been written yet.

    Raises:
        EngineError: the record is damaged, or of another version.
    """
    found = milvus.client.get(milvus.names.documents, HELD_ID, output_fields=["record"])
    try:
        return Held.model_validate_json(found[0]["record"]) if found else None
    except ValidationError as error:
        raise EngineError(
            f"the record {HELD_ID} of {milvus.names.documents} in Milvus is of another version; set another "
            "index.milvus_collection, then run: python -m index build"
        ) from error
