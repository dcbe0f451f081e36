"""Lexical search: BM25 over the terms of index.terms."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from index.errors import IndexFormatError
from index.records import Hit
from index.search import SearchQuery, ranked
from index.terms import terms

_EMPTY = "size.json"
# Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework", section 3.5: usual values.
K1, B = 1.2, 0.75


class LexicalSearcher:
    """BM25 in Lucene's form; chunks that share no term with the query are no hits."""

    def __init__(self, engine: bm25s.BM25 | None, n_chunks: int) -> None:
        self._engine = engine  # None when no text has a single term: bm25s cannot index that
        # bm25s adds an empty term for padding, which has no column of scores.
        self._columns = {term: column for term, column in engine.vocab_dict.items() if term} if engine else {}
        self.n_chunks = n_chunks

    @classmethod
    def of(cls, texts: Sequence[str]) -> "LexicalSearcher":
        """Return a searcher over `texts`; row i is text i."""
        tokens = [terms(text) for text in texts]
        if not any(tokens):
            return cls(None, len(texts))
        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it logs every step through a handler of its own
        engine = bm25s.BM25(k1=K1, b=B, method="lucene")
        engine.index(tokens, show_progress=False)
        return cls(engine, len(texts))

    @classmethod
    def load(cls, folder: Path) -> "LexicalSearcher":
        """Return the searcher saved in `folder`.

        Raises:
            IndexFormatError: a file is missing or unreadable.
        """
        try:
            size = json.loads((folder / _EMPTY).read_text(encoding="utf-8"))
            engine = bm25s.BM25.load(folder, load_corpus=False, mmap=True) if size["has_terms"] else None
            return cls(engine, int(size["n_chunks"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexFormatError(f"{folder} is not a BM25 index; rebuild it: python -m index build") from error

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        size = {"n_chunks": self.n_chunks, "has_terms": self._engine is not None}
        (folder / _EMPTY).write_text(json.dumps(size), encoding="utf-8")
        if self._engine is not None:
            self._engine.save(folder, show_progress=False)

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` chunks with the highest BM25 score above 0."""
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        if self._engine is None:
            return ()
        matrix = self._engine.scores
        scores = np.zeros(self.n_chunks, dtype=np.float32)
        for term, weight in query.terms:
            column = self._columns.get(term)
            if column is not None:  # bm25s keeps the scores by term: column `indptr[t]:indptr[t + 1]`
                start, end = matrix["indptr"][column], matrix["indptr"][column + 1]
                scores[matrix["indices"][start:end]] += weight * matrix["data"][start:end]
        rows = np.flatnonzero(scores > 0)
        return ranked(scores[rows], rows.astype(np.int64), k=k) if len(rows) else ()

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every term that some chunk holds."""
        return frozenset(self._columns)

    def document_frequency(self, term: str) -> int:
        """Return how many chunks hold a term."""
        column = self._columns.get(term)
        if self._engine is None or column is None:
            return 0
        starts = self._engine.scores["indptr"]
        return int(starts[column + 1] - starts[column])
