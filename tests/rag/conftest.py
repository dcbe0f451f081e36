"""Assistants over the real documents: with a bigram embedder, fast and fully determined, and with the real model."""

import hashlib

import pytest

from index.build import ensure_index
from index.config import IndexSettings
from index.store.saved import OpenIndex
from index.words.sounds import Sounds
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.opening import assistant_over, open_assistant
from rag.question.own_matter import Vocabulary
from tests.fakes import BigramEmbedder
from tests.rag.asked import vocabulary_of
from tests.rag.made_up import COVERS, ISSUERS, TEXTS, TITLES


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


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the documents of a made-up district and county."""
    seeds = tmp_path_factory.mktemp("seeds")
    entries = []
    for doc_id in TEXTS:
        (seeds / f"{doc_id}.txt").write_text(TEXTS[doc_id], encoding="utf-8", newline="")
        covers = ", ".join(
            f'{{ first_year = {one.first_year}, last_year = {one.last_year}, status = "{one.status}" }}'
            for one in COVERS[doc_id]
        )
        entries.append(
            f'[[document]]\nfile = "{doc_id}.txt"\ntitle = "{TITLES[doc_id]}"\nissuer = "{ISSUERS[doc_id]}"\n'
            f'kind = "{"政府工作报告" if doc_id.endswith("report") else "通知"}"\nissued = 2024-01-12\n'
            f'covers = [{covers}]\nsha256 = "{hashlib.sha256(TEXTS[doc_id].encode()).hexdigest()}"\n'
        )
    (seeds / "catalog.toml").write_text("\n".join(entries), encoding="utf-8")
    settings = IndexSettings(seeds_dir=seeds, artifacts_dir=tmp_path_factory.mktemp("artifacts"))
    index = ensure_index(settings, BigramEmbedder())
    return assistant_over(index, BigramEmbedder(), RagSettings(home_place="青岭"))
