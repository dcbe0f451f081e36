"""Fitted weights → the two files that hold them, and how they differ from what lies there."""

from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from eval.fit import Fitted
from eval.run import git_commit
from index.config import ROOT
from index.encode.cache import sha256_of
from index.records import Frozen
from rag.evidence.weights import RANKER_WEIGHTS, RankerWeights
from rag.fitted import CaseFile, Origin, read_fitted
from rag.refusal.weights import GATE_WEIGHTS, GateWeights


class FitFiles(Frozen):
    """Where the weights lie."""

    ranker: Path = RANKER_WEIGHTS
    gate: Path = GATE_WEIGHTS


_HOW = "python -m eval fit --suite all --write"


def origin_of(fitted_on: Sequence[tuple[Path, int]], today: date, how: str = _HOW) -> Origin:
    """Return what is fitted on: this commit's program, the cases of these files, with how many each has."""
    return Origin(
        commit=git_commit(),
        date=today,
        how=how,
        cases=tuple(CaseFile(file=_name(path.resolve()), n=n, sha256=sha256_of(path)) for path, n in fitted_on),
    )


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def differences(fitted: Fitted, files: FitFiles) -> tuple[tuple[str, float, float], ...]:
    """Return each fitted number's name, what the files say, and what was fitted.

    Raises:
        WeightsError: a file cannot be used.
    """
    ranker, gate = read_fitted(files.ranker, RankerWeights), read_fitted(files.gate, GateWeights)
    return (
        *zip((f"ranker {name}" for name in fitted.ranker._fields), ranker.weights, fitted.ranker, strict=True),
        ("ranker median_best", ranker.thresholds.median_best, fitted.median_best),
        *zip((f"gate {name}" for name in fitted.gate._fields), gate.weights, fitted.gate, strict=True),
        ("gate bias", gate.bias, fitted.gate_bias),
    )


def write_fitted(fitted: Fitted, origin: Origin, files: FitFiles) -> None:
    """Write fitted weights with where they come from; comments and thresholds that were chosen stay.

    Raises:
        WeightsError: a file that is to be changed cannot be used.
    """
    read_fitted(files.ranker, RankerWeights)
    read_fitted(files.gate, GateWeights)
    ranker = {
        "fitted": origin.model_dump(),
        "measured": fitted.ranked.model_dump(),
        "weights": fitted.ranker._asdict(),
        "thresholds": {"median_best": fitted.median_best},
    }
    gate = {
        "fitted": origin.model_dump(),
        "measured": fitted.gated.model_dump(),
        "weights": fitted.gate._asdict(),
        "bias": fitted.gate_bias,
    }
    for path, new in ((files.ranker, ranker), (files.gate, gate)):
        held = tomlkit.parse(path.read_text(encoding="utf-8"))
        _put(held, new)
        path.write_text(tomlkit.dumps(held), encoding="utf-8")


def _put(held: MutableMapping[str, Any], new: Mapping[str, Any]) -> None:
    """Put new values in the place of those held, table by table."""
    for name, value in new.items():
        if isinstance(value, Mapping):
            _put(held[name], value)
        else:
            held[name] = value
