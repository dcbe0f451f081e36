"""The real seeds, read once, and a small index over the Yantian documents, built once and copied where needed."""

import shutil
from pathlib import Path

import pytest

from index.build import build_index
from index.catalog.catalog import load_documents
from index.config import ROOT, IndexSettings
from index.read.units import ReadDocument, read_units
from tests.fakes import BigramEmbedder
from tests.index.documents import NOTICE, REPORT, read, write_seeds


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "INDEX_SEEDS_DIR", "INDEX_ARTIFACTS_DIR", "INDEX_CHUNK_CHARS"):
        monkeypatch.delenv(f"LUOHU_{name}", raising=False)


@pytest.fixture(scope="session")
def reads() -> dict[str, ReadDocument]:
    """The five seeds, by the first three characters of their id."""
    return {document.doc_id[:3]: read_units(document) for document in load_documents(ROOT / "seeds")}


@pytest.fixture(scope="session")
def report() -> ReadDocument:
    return read(REPORT.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def notice() -> ReadDocument:
    return read(NOTICE.read_text(encoding="utf-8"), covers=())


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    settings = IndexSettings(seeds_dir=write_seeds(folder / "seeds"), artifacts_dir=folder / "artifacts")
    build_index(settings, BigramEmbedder())
    return folder


@pytest.fixture
def settings(_built: Path, tmp_path: Path) -> IndexSettings:
    """Settings for a folder of two seeds and their index, a copy for this test alone."""
    shutil.copytree(_built, tmp_path / "own")
    own = tmp_path / "own"
    return IndexSettings(seeds_dir=own / "seeds", artifacts_dir=own / "artifacts", removed_dir=own / "removed")
