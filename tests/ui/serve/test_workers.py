"""Several processes on one port: both serve, one that dies comes back, and none is left behind."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.config import ROOT, IndexSettings
from tests.ui.limits.unlimited import UNLIMITED_ENVIRONMENT

pytestmark = pytest.mark.model

QUESTION = "2025年罗湖区计划新增多少家离境退税商店？"


class Served:
    """`python -m ui --workers 2` on a free port, with a journal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.journal = folder / "journal.sqlite"
        environment = {
            **os.environ,
            **UNLIMITED_ENVIRONMENT,
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

    def ask(self, question: str = QUESTION) -> dict[str, Any]:
        body = json.dumps({"question": question}).encode()
        request = urllib.request.Request(f"{self.url}api/ask", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            found: dict[str, Any] = json.load(response)
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


def n_kept(journal: Path) -> int:
    with closing(sqlite3.connect(journal)) as connection:
        return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])


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
    assert soon(lambda: n_kept(served.journal) == len(answers))  # they are written behind the answers

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
    assert n_kept(served.journal) == len(answers) + 10  # all was written before the workers ended


def test_every_worker_forgets_a_document_that_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(IndexSettings().seeds_dir, tmp_path / "seeds")
    for name in ("seeds", "artifacts", "removed"):
        monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}_DIR", str(tmp_path / name))
    monkeypatch.setenv("LUOHU_UI_INDEX_SECONDS", "0.5")
    served = Served(tmp_path)
    try:
        assert served.url, served.said()
        cited = served.ask()["citations"][0]["doc_id"]
        removing = [sys.executable, "-m", "index", "remove", cited]
        assert subprocess.run(removing, cwd=ROOT, capture_output=True, timeout=120, check=False).returncode == 0
        removed_at = time.monotonic()
        assert soon(lambda: all(cited not in str(served.ask()) for _ in range(20)))
        assert time.monotonic() - removed_at < 60
        link = urllib.request.Request(f"{served.url}doc/{cited}?v={'0' * 64}", headers={"Accept-Language": "en"})
        with pytest.raises(urllib.error.HTTPError, match="404") as missing:
            urllib.request.urlopen(link, timeout=60)
        assert b"This document has been removed" in missing.value.read()
        missing.value.close()
    finally:
        served.end()


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
        logged, told = served.said().splitlines()
        assert " WARNING index.build: There is no last good index: there is no " in logged
        assert told.startswith("ui: ")
        assert str(tmp_path / "none") in told
    finally:
        served.end()


@pytest.mark.parametrize("n", ["0", "65", "two"])
def test_a_number_of_workers_out_of_range_is_refused(n: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--workers", n], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--workers" in done.stderr
