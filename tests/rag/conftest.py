"""Assistants over the real documents: with a bigram embedder, fast and fully determined, and with the real model."""

import pytest

from index.build import ensure_index
from index.config import IndexSettings
from index.store.saved import OpenIndex
from index.words.sounds import Sounds
from rag.assistant import Assistant, assistant_over, open_assistant
from rag.config import RagSettings
from rag.question.own_matter import Vocabulary
from tests.fakes import BigramEmbedder
from tests.rag.asked import vocabulary_of


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    settings = IndexSettings(artifacts_dir=tmp_path_factory.mktemp("artifacts"))
    return ensure_index(settings, BigramEmbedder())


@pytest.fixture(scope="session")
def sounds(real_index: OpenIndex) -> Sounds:
    return real_index.sounds


@pytest.fixture(scope="session")
def vocabulary(real_index: OpenIndex) -> Vocabulary:
    return vocabulary_of(real_index)


@pytest.fixture(scope="session")
def assistant(real_index: OpenIndex) -> Assistant:
    return assistant_over(real_index, BigramEmbedder(), RagSettings())


@pytest.fixture(scope="session")
def real_assistant() -> Assistant:
    """The index that `make test` has built is opened, or built now."""
    return open_assistant(RagSettings(), IndexSettings())
