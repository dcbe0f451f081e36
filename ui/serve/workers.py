"""Several processes that serve the pages on one port: started, started again when they die, stopped together."""

import logging
import multiprocessing as mp
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from index.errors import LuohuError
from ui.config import UiSettings
from ui.errors import ServeError
from ui.journal.writer import CLOSE_SECONDS
from ui.observe.logs import set_up_logs
from ui.observe.together import counted_together, forget_process
from ui.serve.process import STOP_SECONDS, serve

_BACKLOG = 128
MOST_FAILURES = 5  # starts of a worker in a row that come to nothing: then all stop
WAIT_SECONDS = 1.0  # before a worker is started again, doubled each time it does not come up
_READY = ""  # what a worker says once it serves; else why it cannot
_log = logging.getLogger(__name__)


@dataclass
class _Worker:
    process: SpawnProcess
    told: Connection


class Workers:
    """The workers of one port. The first makes index and journal ready before the others start."""

    def __init__(self, settings: UiSettings, listener: socket.socket, folder: Path) -> None:
        """Prepare workers.

        Args:
            settings: with their number and the port.
            listener: bound to the port.
            folder: for the socket of each; what a page's own worker is reached by.
        """
        self._settings, self._listener = settings, listener
        self._paths = [folder / f"{number}.sock" for number in range(settings.workers)]
        self._sockets = [_unix_socket(path) for path in self._paths]
        self._running: dict[int, _Worker] = {}

    def start(self) -> None:
        """Start all, and return when all serve.

        Raises:
            ServeError: one cannot be started; says why.
        """
        self._start(0)
        self._await(0)
        for number in range(1, self._settings.workers):
            self._start(number)
        for number in range(1, self._settings.workers):
            self._await(number)

    def watch(self) -> None:
        """Start workers again that end, until this process is told to stop.

        Raises:
            ServeError: one that ended cannot be started again.
        """
        while True:
            sentinels = {worker.process.sentinel: number for number, worker in self._running.items()}
            for sentinel in wait(list(sentinels)):
                self._restart(sentinels[sentinel])  # type: ignore[index]

    def stop(self) -> None:
        """Stop all; those that do not end in time are killed."""
        for worker in self._running.values():
            worker.process.terminate()
        for worker in self._running.values():
            worker.process.join(STOP_SECONDS + CLOSE_SECONDS + 5)
            worker.process.kill()
            worker.process.join()
        for held in self._sockets:
            held.close()

    def _restart(self, number: int) -> None:
        process = self._running[number].process
        process.join()
        forget_process(process.pid)
        _log.warning("worker %d ended (%s); it is started again", number, process.exitcode)
        for failures in range(MOST_FAILURES):
            try:
                self._start(number)
                self._await(number)
            except ServeError:
                if failures == MOST_FAILURES - 1:
                    raise
                time.sleep(WAIT_SECONDS * 2**failures)
            else:
                return

    def _start(self, number: int) -> None:
        context = mp.get_context("spawn")  # a fork would share the threads' locks
        told, tells = context.Pipe()
        process = context.Process(
            target=_work,
            kwargs={
                "number": number,
                "settings": self._settings,
                "listener": self._listener,
                "own": self._sockets[number],
                "paths": self._paths,
                "tells": tells,
            },
            name=f"worker-{number}",
        )
        process.start()
        tells.close()
        self._running[number] = _Worker(process, told)

    def _await(self, number: int) -> None:
        """Wait until a worker serves.

        Raises:
            ServeError: it does not; says why.
        """
        try:
            problem = self._running[number].told.recv()
        except EOFError:
            process = self._running[number].process
            process.join()
            raise ServeError(f"worker {number} ended before it served (exit status {process.exitcode})") from None
        if problem != _READY:
            raise ServeError(problem)


@contextmanager
def stops_on_signals() -> Iterator[None]:
    """End what is done meanwhile when this process is terminated or interrupted."""

    def stop(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def serve_with_workers(settings: UiSettings, listener: socket.socket, url: str) -> None:
    """Serve with several workers until interrupted or terminated; prints the address once all serve.

    Raises:
        ServeError: they cannot be started, or one cannot be started again.
    """
    with TemporaryDirectory(prefix="luohu-qa-") as folder, counted_together(Path(folder)), stops_on_signals():
        workers = Workers(settings, listener, Path(folder))
        try:
            workers.start()
            print(url, flush=True)
            workers.watch()
        finally:
            workers.stop()


def _work(
    *,
    number: int,
    settings: UiSettings,
    listener: socket.socket,
    own: socket.socket,
    paths: Sequence[Path],
    tells: Connection,
) -> None:
    """Be a worker."""
    from starlette.middleware import Middleware

    from ui.serve.handover import Handover

    set_up_logs(settings)
    threading.Thread(target=_end_with_parent, args=(tells,), daemon=True).start()
    try:
        serve(
            settings,
            [listener, own],
            ready=partial(tells.send, _READY),
            innermost=(Middleware(Handover, number=number, sockets=paths, settings=settings),),
            removes_old=number == 0,
        )
    except LuohuError as error:
        tells.send(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(0)


def _end_with_parent(tells: Connection) -> None:
    """End this process when the one that started it is gone, however it went: nobody else would."""
    try:
        tells.recv()
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGTERM)


def _unix_socket(path: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.bind(str(path))
    made.listen(_BACKLOG)  # whoever comes while the worker starts waits
    return made
