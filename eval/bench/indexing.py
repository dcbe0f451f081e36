"""The five documents from text to an index, against what a user would write first."""

import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import faiss
import numpy as np

from eval.bench.engines import QUESTIONS
from eval.bench.measure import seconds_of, seconds_of_each
from index.build import build_index
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.encode.embedder import make_embedder
from index.encode.packaged import prepare
from index.encode.reports import turn_off_reports
from index.words.bilingual import Lexicon

ROUNDS = 3
CHUNK, OVERLAP = 500, 50


def ours() -> dict[str, Any]:
    """Return the seconds from the documents' text to a saved index, model and lexicon being open."""
    settings = IndexSettings.load()
    embedder = make_embedder(settings)
    Lexicon.open(settings.cache_dir)
    times = []
    with TemporaryDirectory() as folder:
        fresh = settings.model_copy(update={"artifacts_dir": Path(folder) / "artifacts"})
        for _ in range(ROUNDS):
            shutil.rmtree(fresh.artifacts_dir, ignore_errors=True)
            times.append(seconds_of(lambda: build_index(fresh, embedder)))
    return {"seconds": median(times)}


def reference() -> dict[str, Any]:
    """Return the same of a recursive splitter, SentenceTransformer in float32 and IndexFlatIP, with its query."""
    turn_off_reports()
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    settings = IndexSettings.load()
    documents = load_documents(settings.seeds_dir)
    model = SentenceTransformer(str(prepare(settings.cache_dir)), local_files_only=True)
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    index = faiss.IndexFlatIP(model.get_embedding_dimension())

    def build() -> None:
        texts = [text for document in documents for text in splitter.split_text(document.text)]
        index.reset()
        index.add(np.asarray(model.encode(texts, prompt=settings.passage_prefix), np.float32))

    def ask(question: str) -> None:
        index.search(np.asarray(model.encode([question], prompt=settings.query_prefix), np.float32), 10)

    times = [seconds_of(build) for _ in range(ROUNDS)]
    ask(QUESTIONS[0])
    return {
        "seconds": median(times),
        "passages": index.ntotal,
        "query ms": 1000 * median(seconds_of_each(ask, QUESTIONS * 6)),
    }
