"""Many documents added by one command: the same ones each time, killed when it is time, told on a page."""

import sys
import time
from pathlib import Path

import pytest

from eval.bench.documents import Watched, made_documents
from eval.bench.documents_page import page
from eval.bench.measure import BenchError

REPORT = "2024年盐田区新增学位3200个，建成海山公园2座。\n"
SAYS = "print('added', flush=True); time.sleep({adding}); print('begins to build', flush=True); time.sleep({building})"


def command(*, adding: float = 0, building: float = 0, end: str = "print('{\"chunks\": 3}')") -> list[str]:
    return [sys.executable, "-c", f"import sys, time; {SAYS.format(adding=adding, building=building)}; {end}"]


def test_made_documents_are_others_in_names_years_and_figures_and_the_same_each_time(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.txt").write_text(REPORT, encoding="utf-8")
    made_documents(tmp_path / "one", sources, 2)
    made_documents(tmp_path / "two", sources, 2)
    first, second = (path.read_text(encoding="utf-8") for path in sorted((tmp_path / "one").iterdir()))
    assert [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "two").iterdir())] == [first, second]
    assert first != second != REPORT
    assert "新增学位" in first
    assert "3200个" not in first
    assert "海山" not in first


def test_seconds_before_and_after_the_building_begins_are_counted_over_a_kill(tmp_path: Path) -> None:
    watched = Watched(command(building=60), tmp_path / "said.txt")
    began = time.perf_counter()
    watched.killed_when(lambda: "begins" in (tmp_path / "said.txt").read_text(encoding="utf-8"))
    assert time.perf_counter() - began < 30
    again = Watched(command(adding=1.2, building=2.2), tmp_path / "again.txt")
    assert again.ended() == {"chunks": 3}
    assert again.adding_seconds >= 1
    assert again.building_seconds >= 2


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="ended with 3"):
        Watched(command(end="sys.exit(3)"), tmp_path / "said.txt").ended()


def test_the_page_has_a_row_a_run() -> None:
    spread = {"p50": 4.6, "p95": 6.1, "max": 7.0}
    row = {
        "documents": 1000,
        "vectors": "drawn",
        "characters": 17_787_352,
        "killed in adding at": 500,
        "killed in building at segments": 9,
        "s to add": 84,
        "s to build": 212,
        "s of processor": 300,
        "load": 1.2,
        "MB adding": 210,
        "MB building": 1100,
        "chunks": 97_000,
        "units": 343_000,
        "list_page_ms": spread,
        "list_search_ms": spread,
    }
    told = {"figures": [row], "processor": "2", "when": "now", "commit": "c"}
    assert "| 1,000 | 17,787,352 | 97,000 | 343,000 | drawn | 84 | 210 | 212 | 1,100 | 300 | 1.2 |" in page(told)
    assert "| 1,000 | 500 documents | 9 segments | 5 | 6 | 5 | 6 |" in page(told)
