"""Locks: one holder at a time, in whatever process, and none that outlives its holder."""

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from index.config import ROOT
from index.lock import locked

HOLDS = """
import sys
from pathlib import Path
from index.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path / "lock")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def waiting(file: Path) -> Thread:
    def take() -> None:
        with locked(file):
            pass

    thread = Thread(target=take, daemon=True)
    thread.start()
    thread.join(timeout=0.3)
    return thread


def test_who_comes_second_waits_until_the_first_lets_go(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    second = waiting(tmp_path / "lock")
    assert second.is_alive()
    holder.communicate("go\n", timeout=30)
    second.join(timeout=30)
    assert not second.is_alive()


def test_a_killed_holder_holds_nothing(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    second = waiting(tmp_path / "lock")
    assert second.is_alive()
    holder.kill()
    holder.communicate()
    second.join(timeout=30)
    assert not second.is_alive()


def test_threads_of_a_process_wait_for_each_other(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        second = waiting(tmp_path / "lock")
        assert second.is_alive()
    second.join(timeout=30)
    assert not second.is_alive()


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"), locked(tmp_path / "none" / "lock"):
        pass
