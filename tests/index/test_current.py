"""The index in use, opened as it is, and without documents that must not answer."""

import pytest

from index.build import build_index
from index.config import IndexSettings
from index.current import forget, open_current
from index.errors import IndexFormatError
from index.store.saved import in_use, read_manifest
from tests.fakes import BigramEmbedder
from tests.index.documents import CountingEmbedder
from tests.index.test_build import add_seed, changed


def test_the_index_in_use_is_opened_whatever_the_seeds_are(settings: IndexSettings) -> None:
    (settings.seeds_dir / "other.txt").touch()
    index = open_current(settings, BigramEmbedder())
    assert index.manifest == read_manifest(settings.artifacts_dir)
    assert index.unfit == ""


def test_one_of_another_model_or_of_other_settings_is_refused(settings: IndexSettings) -> None:
    for others, embedder in (
        (settings, CountingEmbedder("other")),
        (changed(settings, chunk_chars=120), BigramEmbedder()),
    ):
        with pytest.raises(IndexFormatError, match="was built by another model or with other settings"):
            open_current(others, embedder)


def test_what_is_forgotten_is_in_no_searcher(settings: IndexSettings) -> None:
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")
    build_index(settings, BigramEmbedder())
    before = in_use(settings.artifacts_dir)
    index = forget({"notice"}, settings)
    assert in_use(settings.artifacts_dir) != before
    assert list(index.corpus.documents) == ["report", "new"]
    assert {chunk.doc_id for chunk in index.corpus.chunks()} == {"report", "new"}
    assert index.manifest.n_chunks == index.corpus.n_chunks
    assert open_current(settings, BigramEmbedder()).manifest == index.manifest


def test_an_index_without_documents_is_refused(settings: IndexSettings) -> None:
    before = read_manifest(settings.artifacts_dir)
    with pytest.raises(IndexFormatError, match="no document would be left"):
        forget({"report", "notice"}, settings)
    assert read_manifest(settings.artifacts_dir) == before
