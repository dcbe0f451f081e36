"""From seeds to a saved index, in order; what has not changed since the last build is not encoded again."""

import hashlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.bilingual import Bilingual
from index.catalog import load_documents
from index.chunk import chunk_document
from index.config import IndexSettings
from index.corpus import Corpus
from index.dense import DenseSearcher
from index.encode.embedder import Embedder
from index.errors import IndexFormatError
from index.lexical import LexicalSearcher
from index.records import Document, IndexManifest
from index.sounds import Sounds
from index.store import FORMAT_VERSION, OpenIndex, load_index, read_manifest, save_index
from index.units import read_units

_log = logging.getLogger(__name__)


def ensure_index(settings: IndexSettings, embedder: Embedder) -> OpenIndex:
    """Return the index that fits seeds, settings and code: the saved one, or else a new build, with a message.

    Raises:
        LuohuError: the seeds or the model cannot be used; the last good index stays on disk.
    """
    documents = load_documents(settings.seeds_dir)
    expected = fingerprint(documents, settings, embedder)
    try:
        if read_manifest(settings.artifacts_dir).fingerprint == expected:
            return load_index(settings.artifacts_dir)
        _log.warning("The index no longer fits the documents, settings or program; building it again.")
    except IndexFormatError as error:
        _log.warning("%s - building it now.", str(error).split(";", maxsplit=1)[0])
    return build_index(settings, embedder, documents)


def build_index(settings: IndexSettings, embedder: Embedder, documents: Sequence[Document] | None = None) -> OpenIndex:
    """Build, save and return the index.

    Args:
        settings: where to read and write, how to cut.
        embedder: what encodes the units.
        documents: already loaded ones, to spare reading them twice.
    """
    documents = load_documents(settings.seeds_dir) if documents is None else documents
    reads = [
        read_units(document) for document in tqdm(documents, desc="reading", unit="document", leave=False, disable=None)
    ]
    chunks = [chunk for read in reads for chunk in chunk_document(read, chunk_chars=settings.chunk_chars)]
    corpus = Corpus(
        documents,
        [section for read in reads for section in read.sections],
        [unit for read in reads for unit in read.units],
        chunks,
        [drop for read in reads for drop in read.dropped],
    )
    vectors = _vectors(corpus, settings, embedder)
    manifest = IndexManifest(
        format_version=FORMAT_VERSION,
        fingerprint=fingerprint(documents, settings, embedder),
        documents=tuple((document.doc_id, document.sha256) for document in documents),
        model=embedder.name,
        dimension=embedder.dimension,
        n_chunks=len(chunks),
        n_units=len(corpus.units),
        settings=_shaping(settings),
        files=(),
    )
    lexical = LexicalSearcher.of([f"{chunk.context} {chunk.text}" for chunk in chunks])
    index = OpenIndex(
        manifest,
        corpus,
        DenseSearcher.of(vectors, [encoded.row for encoded in corpus.encoded]),
        lexical,
        Bilingual.of("\n".join(document.text for document in documents)),
        Sounds.of(lexical.vocabulary),
    )
    save_index(index, settings.artifacts_dir)
    return index


def _vectors(corpus: Corpus, settings: IndexSettings, embedder: Embedder) -> NDArray[np.float32]:
    """Return a vector for each encoded text, shape (n, dimension); those the last index has for a text are kept.

    The heading path is not encoded: it helps Chinese questions a little and hurts English ones a lot; lexical search
    has it.
    """
    kept = _kept_vectors(settings, embedder)
    texts = [encoded.text for encoded in corpus.encoded]
    new = [text for text in dict.fromkeys(texts) if text not in kept]
    if new:
        rows = embedder.embed_passages(new, progress=sys.stderr.isatty())  # no bars in a log
        kept.update(zip(new, rows, strict=True))
    return np.array([kept[text] for text in texts], np.float32).reshape(len(texts), embedder.dimension)


def _kept_vectors(settings: IndexSettings, embedder: Embedder) -> dict[str, NDArray[np.float32]]:
    try:
        last = load_index(settings.artifacts_dir)
    except IndexFormatError:
        return {}
    if last.manifest.model != embedder.name or _encoding(last.manifest.settings) != _encoding(_shaping(settings)):
        return {}
    return dict(zip((encoded.text for encoded in last.corpus.encoded), last.dense.vectors(), strict=True))


def _encoding(shaping: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the settings that shape a text's vector: how texts are cut does not."""
    return {name: value for name, value in shaping if name != "chunk_chars"}


def fingerprint(documents: Sequence[Document], settings: IndexSettings, embedder: Embedder) -> str:
    """Return the sha256 over all that shapes an index: documents with their entries, settings, model, code."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(document.model_dump_json(exclude={"text"}).encode())
    digest.update(repr((FORMAT_VERSION, _shaping(settings), embedder.name, embedder.dimension)).encode())
    code = Path(__file__).parent
    for path in sorted([*code.rglob("*.py"), *(code / "data").iterdir()]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _shaping(settings: IndexSettings) -> tuple[tuple[str, str], ...]:
    names = ("chunk_chars", "model", "passage_prefix")
    return tuple((name, str(getattr(settings, name))) for name in names)
