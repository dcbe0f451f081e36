"""Lexical search: BM25 over the terms of index.terms, in all segments with the statistics of the whole corpus."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.records import Hit
from index.search import Searcher, SearchQuery, ranked
from index.segment.postings import MOST, Postings
from index.segment.rows import Rows
from index.terms import terms

# Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework", section 3.5: usual values.
K1, B = 1.2, 0.75
KEPT_TERMS = 50_000
ROUNDING = 1e-6  # of a score: rows that are a tie in 32 bits must not be lost
LONG = 4096  # postings: before a longer list it is looked whether new rows can still matter

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
        """Return for each term that a segment has: the most it adds to a row, its number, its weight; most first."""
        bounds = []
        for term, weight in weights.items():
            number = postings.terms.get(term)
            if number is not None:
                most = float(postings.most[number])
                norm = float(self._norm(postings.shortest[number : number + 1])[0])
                bounds.append((weight * most / (most + norm), number, weight))
        return sorted(bounds, reverse=True)


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

    Terms are added by the most they can bring. As soon as what is left cannot lift a new row among the best, only rows
    that are already found are looked up (MaxScore: Turtle and Flood 1995).
    """
    scores = np.zeros(len(postings))
    left = sum(bound for bound, *_ in bounds)
    candidates: NDArray[np.int64] | None = None
    for bound, number, weight in bounds:
        start, end = int(postings.starts[number]), int(postings.starts[number + 1])
        if candidates is None and end - start > LONG:
            candidates = _closed(scores, rows, left, k)
        if candidates is None:
            at = postings.rows[start:end]
            scores[at] += weight * _saturated(postings.counts[start:end], norms[at])
        else:
            held = postings.rows[start:end]
            places = np.minimum(np.searchsorted(held, candidates.astype(held.dtype)), len(held) - 1)
            hit = held[places] == candidates
            at = candidates[hit]
            scores[at] += weight * _saturated(postings.counts[start:end][places[hit]], norms[at])
        left -= bound
    scores[rows.gone] = 0
    found = np.flatnonzero(scores) if candidates is None else candidates[scores[candidates] > 0]
    if len(found) > k:
        kept = scores[found].astype(np.float32)  # as they are compared in the end: ties are ties in 32 bits
        found = found[kept >= np.partition(kept, len(kept) - k)[len(kept) - k]]
    return scores[found], rows.in_corpus[found]


def _closed(scores: NDArray[np.float64], rows: Rows, left: float, k: int) -> NDArray[np.int64] | None:
    """Return the rows that can still be among the `k` best, if no row that has no score yet can; else None."""
    scores[rows.gone] = 0
    found = np.flatnonzero(scores)
    if len(found) < k:
        return None
    least = np.partition(scores[found], len(found) - k)[len(found) - k]
    margin = least * (1 - ROUNDING)
    return found[scores[found] + left >= margin] if left < margin else None


def _saturated(counts: NDArray[np.uint8], norms: NDArray[np.float32]) -> NDArray[np.float64]:
    tf = counts.astype(np.float64)
    return tf / (tf + norms)
