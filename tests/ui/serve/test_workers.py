"""Several processes on one port: both serve, one that dies comes back, and none is left behind."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.config import ROOT

pytestmark = pytest.mark.model

QUESTION = "2025年罗湖区计划新增多少家离境退税商店？"


class Served:
    """`python -m ui --workers 2` on a free port, with a journal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.journal = folder / "journal.sqlite"
        environment = {
            **os.environ,
            "LUOHU_UI_JOURNAL_URL": f"sqlite:///{self.journal}",
            "LUOHU_UI_INBOX": str(folder / "inbox.jsonl"),
            "LUOHU_UI_SESSION_KEY_FILE": str(folder / "session.key"),
        }
        self.errors = (folder / "errors.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ui", "--port", "0", "--workers", "2", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()

    def said(self) -> str:
        self.errors.seek(0)
        return self.errors.read()

    def workers(self) -> list[int]:
        """The process ids of the workers, by age."""
        return [
            pid for pid in _children(self.process.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]

    def ask(self, question: str = QUESTION) -> dict[str, object]:
        body = json.dumps({"question": question}).encode()
        request = urllib.request.Request(f"{self.url}api/ask", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            found: dict[str, object] = json.load(response)
        return found

    def end(self) -> None:
        family = self.family()
        self.process.kill()
        self.process.wait()
        for pid in family:
            if Path(f"/proc/{pid}").exists():
                os.kill(pid, signal.SIGKILL)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.errors.close()

    def family(self) -> list[int]:
        return [self.process.pid, *_children(self.process.pid)]


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _seconds_used(pid: int) -> int:
    """Clock ticks of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def soon(holds: Callable[[], bool], *, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


def gone(pids: list[int]) -> bool:
    return not any(_lives(pid) for pid in pids)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    yield served
    served.end()


def test_both_serve_and_the_journal_has_each_question_once(served: Served) -> None:
    assert served.url.startswith("http://127.0.0.1:"), served.said()
    before = {pid: _seconds_used(pid) for pid in served.workers()}
    assert len(before) == 2
    answers = [served.ask()["answer"] for _ in range(40)]
    assert len(set(answers)) == 1
    assert all(_seconds_used(pid) > ticks for pid, ticks in before.items())
    with sqlite3.connect(served.journal) as connection:
        ((entries,),) = connection.execute("SELECT count(*) FROM entries").fetchall()
    connection.close()
    assert entries == len(answers)

    family, (_, second) = served.family(), served.workers()
    os.kill(second, signal.SIGKILL)
    for _ in range(10):
        assert served.ask()["answer"] == answers[0]  # the other one goes on
    assert soon(lambda: len(served.workers()) == 2 and second not in served.workers())
    assert "worker 1 ended (-9); it is started again" in served.said()
    family = [*family, *served.family()]
    served.process.terminate()
    assert served.process.wait(timeout=30) == 0
    assert soon(lambda: gone(family), seconds=10)


def test_workers_end_when_their_parent_is_killed(served: Served) -> None:
    assert served.url, served.said()
    family = served.family()
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait()
    assert soon(lambda: gone(family), seconds=20)


def test_what_keeps_a_worker_from_starting_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_INDEX_SEEDS_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("LUOHU_INDEX_ARTIFACTS_DIR", str(tmp_path / "artifacts"))  # no index that could answer
    served = Served(tmp_path)
    try:
        assert served.process.wait(timeout=60) == 2
        assert served.url == ""
        assert served.said().startswith("ui: ")
        assert served.said().count("\n") == 1
        assert str(tmp_path / "none") in served.said()
    finally:
        served.end()


@pytest.mark.parametrize("n", ["0", "65", "two"])
def test_a_number_of_workers_out_of_range_is_refused(n: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--workers", n], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--workers" in done.stderr
