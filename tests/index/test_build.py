"""Building: what shapes an index is in its fingerprint, what has not changed is not encoded again."""

import logging
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import build_index, ensure_index
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.records import Status
from index.search.searcher import SearchQuery
from index.segment.context import in_context
from index.store.fingerprint import fingerprint
from index.store.saved import OpenIndex, read_manifest
from index.words.terms import terms
from tests.fakes import BigramEmbedder
from tests.index.documents import CountingEmbedder, entry, opened
from tests.rag.asked import unit


def changed(settings: IndexSettings, **values: object) -> IndexSettings:
    return settings.model_copy(update=values)


def add_seed(settings: IndexSettings, text: str, name: str = "new.txt") -> None:
    (settings.seeds_dir / name).write_text(text, encoding="utf-8")
    with (settings.seeds_dir / "catalog.toml").open("a", encoding="utf-8") as file:
        file.write(entry(name, text.encode()))


def change_entry(settings: IndexSettings, old: str, new: str) -> None:
    catalog = settings.seeds_dir / "catalog.toml"
    content = catalog.read_text(encoding="utf-8")
    assert old in content
    catalog.write_text(content.replace(old, new, 1), encoding="utf-8")


def current(settings: IndexSettings, embedder: BigramEmbedder | None = None) -> str:
    return fingerprint(load_documents(settings.seeds_dir), settings, embedder or BigramEmbedder())


def encoded(index: OpenIndex) -> list[tuple[str, NDArray[np.float32]]]:
    """Each text that has a vector, in order, with the vector."""
    return [
        (text, index.segments[segment].vectors.stored.reconstruct(position))
        for doc_id in index.corpus.documents
        for text, segment, position in index.corpus.encoded(doc_id)
    ]


def check_vectors(index: OpenIndex) -> None:
    """Each vector is, in 16 bits, that of its text."""
    texts = [text for text, _ in encoded(index)]
    np.testing.assert_allclose([v for _, v in encoded(index)], BigramEmbedder().embed_passages(texts), atol=2**-11)


def test_row_i_of_each_searcher_is_chunk_i(settings: IndexSettings) -> None:
    index = opened(settings.artifacts_dir)
    embedder = BigramEmbedder()
    for row, chunk in enumerate(index.corpus.chunks()):
        title, path = index.corpus.documents[chunk.doc_id].title, index.corpus.section(chunk.section_id).path
        for held in index.corpus.units_of(chunk):
            text = in_context(held.text, held, title, path)
            asked = SearchQuery(tuple((term, 1.0) for term in terms(held.text)), embedder.embed_query(text))
            for searcher in (index.dense, index.lexical):
                found = searcher.search(asked, k=index.corpus.n_chunks)
                assert row in {hit.row for hit in found if hit.score > found[0].score * (1 - 2**-10)}, held.text
    assert index.lexical.n_chunks == index.corpus.n_chunks == index.manifest.n_chunks


def test_every_unit_of_a_chunk_has_the_vector_of_its_text_with_what_it_stands_under(settings: IndexSettings) -> None:
    index = opened(settings.artifacts_dir)
    check_vectors(index)
    in_chunks = [unit.text for chunk in index.corpus.chunks() for unit in index.corpus.units_of(chunk)]
    texts = [text for text, _ in encoded(index)]
    assert all(text.startswith(f"{bare}（") for text, bare in zip(texts, in_chunks, strict=True))


def test_what_a_unit_stands_under_is_title_years_status_and_the_last_two_headings() -> None:
    one = unit("新增学位3200个。", years=(2024,), status=Status.PLAN)
    assert in_context(one.text, one, "某县计划", ("一", "二", "三")) == "新增学位3200个。（某县计划 2024年计划 二 三）"
    undated = unit("新增学位3200个。", years=(), status=Status.OTHER)
    assert in_context(undated.text, undated, "某县计划", ()) == "新增学位3200个。（某县计划）"


def test_the_manifest_says_what_built_the_index(settings: IndexSettings) -> None:
    manifest, documents = read_manifest(settings.artifacts_dir), load_documents(settings.seeds_dir)
    assert manifest.documents == tuple((document.doc_id, document.sha256) for document in documents)
    assert (manifest.model, manifest.dimension) == ("bigrams-crc32-64", 64)
    assert dict(manifest.settings)["chunk_chars"] == "300"
    assert manifest.fingerprint == current(settings)


def test_the_fingerprint_is_the_same_when_nothing_changes(settings: IndexSettings) -> None:
    assert current(settings) == current(changed(settings, batch_size=1, artifacts_dir=Path("/x"), query_prefix="q"))


@pytest.mark.parametrize("values", [{"chunk_chars": 120}, {"model": "other"}, {"passage_prefix": ""}])
def test_a_setting_that_shapes_the_index_changes_the_fingerprint(
    settings: IndexSettings, values: dict[str, object]
) -> None:
    assert current(changed(settings, **values)) != current(settings)


