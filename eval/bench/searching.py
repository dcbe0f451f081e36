"""One way of searching one corpus, measured alone: `python -m eval.bench.searching FOLDER KIND`.

FOLDER has `artifacts/` with an index, `queries.npz` and `queries.json`, as eval/bench/large.py writes them; KIND is
exact, cells, graph, lexical, or hybrid over exact or cells.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from eval.bench.measure import resident_mb, spread_of
from index.records import Hit
from index.search.dense import DenseSearcher
from index.search.searcher import SearchQuery
from index.segment.vectors import Vectors
from index.store.saved import OpenIndex, load_index
from index.words.bilingual import NO_LEXICON
from rag.config import RagSettings
from rag.search.fuse import fuse
from rag.search.retrieve import DENSE_WEIGHT, LEXICAL_WEIGHT

KINDS = ("exact", "cells", "graph", "lexical", "hybrid exact", "hybrid cells")
N_WARM = 20
N_EXACT = 60  # all vectors of a large corpus take a second to compare


def queries(folder: Path) -> list[SearchQuery]:
    """Return the queries that were written beside the index."""
    vectors = np.load(folder / "queries.npz")["vectors"]
    terms = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    return [
        SearchQuery(tuple((term, weight) for term, weight in of), vector)
        for of, vector in zip(terms, vectors, strict=True)
    ]


def variant(folder: Path, kind: str) -> Path:
    """Return where what finds near vectors in a kind's way is kept."""
    return folder / "variants" / f"{kind}.faiss"


def measured(folder: Path, kind: str) -> dict[str, Any]:
    """Return the milliseconds a search in an open index takes, the memory, and the ten best rows of each query."""
    started = time.perf_counter()
    index = load_index(folder / "artifacts", NO_LEXICON)
    search = _searcher(index, folder, kind)
    opened = time.perf_counter() - started
    asked = queries(folder)
    asked = asked[:N_EXACT] if kind.endswith("exact") else asked
    for query in asked[:N_WARM]:
        search(query)
    times, best = [], []
    for query in asked:
        started = time.perf_counter()
        hits = search(query)
        times.append(time.perf_counter() - started)
        best.append([hit.row for hit in hits[:10]])
    return {"kind": kind, "n": len(asked), "open seconds": opened, **spread_of(times), **resident_mb(), "best": best}


def _searcher(index: OpenIndex, folder: Path, kind: str) -> Callable[[SearchQuery], Sequence[Hit]]:
    depth = RagSettings().depth
    lexical, way = index.lexical, kind.removeprefix("hybrid ")
    if way == "lexical":
        return lambda query: lexical.search(query, k=depth)
    nearest = None
    if way != "exact":
        nearest = faiss.read_index(str(variant(folder, way)), faiss.IO_FLAG_MMAP_IFC)
    (segment,) = index.segments
    vectors = Vectors(segment.vectors.stored, nearest, segment.vectors.chunks)
    dense = DenseSearcher([(vectors, index.corpus.layout.chunk_rows(0))], index.manifest.dimension)
    if kind == way:
        return lambda query: dense.search(query, k=depth)

    def hybrid(query: SearchQuery) -> Sequence[Hit]:
        found = [dense.search(query, k=depth), lexical.search(query, k=depth)]
        return fuse(found, [DENSE_WEIGHT, LEXICAL_WEIGHT])

    return hybrid


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), sys.argv[2])))
