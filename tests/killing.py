"""`python -m index …` with the small embedder, each in a process of its own that is killed when its time is over.

`python -m tests.killing` forks them, so that none has to import anything first: it reads a line of JSON a command.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from index import __main__ as index_commands
from index.config import ROOT
from tests.small import small_model

NEVER = 600.0  # seconds: a command that takes as long is stuck


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, negative where a signal ended it, what it printed, and how long it took."""

    status: int
    said: str
    seconds: float

    @property
    def was_killed(self) -> bool:
        return self.status == -signal.SIGKILL


class Commands:
    """Runs commands, one at a time."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._said = folder / "said.txt"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.killing", str(self._said)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, *arguments: str, kill_after: float = NEVER) -> Ended:
        """Run `python -m index` with arguments; with SIGKILL after so many seconds unless it has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        began = time.monotonic()
        self._process.stdin.write(json.dumps([kill_after, arguments]) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        return Ended(status, self._said.read_text(encoding="utf-8"), time.monotonic() - began)


def main(said: str) -> None:
    """Fork a process a command, and print how it ended."""
    small_model()
    for line in sys.stdin:
        seconds, arguments = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _be_the_command(arguments, said)
        child = os.pidfd_open(pid)
        if not select.select([child], [], [], seconds)[0]:
            os.kill(pid, signal.SIGKILL)  # its number is its own until it is waited for
        os.close(child)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _be_the_command(arguments: list[str], said: str) -> None:
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(ours, theirs)
    status = 70
    try:
        status = index_commands.main(arguments)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main(sys.argv[1])
