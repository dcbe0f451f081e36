"""Files of fitted weights: the packaged ones load, and a wrong name or number is told with the file."""

import math
from pathlib import Path

import pytest

from index.records import Frozen
from index.store.saved import OpenIndex
from rag.assistant import Assistant
from rag.errors import WeightsError
from rag.evidence.rank import UnitRanker
from rag.evidence.weights import FEATURE_NAMES, RANKER_WEIGHTS, RankerWeights, packaged_ranker_weights
from rag.fitted import read_fitted
from rag.question.place import Places
from rag.records import Question, Reason
from rag.refusal.gate import Gate
from rag.refusal.weights import GATE_FEATURE_NAMES, GATE_WEIGHTS, GateWeights, packaged_gate_weights
from tests.rag.made_up import reader

FILES = [(RANKER_WEIGHTS, RankerWeights, "year"), (GATE_WEIGHTS, GateWeights, "closeness")]


def test_the_packaged_files_name_every_feature_and_what_they_were_fitted_on() -> None:
    ranker, gate = packaged_ranker_weights(), packaged_gate_weights()
    assert (len(FEATURE_NAMES), len(GATE_FEATURE_NAMES)) == (10, 14)
    for path, _, _ in FILES:
        assert path.read_text(encoding="utf-8").startswith("# What each feature")
    own = ["eval/cases/dev.jsonl", "eval/cases/others/dev.jsonl"]
    assert [held.file for held in ranker.fitted.cases] == own
    assert {held.file for held in gate.fitted.cases} == {*own, "eval/cases/forms/dev.jsonl"}
    assert all(map(math.isfinite, (*ranker.weights, *gate.weights)))
    assert gate.thresholds.unsure < gate.thresholds.answer < gate.thresholds.defined


@pytest.mark.parametrize(("path", "model", "name"), FILES)
@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("", "weights.{name}: Field required"),
        ("nearness = 1.0\n", "weights.nearness: Extra inputs are not permitted"),
        ("{name} = nan\n", "weights.{name}: Input should be a finite number"),
        ("{name} = inf\n", "weights.{name}: Input should be a finite number"),
        ("{name} = 'much'\n", "weights.{name}: Input should be a valid number"),
        ("{name} =\n", "Invalid value"),
    ],
    ids=["missing", "unknown", "nan", "inf", "text", "no TOML"],
)
def test_a_damaged_file_is_told_with_its_name(  # noqa: PLR0917 - parameters
    path: Path, model: type[Frozen], name: str, new: str, told: str, tmp_path: Path
) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    damaged = tmp_path / "weights.toml"
    damaged.write_text("".join(new.format(name=name) if line.startswith(f"{name} =") else line for line in lines))
    with pytest.raises(WeightsError) as raised:
        read_fitted(damaged, model)
    assert str(damaged) in str(raised.value)
    assert told.format(name=name) in str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"cannot read .*none\.toml"):
        read_fitted(tmp_path / "none.toml", RankerWeights)


def test_the_ranker_weighs_by_what_it_is_handed(assistant: Assistant, real_index: OpenIndex) -> None:
    step = assistant.consider(Question(id="q", text="2022年罗湖新增了多少学位？"))
    only_year = RankerWeights.model_validate(
        packaged_ranker_weights().model_dump() | {"weights": dict.fromkeys(FEATURE_NAMES, 0.0) | {"year": 2.0}}
    )
    ranker = UnitRanker(real_index.corpus, real_index.vectors, Places(real_index.corpus.entries), weights=only_year)
    ranked = ranker.rank(step.searched)
    assert {-2.0, 2.0} <= {item.score for item in ranked} <= {-2.0, 0.0, 2.0}
    assert all(item.score == 2.0 * item.features.year for item in ranked)


@pytest.mark.parametrize(("answer", "reason"), [(0.0001, None), (0.9999, Reason.NO_EVIDENCE)])
def test_the_gate_answers_from_the_threshold_it_is_handed(
    answer: float, reason: Reason | None, assistant: Assistant
) -> None:
    step = assistant.consider(Question(id="q", text="2022年罗湖新增了多少学位？"))
    fitted = packaged_gate_weights()
    thresholds = fitted.thresholds.model_copy(update={"answer": answer})
    gate = Gate(reader(), weights=fitted.model_copy(update={"thresholds": thresholds}))
    verdict = gate.judge(step.searched, step.ranked, step.picked)
    assert verdict.reason is reason
