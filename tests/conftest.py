"""What several test files share: the real packaged model, converted once into the default cache, in float32."""

from pathlib import Path

import pytest
from hypothesis import settings

from index.config import IndexSettings
from index.encode.embedder import Embedder, make_embedder
from index.encode.packaged import prepare

# No deadline: how long an example takes is the machine's, and other tests run beside it.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def model_folder() -> Path:
    return prepare(IndexSettings().cache_dir)


@pytest.fixture(scope="session")
def packaged_embedder(model_folder: Path) -> Embedder:
    return make_embedder(IndexSettings(cache_dir=model_folder.parent, precision="float32"))
