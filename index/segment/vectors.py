"""The vectors of a segment and what finds the near ones, in FAISS.

chunks.npy      the chunk of each vector, ascending, int32
stored.faiss    the vectors, in 16-bit floats
nearest.faiss   what finds near ones among many vectors, with vectors of its own; not there where all are compared
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encode.processor import n_processors
from index.errors import IndexFormatError
from index.segment.files import Later, SegmentFiles
from index.segment.table import load_array, opened

Nearest = Literal["auto", "exact", "cells", "graph"]
# Up to here all vectors are compared, in 4 ms; see docs/benchmarks/README.md for the measured crossing.
MOST_EXACT = 65_536
# In cells a vector is its distance from the cell's centre in 8 bits a dimension; cosines are then off by 0.0001. Of
# 3.3 million vectors near the documents' own 0.98 of the 200 nearest are found in 3.2 ms, of the ten best in hybrid
# search 0.99. With 2 bits and the best compared again by their stored vectors all ten are found in 2.0 ms, but the
# stored vectors come into memory with time: 3.4 GB instead of 1.6. RaBitQ's 8 bits take seven times as long to make.
CELLS_A_ROOT = 2  # cells for each square root of the number of vectors
# Of 3.3 million, 4096 cells, the nearest found are the same with 128 of them (3.2 ms) as with 512 (17 ms).
LOOKED_AT, MOST_LOOKED_AT = 1 / 8, 128  # of the cells; cells
TRAINING_A_CELL = 64  # vectors for each cell
TRAINING_ROUNDS = 10
LINKS, EXPLORED_BUILDING = 32, 80
BLOCK = 65_536  # vectors that are unpacked at a time
SEED = 1


class Vectors:
    """Vectors of length 1; rows of chunks are the segment's own."""

    def __init__(
        self,
        stored: faiss.Index | Later[faiss.Index],
        nearest: faiss.Index | Later[faiss.Index] | None,
        chunks: NDArray[np.int32],
    ) -> None:
        """Wrap what `of` or `load` made."""
        self._stored, self._nearest = (
            of if isinstance(of, Later) else Later[faiss.Index | None].of(of) for of in (stored, nearest)
        )
        self.chunks = chunks

    @property
    def stored(self) -> faiss.Index:
        """The vectors."""
        return self._stored()

    @property
    def nearest(self) -> faiss.Index | None:
        """What finds near ones; None where all are compared."""
        return self._nearest()

    @classmethod
    def of(cls, vectors: NDArray[np.float32], chunks: Sequence[int], nearest: Nearest = "auto") -> "Vectors":
        """Return vectors, shape (n, dimension) float32 of length 1, with the chunk of each, ascending."""
        stored = empty(vectors.shape[1])
        stored.add(np.ascontiguousarray(vectors, np.float32))
        return cls(stored, make_nearest(stored, nearest), np.array(chunks, np.int32).reshape(-1))

    @classmethod
    def load(cls, files: SegmentFiles, dimension: int) -> "Vectors":
        """Return saved vectors of a length.

        Raises:
            IndexFormatError: a file is missing or damaged, or they do not fit each other.
        """
        chunks = load_array(files, "chunks.npy", np.int32)

        def read(name: str) -> faiss.Index:
            found = _read(files, name)
            if (found.ntotal, found.d) != (len(chunks), dimension):
                what = f"{found.ntotal} vectors of length {found.d}, not {len(chunks)} of {dimension}"
                raise IndexFormatError(f"{files.path(name)} is damaged: it has {what}")
            return found

        stored = opened(files, "stored.faiss", lambda: read("stored.faiss"))
        has_nearest = files.has("nearest.faiss")
        nearest = opened(files, "nearest.faiss", lambda: read("nearest.faiss")) if has_nearest else None
        return cls(stored, nearest, chunks)

    def save(self, folder: Path) -> None:
        """Write the vectors into `folder`, which is made."""
        folder.mkdir(parents=True)
        np.save(folder / "chunks.npy", self.chunks)
        faiss.write_index(self.stored, str(folder / "stored.faiss"))
        if self.nearest is not None:
            faiss.write_index(self.nearest, str(folder / "nearest.faiss"))

    def __len__(self) -> int:
        """How many vectors there are."""
        return len(self.chunks)

    @property
    def codes(self) -> NDArray[np.uint8]:
        """The vectors as they are stored, a row each; of mapped ones no more is in memory than is looked at."""
        return _codes(self.stored)


