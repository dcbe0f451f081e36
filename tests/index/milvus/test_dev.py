"""Answers to dev's questions, searched in Milvus: as good as those searched in this process."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean

import pytest

from eval.ablate import KeptVectors
from eval.cases import Case, load_cases
from eval.predict import predict
from eval.run import texts
from eval.score import CaseScore, score
from eval.suites import CASES_DIR
from index.build import ensure_index
from index.config import IndexSettings
from index.encode.embedder import make_embedder
from index.records import Document
from index.store.saved import OpenIndex
from rag.config import RagSettings
from rag.opening import assistant_over
from tests.index.milvus.world import in_milvus

pytestmark = pytest.mark.model

MOST_LOST = 0.01


@pytest.fixture(scope="module")
def embedder(model_folder: Path) -> KeptVectors:
    return KeptVectors(make_embedder(IndexSettings(cache_dir=model_folder.parent)))


@pytest.fixture(scope="module")
def index(embedder: KeptVectors) -> OpenIndex:
    return ensure_index(IndexSettings(), embedder)


def scored(
    index: OpenIndex, embedder: KeptVectors, cases: Sequence[Case], documents: Mapping[str, Document]
) -> tuple[CaseScore, ...]:
    assistant = assistant_over(index, embedder, RagSettings())
    return score(cases, [outcome for _, outcome in predict(assistant, cases)], documents)


def test_dev_loses_no_point_in_milvus(index: OpenIndex, embedder: KeptVectors, uri: str) -> None:
    documents = dict(index.corpus.documents)
    cases = load_cases((CASES_DIR / "dev.jsonl",), texts(documents))
    here = scored(index, embedder, cases, documents)
    there = scored(in_milvus(uri, index), embedder, cases, documents)
    for metric in ("right_and_cited", "recall@5"):
        means = [mean(one.scores[metric] for one in scores if metric in one.scores) for scores in (here, there)]
        assert means[1] == pytest.approx(means[0], abs=MOST_LOST), metric
    assert not any(one.failed for one in (*here, *there))
