import tomllib
from pathlib import Path

import pytest

from eval.baselines import BASELINES, Baseline, load_baselines, load_passes, passes_path
from eval.cases import Case
from eval.check import accepted_toml, check, passes
from eval.errors import RunError
from eval.predict import predict
from eval.score import Aggregate, CaseScore, MetricMean, Slice, aggregate, score
from eval.table import check_table
from index.records import Document
from tests.eval.world import SentenceAssistant


@pytest.fixture
def scores(cases: tuple[Case, ...], documents: dict[str, Document]) -> tuple[CaseScore, ...]:
    return score(cases, [outcome for _, outcome in predict(SentenceAssistant(documents), cases)], documents)


@pytest.fixture
def means(scores: tuple[CaseScore, ...]) -> Aggregate:
    return aggregate(scores)


def expect(
    value: float, tolerance: float, metric: str = "refusal_recall", piece: str = "all"
) -> dict[str, dict[str, Baseline]]:
    return {piece: {metric: Baseline(expected=value, tolerance=tolerance)}}


@pytest.mark.parametrize(
    ("expected", "tolerance", "passed", "improved"),
    [
        (0.5, 0.0, True, False),
        (0.6, 0.1, True, False),
        (0.61, 0.1, False, False),
        (0.8, 0.3, True, False),  # 0.8 - 0.5 is 0.30000000000000004
        (0.4, 0.1, True, False),
        (0.39, 0.1, True, True),
    ],
)
def test_drift_below_the_tolerance_fails_and_above_it_asks_to_raise(
    means: Aggregate, scores: tuple[CaseScore, ...], expected: float, tolerance: float, *, passed: bool, improved: bool
) -> None:
    """Refusal recall of the small world is 0.5."""
    outcome = check(means, scores, expect(expected, tolerance), ())
    assert outcome.passed is passed
    assert outcome.verdicts[0].improved is improved
    assert ("raise it in eval/baselines.toml" in check_table(outcome)) is (passed and improved)
    assert ("FAILED" in check_table(outcome)) is not passed


@pytest.mark.parametrize(("expected", "passed"), [(0.25, True), (0.2, False), (0.3, True)])
def test_where_lower_is_better_more_is_drift(
    means: Aggregate, scores: tuple[CaseScore, ...], expected: float, *, passed: bool
) -> None:
    """Wrong period of the small world is 1 of 4 cases."""
    assert check(means, scores, expect(expected, 0.01, "wrong_period"), ()).passed is passed


def test_lengths_are_held_from_above(means: Aggregate, scores: tuple[CaseScore, ...]) -> None:
    overall = means.slices[0].mean("answer_length")
    assert overall is not None
    assert check(means, scores, expect(overall.mean - 1, 1, "answer_length"), ()).passed
    assert not check(means, scores, expect(overall.mean - 1.1, 1, "answer_length"), ()).passed
    assert check(means, scores, expect(overall.mean + 50, 1, "answer_length"), ()).passed


def test_slices_are_held_too(means: Aggregate, scores: tuple[CaseScore, ...]) -> None:
    assert not check(means, scores, expect(1.0, 0.1, "right_and_cited", "kind=comparison"), ()).passed
    assert check(means, scores, expect(1.0, 0.1, "right_and_cited", "kind=lookup"), ()).passed


def test_a_baseline_that_the_run_cannot_meet_is_an_error_not_a_pass(
    means: Aggregate, scores: tuple[CaseScore, ...]
) -> None:
    with pytest.raises(RunError, match="slice kind=list"):
        check(means, scores, expect(1.0, 0.1, "right_and_cited", "kind=list"), ())


def test_a_metric_that_could_judge_no_case_counts_as_the_worst(means: Aggregate, scores: tuple[CaseScore, ...]) -> None:
    outcome = check(means, scores, expect(0.9, 0.1, "refusal_recall", "kind=lookup"), ())
    assert outcome.verdicts[0].found == 0.0
    assert not outcome.passed


