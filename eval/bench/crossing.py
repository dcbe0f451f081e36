"""From how many vectors on not all should be compared: exact search against cells and a graph, size by size."""

from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import Any

import numpy as np

from eval.bench.answers import questions
from eval.bench.drawn import DrawnEmbedder
from eval.bench.measure import lap, seconds_of_each
from index.search.dense import DenseSearcher
from index.search.searcher import SearchQuery
from index.segment.vectors import Nearest
from rag.config import RagSettings

SIZES = (8_192, 16_384, 32_768, 65_536, 131_072, 262_144)
VECTORS_A_CHUNK = 3
N_ASKED = 60
KINDS: tuple[Nearest, ...] = ("exact", "cells", "graph")


def crossing(embedder: DrawnEmbedder, sizes: Sequence[int] = SIZES) -> list[dict[str, Any]]:
    """Return a row a number of drawn vectors: milliseconds of a search each way, recall@10, seconds to make."""
    asked = [SearchQuery((), embedder.embed_query(question.text)) for question in questions()[::10][:N_ASKED]]
    rows = []
    for n in sizes:
        vectors = embedder.draw(n)
        chunks = (np.arange(n) // VECTORS_A_CHUNK).tolist()
        row: dict[str, Any] = {"vectors": n}
        best: dict[str, list[set[int]]] = {}
        for kind in KINDS:
            laps: dict[str, float] = {}
            with lap(laps, "make"):
                searcher = DenseSearcher.of(vectors, chunks, nearest=kind)
            row[f"{kind} seconds to make"] = laps["make"]
            times, best[kind] = _searched(searcher, asked)
            row[f"{kind} ms"] = 1000 * median(times)
            pairs = zip(best[kind], best["exact"], strict=True)
            row[f"{kind} recall@10"] = float(np.mean([len(one & two) / len(two) for one, two in pairs]))
        rows.append(row)
    return rows


def _searched(searcher: DenseSearcher, asked: Sequence[SearchQuery]) -> tuple[list[float], list[set[int]]]:
    depth = RagSettings().depth
    best = [{hit.row for hit in searcher.search(query, k=depth)[:10]} for query in asked]
    return seconds_of_each(partial(searcher.search, k=depth), asked), best
