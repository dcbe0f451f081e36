"""One process that serves the pages: model, index and journal opened, then requests taken until it is told to stop."""

import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from types import FrameType
from typing import TYPE_CHECKING

from index.config import IndexSettings
from rag.config import LlmSettings, RagSettings, RerankSettings
from rag.rerank.reranker import make_reranker
from rag.writing.writer import make_writer
from ui.config import UiSettings

if TYPE_CHECKING:
    from starlette.middleware import Middleware

STOP_SECONDS = 10  # given to what is being answered; a page that is merely open does not hold up the end


def serve(
    settings: UiSettings,
    sockets: Sequence[socket.socket],
    *,
    ready: Callable[[], None],
    innermost: "Sequence[Middleware]" = (),
    removes_old: bool = True,
) -> None:
    """Serve until interrupted or terminated.

    Args:
        settings: with the port that is listened on.
        sockets: bound ones, which requests come in by.
        ready: called once requests are taken.
        innermost: what stands before the routes, after all else.
        removes_old: whether this process removes old entries of the journal, and watches the inbox.

    Raises:
        LuohuError: the documents, the model or the staff's users cannot be used, or the journal never will be.
        KeyboardInterrupt: this process was told to end, and what it had to write is written.
    """
    import uvicorn

    from index.encode.embedder import make_embedder
    from ui.address import KeepPeer
    from ui.answering import Answering
    from ui.app import make_app
    from ui.held.work import HeldWork
    from ui.journal.database import open_database
    from ui.journal.retention import Daily
    from ui.observe.reranks import count_reranking
    from ui.observe.serving import serving
    from ui.serve.connections import patient_protocol
    from ui.serve.watch import open_desk

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            ready()

    rag_settings, index_settings = RagSettings.load(), IndexSettings.load()
    # uvicorn, once it has shut down, raises the signal again that told it to. Then the journal is closed.
    with (
        interrupted_by_sigterm(),
        serving(index_settings.artifacts_dir),
        closing(open_database(settings, mends=True)) as journal,
    ):
        embedder = make_embedder(index_settings)
        seconds = settings.index_seconds
        answering = Answering(settings)
        desk, watch = open_desk(
            journal,
            index_settings,
            rag_settings,
            embedder,
            answering,
            every_seconds=seconds,
            writer=make_writer(LlmSettings.load()),
            reranker=make_reranker(RerankSettings.load(), count_reranking),
        )
        app = make_app(desk, settings)
        app.user_middleware.extend(innermost)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="warning",
            loop="asyncio",
            http=patient_protocol(settings),
            timeout_graceful_shutdown=STOP_SECONDS,
            server_header=False,
        )
        config.load()
        # Outside of what takes https and the client from headers: only ui.proxies says whether they tell who asks.
        config.loaded_app = KeepPeer(config.loaded_app)
        daily = Daily(journal, days=settings.journal_days) if removes_old else nullcontext()
        inbox = _inbox(index_settings) if removes_old else nullcontext()
        with daily, watch, inbox, HeldWork(journal, settings, index_settings):
            Server(config).run(sockets=list(sockets))


def _inbox(settings: IndexSettings) -> AbstractContextManager[object]:
    """Return what watches the inbox, where there is one."""
    from ui.serve.inbox import InboxWatch

    if settings.inbox_dir is None:
        return nullcontext()
    return InboxWatch(settings.inbox_dir, every_seconds=settings.inbox_seconds)


@contextmanager
def interrupted_by_sigterm() -> Iterator[None]:
    """Have SIGTERM end this process as an interrupt does: with all that stands in `finally`."""

    def interrupt(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: nothing breaks off what is being closed
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
