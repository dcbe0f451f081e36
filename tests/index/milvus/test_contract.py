"""What every Searcher promises holds in Milvus, and it finds what the searchers of this process find."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.milvus import search
from index.milvus.entities import indexed
from index.milvus.places import Places
from index.milvus.search import best_chunks
from index.search.searcher import Searcher, SearchQuery
from index.store.saved import OpenIndex
from index.words.terms import terms
from tests.index.milvus.world import EMBEDDER, Chunks, in_milvus, index_of

TEXTS = (
    "税收增长百分之五",
    "新增学位三千个",
    "税收增长",
    "口岸开工建设",
    "新增学位三千个",
    "税收下降",
    "新增学位三千个",
)
Maker = Callable[[Chunks], tuple[Searcher, Searcher]]  # in Milvus, in this process


def query(text: str) -> SearchQuery:
    return SearchQuery(tuple((term, 1.0) for term in terms(text)), EMBEDDER.embed_query(text))


def alone(*texts: str) -> Chunks:
    return [(text,) for text in texts]


@pytest.fixture(params=["dense", "lexical"])
def make(request: pytest.FixtureRequest, uri: str, tmp_path: Path) -> Maker:
    def made(chunks: Chunks) -> tuple[Searcher, Searcher]:
        index = index_of(tmp_path, {"doc": chunks})
        return searcher(in_milvus(uri, index)), searcher(index)

    def searcher(index: OpenIndex) -> Searcher:
        return index.dense if request.param == "dense" else index.lexical

    return made


def check(searchers: tuple[Searcher, Searcher], asked: SearchQuery, n: int) -> None:
    milvus, local = searchers
    everything = milvus.search(asked, k=n)
    assert list(everything) == sorted(everything, key=lambda hit: (-hit.score, hit.row))
    assert len({hit.row for hit in everything}) == len(everything)
    for k in {1, 2, 3, n, n + 50}:
        assert milvus.search(asked, k=k) == everything[:k]
        expected = local.search(asked, k=k)
        assert [hit.row for hit in everything[:k]] == [hit.row for hit in expected]
        assert [hit.score for hit in everything[:k]] == pytest.approx([hit.score for hit in expected], abs=1e-5)


def test_hits_come_by_score_and_then_by_row(make: Maker) -> None:
    check(make(alone(*TEXTS)), query("新增学位和税收"), len(TEXTS))


def test_the_best_hit_is_the_text_itself(make: Maker) -> None:
    assert make(alone(*TEXTS))[0].search(query("口岸开工建设"), k=1)[0].row == 3


def test_ties_come_in_row_order(make: Maker) -> None:
    hits = make(alone(*TEXTS))[0].search(query("新增学位三千个"), k=3)
    assert [hit.row for hit in hits] == [1, 4, 6]
    assert len({hit.score for hit in hits}) == 1


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(TEXTS[:4]), min_size=40, max_size=200))
def test_however_many_tie_the_lowest_rows_are_kept(make: Maker, texts: list[str]) -> None:
    milvus, _ = make(alone(*texts))
    asked = query("税收增长和学位")
    everything = milvus.search(asked, k=len(texts))
    for k in (1, 2, 3, len(texts) + 50):
        assert milvus.search(asked, k=k) == everything[:k]


def test_many_ties_before_a_better_row_do_not_cost_a_lower_row(make: Maker) -> None:
    milvus, _ = make(alone(*("税收下降",) * 200, *("税收增长",) * 3))
    assert [hit.row for hit in milvus.search(query("税收增长"), k=5)] == [200, 201, 202, 0, 1]


def test_ties_that_milvus_cuts_in_any_order_come_in_row_order(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"doc": alone(*("税收",) * 50)})
    (indexed_,) = indexed(index)
    found = [(f"doc:{row}", indexed_.fingerprint, 0.5) for row in reversed(range(50))]
    asked: list[int] = []

    def nearest(depth: int) -> list[tuple[str, str, float]]:
        asked.append(depth)
        return found[:depth]

    hits = best_chunks(nearest, Places.of(index), k=3, depth=5)
    assert [hit.row for hit in hits] == [0, 1, 2]
    assert asked == [5, 20, 80]


def test_more_than_milvus_gives_at_once_is_what_it_gives(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_FOUND", 3)
    assert len(make(alone(*TEXTS))[0].search(query("新增学位三千个"), k=1000)) == 3


def test_more_than_there_is_gives_what_there_is(make: Maker) -> None:
    assert len(make(alone(*TEXTS[:3]))[0].search(query("税收增长，新增学位"), k=1000)) == 3


@pytest.mark.parametrize("k", [0, -1])
@pytest.mark.parametrize("texts", [TEXTS, ()])
def test_k_below_1_is_refused(make: Maker, texts: tuple[str, ...], k: int) -> None:
    with pytest.raises(ValueError, match=f"k must be at least 1, found {k}"):
        make(alone(*texts))[0].search(query("税收"), k=k)


def test_an_empty_corpus_has_no_hits(make: Maker) -> None:
    assert make(())[0].search(query("税收"), k=5) == ()


def test_a_searcher_is_not_changed_by_a_search(make: Maker) -> None:
    searcher, _ = make(alone(*TEXTS))
    first = searcher.search(query("税收增长"), k=5)
    searcher.search(query("口岸"), k=1)
    assert searcher.search(query("税收增长"), k=5) == first


@pytest.mark.parametrize("shape", [(63,), (1, 64), ()])
def test_a_vector_of_another_shape_is_refused(uri: str, tmp_path: Path, shape: tuple[int, ...]) -> None:
    index = in_milvus(uri, index_of(tmp_path, {"doc": alone(*TEXTS)}))
    with pytest.raises(ValueError, match=r"the query vector has shape .*, the index needs \(64,\)"):
        index.dense.search(SearchQuery((), np.ones(shape, np.float32)), k=1)


def test_a_chunk_scores_as_its_best_unit_and_comes_once(make: Maker) -> None:
    check(make([TEXTS[:3], TEXTS[3:5], TEXTS[5:]]), query("税收增长五成"), 3)


def test_many_units_of_one_chunk_do_not_hide_the_others(uri: str, tmp_path: Path) -> None:
    index = in_milvus(uri, index_of(tmp_path, {"doc": [("税收增长",) * 300, ("税收下降",), ("口岸",)]}))
    assert [hit.row for hit in index.dense.search(query("税收增长"), k=2)] == [0, 1]


def test_rows_count_through_the_documents(make: Maker, uri: str, tmp_path: Path) -> None:
    index = index_of(tmp_path / "two", {"b": alone(*TEXTS[:2]), "a": alone(*TEXTS[2:])})
    milvus = in_milvus(uri, index)
    check((milvus.dense, index.dense), query("新增学位和税收"), len(TEXTS))
    check((milvus.lexical, index.lexical), query("新增学位和税收"), len(TEXTS))


@pytest.mark.parametrize("weights", [(("税收", 1.0), ("增长", 1.0)), (("学位", 0.5), ("学位", 2.0), ("税收", 0.1))])
def test_scores_of_lexical_search_are_bm25_times_the_weights(
    uri: str, tmp_path: Path, weights: tuple[tuple[str, float], ...]
) -> None:
    index = index_of(tmp_path, {"doc": alone(*TEXTS)})
    check((in_milvus(uri, index).lexical, index.lexical), SearchQuery(weights, np.zeros(64, np.float32)), len(TEXTS))


@pytest.mark.parametrize("asked", ["深圳湾大桥", "", "，。！"])
@pytest.mark.parametrize("texts", [TEXTS, (), ("，。", "")])
def test_what_shares_no_term_is_no_hit(uri: str, tmp_path: Path, texts: tuple[str, ...], asked: str) -> None:
    index = in_milvus(uri, index_of(tmp_path, {"doc": alone(*texts)}))
    assert index.lexical.search(query(asked), k=5) == ()


def test_a_query_of_no_terms_does_not_find_texts_of_no_terms(uri: str, tmp_path: Path) -> None:
    index = in_milvus(uri, index_of(tmp_path, {"doc": alone("税收", "，。")}))
    assert index.lexical.search(SearchQuery((("", 1.0),), np.zeros(64, np.float32)), k=5) == ()


def test_frequencies_are_those_of_the_local_segments(uri: str, tmp_path: Path) -> None:
    index = in_milvus(uri, index_of(tmp_path, {"doc": alone(*TEXTS)}))
    assert [index.lexical.frequencies.of(term) for term in ("税收", "口岸", "深圳")] == [3, 1, 0]
