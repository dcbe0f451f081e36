"""The proof that CI's gate bites: the real assistant, broken in many ways, and `eval check` exits 1 each time.

Stages are broken and asked anew; what an answer says is broken in the records of one unbroken run.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import rag.evidence.rank
import rag.question.agreement
import rag.refusal.period
import rag.search.retrieve
from eval.__main__ import main
from eval.ablate import KeptVectors
from eval.cases import load_cases
from eval.jsonl import write_jsonl
from eval.predictions import load_predictions
from eval.run import rescore, run, texts
from eval.runs import PREDICTIONS
from eval.suites import CASES_DIR
from index.build import ensure_index
from index.config import IndexSettings
from index.corpus import Corpus
from index.encode.embedder import Embedder, make_embedder
from index.records import Hit, Span, Unit
from index.search.dense import DenseSearcher
from index.search.lexical import TermSearcher
from index.search.searcher import SearchQuery
from index.search.unit_vectors import StoredVectors
from index.segment.records import ChunkedDocument
from index.segment.rows import Rows
from index.segment.vectors import Vectors, blocks, empty
from index.store.saved import OpenIndex
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.contract import AnswerRecord
from rag.opening import assistant_over
from rag.question.place import Places
from rag.refusal.gate import Decision, Rule, Verdict
from rag.stages import Stages, make_stages
from tests.eval import breaking

pytestmark = pytest.mark.model

PART = "dev"
SETTINGS = RagSettings()


class NothingFound:
    """A searcher that finds nothing, with the statistics of one that does."""

    def __init__(self, lexical: TermSearcher) -> None:
        self.frequencies = lexical.frequencies

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        return ()


@pytest.fixture(scope="module")
def embedder(model_folder: Path) -> KeptVectors:
    return KeptVectors(make_embedder(IndexSettings(cache_dir=model_folder.parent)))


@pytest.fixture(scope="module")
def index(embedder: KeptVectors) -> OpenIndex:
    return ensure_index(IndexSettings(), embedder)


def exit_status(assistant: Assistant, index: OpenIndex, runs_dir: Path) -> int:
    """Ask every case of the part, and return what `eval check` says of the run."""
    asked(assistant, index, runs_dir)
    return main(["--runs-dir", str(runs_dir), "check", "--part", PART])


def asked(assistant: Assistant, index: OpenIndex, runs_dir: Path) -> Path:
    documents = index.corpus.documents
    files = (CASES_DIR / f"{PART}.jsonl",)
    return run(
        assistant,
        load_cases(files, texts(documents)),
        documents,
        part=PART,
        case_files=files,
        index_fingerprint=index.manifest.fingerprint,
        settings=(SETTINGS,),
        runs_dir=runs_dir,
    )


def whole(index: OpenIndex, embedder: Embedder) -> Stages:
    return make_stages(index, embedder, SETTINGS, Places(index.corpus.entries))


def assistant_with(index: OpenIndex, stages: Stages) -> Assistant:
    return Assistant(index, stages, Places(index.corpus.entries), SETTINGS)


def lexical_off(index: OpenIndex, embedder: Embedder, _: pytest.MonkeyPatch) -> Assistant:
    return assistant_with(index, whole(replace(index, lexical=NothingFound(index.lexical)), embedder))


def dense_shuffled(index: OpenIndex, embedder: Embedder, _: pytest.MonkeyPatch) -> Assistant:
    (segment,) = index.segments
    stored = empty(index.dense.dimension)
    stored.add(np.random.default_rng(1).permutation(next(blocks(segment.vectors.stored))))
    shuffled = Vectors(stored, None, segment.vectors.chunks)
    dense = DenseSearcher([(shuffled, Rows.all(index.corpus.n_chunks))], index.dense.dimension)
    broken = replace(index, dense=dense, vectors=StoredVectors(index.corpus, [shuffled]))
    return assistant_with(index, whole(broken, embedder))


def offsets_shifted(index: OpenIndex, embedder: Embedder, _: pytest.MonkeyPatch) -> Assistant:
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
    return assistant_over(replace(index, corpus=corpus), embedder, SETTINGS)


def year_filter_inverted(index: OpenIndex, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    agreements = rag.question.agreement.year_agreements
    monkeypatch.setattr(rag.search.retrieve, "PERIOD_BONUS", -rag.search.retrieve.PERIOD_BONUS)
    for module in (rag.evidence.rank, rag.refusal.period):
        monkeypatch.setattr(module, "year_agreements", lambda units, asked: [-one for one in agreements(units, asked)])
    return assistant_over(index, embedder, SETTINGS)


def refusal_off(index: OpenIndex, embedder: Embedder, _: pytest.MonkeyPatch) -> Assistant:
    def judge(*_: object) -> Verdict:
        return Verdict(1.0, None, Decision(Rule.NONE))

    return assistant_with(index, replace(whole(index, embedder), judge=judge))


StageBreaking = Callable[[OpenIndex, Embedder, pytest.MonkeyPatch], Assistant]


@pytest.fixture(scope="module")
def unbroken(index: OpenIndex, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asked(assistant_over(index, embedder, SETTINGS), index, tmp_path_factory.mktemp("unbroken"))


def test_the_whole_pipeline_passes(unbroken: Path) -> None:
    assert main(["check", str(unbroken)]) == 0


@pytest.mark.parametrize("way", breaking.WAYS)
def test_broken_answers_fail(
    way: breaking.Breaking, unbroken: Path, index: OpenIndex, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(unbroken, tmp_path / unbroken.name))
    outcomes = load_predictions(folder / PREDICTIONS)
    broken = [
        way(outcome, index.corpus.documents) if isinstance(outcome, AnswerRecord) else outcome for outcome in outcomes
    ]
    write_jsonl(folder / PREDICTIONS, (one.model_dump(mode="json") for one in broken))
    rescore(folder, index.corpus.documents)
    assert main(["check", str(folder)]) == 1
    assert "fell behind" in capsys.readouterr().out


@pytest.mark.parametrize("stage_off", [lexical_off, dense_shuffled, offsets_shifted, year_filter_inverted, refusal_off])
def test_a_broken_pipeline_fails(  # noqa: PLR0917 - fixtures
    stage_off: StageBreaking,
    index: OpenIndex,
    embedder: Embedder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = stage_off(index, embedder, monkeypatch)
    assert exit_status(broken, index, tmp_path) == 1
    printed = capsys.readouterr().out
    assert "fell behind" in printed
    assert "expected to pass, did not:" in printed
