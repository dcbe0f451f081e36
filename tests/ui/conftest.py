"""The real documents, read once, with a small real assistant over them."""

import pytest

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant, seed_corpus


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return seed_corpus()


@pytest.fixture
def assistant(corpus: Corpus) -> PairsAssistant:
    return PairsAssistant(corpus)
