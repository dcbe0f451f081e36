"""The whole application on a free port of this machine, for programs of any kind to ask."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from fastapi import FastAPI

from index.corpus import Corpus
from tests.browser.served import served
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.entries import settings_at
from ui.app import make_app
from ui.desk import Desk
from ui.journal.api_keys import KeyScope, make_key
from ui.journal.database import Database

Serving: TypeAlias = Callable[..., AbstractContextManager[str]]
KeyFor: TypeAlias = Callable[..., dict[str, str]]


@pytest.fixture
def serving(corpus: Corpus, database: Database, file: Path) -> Serving:
    """Serves with some settings; yields its address without a slash at its end."""

    @contextmanager
    def serving(**fields: object) -> Iterator[str]:
        async def made() -> FastAPI:
            return make_app(Desk(PairsAssistant(corpus), database), settings_at(file, **fields))

        with served(asyncio.run(made())) as url:
            yield url

    return serving


@pytest.fixture
def key_for(database: Database) -> KeyFor:
    """Makes a key, and returns it as a header."""

    def key_for(*scopes: KeyScope, rate: int = 1000) -> dict[str, str]:
        made = make_key(database, owner="镇图书馆", scopes=scopes, rate=rate, by="王敏")
        return {"authorization": f"Bearer {made}"}

    return key_for
