"""The real documents, read once, with a small real assistant over them, and an empty journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant, seed_corpus
from tests.ui.journal.entries import settings_at
from ui.desk import Desk
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
