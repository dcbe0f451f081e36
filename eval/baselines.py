"""The figures a run must reach, read from baselines.toml."""

import tomllib
from pathlib import Path

from pydantic import Field, RootModel, ValidationError

from eval.errors import RunError
from eval.metrics import DESCRIBED
from index.errors import first_problem
from index.records import Frozen
from index.words import lists

BASELINES = Path(__file__).with_name("baselines.toml")


class Baseline(Frozen):
    """A value and how far a run may fall behind it, in the metric's own unit."""

    expected: float
    tolerance: float = Field(ge=0)


class _File(RootModel[dict[str, dict[str, dict[str, Baseline]]]]):
    """part → slice → metric → baseline."""


def load_baselines(part: str, path: Path = BASELINES) -> dict[str, dict[str, Baseline]]:
    """Return the part's baselines: slice → metric → baseline.

    Raises:
        RunError: the file cannot be read, a value is wrong, a metric is unknown, or the part has no baseline at all:
            a check that checks nothing does not pass.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = _File.model_validate(content).root
    except ValidationError as error:
        wrong = first_problem(error.errors())
        raise RunError(f"{path}: {wrong.where}: {wrong.message}") from error
    except (OSError, ValueError) as error:  # tomllib's errors are ValueErrors
        raise RunError(f"cannot read {path}: {error}") from error
    names = {metric.name for metric in DESCRIBED}
    for part_name, slices in tables.items():
        for slice_name, metrics in slices.items():
            for unknown in metrics.keys() - names:
                raise RunError(
                    f"{path}: [{part_name}.{slice_name}] names {unknown!r}; metrics: {', '.join(sorted(names))}"
                )
    if not any(tables.get(part, {}).values()):
        raise RunError(f"{path} expects nothing of part {part!r}; fill it in from: python -m eval check --accept")
    return tables[part]


def passes_path(part: str, path: Path = BASELINES) -> Path:
    """Return where the cases of a part that are expected to pass are listed, one id a line."""
    return path.with_name(f"passes-{part}.txt")


def load_passes(path: Path) -> tuple[str, ...]:
    """Return the listed ids; an empty tuple when there is no list."""
    if not path.is_file():
        return ()
    return lists.words(path)
