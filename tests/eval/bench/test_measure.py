"""What benchmarks count with."""

import pytest

from eval.bench.__main__ import main
from eval.bench.measure import BenchError, child, folder_bytes, percentile, resident_mb, spread_of


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(n) for n in range(1, 101)]
    assert (percentile(values, 0.95), percentile(values, 1.0), percentile([3.0], 0.5)) == (96.0, 100.0, 3.0)
    assert spread_of([0.001, 0.002, 0.010]) == {"p50": 2.0, "p95": 10.0, "max": 10.0}


def test_a_child_that_fails_is_told_with_its_words() -> None:
    with pytest.raises(BenchError, match="there is no engine 'none'"):
        child("eval.bench.engines", "none")


def test_memory_and_disk_are_read(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x" * 1000)
    assert folder_bytes(tmp_path) == 1000
    assert 10 < resident_mb()["resident"] < 100_000


def test_a_report_of_nothing_says_what_to_do(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--results", str(tmp_path), "report", "--out", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("bench: there are no figures in")
    assert "make bench" in error
