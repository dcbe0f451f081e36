"""Which rows hold which terms, and how often: the lists that lexical search adds up.

terms.marisa   the terms; a term's number is its place in this trie
starts.npy     where each term's rows begin, and the last ones end, int64
rows.npy       for each term the rows that hold it, ascending, uint32
counts.npy     how often each does, at most 255, uint8
lengths.npy    how many terms each row has, uint32
most.npy, shortest.npy   for each term the largest count and the least length among its rows
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexFormatError
from index.segment.files import Later, SegmentFiles
from index.segment.lookup import load_trie
from index.segment.rows import GONE, Rows
from index.segment.table import Array, load_array, opened

MOST = 255
BLOCK = 1 << 22  # postings that are merged at a time: some 150 MB of memory
_ARRAYS: dict[str, type[np.generic]] = {
    "starts": np.int64,
    "rows": np.uint32,
    "counts": np.uint8,
    "lengths": np.uint32,
    "most": np.uint8,
    "shortest": np.uint32,
}


class Postings:
    """The lists of one segment; rows are the segment's own."""

    def __init__(self, terms: marisa_trie.Trie, arrays: dict[str, Later[Array]]) -> None:
        """Wrap what `save` wrote; the arrays are those named above."""
        self.terms = terms
        self.starts: NDArray[np.int64] = arrays["starts"]()
        self.lengths: NDArray[np.uint32] = arrays["lengths"]()
        self.most: NDArray[np.uint8] = arrays["most"]()
        self.shortest: NDArray[np.uint32] = arrays["shortest"]()
        self._rows, self._counts = arrays["rows"], arrays["counts"]

    @property
    def rows(self) -> NDArray[np.uint32]:
        """For each term the rows that hold it, ascending."""
        return self._rows()

    @property
    def counts(self) -> NDArray[np.uint8]:
        """How often each does."""
        return self._counts()

    @classmethod
    def of(cls, texts: Sequence[Iterable[str]]) -> "Postings":
        """Return the lists over texts given as their terms; row i is text i."""
        numbers: dict[str, int] = {}
        found: list[tuple[int, int, int]] = []
        lengths = np.zeros(len(texts), np.uint32)
        for row, text in enumerate(texts):
            counts = Counter(text)
            lengths[row] = counts.total()
            found += [(numbers.setdefault(term, len(numbers)), row, count) for term, count in counts.items()]
        terms = marisa_trie.Trie(numbers)
        place = np.fromiter((terms[term] for term in numbers), np.int64, len(numbers))
        flat = np.array(found, np.int64).reshape(-1, 3)
        of_term = place[flat[:, 0]]
        order = np.argsort(of_term, kind="stable")  # rows ascend already
        starts = np.zeros(len(numbers) + 1, np.int64)
        np.cumsum(np.bincount(of_term, minlength=len(numbers)), out=starts[1:])
        rows, counts_ = flat[order, 1].astype(np.uint32), np.minimum(flat[order, 2], MOST).astype(np.uint8)
        arrays = _bounded(starts, rows, counts_, lengths)
        return cls(terms, {name: Later.of(array) for name, array in arrays.items()})

    @classmethod
    def load(cls, files: SegmentFiles) -> "Postings":
        """Return saved lists.

        Raises:
            IndexFormatError: a file is missing or damaged, or they do not fit each other.
        """
        terms = load_trie(files, "terms.marisa", marisa_trie.Trie())
        starts = load_array(files, "starts.npy", np.int64)
        n_postings = int(starts[-1]) if len(starts) else -1
        sizes = {"starts": len(terms) + 1, "rows": n_postings, "counts": n_postings}
        sizes |= {"most": len(terms), "shortest": len(terms)}

        def array(name: str) -> Array:
            found = load_array(files, f"{name}.npy", _ARRAYS[name])
            if len(found) != (size := sizes.get(name, len(found))):
                path = files.path(f"{name}.npy")
                raise IndexFormatError(f"{path} is damaged: it has {len(found)} numbers, not {size}")
            return found

        return cls(terms, {name: opened(files, f"{name}.npy", partial(array, name)) for name in _ARRAYS})

    def save(self, folder: Path) -> None:
        """Write the lists into `folder`, which is made."""
        folder.mkdir(parents=True)
        self.terms.save(str(folder / "terms.marisa"))
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.lengths)

    def held_by(self, rows: Rows) -> NDArray[np.int64]:
        """Return for each term how many of the rows that are in the corpus hold it."""
        if not len(rows.gone):
            return np.diff(self.starts)
        running = np.zeros(len(self.rows) + 1, np.int64)
        np.cumsum(rows.is_held[self.rows], out=running[1:])
        return running[self.starts[1:]] - running[self.starts[:-1]]


