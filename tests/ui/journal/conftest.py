"""The journal's tests run on SQLite and on PostgreSQL; those of what only SQLite has take `in_file`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.ui.journal.entries import settings_at
from ui.config import UiSettings
from ui.journal.database import Database, open_database


@pytest.fixture
def settings(any_journal: SecretStr) -> UiSettings:
    return UiSettings(journal_url=any_journal)


@pytest.fixture
def database(settings: UiSettings) -> Iterator[Database]:
    opened = open_database(settings)
    yield opened
    opened.close()


@pytest.fixture
def in_file(file: Path) -> Iterator[Database]:
    """A journal in a file of SQLite."""
    opened = open_database(settings_at(file))
    yield opened
    opened.close()