def empty(dimension: int) -> faiss.Index:
    """Return a FAISS index of vectors in 16-bit floats without any yet; half the space of 32 bits, a third faster."""
    return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)


def blocks(stored: faiss.Index) -> Iterator[NDArray[np.float32]]:
    """Yield all vectors of a FAISS index in order, some at a time."""
    for start in range(0, stored.ntotal, BLOCK):
        yield stored.reconstruct_n(start, min(BLOCK, stored.ntotal - start))


@contextmanager
def _all_processors() -> Iterator[None]:
    """Let FAISS use all processors meanwhile."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(n_processors())
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


@_all_processors()
def make_nearest(stored: faiss.Index, nearest: Nearest) -> faiss.Index | None:
    """Return what finds near ones among stored vectors, or None where all are to be compared."""
    n, dimension = stored.ntotal, stored.d
    kind = ("exact" if n <= MOST_EXACT else "cells") if nearest == "auto" else nearest
    match kind:
        case "cells" if n:
            n_cells = min(n, 1 << round(np.log2(CELLS_A_ROOT * np.sqrt(n))))
            found = faiss.index_factory(dimension, f"IVF{n_cells},SQ8", faiss.METRIC_INNER_PRODUCT)
            found.nprobe = min(max(1, round(LOOKED_AT * n_cells)), MOST_LOOKED_AT)
            found.cp.niter, found.cp.seed = TRAINING_ROUNDS, SEED
            found.cp.max_points_per_centroid = TRAINING_A_CELL
            found.train(_sample(stored, TRAINING_A_CELL * n_cells))
        case "graph" if n:
            found = faiss.index_factory(dimension, f"HNSW{LINKS}_SQ8", faiss.METRIC_INNER_PRODUCT)
            found.hnsw.efConstruction = EXPLORED_BUILDING
            found.train(_sample(stored, BLOCK))
        case _:
            return None
    for block in blocks(stored):
        found.add(block)
    return found


def _sample(stored: faiss.Index, n: int) -> NDArray[np.float32]:
    """Return at most `n` of the vectors, spread evenly."""
    positions = np.unique(np.linspace(0, stored.ntotal - 1, min(n, stored.ntotal)).astype(np.int64))
    sample: NDArray[np.float32] = stored.reconstruct_batch(positions)
    return sample


def merged(parts: Iterable[NDArray[np.uint8]], n: int, dimension: int) -> faiss.Index:
    """Return one FAISS index of the `n` vectors of several, given as they are stored.

    Its memory is taken once: added to it, they would be unpacked, and its list copied each time it is twice as long.
    """
    stored = empty(dimension)
    stored.codes.resize(n * stored.code_size)
    stored.ntotal = n
    codes, start = _codes(stored), 0
    for part in parts:
        codes[start : start + len(part)] = part
        start += len(part)
    return stored


def _codes(stored: faiss.Index) -> NDArray[np.uint8]:
    if not stored.ntotal:
        return np.empty((0, stored.code_size), np.uint8)
    codes: NDArray[np.uint8] = faiss.rev_swig_ptr(stored.codes.data(), stored.ntotal * stored.code_size)
    return codes.reshape(-1, stored.code_size)


def _read(files: SegmentFiles, name: str) -> faiss.Index:
    content, path = files.read(name), files.path(name)
    try:
        if isinstance(content, bytes):
            return faiss.deserialize_index(np.frombuffer(content, np.uint8))
        return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except (RuntimeError, MemoryError, ValueError, AssertionError) as error:
        raise IndexFormatError(f"{path} is damaged: FAISS cannot read it") from error
