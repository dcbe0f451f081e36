"""A process of its own for what a file of strangers may do: bounded in time and memory, no network, writing nothing."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict

from index.config import ROOT
from index.load.limits import MEGABYTE, Limits

_GRACE_SECONDS = 5.0  # to start Python and the readers' libraries
# What a reader never needs: whatever asks for it is the file's doing.
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.", "urllib.",
    "ftplib.", "http.", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod",
)  # fmt: skip


def run_apart(module: str, *arguments: str, limits: Limits) -> subprocess.CompletedProcess[bytes]:
    """Run a module of ours that confines itself, with arguments and the limits behind them as JSON.

    Raises:
        subprocess.TimeoutExpired: it took longer than it may.
    """
    return subprocess.run(
        [sys.executable, "-B", "-m", module, *arguments, json.dumps(asdict(limits))],
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        timeout=limits.seconds + _GRACE_SECONDS,
        check=False,
    )


def environment() -> dict[str, str]:
    """Return what such a process knows of this one's environment: where programs and modules lie."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
        "PYTHONUTF8": "1",
    }


def bound(seconds: int, memory_mb: int, written_mb: int) -> None:
    """Bound this process, and what it becomes, in time of the processor, memory, and what it writes of a file."""
    with suppress(ImportError):  # Windows has no such limits; time is bounded from outside
        import resource

        n_bytes = memory_mb * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (written_mb * MEGABYTE, written_mb * MEGABYTE))


def confine(limits: Limits) -> None:
    """Bound this process, and keep it from the network, from other programs and from writing."""
    bound(limits.seconds, limits.memory_mb, 0)
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    is_writing = event == "open" and isinstance(arguments[1], str) and bool(set("wax+") & set(arguments[1]))
    if is_writing or event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not: {event}")
