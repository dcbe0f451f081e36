"""Where the chunks that Milvus finds stand in the corpus."""

from index.corpus import Corpus
from index.milvus.entities import indexed
from index.store.saved import OpenIndex


class Places:
    """Rows of chunks by id. May be shared by threads."""

    def __init__(self, corpus: Corpus, fingerprints: dict[str, str]) -> None:
        """Look at a corpus; `fingerprints` are those of its documents, by doc_id."""
        self._corpus, self._fingerprints = corpus, fingerprints

    @classmethod
    def of(cls, index: OpenIndex) -> "Places":
        """Return the places of the chunks of an index."""
        return cls(index.corpus, {document.doc_id: document.fingerprint for document in indexed(index)})

    def row(self, chunk_id: str, fingerprint: str) -> int | None:
        """Return the row of a chunk; None for one of a document that has changed since, or is not held.

        A process goes on with the index it opened while Milvus is brought up to date.
        """
        doc_id = chunk_id.rpartition(":")[0]
        return self._corpus.row_of(chunk_id) if self._fingerprints.get(doc_id) == fingerprint else None
