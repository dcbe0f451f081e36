"""A served index is followed: another one that is built answers without a restart, and a removed document no more."""

import gc
import logging
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import NamedTuple, Self

from index.build import ensure_index
from index.config import IndexSettings
from index.current import open_current
from index.encode.embedder import Embedder
from index.errors import LuohuError
from index.store.saved import OpenIndex, in_use, read_manifest
from rag.config import RagSettings
from rag.evidence.again import Reranker
from rag.opening import assistant_over
from rag.writing.writer import Writer
from ui.answering import Answering
from ui.desk import Assistant, Desk
from ui.journal.clock import LOCAL
from ui.journal.database import Database
from ui.serve.seeds_fit import SeedsFit
from ui.text.languages import languages

MOST_WAIT_SECONDS = 300.0  # before an index that cannot be opened is tried again
_log = logging.getLogger(__name__)


class _State(NamedTuple):
    """Which index is in use: each build writes a manifest of its own."""

    name: str
    written_ns: int

    @property
    def day(self) -> date:
        """When it was written, as days are counted here."""
        return datetime.fromtimestamp(self.written_ns / 1e9, LOCAL).date()


class IndexWatch:
    """Looks every few seconds whether there is another index, in a thread of its own, and has that one answer.

    One that cannot be opened is logged, and the last one answers on. While that lasts, or what is wrong with the seeds,
    the pages say of which day the index is that answers. `problem` says what staff must mend, empty where there is
    nothing; `n_taken_up` counts the indexes taken up since the start.
    """

    def __init__(
        self,
        desk: Desk,
        index: OpenIndex,
        settings: IndexSettings,
        opened: Callable[[], tuple[OpenIndex, Assistant]],
        *,
        every_seconds: float,
    ) -> None:
        """Follow the index from the one that answers now.

        Args:
            desk: where questions come in.
            index: that answers now.
            settings: where index and seeds lie.
            opened: opens the index in use and returns it with what answers from it; raises LuohuError.
            every_seconds: between two looks.
        """
        self._desk, self._settings, self._opened, self._every_seconds = desk, settings, opened, every_seconds
        self._manifest, self._state = index.manifest, _state(settings)
        if read_manifest(settings.artifacts_dir) != index.manifest:  # replaced since it was opened
            self._state = self._state._replace(name="")
        self._failed, self._failure = self._state, ""
        self._retry_at, self._wait_seconds = 0.0, every_seconds
        self._fit = SeedsFit(settings.seeds_dir, index.unfit)
        self._has_old = False
        self.problem, self.n_taken_up = index.unfit, 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="index-watch", daemon=True)
        self._show()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def look(self) -> None:
        """Take up another index if there is one, and see whether the seeds fit."""
        if self._has_old:  # what it was answering is done by now; it refers to itself, and to its files
            gc.collect()
            self._has_old = False
        problem = self._follow() or self._fit.problem(self._manifest)
        if problem != self.problem:
            told = f"{problem} - until then the last good index answers." if problem else "The index fits again."
            _log.warning("%s", told)
            self.problem = problem
        self._show()

    def _run(self) -> None:
        while not self._stopped.wait(self._every_seconds):
            try:
                self.look()
            except Exception:  # the last index answers on; the next look may do
                _log.exception("the index could not be followed; tried again in %g s", self._every_seconds)

    def _show(self) -> None:
        self._desk.hand_over(self._desk.assistant, last_good=self._state.day if self.problem else None)

    def _follow(self) -> str:
        """Take up another index if there is one; return why one that there is cannot be, empty where none need be."""
        try:
            state = _state(self._settings)
        except (LuohuError, OSError) as error:
            return str(error)
        if state == self._state:
            return ""
        if state != self._failed:
            self._wait_seconds = self._every_seconds
        elif time.monotonic() < self._retry_at:
            return self._failure
        try:
            self._take_up(state)
        except (LuohuError, OSError) as error:
            self._failed, self._failure = state, str(error)
            self._retry_at = time.monotonic() + self._wait_seconds
            self._wait_seconds = min(2 * self._wait_seconds, MOST_WAIT_SECONDS)
            return self._failure
        return ""

    def _take_up(self, state: _State) -> None:
        """Have the index in use answer from now on.

        Raises:
            LuohuError: it cannot be opened.
            OSError: likewise.
        """
        index, assistant = self._opened()
        for language in languages():  # they take a moment, which nobody shall wait for
            assistant.examples(language.examples_in)
        self._manifest, self._state = index.manifest, state
        self._desk.hand_over(assistant, last_good=self._desk.last_good)
        self.n_taken_up += 1
        self._has_old = True
        _log.info("the index %s answers now", state.name)


def open_desk(
    journal: Database,
    index_settings: IndexSettings,
    rag_settings: RagSettings,
    embedder: Embedder,
    answering: Answering | None = None,
    *,
    every_seconds: float,
    writer: Writer | None = None,
    reranker: Reranker | None = None,
) -> tuple[Desk, IndexWatch]:
    """Return a desk that answers from the index that fits the seeds, and what has it follow that index.

    Args:
        journal: of what is asked.
        index_settings: where index and seeds lie.
        rag_settings: of the answers.
        embedder: that encodes questions, of this index and of those that follow.
        answering: the threads that answer; by default as many as the settings do.
        every_seconds: between two looks at which index is in use.
        writer: a model that words answers; None: they are the documents' words.
        reranker: a model that looks at the best statements again; None: none does.

    Raises:
        LuohuError: the documents, the model or the saved index cannot be used.
    """
    over = partial(
        assistant_over,
        embedder=embedder,
        settings=rag_settings,
        cache_dir=index_settings.cache_dir,
        writer=writer,
        reranker=reranker,
    )

    def opened() -> tuple[OpenIndex, Assistant]:
        index = open_current(index_settings, embedder)
        return index, over(index)

    index = ensure_index(index_settings, embedder)
    desk = Desk(over(index), journal, answering, embedder=embedder)
    return desk, IndexWatch(desk, index, index_settings, opened, every_seconds=every_seconds)


def _state(settings: IndexSettings) -> _State:
    """Return which index is in use.

    Raises:
        IndexFormatError: none is.
        OSError: its manifest is not there.
    """
    manifest = in_use(settings.artifacts_dir)
    return _State(manifest.name, manifest.stat().st_mtime_ns)
