"""Lexical search: BM25 over the terms of index.words.terms, in all segments with the statistics of the whole corpus."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.records import Hit
from index.search.searcher import Searcher, SearchQuery, ranked
from index.segment.postings import MOST, Postings
from index.segment.rows import Rows
from index.words.terms import terms

# Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework", section 3.5: usual values.
K1, B = 1.2, 0.75
KEPT_TERMS = 50_000
ROUNDING = 1e-6  # of a score: rows that are a tie in 32 bits must not be lost
LONG = 4096  # postings: before a longer list it is looked whether new rows can still matter
LOOKED_UP = 4  # times as many postings as candidates, from which on each candidate is looked up in the list
LOOKED_AGAIN = 0.7  # of what was left when the best rows were looked for last

Part = tuple[Postings, Rows]


class Frequencies:
    """How many rows of the corpus hold a term, over all segments. May be shared by threads."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._held = [postings.held_by(rows) if len(rows.gone) else None for postings, rows in parts]
        self.of = lru_cache(maxsize=KEPT_TERMS)(self._of)

    def __contains__(self, term: str) -> bool:
        """Return whether some row holds the term."""
        return bool(term) and self.of(term) > 0

    def _of(self, term: str) -> int:
        total = 0
        for (postings, _), held in zip(self._parts, self._held, strict=True):
            number = postings.terms.get(term)
            if number is not None:
                total += int(held[number] if held is not None else np.diff(postings.starts[number : number + 2])[0])
        return total


class TermSearcher(Searcher, Protocol):
    """A searcher by terms, with the statistics of the corpus that it weighs them by."""

    @property
    def frequencies(self) -> Frequencies:
        """How many chunks of the corpus hold a term."""

    @property
    def mean_length(self) -> float:
        """How many terms a chunk of the corpus has on average; 1 where there are none."""

    def weighted(self, query: SearchQuery) -> dict[str, float]:
        """Return weight · idf of each term of the query that some chunk holds."""


class LexicalSearcher:
    """BM25 in Lucene's form; chunks that share no term with the query are no hits. May be shared by threads.

    The score of a row is the sum over the query's terms of weight · idf · tf / (tf + K1 · (1 - B + B · length / mean)),
    with idf = ln(1 + (n - df + 0.5) / (df + 0.5)); n, df and the mean length are those of all chunks in the corpus.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self.frequencies = Frequencies(parts)
        self.n_chunks = sum(rows.n_held for _, rows in parts)
        n_terms = sum(int(postings.lengths[rows.is_held].sum(dtype=np.int64)) for postings, rows in parts)
        self.mean_length = n_terms / self.n_chunks if n_terms else 1.0
        self._norms = [self._norm(postings.lengths) for postings, _ in parts]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "LexicalSearcher":
        """Return a searcher over texts; row i is text i."""
        postings = Postings.of([terms(text) for text in texts])
        return cls([(postings, Rows.all(len(postings)))])

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` chunks with the highest BM25 score above 0."""
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        weights = self.weighted(query)
        found = [
            _best_of_part(postings, rows, norms, self._bounds(postings, weights), k)
            for (postings, rows), norms in zip(self._parts, self._norms, strict=True)
        ]
        scores = np.concatenate([np.empty(0), *(scores for scores, _ in found)]).astype(np.float32)
        at = np.concatenate([np.empty(0, np.int64), *(rows for _, rows in found)])
        return ranked(scores, at, k=k) if len(at) else ()

    def weighted(self, query: SearchQuery) -> dict[str, float]:
        """Return weight · idf of each term of the query that some chunk holds."""
        weights: dict[str, float] = {}
        for term, weight in query.terms:
            df = self.frequencies.of(term) if term else 0
            if df:
                idf = np.log1p((self.n_chunks - df + 0.5) / (df + 0.5))
                weights[term] = weights.get(term, 0.0) + weight * float(idf)
        return weights

    def _norm(self, lengths: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return what a count is divided by besides itself, for rows of some lengths."""
        norms = K1 * (1 - B + B * lengths / self.mean_length)
        return np.asarray(norms, np.float32)

    def _bounds(self, postings: Postings, weights: dict[str, float]) -> list[tuple[float, int, float]]:
        """Return for each term that a segment has: the most it adds to a row, its number, its weight.

        First come those that bring much for their length: the order in which the fewest postings are added.
        """
        bounds = []
        for term, weight in weights.items():
            number = postings.terms.get(term)
            if number is not None:
                most = float(postings.most[number])
                norm = float(self._norm(postings.shortest[number : number + 1])[0])
                bounds.append((weight * most / (most + norm), number, weight))

        def worth(of: tuple[float, int, float]) -> float:
            bound, number, _ = of
            return bound / math.sqrt(int(postings.starts[number + 1] - postings.starts[number]))

        return sorted(bounds, key=lambda of: (-worth(of), of))


def saturated_counts(found: Sequence[str], mean_length: float) -> dict[str, float]:
    """Return tf / (tf + norm) of each term of a chunk: what its score is for a query's term of weight · idf 1.

    Args:
        found: the chunk's terms, repetitions kept.
        mean_length: of all chunks, in terms.
    """
    norm = K1 * (1 - B + B * len(found) / mean_length)
    return {term: min(count, MOST) / (min(count, MOST) + norm) for term, count in Counter(found).items()}


def _best_of_part(
    postings: Postings,
    rows: Rows,
    norms: NDArray[np.float32],
    bounds: Sequence[tuple[float, int, float]],
    k: int,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the scores and corpus rows of at least the `k` best chunks of a segment, with all that tie with the last.

    As soon as what is left cannot lift a new row among the best, only rows that are already found matter, and fewer
    with each term (MaxScore: Turtle and Flood 1995).
    """
    best = _Best(len(postings), rows, k, sum(bound for bound, *_ in bounds))
    for bound, number, weight in bounds:
        start, end = int(postings.starts[number]), int(postings.starts[number + 1])
        if end - start > LONG:
            best.narrow()
        held, counts = postings.rows[start:end], postings.counts[start:end]
        if best.candidates is None or len(held) < LOOKED_UP * len(best.candidates):
            at = held.astype(np.int64)  # once, not for each use
            best.scores[at] += weight * _saturated(counts, norms.take(at))
        else:
            places = np.minimum(np.searchsorted(held, best.candidates.astype(held.dtype)), len(held) - 1)
            hit = held[places] == best.candidates
            at = best.candidates[hit]
            best.scores[at] += weight * _saturated(counts[places[hit]], norms[at])
        best.added(bound)
    return best.found()


class _Best:
    """The scores of a segment's rows while terms are added, and which rows can still be among the `k` best.

    `scores` are shape (rows,); `candidates` are the rows whose scores count, ascending, None for all.
    """

    def __init__(self, n_rows: int, rows: Rows, k: int, left: float) -> None:
        self.scores = np.zeros(n_rows)
        self.scores[rows.gone] = -np.inf  # whatever is added
        self.candidates: NDArray[np.int64] | None = None
        self._rows, self._k = rows, k
        self._added, self._left = 0.0, left  # the most that the terms so far, and those to come, bring to a row
        self._leaders: NDArray[np.int64] | None = None  # the k best rows when it was looked last
        self._look_below = left

    def added(self, bound: float) -> None:
        """Note that a term was added."""
        self._added += bound
        self._left -= bound

    def narrow(self) -> None:
        """Leave out the rows that cannot be among the best any more, if it is time to look for them."""
        if self._left >= self._added:  # no row has more than was added
            return
        is_time = self._left < self._look_below
        if is_time:
            self._look()
        least = self._least()
        if self._left >= least:
            return
        if self.candidates is None:
            self.candidates = np.flatnonzero(self.scores >= least - self._left)
        elif is_time:
            self.candidates = self.candidates[self.scores[self.candidates] >= least - self._left]

    def found(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return the scores and corpus rows of the best, with all that tie with the last."""
        if self.candidates is None:
            found = np.flatnonzero(self.scores > 0)
        else:
            found = self.candidates[self.scores[self.candidates] > 0]
        if len(found) > self._k:
            kept = self.scores[found].astype(np.float32)  # as they are compared in the end: ties are ties in 32 bits
            found = found[kept >= np.partition(kept, len(kept) - self._k)[len(kept) - self._k]]
        return self.scores[found], self._rows.in_corpus[found]

    def _look(self) -> None:
        """Find the leaders: later the least of their scores is no more than the k-th best, and quickly known."""
        found = np.flatnonzero(self.scores > self._least()) if self.candidates is None else self.candidates
        if len(found) >= self._k:
            self._leaders = found[np.argpartition(self.scores[found], len(found) - self._k)[-self._k :]]
        self._look_below = LOOKED_AGAIN * self._left

    def _least(self) -> float:
        """Return a score that the k-th best row surely has, a little less for rounding."""
        return 0.0 if self._leaders is None else float(self.scores[self._leaders].min()) * (1 - ROUNDING)


def _saturated(counts: NDArray[np.uint8], norms: NDArray[np.float32]) -> NDArray[np.float64]:
    tf = counts.astype(np.float64)
    return tf / (tf + norms)
