"""Ask, keep and score: one evaluation run."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from eval.cases import Case, load_cases
from eval.jsonl import to_line
from eval.people.cases import PEOPLE, AnyCase, load_people
from eval.predict import Assistant, predict
from eval.predictions import Outcome, load_predictions
from eval.runs import (
    CASES,
    PREDICTIONS,
    SETTINGS,
    RunManifest,
    cases_sha256,
    new_folder,
    read_manifest,
    write_cases,
    write_manifest,
    write_scores,
)
from eval.score import Aggregate, score
from eval.suites import LUOHU
from index.config import ROOT, Settings
from index.records import Document


def run(
    assistant: Assistant,
    cases: Sequence[AnyCase],
    documents: Mapping[str, Document],
    *,
    part: str,
    suite: str = LUOHU,
    case_files: Sequence[Path],
    index_fingerprint: str,
    settings: Sequence[Settings],
    runs_dir: Path,
    known: Sequence[Case] = (),
) -> Path:
    """Ask every case, score the answers, and return the run folder.

    Predictions are written as they come, so that an interrupted run keeps them.

    Raises:
        RunError: the folder exists, or a record breaks the contract.
    """
    started = datetime.now(UTC)
    folder = new_folder(part, runs_dir, started)
    tables = {table.table: table.model_dump(mode="json") for table in settings}
    (folder / SETTINGS).write_text(json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_manifest(
        folder,
        RunManifest(
            part=part,
            started=started,
            git_commit=git_commit(),
            index_fingerprint=index_fingerprint,
            case_files=tuple(str(path.resolve()) for path in case_files),
            cases_sha256=cases_sha256(cases),
            n_cases=len(cases),
            suite=suite,
        ),
    )
    write_cases(folder, cases)
    outcomes: list[Outcome] = []
    with (folder / PREDICTIONS).open("w", encoding="utf-8") as file:
        for record, outcome in tqdm(predict(assistant, cases), total=len(cases), unit="case", file=sys.stderr):
            file.write(to_line(record))
            file.flush()
            outcomes.append(outcome)
    write_scores(folder, score(cases, outcomes, documents, known))
    return folder


def rescore(
    folder: Path, documents: Mapping[str, Document], case_files: Sequence[Path] = (), known: Sequence[Case] = ()
) -> Aggregate:
    """Score a run's predictions again, without asking, and return the means.

    Args:
        folder: the run folder; its cases, scores and means are replaced.
        documents: the sources by doc_id.
        case_files: where the cases are read from; by default the files the run read, as they are now.
        known: the cases that were developed on, see `score`.

    Raises:
        RunError: the folder is no run; a predicted case is gone, or asks another question now.
        CaseError: a case file has a defect.
    """
    manifest = read_manifest(folder)
    outcomes = load_predictions(folder / PREDICTIONS)
    files = tuple(case_files) or tuple(Path(name) for name in manifest.case_files)
    asked = {outcome.id for outcome in outcomes}
    cases = [case for case in load(manifest.suite, files, documents) if case.id in asked]
    scores = score(cases, outcomes, documents, known)
    write_cases(folder, cases)
    named = tuple(str(path.resolve()) for path in files)
    write_manifest(folder, manifest.model_copy(update={"cases_sha256": cases_sha256(cases), "case_files": named}))
    return write_scores(folder, scores)


def load(suite: str, files: Sequence[Path], documents: Mapping[str, Document]) -> tuple[AnyCase, ...]:
    """Return the cases of a suite's files in their order: those of `people` have a form of their own.

    Raises:
        CaseError: a case file has a defect.
    """
    return load_people(files) if suite == PEOPLE else load_cases(files, texts(documents))


def kept_cases(folder: Path, documents: Mapping[str, Document]) -> tuple[Case, ...]:
    """Return the cases as they were last scored in a run.

    Raises:
        CaseError: the documents are no longer those the cases quote.
    """
    return load_cases((folder / CASES,), texts(documents))


def texts(documents: Mapping[str, Document]) -> dict[str, str]:
    """Return the documents' texts by doc_id."""
    return {doc_id: document.text for doc_id, document in documents.items()}


def git_commit() -> str:
    """Return the commit of the working tree, `-dirty` behind it when files differ; `unknown` outside of git."""
    command = ("git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()