def test_another_embedder_changes_the_fingerprint(settings: IndexSettings) -> None:
    assert current(settings, CountingEmbedder("other")) != current(settings)


@pytest.mark.parametrize(
    ("old", "new"),
    [('title = "report"', 'title = "报告"'), ("first_year = 2023", "first_year = 2022"), ('"result"', '"plan"')],
)
def test_an_entry_that_changes_changes_the_fingerprint(settings: IndexSettings, old: str, new: str) -> None:
    before = current(settings)
    change_entry(settings, old, new)
    assert current(settings) != before


def test_a_seed_that_changes_or_comes_changes_the_fingerprint(settings: IndexSettings) -> None:
    prints = {current(settings)}
    add_seed(settings, "一、回顾\n港口繁忙。")
    prints.add(current(settings))
    (settings.seeds_dir / "new.txt").write_text("一、回顾\n港口清闲。", encoding="utf-8")
    content = (settings.seeds_dir / "catalog.toml").read_text(encoding="utf-8").rpartition("\n[[document]]")[0]
    (settings.seeds_dir / "catalog.toml").write_text(content, encoding="utf-8")
    add_seed(settings, "一、回顾\n港口清闲。")
    prints.add(current(settings))
    assert len(prints) == 3


def test_an_index_that_fits_is_opened_without_encoding_or_message(
    settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = CountingEmbedder("bigrams-crc32-64")
    index = ensure_index(settings, embedder)
    assert (embedder.given, caplog.messages) == ([], [])
    assert index.manifest == read_manifest(settings.artifacts_dir)


def test_only_new_texts_are_encoded(settings: IndexSettings, caplog: pytest.LogCaptureFixture) -> None:
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。\n\n二、安排\n明年更加繁忙，货物更多。")
    embedder = CountingEmbedder("bigrams-crc32-64")
    with caplog.at_level(logging.WARNING):
        index = ensure_index(settings, embedder)
    assert [text.partition("（")[0] for text in embedder.given] == [
        "港口十分繁忙，货物很多。",
        "明年更加繁忙，货物更多。",
    ]
    assert caplog.messages == ["The index no longer fits the documents, settings or program; bringing it up to date."]
    check_vectors(index)
    assert opened(settings.artifacts_dir).manifest.fingerprint == current(settings)


def test_a_text_that_comes_twice_is_encoded_once(settings: IndexSettings) -> None:
    busy = "港口十分繁忙，货物很多。"
    add_seed(settings, f"一、回顾\n{busy}\n{busy}\n\n二、安排\n{busy}")
    embedder = CountingEmbedder("bigrams-crc32-64")
    build_index(settings, embedder)
    assert [text.partition("（")[0] for text in embedder.given] == [busy] * 2  # one a heading


@pytest.mark.parametrize("name", ["bigrams-crc32-64", "other"])
def test_vectors_of_another_model_or_prefix_are_not_kept(settings: IndexSettings, name: str) -> None:
    embedder = CountingEmbedder(name)
    settings = settings if name == "other" else changed(settings, passage_prefix="other: ")
    index = ensure_index(settings, embedder)
    assert len(embedder.given) == len({text for text, _ in encoded(index)})
    assert index.manifest.model == name


def test_a_missing_or_damaged_index_is_built_with_a_message(
    settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.artifacts_dir / "CURRENT").unlink()
    embedder = CountingEmbedder("bigrams-crc32-64")
    ensure_index(settings, embedder)
    assert caplog.messages == [f"there is no index in {settings.artifacts_dir} - building it now."]
    assert embedder.given == []  # the segment lies there whole, and is taken up
    (file,) = settings.artifacts_dir.glob("segments/*/records/units.jsonl")
    file.write_text("{}\n", encoding="utf-8")
    index = ensure_index(settings, embedder)
    assert caplog.messages[1] == f"{file} has changed since it was built - building it now."
    assert len(embedder.given) == len({text for text, _ in encoded(index)})
    opened(settings.artifacts_dir)


def test_an_embedder_that_fails_leaves_the_last_index(settings: IndexSettings) -> None:
    class Broken(CountingEmbedder):
        def embed_passages(self, *_: object, **__: object) -> None:  # type: ignore[override]
            raise MemoryError

    before = read_manifest(settings.artifacts_dir)
    with pytest.raises(MemoryError):
        build_index(settings, Broken("other"))
    assert opened(settings.artifacts_dir).manifest == before


def test_documents_without_a_statement_make_an_empty_index(settings: IndexSettings) -> None:
    for file in settings.seeds_dir.iterdir():
        file.unlink()
    add_seed(settings, "一、回顾\n二、安排")
    index = build_index(settings, BigramEmbedder())
    assert (index.manifest.n_chunks, index.dense.search(SearchQuery((), np.ones(64, np.float32)), k=1)) == (0, ())
    opened(settings.artifacts_dir)
