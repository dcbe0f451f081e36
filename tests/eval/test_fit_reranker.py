"""The weight of a reranker's score: found on cases, kept by the model's name, and used from then on."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from eval.cases import load_cases
from eval.errors import RunError
from eval.fit import Asked
from eval.fit_files import origin_of
from eval.fit_reranker import MOST, fit_reranker, write_reranker
from eval.table import reranker_table
from index.build import build_index
from index.config import IndexSettings
from index.store.saved import OpenIndex
from rag.config import RagSettings, RerankSettings
from rag.opening import assistant_over
from rag.rerank.fitted import read_weights, weight_of
from rag.rerank.reranker import make_reranker
from tests.eval.test_fit import ANSWERED
from tests.eval.world import make_line, write_lines
from tests.fakes import BigramEmbedder
from tests.index.documents import write_seeds
from tests.rag.rerank.endpoint import Script, serving


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    folder = tmp_path_factory.mktemp("fit")
    settings = IndexSettings(seeds_dir=write_seeds(folder / "seeds"), artifacts_dir=folder / "artifacts")
    return build_index(settings, BigramEmbedder())


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = [
        make_line(
            id=f"t{n:03}", question=question, facts=[[quote]], evidence=[[{"doc_id": "report", "quotes": [quote]}]]
        )
        for n, (question, quote) in enumerate(ANSWERED.items())
    ]
    return write_lines(tmp_path_factory.mktemp("cases") / "cases.jsonl", lines)


def asked(index: OpenIndex, settings: RerankSettings, case_file: Path) -> list[Asked]:
    assistant = assistant_over(index, BigramEmbedder(), RagSettings(), reranker=make_reranker(settings))
    cases = load_cases((case_file,), {name: one.text for name, one in index.corpus.documents.items()})
    return [Asked("made up", assistant, cases)]


def knowing(_: str, documents: Sequence[str]) -> list[float]:
    """Score what holds an answer above all else."""
    return [float(any(quote in document for quote in ANSWERED.values())) for document in documents]


def against(query: str, documents: Sequence[str]) -> list[float]:
    """Score what holds an answer below all else."""
    return [-score for score in knowing(query, documents)]


@pytest.mark.parametrize(("script", "least", "most"), [(knowing, 0.3, MOST), (against, 0.0, 0.01)])
def test_a_reranker_weighs_as_much_as_it_knows(
    index: OpenIndex, case_file: Path, script: Script, least: float, most: float
) -> None:
    with serving(script) as endpoint:
        found = fit_reranker(asked(index, endpoint.settings(), case_file))
    assert least <= found.weight <= most
    assert (found.measured.n_questions, found.n_missed) == (len(ANSWERED), 0)
    assert found.measured.evidence_in_first >= found.measured.evidence_in_first_without - 0.01
    first, second, *_ = reranker_table(found, "m", 1.5).splitlines()
    assert first.startswith("m, 6 questions (cross-validated by document), 0 more")
    assert second == f"weight 1.5 now, {found.weight:g} fitted"


def test_a_weight_is_kept_by_model_and_used_from_then_on(index: OpenIndex, case_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "rerankers.toml"
    origin = origin_of([(case_file, len(ANSWERED))], date(2031, 5, 6))
    with serving(knowing) as endpoint:
        settings = endpoint.settings(model="BAAI/bge-reranker-v2-m3", weights_file=file, weight=0.7)
        other = endpoint.settings(model="other", weights_file=file, weight=0.7)
        assert weight_of(settings) == 0.7
        found = fit_reranker(asked(index, settings, case_file))
        write_reranker(found, settings, origin)
        file.write_text(f"# kept\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
        write_reranker(found.model_copy(update={"weight": 0.25}), other, origin)
        assert (weight_of(settings), weight_of(other)) == (found.weight, 0.25)
        reranker = make_reranker(settings)
        assert reranker is not None
        assert reranker.weight == found.weight
    assert file.read_text(encoding="utf-8").startswith("# kept\n")
    held = read_weights(file).models["BAAI/bge-reranker-v2-m3"]
    assert (held.fitted, held.measured) == (origin, found.measured)


def mostly_knowing(query: str, documents: Sequence[str]) -> list[float]:
    """Know all but what is asked of growth, of which the opposite is said."""
    return against(query, documents) if "增长" in query else knowing(query, documents)


def test_a_weight_is_found_whatever_it_is_now(index: OpenIndex, case_file: Path) -> None:
    with serving(mostly_knowing) as endpoint:
        found = [fit_reranker(asked(index, endpoint.settings(weight=now), case_file)).weight for now in (0.0, 0.5, 3.0)]
    assert found == [found[0]] * 3
    assert 0.05 < found[0] < MOST - 1


def test_nothing_is_measured_where_most_questions_got_no_scores(index: OpenIndex, case_file: Path) -> None:
    with serving(knowing) as endpoint:
        endpoint.status = 500
        with pytest.raises(RunError, match=r"6 of 6 questions got no scores .* rerank\.seconds"):
            fit_reranker(asked(index, endpoint.settings(), case_file))
