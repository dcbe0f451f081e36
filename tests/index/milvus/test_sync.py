"""Only what has changed is written, and what is not held, or held by another program, is refused in one sentence."""

import os
import re
import socket
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from milvus_lite.server_manager import server_manager_instance

from index.config import IndexSettings
from index.engine import brought_up_to_date, with_engine
from index.errors import EngineError
from index.milvus import schema
from index.milvus.client import Milvus, connect
from index.milvus.schema import vector_index
from index.milvus.sync import DOCUMENTS, Synchronised, synchronise
from index.search.searcher import SearchQuery
from index.segment.vectors import Nearest
from index.store.saved import OpenIndex
from index.words.terms import terms
from tests.index.milvus.world import EMBEDDER, Chunks, in_milvus, index_of

TAX: Chunks = [("税收增长百分之五",), ("税收下降", "税收不变"), ("，。",)]
SCHOOL: Chunks = [("新增学位三千个",)]
PORT: Chunks = [("口岸开工建设",), ("口岸通车",)]


@pytest.fixture
def collection(request: pytest.FixtureRequest) -> str:
    """Collections of this test alone."""
    return re.sub(r"\W", "_", request.node.name)


@pytest.fixture
def settings(uri: str, collection: str) -> IndexSettings:
    return IndexSettings(milvus_uri=uri, milvus_collection=collection)


class Counting:
    """A client that remembers how many entities of which document it was given or asked to delete."""

    def __init__(self, milvus: Milvus) -> None:
        self._client = milvus.client
        self.written: Counter[tuple[str, str]] = Counter()
        self.deleted: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._client, name)

    def upsert(self, collection: str, entities: list[dict[str, object]]) -> object:
        self.written.update((collection.rpartition("_")[2], str(entity["doc_id"])) for entity in entities)
        return self._client.upsert(collection, entities)

    def delete(self, collection: str, *, filter: str) -> object:  # noqa: A002
        self.deleted.append(filter)
        return self._client.delete(collection, filter=filter)


def synchronised(settings: IndexSettings, index: OpenIndex) -> tuple[Synchronised, Counting]:
    milvus = connect(settings)
    counting = Counting(milvus)
    done = synchronise(replace(milvus, client=counting), index, vector_index("auto", lite=True))
    return done, counting


class Killed(Counting):
    """A client that is killed when it comes to the vectors of document b."""

    def upsert(self, collection: str, entities: list[dict[str, object]]) -> object:
        if collection.endswith("_vectors") and any(entity["doc_id"] == "b" for entity in entities):
            raise KeyboardInterrupt
        return super().upsert(collection, entities)


def killed(settings: IndexSettings, index: OpenIndex) -> None:
    milvus = connect(settings)
    broken = replace(milvus, client=Killed(milvus))
    with pytest.raises(KeyboardInterrupt):
        synchronise(broken, index, vector_index("auto", lite=True))


def found(settings: IndexSettings, index: OpenIndex, text: str) -> list[str]:
    """The chunks that share a term with a text, best first."""
    query = SearchQuery(tuple((term, 1.0) for term in terms(text)), EMBEDDER.embed_query(text))
    hits = with_engine(index, settings).lexical.search(query, k=50)
    return [index.corpus.chunk(hit.row).text for hit in hits]


def n_entities(settings: IndexSettings) -> dict[str, int]:
    milvus = connect(settings)
    return {
        name: milvus.client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
        for name in (milvus.names.chunks, milvus.names.vectors, milvus.names.documents)
    }


def test_only_the_changed_document_is_written(settings: IndexSettings, tmp_path: Path) -> None:
    done, counting = synchronised(settings, index_of(tmp_path, {"a": TAX, "b": SCHOOL, "c": PORT}))
    assert done == Synchronised(n_written=3, n_removed=0)
    assert counting.written["chunks", "a"] == 3
    assert counting.written["vectors", "a"] == 4
    changed = index_of(tmp_path, {"a": TAX, "b": [("新增学位四千个",)], "c": PORT})
    done, counting = synchronised(settings, changed)
    assert done == Synchronised(n_written=1, n_removed=0)
    assert {doc_id for name, doc_id in counting.written if name != "documents"} == {"b"}
    assert all('"b"' in each for each in counting.deleted)
    assert found(settings, changed, "新增学位") == ["新增学位四千个"]


