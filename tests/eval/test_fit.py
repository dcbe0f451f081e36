"""Fitting on a tiny made-up set, and the files that it writes."""

from datetime import date
from pathlib import Path

import pytest

from eval.cases import Case, load_cases
from eval.fit import Asked, Fitted, fit
from eval.fit_files import FitFiles, differences, origin_of, write_fitted
from eval.table import fit_table
from index.build import build_index
from index.config import IndexSettings
from index.encode.cache import sha256_of
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.errors import WeightsError
from rag.evidence.weights import RANKER_WEIGHTS, RankerWeights
from rag.fitted import read_fitted
from rag.opening import assistant_over
from rag.refusal.weights import GATE_WEIGHTS, GateWeights
from tests.eval.world import make_line, make_unanswerable, write_lines
from tests.fakes import BigramEmbedder
from tests.index.documents import write_seeds

ANSWERED = {
    "2023年集装箱吞吐量达到多少万标箱？": "集装箱吞吐量达到1405万标箱",
    "2023年地区生产总值增长多少？": "预计全年地区生产总值增长4.2%",
    "社会消费品零售总额增长多少？": "社会消费品零售总额增长5.1%",
    "外贸进出口总额是多少亿元？": "外贸进出口总额1,024.5亿元",
    "沿线新增绿道多少公里？": "沿线新增绿道 7.2 公里",
    "新增海滨民宿多少家？": "新增海滨民宿20家",
}
NOT_HELD = (
    "港口的工人每月领多少工资？",
    "沙头角口岸有几部电梯？",
    "大梅沙的海水有多深？",
    "海滨民宿一晚多少钱？",
    "航线上的船长是谁？",
    "内陆港的货车几点发车？",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("fit")
    settings = IndexSettings(seeds_dir=write_seeds(folder / "seeds"), artifacts_dir=folder / "artifacts")
    return assistant_over(build_index(settings, BigramEmbedder()), BigramEmbedder(), RagSettings())


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = [
        make_line(
            id=f"t{n:03}", question=question, facts=[[quote]], evidence=[[{"doc_id": "report", "quotes": [quote]}]]
        )
        for n, (question, quote) in enumerate(ANSWERED.items())
    ]
    lines += [
        make_unanswerable(id=f"u{n:03}", question=question, near_miss="not_stated")
        for n, question in enumerate(NOT_HELD)
    ]
    return write_lines(tmp_path_factory.mktemp("cases") / "cases.jsonl", lines)


@pytest.fixture(scope="module")
def cases(case_file: Path, assistant: Assistant) -> tuple[Case, ...]:
    return load_cases((case_file,), {name: one.text for name, one in assistant.corpus.documents.items()})


@pytest.fixture(scope="module")
def fitted(assistant: Assistant, cases: tuple[Case, ...]) -> Fitted:
    return fit([Asked("made up", assistant, cases)])


@pytest.fixture
def files(tmp_path: Path) -> FitFiles:
    files = FitFiles(ranker=tmp_path / "ranker.toml", gate=tmp_path / "gate.toml")
    files.ranker.write_bytes(RANKER_WEIGHTS.read_bytes())
    files.gate.write_bytes(GATE_WEIGHTS.read_bytes())
    return files


def test_what_was_fitted_is_written_with_what_it_was_fitted_on(
    fitted: Fitted, case_file: Path, cases: tuple[Case, ...], files: FitFiles
) -> None:
    origin = origin_of([(case_file, len(cases))], date(2031, 5, 6))
    assert {new for _, old, new in differences(fitted, files) if old != new}
    write_fitted(fitted, origin, files)
    assert all(old == new for _, old, new in differences(fitted, files))
    ranker, gate = read_fitted(files.ranker, RankerWeights), read_fitted(files.gate, GateWeights)
    assert (ranker.weights, ranker.thresholds.median_best) == (fitted.ranker, fitted.median_best)
    assert (gate.weights, gate.bias) == (fitted.gate, fitted.gate_bias)
    assert (ranker.measured, gate.measured) == (fitted.ranked, fitted.gated)
    for head in (ranker.fitted, gate.fitted):
        assert head == origin
        assert head.date == date(2031, 5, 6)
        (held,) = head.cases
        assert (held.file, held.n, held.sha256) == ("cases.jsonl", 12, sha256_of(case_file))
    assert len(origin.commit.removesuffix("-dirty")) == 40


def test_comments_and_chosen_thresholds_stay(
    fitted: Fitted, case_file: Path, cases: tuple[Case, ...], files: FitFiles
) -> None:
    def comments(path: Path) -> list[str]:
        return [line.partition("#")[2] for line in path.read_text(encoding="utf-8").splitlines() if "#" in line]

    write_fitted(fitted, origin_of([(case_file, len(cases))], date(2031, 5, 6)), files)
    for written, packaged in ((files.ranker, RANKER_WEIGHTS), (files.gate, GATE_WEIGHTS)):
        assert comments(written) == comments(packaged)
    assert read_fitted(files.gate, GateWeights).thresholds == read_fitted(GATE_WEIGHTS, GateWeights).thresholds


def test_a_damaged_file_is_left_alone_and_so_is_the_other(
    fitted: Fitted, case_file: Path, cases: tuple[Case, ...], files: FitFiles
) -> None:
    files.gate.write_text("bias = 1.0\n", encoding="utf-8")
    before = files.ranker.read_bytes()
    with pytest.raises(WeightsError, match=r"gate\.toml"):
        write_fitted(fitted, origin_of([(case_file, len(cases))], date(2031, 5, 6)), files)
    assert files.ranker.read_bytes() == before


def test_a_made_up_set_is_told_apart(fitted: Fitted, files: FitFiles) -> None:
    assert fitted.ranked.n_questions == len(ANSWERED)
    assert fitted.gated.n_questions == len(ANSWERED) + len(NOT_HELD)
    assert fitted.ranked.evidence_in_first >= 0.8
    assert fitted.gated.auc >= 0.75  # twelve questions: each pair is 0.03
    assert fitted.ranker.reranker == 0.0  # none was asked
    lines = fit_table(fitted, differences(fitted, files)).splitlines()
    assert lines[0].startswith("ranker, 6 questions: evidence in the first unit ")
    packaged = read_fitted(RANKER_WEIGHTS, RankerWeights).weights.year
    (year,) = [line.split() for line in lines if line.startswith("ranker year ")]
    assert [float(cell) for cell in year[2:4]] == [packaged, fitted.ranker.year]
    assert year[4] == f"{fitted.ranker.year - packaged:+.2f}"
