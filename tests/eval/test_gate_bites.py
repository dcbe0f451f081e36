"""The proof that CI's gate bites: the real assistant, broken in five ways, and `eval check` exits 1 each time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import rag.evidence.rank
import rag.question.agreement
import rag.refusal.gate
import rag.search.retrieve
from eval.__main__ import CASES_DIR, main
from eval.ablate import KeptVectors
from eval.cases import load_cases
from eval.run import run, texts
from index.build import ensure_index
from index.config import IndexSettings
from index.corpus import Corpus
from index.encode.embedder import make_embedder
from index.records import Hit, Span, Unit
from index.search.dense import DenseSearcher
from index.search.searcher import SearchQuery
from index.search.unit_vectors import StoredVectors
from index.segment.records import ChunkedDocument
from index.segment.rows import Rows
from index.segment.vectors import Vectors, empty
from index.store.saved import OpenIndex
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.evidence.rank import UnitRanker
from rag.refusal.gate import Gate, Verdict
from rag.search.retrieve import Retriever

pytestmark = pytest.mark.model

PART = "dev"
SETTINGS = RagSettings()


class NothingFound:
    """A searcher that is off."""

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        return ()


@pytest.fixture(scope="module")
def embedder(model_folder: Path) -> KeptVectors:
    return KeptVectors(make_embedder(IndexSettings(cache_dir=model_folder.parent)))


@pytest.fixture(scope="module")
def index(embedder: KeptVectors) -> OpenIndex:
    return ensure_index(IndexSettings(), embedder)


@pytest.fixture
def assistant(index: OpenIndex, embedder: KeptVectors) -> Assistant:
    return Assistant(index, embedder, SETTINGS)


def exit_status(assistant: Assistant, index: OpenIndex, runs_dir: Path) -> int:
    """Ask every case of the part, and return what `eval check` says of the run."""
    documents = index.corpus.documents
    files = (CASES_DIR / f"{PART}.jsonl",)
    run(
        assistant,
        load_cases(files, texts(documents)),
        documents,
        part=PART,
        case_files=files,
        index_fingerprint=index.manifest.fingerprint,
        settings=(SETTINGS,),
        runs_dir=runs_dir,
    )
    return main(["--runs-dir", str(runs_dir), "check", "--part", PART])


def lexical_off(assistant: Assistant, index: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    retriever = Retriever(index.corpus, index.dense, NothingFound(), depth=SETTINGS.depth)
    monkeypatch.setattr(assistant, "_retriever", retriever)
    return assistant


def dense_shuffled(assistant: Assistant, index: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    (segment,) = index.segments
    stored = empty(index.dense.dimension)
    stored.add(np.random.default_rng(1).permutation(next(segment.vectors.blocks())))
    shuffled = Vectors(stored, None, segment.vectors.chunks)
    dense = DenseSearcher([(shuffled, Rows.all(index.corpus.n_chunks))], index.dense.dimension)
    vectors = StoredVectors(index.corpus, [shuffled])
    monkeypatch.setattr(assistant, "_retriever", Retriever(index.corpus, dense, index.lexical, depth=SETTINGS.depth))
    monkeypatch.setattr(assistant, "_ranker", UnitRanker(index.corpus, vectors, index.lexical.frequencies))
    return assistant


def offsets_shifted(assistant: Assistant, index: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    def shifted(unit: Unit) -> Unit:
        spans = tuple(Span(start=span.start + 1, end=span.end + 1) for span in unit.spans)
        return unit.model_copy(update={"spans": spans})

    old = index.corpus
    chunks = list(old.chunks())
    corpus = Corpus.of(
        [
            ChunkedDocument(
                document,
                old.sections_of(doc_id),
                tuple(shifted(unit) for unit in old.units_of_document(doc_id)),
                tuple(chunk for chunk in chunks if chunk.doc_id == doc_id),
                old.dropped_of(doc_id),
            )
            for doc_id, document in old.documents.items()
        ]
    )
    return Assistant(replace(index, corpus=corpus), assistant._embedder, SETTINGS)


def year_filter_inverted(assistant: Assistant, index: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    agreement = rag.question.agreement.year_agreement
    monkeypatch.setattr(rag.search.retrieve, "PERIOD_BONUS", -rag.search.retrieve.PERIOD_BONUS)
    for module in (rag.evidence.rank, rag.refusal.gate):
        monkeypatch.setattr(module, "year_agreement", lambda unit, asked: -agreement(unit, asked))
    return assistant


def refusal_off(assistant: Assistant, index: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.setattr(Gate, "judge", lambda *_: Verdict(1.0, None))
    return assistant


Breaking = Callable[[Assistant, OpenIndex, pytest.MonkeyPatch], Assistant]


def test_the_whole_pipeline_passes(assistant: Assistant, index: OpenIndex, tmp_path: Path) -> None:
    assert exit_status(assistant, index, tmp_path) == 0


@pytest.mark.parametrize("breaking", [lexical_off, dense_shuffled, offsets_shifted, year_filter_inverted, refusal_off])
def test_a_broken_pipeline_fails(  # noqa: PLR0917 - fixtures
    breaking: Breaking,
    assistant: Assistant,
    index: OpenIndex,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = breaking(assistant, index, monkeypatch)
    assert exit_status(broken, index, tmp_path) == 1
    printed = capsys.readouterr().out
    assert "fell behind" in printed
    assert "expected to pass, did not:" in printed
