from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from index.corpus import Corpus
from tests.ui.staff.area import signed_in, staff_settings, visitor
from ui.config import UiSettings
from ui.journal.database import Database, open_database


@pytest.fixture
def settings(file: Path, any_journal: SecretStr) -> UiSettings:
    return staff_settings(file).model_copy(update={"journal_url": any_journal})


@pytest.fixture
def database(settings: UiSettings) -> Iterator[Database]:
    opened = open_database(settings)
    yield opened
    opened.close()


@pytest.fixture
def anybody(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    """A browser in which nobody has signed in."""
    return visitor(database, corpus, settings)


@pytest.fixture
def client(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    """A browser in which 王敏 has signed in."""
    return signed_in(database, corpus, settings)
