"""The assembled application over a journal of its own, with staff, as a browser asks it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant
from tests.ui.limits.unlimited import UNLIMITED
from tests.ui.staff.area import HTTPS, staff_settings
from ui.app import make_app
from ui.desk import Desk
from ui.journal.database import open_database


@contextmanager
def whole(corpus: Corpus, folder: Path, **fields: object) -> Iterator[TestClient]:
    """Yield a browser that follows no redirect and reads Simplified Chinese; what breaks is a response to it."""
    settings = staff_settings(folder / "journal.sqlite", **(UNLIMITED | fields))
    journal = open_database(settings)

    async def made() -> FastAPI:  # within a running loop: else Gradio makes loops and never closes them
        return make_app(Desk(PairsAssistant(corpus), journal), settings)

    with TestClient(
        asyncio.run(made()),
        base_url=HTTPS,
        raise_server_exceptions=False,
        follow_redirects=False,
        headers={"accept-language": "zh-CN", "accept": "text/html"},
    ) as client:
        yield client
    journal.close()
