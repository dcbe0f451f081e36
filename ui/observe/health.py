"""What `/healthz` says: whether questions can be answered, and what of the service is not as it should be."""

import logging
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import anyio
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI
from fastapi.responses import JSONResponse

KEPT_SECONDS = 2.0  # for which what was found is said again: whoever asks often reads no file each time
LOOK_SECONDS = 2.0  # a part may take; a locked journal must not hold up the answer that it is locked
_MB = 1_000_000
_OK, _UNAVAILABLE = 200, 503
_log = logging.getLogger(__name__)


class State(StrEnum):
    """How a part is. With one that is DOWN no question can be answered."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


@dataclass(frozen=True)
class Part:
    """How a part of the service is.

    `facts` are for everyone; `reason` may name files and is for the log. `counts` are of the process that looks alone:
    `/metrics` has those of all processes, counted where they happen.
    """

    state: State
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


LookAt = Callable[[], Part]


class Health:
    """Looks at the parts of the service, one look at a time, in a thread of its own."""

    def __init__(self, parts: Mapping[str, LookAt]) -> None:
        """Prepare looking.

        Args:
            parts: by name, what says how each is; called in a thread.
        """
        self._parts = parts
        self._limiter: CapacityLimiter | None = None
        self._found: dict[str, Part] = {}
        self._looked = float("-inf")

    async def look(self) -> Mapping[str, Part]:
        """Return how each part is, as of the last KEPT_SECONDS."""
        if time.monotonic() - self._looked > KEPT_SECONDS:
            self._limiter = self._limiter or CapacityLimiter(1)  # anyio's belong to the loop they are made in
            for name, look_at in self._parts.items():
                found = Part(State.DEGRADED, reason=f"the look took longer than {LOOK_SECONDS:g} s")
                with anyio.move_on_after(LOOK_SECONDS):
                    found = await run_sync(look_at, abandon_on_cancel=True, limiter=self._limiter)
                _tell(name, self._found.get(name), found)
                self._found[name] = found
            self._looked = time.monotonic()
        return dict(self._found)


def add_health(app: FastAPI, health: Health) -> None:
    """Add the route `/healthz`: 200 while questions can be answered, 503 else."""

    @app.api_route("/healthz", methods=["GET", "HEAD"], include_in_schema=False)
    async def healthz() -> JSONResponse:
        found = await health.look()
        is_down = any(part.state is State.DOWN for part in found.values())
        return JSONResponse(report(found), status_code=_UNAVAILABLE if is_down else _OK)


def _tell(name: str, before: Part | None, found: Part) -> None:
    """Log that a part is no longer as it was."""
    if found.state is not (before.state if before else State.OK):
        _log.warning("the %s is %s%s", name, found.state, f": {found.reason}" if found.reason else "")


def report(parts: Mapping[str, Part]) -> dict[str, Any]:
    """Return the JSON object of `/healthz`: `status` of the whole, then of each part with its facts."""
    is_ok = all(part.state is State.OK for part in parts.values())
    whole = {"status": str(State.OK if is_ok else State.DEGRADED)}
    return whole | {name: {"status": str(part.state), **part.facts, **part.counts} for name, part in parts.items()}


def disk(folders: Iterable[Path], *, least_mb: int) -> Part:
    """Return how much room is left where the least is.

    Args:
        folders: where is written; one that is not there yet counts as the folder it will lie in.
        least_mb: millions of bytes below which there is too little.
    """
    free_mb = min(shutil.disk_usage(_that_is_there(folder)).free // _MB for folder in folders)
    if free_mb < least_mb:
        return Part(State.DEGRADED, {"free_mb": free_mb}, f"less than {least_mb} MB are free")
    return Part(State.OK, {"free_mb": free_mb})


def _that_is_there(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder
