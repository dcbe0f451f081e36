"""A run folder: what was asked, of what, what came back, and what it was worth.

var/runs/<UTC time>-<part>/   <suite>-<part> where the suite is not luohu
settings.json      the settings of index and rag; secrets masked
manifest.json      part, suite, time, git commit, index fingerprint, checksum of the cases
cases.jsonl        the cases as they were scored
predictions.jsonl  one record a case, as the command line prints them, or a failure
scores.jsonl       one line a case
aggregate.json     means with intervals, overall and by slice
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from eval.errors import RunError
from eval.jsonl import read_jsonl, to_line, write_jsonl
from eval.people.cases import AnyCase
from eval.score import Aggregate, CaseScore, aggregate
from eval.suites import LUOHU
from index.config import ROOT
from index.errors import first_problem
from index.records import Frozen

RUNS_DIR = ROOT / "var" / "runs"
SETTINGS, MANIFEST, CASES = "settings.json", "manifest.json", "cases.jsonl"
PREDICTIONS, SCORES, AGGREGATE = "predictions.jsonl", "scores.jsonl", "aggregate.json"

R = TypeVar("R", bound=Frozen)


class RunManifest(Frozen):
    """What a run was made of."""

    part: str
    started: datetime
    git_commit: str
    index_fingerprint: str
    case_files: tuple[str, ...]
    cases_sha256: str
    n_cases: int
    suite: str = Field(default=LUOHU, description="runs older than the suites are of the project's own")


def new_folder(part: str, runs_dir: Path, started: datetime) -> Path:
    """Make and return the folder of a run, named by its UTC time and part.

    Raises:
        RunError: a run of this part was started in the same second.
    """
    folder = runs_dir / f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{part}"
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise RunError(f"the run folder {folder} exists already; wait a second and start again") from error
    return folder


def cases_sha256(cases: Sequence[AnyCase]) -> str:
    """Return the sha256 over the cases as they are written, one a line, in their order."""
    return hashlib.sha256("".join(to_line(_written(case)) for case in cases).encode()).hexdigest()


def write_cases(folder: Path, cases: Sequence[AnyCase]) -> None:
    """Keep the cases in the run folder."""
    write_jsonl(folder / CASES, (_written(case) for case in cases))


def write_scores(folder: Path, scores: Sequence[CaseScore]) -> Aggregate:
    """Write scores.jsonl and aggregate.json; return the means."""
    means = aggregate(scores)
    write_jsonl(folder / SCORES, (one.model_dump(mode="json") for one in scores))
    (folder / AGGREGATE).write_text(means.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return means


def write_manifest(folder: Path, manifest: RunManifest) -> None:
    """Write manifest.json."""
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> RunManifest:
    """Return what the run was made of.

    Raises:
        RunError: the folder is no run.
    """
    return _read(folder / MANIFEST, RunManifest)


def read_aggregate(folder: Path) -> Aggregate:
    """Return the run's means.

    Raises:
        RunError: the folder is no run, or was never scored.
    """
    return _read(folder / AGGREGATE, Aggregate)


def read_scores(folder: Path) -> tuple[CaseScore, ...]:
    """Return the run's scores, a case each.

    Raises:
        RunError: the folder is no run, or was never scored.
    """
    return tuple(_validate(CaseScore, record, place) for place, record in read_jsonl(folder / SCORES))


def latest_run(runs_dir: Path, part: str = "") -> Path:
    """Return the newest run folder, of one part if a part is given.

    Raises:
        RunError: there is none.
    """
    found = sorted(path.parent for path in runs_dir.glob(f"*Z-{part or '*'}/{MANIFEST}"))
    if not found:
        raise RunError(f"no run {f'of part {part} ' if part else ''}in {runs_dir}; make one with: python -m eval run")
    return found[-1]


def _written(case: AnyCase) -> object:
    return case.written().model_dump(mode="json")


def _read(path: Path, model: type[R]) -> R:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"cannot read {path}: {error}; a run folder is made by: python -m eval run") from error
    return _validate(model, content, str(path))


def _validate(model: type[R], content: object, place: str) -> R:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        wrong = first_problem(error.errors())
        what = f"field {wrong.where}: {wrong.message}"
        raise RunError(f"{place}: {what}; score it again: python -m eval score RUN") from error
