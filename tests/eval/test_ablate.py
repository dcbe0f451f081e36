from pathlib import Path

import pytest

from eval import __main__ as cli
from eval import asked
from eval.ablate import ablate, share_answered
from eval.cases import Case
from eval.predict import predict
from eval.score import score
from eval.table import ABLATION_HEADER, ablation_table, ablations_table
from index.records import Document
from rag.steps import ALL_STEPS, Steps
from tests.eval.world import SentenceAssistant

TITLES = [field.title for field in Steps.model_fields.values()]


def test_the_table_has_the_whole_and_every_step(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    made: list[Steps] = []

    def make(steps: Steps) -> SentenceAssistant:
        made.append(steps)
        return SentenceAssistant(documents, frozenset() if steps.lexical else frozenset({"t001"}))

    lines = ablation_table(ablate(make, cases, documents)).splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows[0] == ["5 cases", *ABLATION_HEADER]
    assert all(len(row) == len(rows[0]) for row in rows)
    assert [row[0] for row in rows[2:]] == ["whole", *(f"without {title}" for title in TITLES)]
    assert made == [ALL_STEPS, *(Steps.model_validate({name: False}) for name in Steps.model_fields)]
    # Of three answerable cases two are right; without t001 one is, with one difference in three: p is 1.
    assert rows[2][1] == "0.667"
    assert rows[4][1] == "0.333 (-0.333, -1.000 to +0.000, p 1.0000)"
    assert (rows[2][5], rows[4][5], rows[4][7]) == ("1.000", "0.667", "1")
    assert rows[5][1] == "0.667 (+0.000, +0.000 to +0.000, p 1.0000)"


def test_suites_stand_side_by_side_with_right_answers_and_refusals(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    def make(steps: Steps) -> SentenceAssistant:
        return SentenceAssistant(documents, frozenset() if steps.lexical else frozenset({"t001"}))

    few = [case for case in cases if not case.answerable]
    table = ablations_table({"dev": ablate(make, cases, documents), "others-dev": ablate(make, few, documents)})
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    assert rows[0] == ["right answers (refuses what is not)", "dev, 5 cases", f"others-dev, {len(few)} cases"]
    assert [row[0] for row in rows[2:]] == ["whole", *(f"without {title}" for title in TITLES)]
    assert [row[1].split()[0] for row in rows[2:5]] == ["0.667", "0.667", "0.333"]
    refused = predict(make(ALL_STEPS), few)
    share = sum("refusal_recall" in one.scores for one in score(few, [one for _, one in refused], documents)) / len(few)
    assert share == 1.0
    assert all(row[2].startswith("- (") for row in rows[2:])


def test_a_failure_is_no_answer(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    assistant = SentenceAssistant(documents, frozenset({"t001"}))
    outcomes = [outcome for _, outcome in predict(assistant, cases)]
    assert share_answered(score(cases, outcomes, documents)) == pytest.approx(2 / 3)
    assert share_answered(()) == 0.0


@pytest.mark.model
def test_the_command_asks_the_real_assistant(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (asked.CASES_DIR / "dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "dev.jsonl").write_text("".join(lines[:3]), encoding="utf-8")
    monkeypatch.setenv("LUOHU_INDEX_CACHE_DIR", str(model_folder.parent))
    monkeypatch.setattr(asked, "CASES_DIR", tmp_path)
    assert cli.main(["ablate", "--part", "dev", "--long"]) == 0
    printed = capsys.readouterr().out.splitlines()
    side_by_side, each = printed[: 3 + len(TITLES)], printed[-len(TITLES) - 3 :]
    assert side_by_side[0] == "| right answers (refuses what is not) | dev, 3 cases |"
    assert each[0].startswith("| 3 cases | right and cited")
    assert all(line.endswith("| 0 |") for line in each[2:])
