"""tantivy (Rust; BM25 over whitespace-separated terms), which was measured and not chosen; extra `bench`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.measure import BenchError
from index.search.lexical import K1
from index.search.searcher import SearchQuery

HEAP_BYTES = 128_000_000  # the default


class Tantivy:
    """An index with a row's terms, its number and its document's; counts without positions, nothing stored."""

    def __init__(self, folder: Path) -> None:
        try:
            import tantivy
        except ImportError as error:
            raise BenchError("tantivy is not installed; run: pip install -e '.[bench]'") from error
        self._tantivy, self._folder = tantivy, folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("row", fast=True)
        builder.add_integer_field("document", indexed=True)  # a term of an unsigned one is not found for deleting
        self._schema = builder.build()
        self._index: Any = None
        self._writer: Any = None
        self._searcher: Any = None
        self._n_rows = 0

    def build(self, lines: Sequence[tuple[int, list[str]]]) -> None:
        """Write the index of all chunks, and wait for what is merged."""
        self._folder.mkdir(parents=True)
        self._index = self._tantivy.Index(self._schema, path=str(self._folder))
        self._writer = self._index.writer(HEAP_BYTES)
        self._put(lines)
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None  # it takes nothing more after that

    def open(self) -> None:
        """Map the index."""
        self._index = self._tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()
        self._n_rows = self._searcher.num_docs

    def search(self, query: SearchQuery, k: int) -> list[tuple[int, float]]:
        """Return rows and scores, best first; its scores have a factor K1 + 1 that Lucene dropped."""
        made, weights = self._tantivy.Query, dict[str, float]()
        for term, weight in query.terms:
            if term:
                weights[term] = weights.get(term, 0.0) + weight
        parts = [
            (
                self._tantivy.Occur.Should,
                made.boost_query(made.term_query(self._schema, "terms", term, index_option="freq"), weight),
            )
            for term, weight in weights.items()
        ]
        hits = self._searcher.search(made.boolean_query(parts), limit=k, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(row, score / (K1 + 1)) for row, (score, _) in zip(rows, hits, strict=True)]

    def change(self, document: int, lines: Sequence[tuple[int, list[str]]]) -> None:
        """Take the document's chunks away, add the new ones, and commit both together."""
        self._changing().delete_documents_by_term("document", document)
        self._put(lines)
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _changing(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(HEAP_BYTES)
        return self._writer

    def _put(self, lines: Sequence[tuple[int, list[str]]]) -> None:
        writer = self._changing()
        for number, terms in lines:
            document = self._tantivy.Document()
            document.add_text("terms", " ".join(terms))
            document.add_unsigned("row", self._n_rows)
            document.add_integer("document", number)
            writer.add_document(document)
            self._n_rows += 1
