"""What every benchmark measures with: times, memory, and children that are measured alone."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from index.config import ROOT
from index.errors import LuohuError

T = TypeVar("T")
Figures = Mapping[str, Any]  # as JSON: names to numbers, texts and lists of them
_STATUS = Path("/proc/self/status")


class BenchError(LuohuError):
    """A benchmark cannot be run here."""


def child(module: str, *arguments: str) -> dict[str, Any]:
    """Return the JSON that the last line of a Python module's output is; it runs alone in a process of its own.

    Raises:
        BenchError: it failed; the message has the end of what it said.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise BenchError(f"{' '.join(command)} failed: {(done.stderr or done.stdout).strip()[-800:]}")
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def resident_mb() -> dict[str, float]:
    """Return the memory of this process in MB: all that is resident, and the share of it that is of files."""
    values = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines() if ":" in line)
    return {name: int(values[key].split()[0]) / 1024 for name, key in (("resident", "VmRSS"), ("of files", "RssFile"))}


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def seconds_of_each(work: Callable[[T], object], items: Iterable[T]) -> list[float]:
    """Return how long a call takes for each of some items, one after the other."""
    return [seconds_of(partial(work, item)) for item in items]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least a share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread_of(values: Sequence[float], *, scale: float = 1000.0) -> dict[str, float]:
    """Return the median, the 95th percentile and the largest of some seconds, in milliseconds unless scaled else."""
    return {
        "p50": scale * median(values),
        "p95": scale * percentile(values, 0.95),
        "max": scale * max(values),
    }


def folder_bytes(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@contextmanager
def lap(laps: dict[str, float], name: str) -> Iterator[None]:
    """Add the seconds of what is done meanwhile to a named lap."""
    started = time.perf_counter()
    try:
        yield
    finally:
        laps[name] = laps.get(name, 0.0) + time.perf_counter() - started
