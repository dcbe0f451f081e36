"""One process that serves the pages: model, index and journal opened, then requests taken until it is told to stop."""

import socket
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

from index.config import IndexSettings
from rag.config import RagSettings
from ui.config import UiSettings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

STOP_SECONDS = 10  # given to what is being answered; a page that is merely open does not hold up the end


def serve(
    settings: UiSettings,
    sockets: Sequence[socket.socket],
    *,
    ready: Callable[[], None],
    wrap: "Callable[[ASGIApp], ASGIApp]" = lambda app: app,
    removes_old: bool = True,
) -> None:
    """Serve until interrupted or terminated.

    Args:
        settings: with the port that is listened on.
        sockets: bound ones, which requests come in by.
        ready: called once requests are taken.
        wrap: what stands before the application.
        removes_old: whether this process removes old entries of the journal.

    Raises:
        LuohuError: the documents, the model, the journal or the staff's users cannot be used.
    """
    import uvicorn

    from rag.assistant import open_assistant
    from ui.app import make_app
    from ui.desk import Desk
    from ui.journal.database import open_database
    from ui.journal.retention import Daily

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            ready()

    with closing(open_database(settings)) as journal:
        assistant = open_assistant(RagSettings.load(), IndexSettings.load())
        app = wrap(make_app(Desk(assistant, journal), settings))
        config = uvicorn.Config(app, log_level="warning", loop="asyncio", timeout_graceful_shutdown=STOP_SECONDS)
        with Daily(journal, days=settings.journal_days) if removes_old else nullcontext():
            Server(config).run(sockets=list(sockets))
