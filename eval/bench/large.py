"""Corpora of 10 thousand to a million chunks, made up: what building, keeping and searching them takes."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from eval.bench.answers import questions
from eval.bench.drawn import DrawnEmbedder
from eval.bench.made_up import made_up_documents, write_corpus
from eval.bench.measure import child, folder_bytes, lap, resident_mb
from eval.bench.searching import KINDS, variant
from index.build import build_index
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.encode.embedder import Embedder, make_embedder
from index.read.chunk import chunk_document
from index.read.units import read_units
from index.records import Document
from index.segment.records import ChunkedDocument
from index.segment.vectors import Nearest, make_nearest
from index.store.saved import OpenIndex
from rag.config import RagSettings
from rag.opening import assistant_over

CHARS_A_CHUNK = 160  # of made-up documents, headings included
N_QUERIES = 200
APPROXIMATE: tuple[Nearest, ...] = ("cells", "graph")
SEARCHING = "eval.bench.searching"


def seeds() -> tuple[Document, ...]:
    """Return the real documents."""
    return load_documents(IndexSettings.load().seeds_dir)


def drawn_embedder() -> DrawnEmbedder:
    """Return an embedder that draws passages' vectors near those of the real documents' units."""
    settings = IndexSettings.load()
    reads = [read_units(document) for document in seeds()]
    chunked = [
        ChunkedDocument(r.document, r.sections, r.units, chunk_document(r, chunk_chars=settings.chunk_chars), r.dropped)
        for r in reads
    ]
    texts = dict.fromkeys(text for each in chunked for of_unit in each.encoded() for text in of_unit)
    return DrawnEmbedder(make_embedder(settings), list(texts))


def measured(folder: Path, n_chunks: int, *, keep: bool) -> dict[str, Any]:
    """Return all figures of a corpus of about so many chunks.

    Args:
        folder: where it is written.
        n_chunks: asked for.
        keep: use a corpus that lies there already, with the figures of its building.
    """
    figures = folder / "built.json"
    if keep and figures.exists():
        made: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    else:
        embedder = drawn_embedder()
        made = built(folder, n_chunks, embedder)
        made["changing"] = changed(folder, embedder)
        build_index(settings_in(folder), embedder)
        figures.write_text(json.dumps(made), encoding="utf-8")
    return {"asked": n_chunks, **made, "searching": searched(folder)}


def built(folder: Path, n_chunks: int, embedder: Embedder) -> dict[str, Any]:
    """Write a corpus of about so many chunks into an empty folder and build its index; return what that took."""
    shutil.rmtree(folder, ignore_errors=True)
    laps: dict[str, float] = {}
    settings = settings_in(folder)
    with lap(laps, "write"):
        n_documents = write_corpus(folder / "seeds", seeds(), n_chars=n_chunks * CHARS_A_CHUNK)
    with lap(laps, "build"):
        index = build_index(settings, embedder)
    n_vectors = sum(len(segment.vectors) for segment in index.segments)
    _write_queries(folder, index, embedder)
    (segment,) = index.segments
    (folder / "variants").mkdir()
    for kind in APPROXIMATE:
        with lap(laps, kind):
            faiss.write_index(make_nearest(segment.vectors.stored, kind), str(variant(folder, kind)))
    in_seeds, in_artifacts = folder_bytes(folder / "seeds"), folder_bytes(folder / "artifacts")
    return {
        "documents": n_documents,
        "chunks": index.corpus.n_chunks,
        "vectors": n_vectors,
        "seconds": laps,
        "MB": {
            "documents": in_seeds / 1e6,
            "index": in_artifacts / 1e6,
            **{name: folder_bytes(path) / 1e6 for name, path in _parts(settings.artifacts_dir).items()},
            **{kind: variant(folder, kind).stat().st_size / 1e6 for kind in APPROXIMATE},
        },
        "resident MB building": resident_mb()["resident"],
    }


def searched(folder: Path, kinds: Sequence[str] = KINDS) -> list[dict[str, Any]]:
    """Return a row a way of searching, each measured in a process of its own; recall@10 is of the exact way's ten."""
    rows = {kind: child(SEARCHING, str(folder), kind) for kind in kinds}
    for kind, row in rows.items():
        exact = rows.get("hybrid exact" if kind.startswith("hybrid") else "exact")
        if exact and kind != "lexical":
            pairs = list(zip(row["best"], exact["best"], strict=False))
            row["recall@10"] = float(np.mean([len(set(a) & set(b)) / len(b) for a, b in pairs if b]))
    return [{key: value for key, value in row.items() if key != "best"} for row in rows.values()]


def changed(folder: Path, embedder: Embedder) -> dict[str, float]:
    """Return the seconds of adding, changing and removing one document of a built corpus, encoding not counted.

    The vectors are drawn: what encoding takes is a passage's time for each of the document's units.
    """
    settings = settings_in(folder)
    laps: dict[str, float] = {}
    catalog = settings.seeds_dir / "catalog.toml"
    before = catalog.read_text(encoding="utf-8")
    documents = made_up_documents(seeds(), seed=2)
    for step in ("add", "change", "remove"):
        document = next(documents)
        path = settings.seeds_dir / "one_more.txt"
        if step == "remove":
            path.unlink()
            catalog.write_text(before, encoding="utf-8")
        else:
            path.write_text(document.text, encoding="utf-8")
            catalog.write_text(before + document.entry.replace(document.doc_id, path.stem), encoding="utf-8")
        with lap(laps, step):
            build_index(settings, embedder)
    return laps


def settings_in(folder: Path) -> IndexSettings:
    """Return settings for a corpus in a folder."""
    values = {"seeds_dir": folder / "seeds", "artifacts_dir": folder / "artifacts"}
    return IndexSettings.load().model_copy(update=values)


def _write_queries(folder: Path, index: OpenIndex, embedder: Embedder) -> None:
    """Write dev's questions as they are searched for in this corpus: its own words, real vectors."""
    assistant = assistant_over(index, embedder, RagSettings())
    asked = questions()
    asked = asked[:: max(1, len(asked) // N_QUERIES)][:N_QUERIES]
    considered = [assistant.consider(question) for question in asked]
    texts = [step.understood.text for step in considered]
    np.savez(folder / "queries.npz", vectors=np.stack([embedder.embed_query(text) for text in texts]))
    terms = json.dumps([step.searched.terms for step in considered], ensure_ascii=False)
    (folder / "queries.json").write_text(terms, encoding="utf-8")


def _parts(artifacts_dir: Path) -> Mapping[str, Path]:
    (segment,) = (artifacts_dir / "segments").iterdir()
    return {name: segment / name for name in ("records", "vectors", "terms", "words")}
