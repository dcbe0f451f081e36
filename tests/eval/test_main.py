import json
from pathlib import Path

import pytest

from eval import __main__ as cli
from eval import asked
from eval.cases import Case
from eval.people.cases import PEOPLE
from eval.run import run
from eval.runs import read_manifest, read_scores, write_manifest
from eval.suites import Suite, held_suites
from index.records import Document
from tests.eval.world import SentenceAssistant


@pytest.fixture
def runs(
    cases: tuple[Case, ...], documents: dict[str, Document], case_file: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:  # fmt: skip
    """Return a runs folder with two runs of part dev; the second one fails a case."""
    monkeypatch.setattr(asked, "documents_of", lambda _: documents)
    of_facts = tuple(suite for suite in held_suites() if suite.name != PEOPLE)
    monkeypatch.setattr(asked, "held_suites", lambda _: of_facts)
    folder = tmp_path / "runs"
    for broken, name in ((frozenset[str](), "20250301T000000Z-dev"), (frozenset({"t001"}), "20250302T000000Z-dev")):
        made = run(
            SentenceAssistant(documents, broken),
            cases,
            documents,
            part="dev",
            case_files=(case_file,),
            index_fingerprint="f",
            settings=(),
            runs_dir=folder,
        )
        made.rename(folder / name)
    return folder


def call(runs: Path, *arguments: object) -> int:
    return cli.main(["--runs-dir", str(runs), *map(str, arguments)])


def test_score_prints_the_table_of_the_newest_run(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(runs, "score") == 0
    out = capsys.readouterr().out
    assert out.startswith("5 cases, 1 failed")
    assert "right_and_cited" in out
    assert out.rstrip().endswith("20250302T000000Z-dev")


def test_compare_names_the_turned_case(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = sorted(runs.iterdir())
    assert call(runs, "compare", first, second) == 0
    assert "worse: t001" in capsys.readouterr().out


def test_check_exits_1_on_drift_and_0_on_the_run_that_was_accepted(
    runs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    baselines = tmp_path / "baselines.toml"
    first, second = sorted(runs.iterdir())
    monkeypatch.setattr(cli, "passes_path", lambda part: tmp_path / f"passes-{part}.txt")
    assert call(runs, "check", first, "--accept") == 0
    accepted = capsys.readouterr().out
    baselines.write_text(accepted.replace("tolerance = 0.66", "tolerance = 0.01"), encoding="utf-8")
    load = cli.load_baselines
    monkeypatch.setattr(cli, "load_baselines", lambda part: load(part, baselines))
    assert (tmp_path / "passes-dev.txt").read_text(encoding="utf-8") == "t001\nt002\nt005\n"
    assert call(runs, "check", first) == 0
    assert call(runs, "check", second) == 1
    assert "expected to pass, did not: t001" in capsys.readouterr().out
    assert call(runs, "check", "--part", "dev") == 1


def test_report_writes_one_page(runs: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert call(runs, "report", "--out", out) == 0
    assert out.read_text(encoding="utf-8").lstrip().startswith("<!doctype html>")


def test_report_takes_the_newest_run_of_each_suite_that_is_here(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_EVAL_DOCUMENTS_DIR", str(tmp_path / "nowhere"))
    max(runs.iterdir()).rename(runs / "20250303T000000Z-others-dev")
    assert call(runs, "report", "--suite", "all") == 0
    assert capsys.readouterr().out.splitlines() == [str(runs / "20250301T000000Z-dev" / "report.html")]


@pytest.mark.parametrize("command", ["fit", "ablate"])
def test_cases_without_evidence_are_not_fitted_on(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(tmp_path, command, "--suite", PEOPLE) == 2
    assert "name no evidence" in capsys.readouterr().err


def test_bad_input_is_one_line_and_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["compare", "a", "b"], ["check"], ["report"], ["squad", "none.json"]):
        assert call(tmp_path, *arguments) == 2
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("eval: ")


def test_a_suite_that_is_not_here_is_left_out_aloud_and_refused_when_it_is_named(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_EVAL_DOCUMENTS_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setattr(cli, "passes_path", lambda part: tmp_path / f"passes-{part}.txt")
    assert call(runs, "check", "--suite", "all", "--accept") == 0
    said = capsys.readouterr()
    assert "left out: suite others: 10 of its 10 documents are not in" in said.err
    assert "[dev.all]" in said.out
    assert call(runs, "suites") == 0
    assert "documents are not in" in capsys.readouterr().out
    assert call(runs, "run", "--suite", "others") == 2
    assert "suite others needs guangdong_2026.txt" in capsys.readouterr().err
    assert call(runs, "run", "--suite", "all", "--cases", "x.jsonl") == 2
    assert "--cases are asked of one suite's documents" in capsys.readouterr().err


def test_a_run_is_scored_and_reported_against_the_documents_of_its_suite(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_EVAL_DOCUMENTS_DIR", str(tmp_path / "nowhere"))
    newest = max(runs.iterdir())
    manifest = read_manifest(newest)
    assert manifest.suite == "luohu"
    write_manifest(newest, manifest.model_copy(update={"suite": "others"}))
    for command in ("score", "report"):
        assert call(runs, command) == 2
        assert "suite others needs" in capsys.readouterr().err


def test_check_takes_the_newest_run_of_the_suite(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "passes_path", lambda part: tmp_path / f"passes-{part}.txt")
    first = min(runs.iterdir()).rename(runs / "20250303T000000Z-others-dev")
    write_manifest(first, read_manifest(first).model_copy(update={"suite": "others", "part": "others-dev"}))
    for suite, part in (("luohu", "dev"), ("others", "others-dev")):
        assert call(runs, "check", "--suite", suite, "--accept") == 0
        assert capsys.readouterr().out.startswith(f"[{part}.all]")


def test_a_narrowed_run_is_never_taken_for_the_part() -> None:
    options = cli._parser().parse_args(["run", "--part", "test", "--kind", "list"])
    assert cli._part_name(options, narrowed=True) == "test-narrowed"
    assert cli._part_name(options, narrowed=False) == "test"
    own = cli._parser().parse_args(["run", "--cases", "x.jsonl"])
    assert cli._part_name(own, narrowed=False) == "cases"


def test_a_run_of_test_tells_new_facts_from_those_of_dev(
    runs: Path, case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of the five cases stands in dev; t003 asks for the same fact at the same place."""
    lines = case_file.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "dev.jsonl").write_text(lines[1], encoding="utf-8")
    (tmp_path / "test.jsonl").write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(cli, "CASES_DIR", tmp_path)
    folder = sorted(runs.iterdir())[0]
    assert call(runs, "score", folder) == 0
    assert "facts=" not in capsys.readouterr().out
    manifest = read_manifest(folder).model_copy(update={"part": "test"})
    write_manifest(folder, manifest)
    assert call(runs, "score", folder) == 0
    shown = [line.split()[:4] for line in capsys.readouterr().out.splitlines() if line.startswith("facts=")]
    assert shown == [["facts=also", "in", "dev", "2"], ["facts=new", "1", "0", "1.000"]]


def test_a_run_of_another_suite_knows_the_cases_of_its_own_dev(
    case_file: Path, tmp_path: Path, documents: dict[str, Document]
) -> None:
    lines = case_file.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "dev.jsonl").write_text(lines[1], encoding="utf-8")
    suite = Suite(name="others", folder=tmp_path)
    assert [case.id for case in asked.known_cases(suite, "test", documents)] == ["t002"]
    assert asked.known_cases(suite, "dev", documents) == ()
    assert asked.known_cases(Suite(name="none", folder=tmp_path / "none"), "test", documents) == ()


def test_cases_are_counted_and_twins_listed(
    case_file: Path, documents: dict[str, Document], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    lines = case_file.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "dev.jsonl").write_text(lines[1], encoding="utf-8")
    (tmp_path / "test.jsonl").write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(cli, "CASES_DIR", tmp_path)
    monkeypatch.setattr(cli, "documents_of", lambda _: documents)
    assert call(tmp_path, "cases") == 0
    assert "kind=comparison" in capsys.readouterr().out
    assert call(tmp_path, "cases", "--twins") == 0
    assert capsys.readouterr().out.endswith("2 of 3 are twins\n")


def test_scores_hold_no_nan(runs: Path) -> None:
    for path in runs.rglob("*.json*"):
        for line in path.read_text(encoding="utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text()]:
            json.loads(line, parse_constant=pytest.fail)


@pytest.mark.model
def test_run_asks_the_real_assistant(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LUOHU_INDEX_CACHE_DIR", str(model_folder.parent))
    monkeypatch.setenv("LUOHU_INDEX_ARTIFACTS_DIR", str(tmp_path / "artifacts"))
    assert call(tmp_path, "run", "--part", "dev", "--kind", "definition", "--language", "zh-Hans") == 0
    assert "0 failed" in capsys.readouterr().out
    (folder,) = tmp_path.glob("*Z-dev-narrowed")
    manifest = read_manifest(folder)
    assert len(manifest.index_fingerprint) == 64
    scores = read_scores(folder)
    assert len(scores) == manifest.n_cases > 5
    assert all(one.kind == "definition" for one in scores)
    assert sum(one.scores["right_and_cited"] for one in scores) > len(scores) / 2
    assert call(tmp_path, "report", folder) == 0
