"""Merged vectors are those of the parts, as they are stored."""

import numpy as np

from index.segment.vectors import Vectors, merged

DIMENSION = 16


def drawn(n: int, seed: int) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((n, DIMENSION), np.float32)
    return Vectors.of(rows / np.linalg.norm(rows, axis=1, keepdims=True), range(n))


def test_merged_vectors_are_those_of_the_parts_bit_by_bit_whatever_is_left_out() -> None:
    parts = [drawn(7, 1), drawn(0, 2), drawn(5, 3)]
    kept = [parts[0].codes[[0, 2, 6]], parts[1].codes, parts[2].codes]
    stored = merged(kept, 8, DIMENSION)
    assert stored.ntotal == 8
    found = stored.reconstruct_n(0, 8)
    expected = [parts[0].stored.reconstruct_n(0, 7)[[0, 2, 6]], parts[2].stored.reconstruct_n(0, 5)]
    assert np.array_equal(found, np.concatenate(expected))
    assert stored.search(found[4:5], 1)[1].tolist() == [[4]]


def test_no_vectors_merge_to_none() -> None:
    assert merged([drawn(0, 1).codes], 0, DIMENSION).ntotal == 0
