"""Finding near vectors in cells or a graph, against comparing all; and documents that are gone."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import IndexFormatError
from index.search.dense import DenseSearcher
from index.search.searcher import SearchQuery
from index.segment.files import SegmentFiles
from index.segment.rows import GONE, Rows
from index.segment.vectors import MOST_EXACT, Nearest, Vectors, make_nearest

DIMENSION, N, A_CHUNK = 64, 6000, 3
OFF = {"exact": 2**-10, "cells": 2**-7, "graph": 2**-7}  # how far a cosine is: vectors in 16-bit floats, or in 8 bits


def of_length_1(vectors: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """In clusters, as the vectors of texts are."""
    draw = np.random.default_rng(1)
    centres = draw.normal(size=(60, DIMENSION))
    return of_length_1(centres[draw.integers(0, 60, N)] + 0.8 * draw.normal(size=(N, DIMENSION)))


@pytest.fixture(scope="module")
def asked(vectors: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    draw = np.random.default_rng(2)
    near = vectors[draw.integers(0, N, 40)] + 0.1 * draw.normal(size=(40, DIMENSION))
    return list(of_length_1(near.astype(np.float64)))


def read(folder: Path) -> Vectors:
    return Vectors.load(SegmentFiles(folder), DIMENSION)


def query(vector: NDArray[np.float32]) -> SearchQuery:
    return SearchQuery((), vector)


def best(vectors: NDArray[np.float32], asked: NDArray[np.float32], k: int) -> list[int]:
    """The chunks of the nearest vectors, by comparing all."""
    cosines = vectors @ asked
    chunks = np.full(N // A_CHUNK, -2.0)
    np.maximum.at(chunks, np.arange(N) // A_CHUNK, cosines)
    return np.argsort(-chunks)[:k].tolist()  # type: ignore[no-any-return]


@pytest.mark.parametrize(("nearest", "least"), [("exact", 0.99), ("cells", 0.95), ("graph", 0.95)])
def test_the_best_chunks_are_found_with_their_cosines(
    vectors: NDArray[np.float32], asked: list[NDArray[np.float32]], nearest: Nearest, least: float
) -> None:
    searcher = DenseSearcher.of(vectors, (np.arange(N) // A_CHUNK).tolist(), nearest=nearest)
    found = 0
    for vector in asked:
        hits = searcher.search(query(vector), k=10)
        assert len({hit.row for hit in hits}) == len(hits) == 10
        found += len({hit.row for hit in hits} & set(best(vectors, vector, 10)))
        for hit in hits:
            of_chunk = vectors[hit.row * A_CHUNK : (hit.row + 1) * A_CHUNK] @ vector
            assert hit.score == pytest.approx(of_chunk.max(), abs=OFF[nearest])
    assert found >= least * 10 * len(asked)


@pytest.mark.parametrize("nearest", ["exact", "cells", "graph"])
def test_what_is_gone_is_not_found_and_leaves_room_for_others(
    vectors: NDArray[np.float32], asked: list[NDArray[np.float32]], nearest: Nearest
) -> None:
    n_chunks = N // A_CHUNK
    is_held = np.arange(n_chunks) % 4 == 0
    rows = np.where(is_held, np.cumsum(is_held) - 1, GONE)
    part = Vectors.of(vectors, (np.arange(N) // A_CHUNK).tolist(), nearest), Rows(rows.astype(np.int64))
    searcher = DenseSearcher([part], DIMENSION)
    for vector in asked[:10]:
        hits = searcher.search(query(vector), k=20)
        left = [int(rows[chunk]) for chunk in best(vectors, vector, n_chunks) if is_held[chunk]][:20]
        assert len(hits) == 20
        assert len({hit.row for hit in hits} & set(left)) >= 18


def test_a_saved_searcher_finds_the_same(
    vectors: NDArray[np.float32], asked: list[NDArray[np.float32]], tmp_path: Path
) -> None:
    for nearest in ("exact", "cells"):
        made = Vectors.of(vectors, range(N), nearest)  # type: ignore[arg-type]
        made.save(tmp_path / nearest)
        rows = Rows.all(N)
        one, other = (DenseSearcher([(v, rows)], DIMENSION) for v in (made, read(tmp_path / nearest)))
        for vector in asked[:5]:
            assert one.search(query(vector), k=10) == other.search(query(vector), k=10)


def test_making_what_finds_near_ones_twice_gives_the_same(vectors: NDArray[np.float32]) -> None:
    stored = Vectors.of(vectors, range(N)).stored
    one, other = (make_nearest(stored, "cells").search(vectors[:20], 10)[1] for _ in range(2))  # type: ignore[union-attr]
    np.testing.assert_array_equal(one, other)


def test_few_vectors_are_all_compared() -> None:
    vectors = of_length_1(np.random.default_rng(3).normal(size=(MOST_EXACT + 1, 4)))
    assert Vectors.of(vectors[:-1], range(MOST_EXACT)).nearest is None
    assert Vectors.of(vectors, range(MOST_EXACT + 1)).nearest is not None


def test_vectors_that_do_not_fit_their_chunks_are_refused(vectors: NDArray[np.float32], tmp_path: Path) -> None:
    Vectors.of(vectors[:10], range(10)).save(tmp_path / "v")
    np.save(tmp_path / "v" / "chunks.npy", np.arange(9, dtype=np.int32))
    with pytest.raises(IndexFormatError, match=r"stored\.faiss is damaged: it has 10 vectors of length \d+, not 9 of"):
        read(tmp_path / "v")