def test_names_the_expected_passes_that_turned(means: Aggregate, scores: tuple[CaseScore, ...]) -> None:
    outcome = check(means, scores, expect(0.5, 0.0), ("t001", "t003", "t004", "t005", "gone"))
    assert outcome.turned == ("t003", "t004")
    assert outcome.passed
    assert "expected to pass, did not: t003 t004" in check_table(outcome)


def test_a_case_passes_when_right_and_cited_or_rightly_refused(scores: tuple[CaseScore, ...]) -> None:
    assert [one.id for one in scores if passes(one)] == ["t001", "t002", "t005"]


def test_accepted_baselines_are_toml_that_the_run_itself_meets(
    means: Aggregate, scores: tuple[CaseScore, ...], tmp_path: Path
) -> None:
    path = tmp_path / "baselines.toml"
    path.write_text(accepted_toml("dev", means), encoding="utf-8")
    held = load_baselines("dev", path)
    assert set(held) >= {"all", "kind=lookup", "language=en"}
    assert held["all"]["right_and_cited"].tolerance == pytest.approx(5 / 3, abs=1e-3)
    assert held["kind=lookup"]["right_and_cited"].tolerance == pytest.approx(2 / 2, abs=1e-3)
    assert held["all"]["marks_right"].tolerance < 1 / 3
    assert held["all"]["answer_length"].tolerance < 1
    outcome = check(means, scores, held, ())
    assert outcome.passed
    assert not any(verdict.improved for verdict in outcome.verdicts)


def test_people_s_questions_are_never_accepted_below_what_they_must_reach(tmp_path: Path) -> None:
    helpful = {"kind=figure": 1.9, "kind=idle": 0.5, "kind=when": 1.3}
    means = Aggregate(
        slices=(
            _slice("all", helpful=1.2, dangerous=0.1),
            *(_slice(name, helpful=value) for name, value in helpful.items()),
        )
    )
    path = tmp_path / "baselines.toml"
    path.write_text(accepted_toml("people-dev", means), encoding="utf-8")
    held = load_baselines("people-dev", path)
    lowest = {name: one["helpful"].expected - one["helpful"].tolerance for name, one in held.items()}
    assert lowest == pytest.approx({"all": 1.5, "kind=figure": 1.7, "kind=idle": 1.2, "kind=when": 1.2}, abs=2e-4)
    failed = {(one.slice, one.metric) for one in check(means, (), held, ()).verdicts if one.failed}
    assert failed == {("all", "helpful"), ("all", "dangerous"), ("kind=idle", "helpful")}


def _slice(name: str, **values: float) -> Slice:
    means = tuple(
        MetricMean(metric=metric, mean=value, low=value, high=value, n=10, n_left_out=0)
        for metric, value in values.items()
    )
    return Slice(name=name, n_cases=10, n_failed=0, means=means)


def test_a_part_without_baseline_does_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "baselines.toml"
    for text in ("", "[dev]\n", "[dev.all]\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(RunError, match="expects nothing of part 'dev'"):
            load_baselines("dev", path)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[dev.all]\nright_anser = { expected = 1, tolerance = 0 }", "names 'right_anser'; metrics: answer_length"),
        ("[dev.all]\nright_answer = { expected = 1 }", "tolerance: Field required"),
        ("[dev.all]\nright_answer = { expected = 1, tolerance = -1 }", "tolerance"),
        ("[dev", "cannot read"),
    ],
)
def test_a_broken_baseline_file_is_named(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "baselines.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=wanted):
        load_baselines("dev", path)


def test_the_shipped_baselines_can_be_read() -> None:
    for part in tomllib.loads(BASELINES.read_text(encoding="utf-8")):
        load_baselines(part)


def test_the_list_of_passes_stands_beside_the_baselines(tmp_path: Path) -> None:
    path = passes_path("dev", tmp_path / "baselines.toml")
    assert load_passes(path) == ()
    path.write_text("t001\n\nt002\n", encoding="utf-8")
    assert load_passes(path) == ("t001", "t002")
