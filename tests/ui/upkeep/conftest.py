"""A service of a test's own, and a backup of it."""

from pathlib import Path

import pytest

from index.config import IndexSettings
from tests.ui.upkeep.place import Place
from ui.config import UiSettings
from ui.upkeep.backup import back_up


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    place = Place(tmp_path / "place").make()
    for name, value in place.environment().items():
        monkeypatch.setenv(name, value)
    return place


@pytest.fixture
def backup(place: Place, tmp_path: Path) -> Path:
    file = tmp_path / "backup.tar.gz"
    back_up(file, IndexSettings.load(), UiSettings.load())
    return file
