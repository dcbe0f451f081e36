import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from eval.cases import Case
from eval.errors import CaseError, RunError
from eval.run import git_commit, kept_cases, rescore, run
from eval.runs import cases_sha256, latest_run, new_folder, read_aggregate, read_manifest, read_scores
from index.config import Settings
from index.records import Document
from tests.eval.world import LINES, SentenceAssistant, make_line, write_lines


class Keyed(Settings):
    table = "keyed"

    key: SecretStr = SecretStr("sesame")


@pytest.fixture
def folder(cases: tuple[Case, ...], documents: dict[str, Document], case_file: Path, tmp_path: Path) -> Path:
    return run(
        SentenceAssistant(documents),
        cases,
        documents,
        part="dev",
        case_files=(case_file,),
        index_fingerprint="f" * 64,
        settings=(Keyed(),),
        runs_dir=tmp_path / "runs",
    )


def test_a_run_folder_holds_all_it_was_made_of(folder: Path, cases: tuple[Case, ...]) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "settings.json", "manifest.json", "cases.jsonl", "predictions.jsonl", "scores.jsonl", "aggregate.json",
    }  # fmt: skip
    assert folder.name.endswith("Z-dev")
    manifest = read_manifest(folder)
    assert (manifest.part, manifest.index_fingerprint, manifest.n_cases) == ("dev", "f" * 64, 5)
    assert manifest.cases_sha256 == cases_sha256(cases)
    assert [one.id for one in read_scores(folder)] == [case.id for case in cases]
    assert read_aggregate(folder).slices[0].n_cases == 5
    records = [json.loads(line) for line in (folder / "predictions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert records[0]["citations"][0]["spans"] == [[24, 35]]


def test_a_run_and_its_scoring_again_tell_new_facts_when_they_are_given_what_was_developed_on(
    folder: Path, cases: tuple[Case, ...], documents: dict[str, Document], case_file: Path, tmp_path: Path
) -> None:
    told = run(
        SentenceAssistant(documents),
        cases,
        documents,
        part="test",
        case_files=(case_file,),
        index_fingerprint="f" * 64,
        settings=(),
        runs_dir=tmp_path / "told",
        known=cases[:1],
    )
    wanted = ["also in dev", "new", "new", "", ""]
    assert [one.facts for one in read_scores(told)] == wanted
    assert [one.facts for one in read_scores(folder)] == [""] * 5
    rescore(folder, documents, known=cases[:1])
    assert [one.facts for one in read_scores(folder)] == wanted


def test_secrets_are_masked(folder: Path) -> None:
    settings = (folder / "settings.json").read_text(encoding="utf-8")
    assert "sesame" not in settings
    assert json.loads(settings) == {"keyed": {"key": "**********"}}


def test_the_checksum_changes_with_any_word_of_a_case(cases: tuple[Case, ...]) -> None:
    changed = (*cases[:4], cases[4].model_copy(update={"note": "x"}))
    assert cases_sha256(changed) != cases_sha256(cases)


def test_scores_again_with_the_cases_as_they_are_now(
    folder: Path, documents: dict[str, Document], case_file: Path
) -> None:
    before = read_manifest(folder).cases_sha256
    write_lines(case_file, (make_line(facts=[["99个"]]), *LINES[1:]))
    rescore(folder, documents)
    assert read_scores(folder)[0].scores["right_answer"] == 0
    assert read_manifest(folder).cases_sha256 != before
    assert kept_cases(folder, documents)[0].facts == (("99个",),)


def test_scoring_again_without_a_change_changes_nothing(folder: Path, documents: dict[str, Document]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    rescore(folder, documents)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_case_that_was_added_since_is_not_scored(
    folder: Path, documents: dict[str, Document], case_file: Path
) -> None:
    write_lines(case_file, (*LINES, make_line(id="t006")))
    rescore(folder, documents)
    assert len(read_scores(folder)) == 5


def test_a_case_that_is_gone_stops_the_scoring(folder: Path, documents: dict[str, Document], case_file: Path) -> None:
    write_lines(case_file, LINES[1:])
    with pytest.raises(RunError, match="t001"):
        rescore(folder, documents)


def test_kept_cases_do_not_fit_changed_documents(folder: Path, documents: dict[str, Document]) -> None:
    changed = documents | {"r2022": documents["r2022"].model_copy(update={"text": "别的"})}
    with pytest.raises(CaseError, match="found 0 times"):
        kept_cases(folder, changed)


def test_the_newest_run_of_a_part_is_found_and_narrowed_runs_are_not_taken_for_it(tmp_path: Path) -> None:
    for day, part in ((1, "dev"), (2, "dev"), (3, "test"), (3, "others-dev"), (4, "dev-narrowed")):
        new_folder(part, tmp_path, datetime(2025, 3, day, tzinfo=UTC)).joinpath("manifest.json").write_text("{}")
    assert latest_run(tmp_path, "dev").name == "20250302T000000Z-dev"
    assert latest_run(tmp_path).name == "20250304T000000Z-dev-narrowed"
    with pytest.raises(RunError, match="python -m eval run"):
        latest_run(tmp_path, "none")


def test_a_folder_is_never_written_twice(tmp_path: Path) -> None:
    moment = datetime(2025, 3, 1, tzinfo=UTC)
    new_folder("dev", tmp_path, moment)
    with pytest.raises(RunError, match="exists already"):
        new_folder("dev", tmp_path, moment)


def test_what_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"manifest\.json"):
        read_manifest(tmp_path)
    (tmp_path / "aggregate.json").write_text('{"slices": 1}')
    with pytest.raises(RunError, match=r"aggregate\.json: field slices"):
        read_aggregate(tmp_path)


def test_the_commit_is_a_word() -> None:
    assert git_commit()
