"""Search in Milvus, behind the contract of index.search.searcher: the rows are the corpus' own."""

from collections.abc import Callable, Sequence

import numpy as np

from index.milvus.client import Milvus, explained
from index.milvus.places import Places
from index.milvus.schema import Parameters, VectorIndex, dimension_of
from index.records import Hit
from index.search.dense import TIES, VECTORS_A_CHUNK
from index.search.lexical import Frequencies, TermSearcher
from index.search.searcher import SearchQuery, ranked

MOST_FOUND = 16_384  # entities a search may return, in Milvus
Found = Sequence[tuple[str, str, float]]  # chunk_id, fingerprint, score; best first


class Entities:
    """One collection of an open client."""

    def __init__(self, milvus: Milvus, collection: str) -> None:
        self._milvus, self._collection = milvus, collection

    def nearest(self, field: str, asked: object, depth: int, params: Parameters) -> Found:
        """Return the `depth` entities with the largest inner product, best first.

        Raises:
            EngineError: Milvus cannot be reached, or refuses.
        """
        with explained(self._milvus.uri):
            (found,) = self._milvus.client.search(
                self._collection,
                data=[asked],
                anns_field=field,
                limit=depth,
                search_params={"metric_type": "IP", "params": params},
                output_fields=["chunk_id", "fingerprint"],
                timeout=self._milvus.seconds,
            )
        return [(hit["entity"]["chunk_id"], hit["entity"]["fingerprint"], hit["distance"]) for hit in found]


class MilvusDense:
    """Searches vectors of length 1 by inner product; a chunk scores as the best of its vectors."""

    def __init__(self, entities: Entities, places: Places, dimension: int, index: VectorIndex) -> None:
        self._entities, self._places, self.dimension, self._index = entities, places, dimension, index

    def over(self, places: Places) -> "MilvusDense":
        """Return the same over some of the documents: chunks of others are passed over."""
        return MilvusDense(self._entities, places, self.dimension, self._index)

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` chunks with the largest inner product.

        Raises:
            EngineError: Milvus cannot be reached, or refuses.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        if query.vector.shape != (self.dimension,):
            raise ValueError(f"the query vector has shape {query.vector.shape}, the index needs ({self.dimension},)")
        asked = query.vector.astype(np.float32)
        return best_chunks(
            lambda depth: self._entities.nearest("vector", asked, depth, self._index.searching(depth)),
            self._places,
            k=k,
            depth=VECTORS_A_CHUNK * k + TIES,
        )


class MilvusLexical:
    """BM25 as index.search.lexical has it, over sparse vectors of terms; a query is weighed by the local segments."""

    def __init__(self, entities: Entities, places: Places, local: TermSearcher) -> None:
        self._entities, self._places, self._local = entities, places, local

    def over(self, places: Places, local: TermSearcher) -> "MilvusLexical":
        """Return the same over some of the documents, whose terms `local` weighs."""
        return MilvusLexical(self._entities, places, local)

    @property
    def frequencies(self) -> Frequencies:
        """How many chunks of the corpus hold a term."""
        return self._local.frequencies

    @property
    def mean_length(self) -> float:
        """How many terms a chunk of the corpus has on average."""
        return self._local.mean_length

    def weighted(self, query: SearchQuery) -> dict[str, float]:
        """Return weight · idf of each term of the query that some chunk holds."""
        return self._local.weighted(query)

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` chunks with the highest BM25 score above 0.

        Raises:
            EngineError: Milvus cannot be reached, or refuses.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        asked: dict[int, float] = {}
        for term, weight in self._local.weighted(query).items():
            asked[dimension_of(term)] = asked.get(dimension_of(term), 0.0) + weight
        if not asked:
            return ()
        return best_chunks(
            lambda depth: self._entities.nearest("terms", asked, depth, {}), self._places, k=k, depth=k + TIES
        )


def best_chunks(nearest: Callable[[int], Found], places: Places, *, k: int, depth: int) -> tuple[Hit, ...]:
    """Return the `k` best chunks, each with its best score, by (−score, row).

    Milvus cuts ties anywhere, and gives chunks as often as they have vectors: more is asked for until there are `k`
    chunks and the last entity is no longer a tie of the k-th, or Milvus gives no more at once.

    Args:
        nearest: gives so many entities, best first.
        places: where chunks stand in the corpus.
        k: at least 1.
        depth: entities to ask for first.
    """
    while True:
        depth = min(depth, MOST_FOUND)
        found = nearest(depth)
        best: dict[int, float] = {}
        for chunk_id, fingerprint, score in found:
            row = places.row(chunk_id, fingerprint)
            if row is not None:
                best.setdefault(row, score)
        scores = list(best.values())
        is_whole = len(found) < depth or depth == MOST_FOUND
        if is_whole or (len(scores) >= k and found[-1][2] < scores[k - 1]):
            return ranked(np.array(scores, np.float32), np.array(list(best), np.int64), k=k) if best else ()
        depth *= 4
