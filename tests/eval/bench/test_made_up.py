"""Made-up corpora: the same each time, read as reports are, with other figures; and their drawn vectors."""

import re
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from eval.bench.drawn import DrawnEmbedder
from eval.bench.made_up import made_up_documents, skeleton, write_corpus
from index.build import build_index
from index.catalog.catalog import load_documents
from index.config import ROOT, IndexSettings
from index.read.units import read_units
from index.records import Document, Role
from tests.fakes import BigramEmbedder


@pytest.fixture(scope="module")
def seeds() -> tuple[Document, ...]:
    return tuple(load_documents(ROOT / "seeds"))


def test_a_seed_gives_the_same_documents_and_a_larger_corpus_begins_with_the_smaller(
    seeds: tuple[Document, ...], tmp_path: Path
) -> None:
    n_small = write_corpus(tmp_path / "small", seeds, n_chars=20_000)
    n_large = write_corpus(tmp_path / "large", seeds, n_chars=60_000)
    assert 1 < n_small < n_large
    for file in (tmp_path / "small").glob("*.txt"):
        assert file.read_bytes() == (tmp_path / "large" / file.name).read_bytes()
    other = next(made_up_documents(seeds, seed=2)).text
    assert other != next(made_up_documents(seeds, seed=1)).text


def test_documents_are_catalogued_read_and_built_like_real_ones(seeds: tuple[Document, ...], tmp_path: Path) -> None:
    settings = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts")
    n = write_corpus(settings.seeds_dir, seeds, n_chars=40_000)
    index = build_index(settings, BigramEmbedder())
    assert len(index.corpus.documents) == n
    roles = {unit.role for unit in index.corpus.units()}
    assert {Role.HEADING, Role.SENTENCE, Role.ITEM} <= roles


def test_figures_and_the_district_are_others(seeds: tuple[Document, ...]) -> None:
    real = {unit.text for seed in seeds for unit in read_units(seed).units if re.search("[0-9]{3}", unit.text)}
    made = [document.text for document in islice(made_up_documents(seeds), 5)]
    assert not any("罗湖" in text for text in made)
    kept = [text for text in real if any(text in document for document in made)]
    assert len(real) > 200
    assert len(kept) < 0.02 * len(real)


def test_a_variant_s_vector_is_near_that_of_its_text() -> None:
    texts = [f"新增{word}3000个，增长5%。" for word in ("学位", "口岸", "商店", "道路", "公园")]
    drawn = DrawnEmbedder(BigramEmbedder(), texts)
    variants = [text.replace("3000", "4721").replace("5%", "8.3%") for text in texts]
    assert [skeleton(text) for text in variants] == [skeleton(text) for text in texts]
    rows, known = drawn.embed_passages(variants), BigramEmbedder().embed_passages(texts)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(rows, drawn.embed_passages(variants))
    assert np.argmax(rows @ known.T, axis=1).tolist() == list(range(len(texts)))
    assert not np.array_equal(rows[0], known[0])
