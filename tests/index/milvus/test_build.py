"""A build brings Milvus up to date; what opens an index searches there."""

from pathlib import Path

import numpy as np
import pytest

from index.build import build_index, ensure_index
from index.config import IndexSettings
from index.errors import EngineError
from index.milvus.client import connect
from index.milvus.search import MilvusDense, MilvusLexical
from index.search.searcher import SearchQuery
from index.store.saved import read_manifest
from tests.fakes import BigramEmbedder
from tests.index.documents import REPORT, entry, write_seeds


@pytest.fixture
def in_milvus(settings: IndexSettings, uri: str) -> IndexSettings:
    """Two seeds with their index, and no collections yet."""
    return settings.model_copy(update={"milvus_uri": uri})


def n_chunks(settings: IndexSettings) -> int:
    milvus = connect(settings)
    found = milvus.client.query(milvus.names.chunks, filter="", output_fields=["count(*)"])
    return int(found[0]["count(*)"])


def test_build_add_and_removal_reach_milvus(in_milvus: IndexSettings) -> None:
    with pytest.raises(EngineError, match="do not hold the index"):
        ensure_index(in_milvus, BigramEmbedder())
    built = build_index(in_milvus, BigramEmbedder())
    assert n_chunks(in_milvus) == built.manifest.n_chunks
    opened = ensure_index(in_milvus, BigramEmbedder())
    assert isinstance(opened.dense, MilvusDense)
    assert isinstance(opened.lexical, MilvusLexical)

    catalog, text = in_milvus.seeds_dir / "catalog.toml", "盐田区新建海滨栈道十公里。\n".encode()
    (in_milvus.seeds_dir / "new.txt").write_bytes(text)
    before = catalog.read_text(encoding="utf-8")
    catalog.write_text(before + entry("new.txt", text), encoding="utf-8")
    added = ensure_index(in_milvus, BigramEmbedder())  # builds what no longer fits
    hits = added.lexical.search(SearchQuery((("栈道", 1.0),), np.zeros(64, np.float32)), k=5)
    assert [added.corpus.chunk(hit.row).doc_id for hit in hits] == ["new"]

    (in_milvus.seeds_dir / "new.txt").unlink()
    catalog.write_text(before, encoding="utf-8")
    removed = build_index(in_milvus, BigramEmbedder())
    assert removed.lexical.search(SearchQuery((("栈道", 1.0),), np.zeros(64, np.float32)), k=5) == ()
    assert n_chunks(in_milvus) == removed.manifest.n_chunks == built.manifest.n_chunks


def test_the_index_is_kept_when_milvus_fails(tmp_path: Path) -> None:
    settings = IndexSettings(
        seeds_dir=write_seeds(tmp_path / "seeds"),
        artifacts_dir=tmp_path / "artifacts",
        milvus_uri="http://127.0.0.1:9",
        milvus_seconds=1,
    )
    with pytest.raises(EngineError, match=r"Milvus at http://127\.0\.0\.1:9 failed"):
        build_index(settings, BigramEmbedder())
    assert [doc_id for doc_id, _ in read_manifest(settings.artifacts_dir).documents] == [REPORT.stem, "notice"]


def test_what_is_no_place_for_milvus_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("localhost:19530", "ftp://somewhere", "luohu.sqlite"):
        with pytest.raises(ValueError, match="milvus_uri"):
            IndexSettings(milvus_uri=value)
    for value in ("", "var/luohu.db", "https://milvus.example:443"):
        assert IndexSettings(milvus_uri=value).milvus_uri == value
