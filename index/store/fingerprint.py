"""What shapes an index, as checksums: a document whose checksum is the same need not be read again."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from index.config import IndexSettings
from index.encode.embedder import Embedder
from index.records import Document
from index.segment.segment import FORMAT_VERSION


def fingerprint(documents: Sequence[Document], settings: IndexSettings, embedder: Embedder) -> str:
    """Return the sha256 over all that shapes an index: documents with their entries, settings, model, code."""
    return of_all([(d.doc_id, document_fingerprint(d, settings, embedder)) for d in documents])


def document_fingerprint(document: Document, settings: IndexSettings, embedder: Embedder) -> str:
    """Return the sha256 over all that shapes what is held of a document."""
    digest = hashlib.sha256(document.model_dump_json(exclude={"text"}).encode())
    digest.update(repr((FORMAT_VERSION, shaping(settings), embedder.name, embedder.dimension, _code())).encode())
    return digest.hexdigest()


def of_all(fingerprints: Sequence[tuple[str, str]]) -> str:
    """Return the sha256 over documents, in order, each with its own."""
    return hashlib.sha256(repr(tuple(fingerprints)).encode()).hexdigest()


def shaping(settings: IndexSettings) -> tuple[tuple[str, str], ...]:
    """Return the settings that shape an index."""
    return tuple((name, str(getattr(settings, name))) for name in (*_ENCODING, *_CUTTING))


def encoding(settings: IndexSettings) -> dict[str, str]:
    """Return the settings that shape a text's vector: how texts are cut, and found, does not."""
    return {name: str(getattr(settings, name)) for name in _ENCODING}


_ENCODING, _CUTTING = ("model", "passage_prefix"), ("chunk_chars", "nearest")


@lru_cache(maxsize=1)
def _code() -> str:
    """Return the sha256 over this package."""
    digest = hashlib.sha256()
    code = Path(__file__).parent.parent
    for path in sorted([*code.rglob("*.py"), *code.rglob("data/*")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