def merge_postings(folder: Path, parts: Sequence[tuple[Postings, Rows]], n_rows: int) -> None:
    """Write the lists of several segments as those of one; `Rows` say where each row goes, GONE for nowhere.

    Rows must go where they are after those of earlier parts, in their order.
    """
    folder.mkdir(parents=True)
    held = [(postings, rows, postings.held_by(rows)) for postings, rows in parts]
    names = [postings.terms.keys() for postings, *_ in held]
    terms = marisa_trie.Trie(
        {name for of, (postings, _, n) in zip(names, held, strict=True) for name in of if n[postings.terms[name]]}
    )
    starts = np.zeros(len(terms) + 1, np.int64)
    numbers = []
    for of, (postings, _, n) in zip(names, held, strict=True):
        number = np.full(len(of), GONE, np.int64)
        for name in of:
            number[postings.terms[name]] = terms.get(name, GONE)
        numbers.append(number)
        known = number != GONE
        np.add.at(starts, number[known] + 1, n[known])
    np.cumsum(starts, out=starts)
    lengths = np.zeros(n_rows, np.uint32)
    out_rows = np.lib.format.open_memmap(folder / "rows.npy", "w+", np.uint32, (int(starts[-1]),))
    out_counts = np.lib.format.open_memmap(folder / "counts.npy", "w+", np.uint8, (int(starts[-1]),))
    next_free = starts[:-1].copy()
    for (postings, rows, n), number in zip(held, numbers, strict=True):
        lengths[rows.in_corpus[rows.is_held]] = postings.lengths[rows.is_held]
        for first, last in _blocks(postings.starts):
            begin, end = int(postings.starts[first]), int(postings.starts[last])
            to = rows.in_corpus[postings.rows[begin:end]]
            kept = to != GONE
            of_term, n_of_term = number[first:last], n[first:last]
            target = _targets(next_free, of_term, n_of_term)
            out_rows[target] = to[kept]
            out_counts[target] = postings.counts[begin:end][kept]
    bounds = _bounded(starts, out_rows, out_counts, lengths)
    for name in ("starts", "lengths", "most", "shortest"):
        np.save(folder / f"{name}.npy", bounds[name])
    terms.save(str(folder / "terms.marisa"))


def _targets(next_free: NDArray[np.int64], terms: NDArray[np.int64], n: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of the next `n` postings of each term, and count them as taken."""
    used = n > 0
    terms, n = terms[used], n[used]
    firsts = np.repeat(next_free[terms] - (np.cumsum(n) - n), n)
    next_free[terms] += n
    return firsts + np.arange(len(firsts))


def _blocks(starts: NDArray[np.int64]) -> Iterable[tuple[int, int]]:
    """Yield ranges of terms with about BLOCK postings."""
    first, n_terms = 0, len(starts) - 1
    while first < n_terms:
        last = int(np.searchsorted(starts, starts[first] + BLOCK, side="right")) - 1
        last = min(max(last, first + 1), n_terms)
        yield first, last
        first = last


def _bounded(
    starts: NDArray[np.int64], rows: NDArray[np.uint32], counts: NDArray[np.uint8], lengths: NDArray[np.uint32]
) -> dict[str, Array]:
    """Return the arrays of `Postings` with the bounds of each term, in blocks."""
    most, shortest = np.zeros(len(starts) - 1, np.uint8), np.zeros(len(starts) - 1, np.uint32)
    for first, last in _blocks(starts):
        begin, end = int(starts[first]), int(starts[last])
        at = starts[first:last] - begin
        most[first:last] = np.maximum.reduceat(counts[begin:end], at)
        shortest[first:last] = np.minimum.reduceat(lengths[rows[begin:end]], at)
    return {"starts": starts, "rows": rows, "counts": counts, "lengths": lengths, "most": most, "shortest": shortest}
