from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.journal.entries import settings_at
from ui.journal.database import Database, open_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = open_database(settings_at(file))
    yield opened
    opened.close()