def test_what_has_not_changed_is_not_even_looked_at(settings: IndexSettings, tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a": TAX})
    synchronised(settings, index)
    done, counting = synchronised(settings, index)
    assert (done, counting.written, counting.deleted) == (Synchronised(n_written=0, n_removed=0), Counter(), [])


def test_a_document_that_became_shorter_leaves_nothing_behind(settings: IndexSettings, tmp_path: Path) -> None:
    synchronised(settings, index_of(tmp_path, {"a": TAX}))
    synchronised(settings, index_of(tmp_path, {"a": TAX[1:2]}))
    assert list(n_entities(settings).values()) == [1, 2, 2]


def test_a_removed_document_is_removed(
    settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.milvus.sync.READ", 1)
    synchronised(settings, index_of(tmp_path, {"a": TAX, 'b"': SCHOOL}))
    rest = index_of(tmp_path, {"a": TAX})
    done, _ = synchronised(settings, rest)
    assert done.n_removed == 1
    assert list(n_entities(settings).values()) == [3, 4, 2]
    assert found(settings, rest, "新增学位") == []


def test_a_killed_one_is_taken_up(settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.milvus.sync.DOCUMENTS", 1)
    index = index_of(tmp_path, {"a": TAX, "b": SCHOOL, "c": PORT})
    killed(settings, index)
    with pytest.raises(
        EngineError, match=r"do not hold the index in .*; bring them up to date with: python -m index b"
    ):
        with_engine(index, settings)
    done, counting = synchronised(settings, index)
    assert done.n_written == 2
    assert ("chunks", "a") not in counting.written
    assert list(n_entities(settings).values()) == [6, 7, 4]


def test_what_a_killed_one_wrote_over_is_put_back(settings: IndexSettings, tmp_path: Path) -> None:
    before = index_of(tmp_path, {"a": TAX, "b": SCHOOL})
    synchronised(settings, before)
    killed(settings, index_of(tmp_path, {"a": TAX, "b": PORT}))
    synchronised(settings, before)
    assert list(n_entities(settings).values()) == [4, 5, 3]
    assert found(settings, before, "新增学位和口岸") == ["新增学位三千个"]


def test_all_is_weighted_anew_when_chunks_have_become_much_longer(
    settings: IndexSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    synchronised(settings, index_of(tmp_path, {"a": TAX}))
    longer = index_of(tmp_path, {"a": TAX, "b": [("新增学位三千个" * 20,)]})
    done, _ = synchronised(settings, longer)
    assert done.n_written == 2
    assert "mean length of a chunk has moved" in caplog.text
    query = SearchQuery((("税收", 1.0),), np.zeros(EMBEDDER.dimension, np.float32))
    milvus, local = with_engine(longer, settings).lexical.search(query, k=5), longer.lexical.search(query, k=5)
    assert [hit.score for hit in milvus] == pytest.approx([hit.score for hit in local], abs=1e-6)


def test_many_documents_are_written_in_several_requests(settings: IndexSettings, tmp_path: Path) -> None:
    index = index_of(tmp_path, {f"doc{n}": [(f"口岸{n}",)] for n in range(DOCUMENTS + 5)})
    done, _ = synchronised(settings, index)
    assert done.n_written == DOCUMENTS + 5
    assert len(found(settings, index, "口岸")) == 50


def test_a_process_goes_on_with_the_index_it_opened(settings: IndexSettings, tmp_path: Path) -> None:
    opened = in_milvus(settings.milvus_uri, index_of(tmp_path, {"a": TAX, "b": SCHOOL}), settings.milvus_collection)
    synchronised(settings, index_of(tmp_path, {"a": [("税收翻番",)] * 9, "b": SCHOOL}))
    query = SearchQuery((("税收", 1.0), ("学位", 1.0)), EMBEDDER.embed_query("税收"))
    for searcher in (opened.dense, opened.lexical):
        assert [opened.corpus.chunk(hit.row).doc_id for hit in searcher.search(query, k=9)] == ["b"]


@pytest.mark.parametrize("nearest", ["exact", "cells", "graph"])
def test_every_way_to_near_vectors_finds_the_nearest(settings: IndexSettings, tmp_path: Path, nearest: Nearest) -> None:
    index = index_of(tmp_path, {f"doc{n}": [(f"第{n}号口岸{n * n}",)] for n in range(30)})
    searched = brought_up_to_date(index, settings.model_copy(update={"nearest": nearest}))
    query = SearchQuery((), EMBEDDER.embed_query("第7号口岸49"))
    assert searched.dense.search(query, k=1)[0].row == index.dense.search(query, k=1)[0].row == 7


def test_a_file_that_is_opened_again_is_whole(tmp_path: Path) -> None:
    index, path = index_of(tmp_path, {"a": TAX}), str(tmp_path / "own" / "again.db")
    settings = IndexSettings(milvus_uri=path)
    in_milvus(path, index)
    server_manager_instance.release_server(path)
    assert found(settings, index, "税收增长")[0] == "税收增长百分之五"
    server_manager_instance.release_server(path)


def test_another_schema_version_is_refused(
    settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(tmp_path, {"a": TAX})
    brought_up_to_date(index, settings)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 2)
    for use in (with_engine, brought_up_to_date):
        with pytest.raises(EngineError, match=r"have version 1 and 64 dimensions of bigrams, the index has version 2 "):
            use(index, settings)


def test_vectors_of_another_model_are_refused_and_stay(settings: IndexSettings, tmp_path: Path) -> None:
    brought_up_to_date(index_of(tmp_path, {"a": TAX}), settings)
    other = index_of(tmp_path, {"a": TAX}, model="trigrams")
    with pytest.raises(EngineError, match=r"dimensions of bigrams, .* of trigrams; set another index\.milvus_collecti"):
        brought_up_to_date(other, settings)
    assert list(n_entities(settings).values()) == [3, 4, 2]


def test_a_damaged_record_is_refused(settings: IndexSettings, tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a": TAX})
    brought_up_to_date(index, settings)
    milvus = connect(settings)
    milvus.client.upsert(milvus.names.documents, [{"doc_id": schema.HELD_ID, "record": "{}", "vector": [0.0, 0.0]}])
    with pytest.raises(EngineError, match=r"the record #held of .*_documents in Milvus is of another version"):
        with_engine(index, settings)


def test_collections_that_are_not_there_are_named(settings: IndexSettings, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=f"the collections {settings.milvus_collection}_.* do not hold the index"):
        with_engine(index_of(tmp_path, {"a": TAX}), settings)


def test_a_server_that_does_not_answer_is_one_clear_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        settings = IndexSettings(milvus_uri=url, milvus_seconds=1)
        for use in (with_engine, brought_up_to_date):
            with pytest.raises(EngineError, match=f"^Milvus at {url} failed: .*; check index.milvus_uri and index.mil"):
                use(index_of(tmp_path, {"a": TAX}), settings)
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_server_that_goes_away_is_one_clear_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = os.fspath(tmp_path / "gone.db")
    index = brought_up_to_date(index_of(tmp_path, {"a": TAX}), IndexSettings(milvus_uri=path, milvus_seconds=1))
    server_manager_instance.release_server(path)
    with pytest.raises(EngineError, match=r"^Milvus at .*gone\.db failed: "):
        index.dense.search(SearchQuery((), EMBEDDER.embed_query("税收")), k=1)
    assert "Traceback" not in "".join(capfd.readouterr())
