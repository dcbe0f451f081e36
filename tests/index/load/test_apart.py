"""A file of strangers is read in a process of its own, and what it does there is one sentence here."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.config import ROOT
from index.errors import ReadError
from index.load.apart import read_apart
from index.load.limits import Limits
from index.load.read import Format

CSV = "项目,2024年\n渔船,80\n"
CONFINED = """
import sys
from index.load.confine import confine
from index.load.limits import Limits
confine(Limits(seconds=1, memory_mb=1500))
{}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ships.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def confined(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CONFINED.format(code)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)


def test_what_was_read_comes_back_whole(file: Path) -> None:
    read = read_apart(file, Limits())
    assert (read.format, read.reader, read.text) == (
        Format.SEPARATED,
        "separated 3",
        "| 项目 | 2024年 |\n- 渔船：2024年80。\n",
    )
    assert len(read.parts) == 5


def test_what_a_reader_says_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"\n")
    with pytest.raises(ReadError, match=r"^empty.pdf is empty$"):
        read_apart(path, Limits())


def test_a_file_that_is_too_large_is_not_opened(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(100_000_000)
    with pytest.raises(ReadError, match="has 100 MB, 50 MB may be read"):
        read_apart(file, Limits())


def test_a_reader_that_takes_too_long_is_stopped(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.load.confine._GRACE_SECONDS", -0.9)
    with pytest.raises(ReadError, match=r"took longer than 1 s to read"):
        read_apart(file, Limits(seconds=1))


def test_a_reader_that_spins_is_stopped_by_the_processor_time_it_took() -> None:
    assert confined("while True: pass").returncode != 0


def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    assert "MemoryError" in confined("x = bytearray(2_000_000_000)").stderr


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('/tmp/written-by-a-reader', 'w')",
        "import os; os.remove('/tmp/not-there')",
    ],
)
def test_a_reader_reaches_nothing_runs_nothing_and_writes_nothing(code: str) -> None:
    assert "PermissionError: a reader may not" in confined(code).stderr
