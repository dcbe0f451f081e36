"""People's questions go through the same run, scoring again and page as the cases of other suites."""

from pathlib import Path

from eval.people.cases import load_people
from eval.people.report import render_people
from eval.predictions import load_predictions
from eval.run import rescore, run
from eval.runs import CASES, PREDICTIONS, read_aggregate, read_manifest, read_scores
from index.records import Document
from tests.eval.people.test_score import case
from tests.eval.world import SentenceAssistant, write_lines

ASKED = (
    case(id="pd001", question="2022年新增学位多少", must=[], first=[["10155个"]]),
    case(id="pd002", question="2022年新增养老床位多少", kind="latest", must=[], first=[["51张"]]),
    case(id="pd003", question="坏了", must=[], first=[["51张"]]),
)


def _run(documents: dict[str, Document], tmp_path: Path) -> Path:
    path = write_lines(tmp_path / "dev.jsonl", [one.model_dump(mode="json") for one in ASKED])
    return run(
        SentenceAssistant(documents, frozenset({"pd003"})),
        ASKED,
        documents,
        part="people-dev",
        suite="people",
        case_files=(path,),
        index_fingerprint="f",
        settings=(),
        runs_dir=tmp_path / "runs",
    )


def test_a_run_keeps_points_by_kind_and_language_and_a_failure_is_worth_nothing(
    documents: dict[str, Document], tmp_path: Path
) -> None:
    folder = _run(documents, tmp_path)
    assert [one.scores["helpful"] for one in read_scores(folder)] == [2, 0, 0]
    slices = {one.name: one.mean("helpful") for one in read_aggregate(folder).slices}
    assert set(slices) == {"all", "kind=figure", "kind=latest", "language=zh-Hans"}
    assert [round(mean.mean, 2) for mean in slices.values() if mean] == [0.67, 1.0, 0.0, 0.67]


def test_scoring_again_reads_the_cases_in_their_own_form(documents: dict[str, Document], tmp_path: Path) -> None:
    folder = _run(documents, tmp_path)
    changed = ASKED[1].model_copy(update={"first": (("240张",),)})
    write_lines(tmp_path / "dev.jsonl", [one.model_dump(mode="json") for one in (ASKED[0], changed, ASKED[2])])
    rescore(folder, documents)
    assert [one.scores["helpful"] for one in read_scores(folder)] == [2, 2, 0]


def test_the_page_shows_every_question_the_worst_first(documents: dict[str, Document], tmp_path: Path) -> None:
    folder = _run(documents, tmp_path)
    page = render_people(
        read_manifest(folder),
        read_aggregate(folder),
        cases=load_people((folder / CASES,)),
        outcomes=load_predictions(folder / PREDICTIONS),
    )
    assert page.index('id="pd003"') < page.index('id="pd002"') < page.index('id="pd001"')
    assert "51张 is not in front" in page
