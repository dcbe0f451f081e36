from pathlib import Path

import pytest

from index.catalog.change import CATALOG
from index.config import IndexSettings


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / CATALOG).touch()
    return IndexSettings(
        seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts", removed_dir=tmp_path / "removed"
    )
