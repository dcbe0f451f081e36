"""What is counted of a reranker: what came of each time it was asked, over a scripted endpoint and a served desk."""

from pathlib import Path

from prometheus_client import REGISTRY

from index.build import build_index
from index.config import IndexSettings
from rag.config import RagSettings
from rag.rerank.reranker import make_reranker
from tests.fakes import BigramEmbedder
from tests.index.documents import write_seeds
from tests.rag.rerank.endpoint import by_length, serving
from ui.journal.database import Database
from ui.observe.reranks import count_reranking
from ui.serve.watch import open_desk

FIRMS, PLACES = "2023年盐田区引进了多少家海洋科技企业？", "2024年盐田区计划新增多少个公办学位？"


def counts() -> dict[str, float]:
    outcomes = {
        outcome: REGISTRY.get_sample_value("luohu_rerankings_total", {"outcome": outcome}) or 0.0
        for outcome in ("reranked", "slow", "down", "limited", "busy", "resting", "malformed")
    }
    return outcomes | {"timed": REGISTRY.get_sample_value("luohu_rerank_seconds_count") or 0.0}


def added(before: dict[str, float]) -> dict[str, float]:
    return {name: value - before[name] for name, value in counts().items() if value != before[name]}


def test_what_came_of_reranking_is_counted_and_every_question_is_answered(tmp_path: Path, database: Database) -> None:
    settings = IndexSettings(seeds_dir=write_seeds(tmp_path / "seeds"), artifacts_dir=tmp_path / "artifacts")
    build_index(settings, BigramEmbedder())
    before = counts()
    with serving(by_length) as endpoint:
        reranker = make_reranker(endpoint.settings(failures=1), count_reranking)
        desk, _ = open_desk(database, settings, RagSettings(), BigramEmbedder(), every_seconds=60.0, reranker=reranker)
        desk.ask(FIRMS, (), conversation_id="c")
        told = added(before)
        assert told["reranked"] == told["timed"] >= 1
        assert told.keys() == {"reranked", "timed"}
        endpoint.status, before = 429, counts()
        assert desk.ask(PLACES, (), conversation_id="c").answer.text
        told = added(before)
        assert (told.pop("limited"), told.pop("timed")) == (1, 1)
        assert told.keys() <= {"resting"}
