"""What every Searcher promises, over one segment or several, in memory or saved, and where the scores come from."""

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.search.dense import DenseSearcher
from index.search.lexical import K1, B, LexicalSearcher
from index.search.searcher import Searcher, SearchQuery, ranked
from index.segment.files import SegmentFiles
from index.segment.postings import Postings
from index.segment.rows import GONE, Rows
from index.segment.vectors import Vectors
from index.words.terms import terms
from tests.fakes import BigramEmbedder

TEXTS = (
    "税收增长百分之五",
    "新增学位三千个",
    "税收增长",
    "口岸开工建设",
    "新增学位三千个",
    "税收下降",
    "新增学位三千个",
)
EMBEDDER = BigramEmbedder()
HALF = 2**-10  # a cosine of vectors that are kept in 16-bit floats is at most this far off


class Maker(Protocol):
    def __call__(self, texts: tuple[str, ...]) -> Searcher: ...


def query(text: str) -> SearchQuery:
    return SearchQuery(tuple((term, 1.0) for term in terms(text)), EMBEDDER.embed_query(text))


@pytest.fixture(params=["dense", "dense saved", "dense split", "lexical", "lexical saved", "lexical split"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Maker:
    kind, _, how = request.param.partition(" ")
    dense = kind == "dense"

    def part(texts: tuple[str, ...], rows: list[int]) -> tuple[Any, Rows]:
        made: Any = vectors_of(texts) if dense else postings_of(texts)
        if how == "saved":
            made.save(tmp_path / "saved")
            files = SegmentFiles(tmp_path / "saved")
            made = Vectors.load(files, EMBEDDER.dimension) if dense else Postings.load(files)
            shutil.rmtree(tmp_path / "saved")  # what is mapped stays
        return made, Rows(np.array(rows, np.int64))

    def searcher(texts: tuple[str, ...]) -> Searcher:
        parts = [part(texts, list(range(len(texts))))]
        if how == "split":  # every second text in the second segment, each segment with texts that were removed
            parts = [part(("税收增长", *texts[start::2]), [GONE, *range(start, len(texts), 2)]) for start in range(2)]
        return DenseSearcher(parts, EMBEDDER.dimension) if dense else LexicalSearcher(parts)

    return searcher


def vectors_of(texts: tuple[str, ...]) -> Vectors:
    return Vectors.of(EMBEDDER.embed_passages(texts), range(len(texts)))


def postings_of(texts: tuple[str, ...]) -> Postings:
    return Postings.of([terms(text) for text in texts])


def check(searcher: Searcher, asked: SearchQuery, n: int) -> None:
    everything = searcher.search(asked, k=n)
    assert [(hit.score, hit.row) for hit in everything] == [
        (hit.score, hit.row) for hit in sorted(everything, key=lambda hit: (-hit.score, hit.row))
    ]
    rows = [hit.row for hit in everything]
    assert len(set(rows)) == len(rows) <= n
    assert set(rows) <= set(range(n))
    for k in {1, 2, 3, n, n + 50}:
        assert searcher.search(asked, k=k) == everything[:k]


def test_hits_come_by_score_and_then_by_row(make: Maker) -> None:
    check(make(TEXTS), query("新增学位和税收"), len(TEXTS))


def test_the_best_hit_is_the_text_itself(make: Maker) -> None:
    assert make(TEXTS).search(query("口岸开工建设"), k=1)[0].row == 3


def test_ties_come_in_row_order(make: Maker) -> None:
    hits = make(TEXTS).search(query("新增学位三千个"), k=3)
    assert [hit.row for hit in hits] == [1, 4, 6]
    assert len({hit.score for hit in hits}) == 1


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(TEXTS[:4]), min_size=40, max_size=400))
def test_however_many_tie_the_lowest_rows_are_kept(make: Maker, texts: list[str]) -> None:
    check(make(tuple(texts)), query("税收增长和学位"), len(texts))


def test_many_ties_before_a_better_row_do_not_cost_a_lower_row(make: Maker) -> None:
    searcher = make(("税收下降",) * 200 + ("税收增长",) * 3)
    assert [hit.row for hit in searcher.search(query("税收增长"), k=5)] == [200, 201, 202, 0, 1]


def test_more_than_there_is_gives_what_there_is(make: Maker) -> None:
    assert len(make(TEXTS[:3]).search(query("税收增长，新增学位"), k=1000)) == 3


@pytest.mark.parametrize("k", [0, -1])
@pytest.mark.parametrize("texts", [TEXTS, ()])
def test_k_below_1_is_refused(make: Maker, texts: tuple[str, ...], k: int) -> None:
    with pytest.raises(ValueError, match=f"k must be at least 1, found {k}"):
        make(texts).search(query("税收"), k=k)


def test_an_empty_corpus_has_no_hits(make: Maker) -> None:
    assert make(()).search(query("税收"), k=5) == ()


def test_a_searcher_is_not_changed_by_a_search(make: Maker) -> None:
    searcher = make(TEXTS)
    first = searcher.search(query("税收增长"), k=5)
    searcher.search(query("口岸"), k=1)
    assert searcher.search(query("税收增长"), k=5) == first


def test_scores_of_dense_search_are_cosines() -> None:
    vectors, asked = EMBEDDER.embed_passages(TEXTS), query("税收增长五成")
    scores = dict(sorted((hit.row, hit.score) for hit in DenseSearcher.of(vectors).search(asked, k=len(TEXTS))))
    np.testing.assert_allclose(list(scores.values()), vectors @ asked.vector, atol=HALF)


@pytest.mark.parametrize("texts", [TEXTS, ()])
@pytest.mark.parametrize("shape", [(63,), (1, 64), ()])
def test_a_vector_of_another_shape_is_refused(texts: tuple[str, ...], shape: tuple[int, ...]) -> None:
    searcher = DenseSearcher.of(EMBEDDER.embed_passages(texts))
    with pytest.raises(ValueError, match=r"the query vector has shape .*, the index needs \(64,\)"):
        searcher.search(SearchQuery((), np.ones(shape, np.float32)), k=1)


def test_a_chunk_scores_as_its_best_vector_and_comes_once() -> None:
    vectors, asked = EMBEDDER.embed_passages(TEXTS), query("税收增长五成")
    rows = [i // 3 for i in range(len(TEXTS))]
    searcher, n = DenseSearcher.of(vectors, rows), rows[-1] + 1
    check(searcher, asked, n)
    cosines = vectors @ asked.vector
    best = {row: max(cosine for cosine, of in zip(cosines, rows, strict=True) if of == row) for row in rows}
    for hit in searcher.search(asked, k=n):
        assert hit.score == pytest.approx(best[hit.row], abs=HALF)


def test_many_vectors_of_one_chunk_do_not_hide_the_others() -> None:
    vectors = EMBEDDER.embed_passages(("税收增长",) * 500 + ("税收下降", "口岸"))
    hits = DenseSearcher.of(vectors, [0] * 500 + [1, 2]).search(query("税收增长"), k=2)
    assert [hit.row for hit in hits] == [0, 1]


def bm25_of(texts: Sequence[Iterable[str]], asked: Sequence[tuple[str, float]]) -> list[float]:
    """Robertson and Zaragoza (2009) with Lucene's idf, written out, over texts given as their terms."""
    counts = [Counter(text) for text in texts]
    mean = sum(count.total() for count in counts) / len(texts) or 1.0
    scores = [0.0] * len(texts)
    for term, weight in asked:
        held = sum(term in count for count in counts)
        idf = log(1 + (len(texts) - held + 0.5) / (held + 0.5))
        for row, count in enumerate(counts):
            scores[row] += weight * idf * count[term] / (count[term] + K1 * (1 - B + B * count.total() / mean))
    return scores


@pytest.mark.parametrize("weights", [(("税收", 1.0), ("增长", 1.0)), (("学位", 0.5), ("学位", 2.0), ("税收", 0.1))])
def test_scores_of_lexical_search_are_bm25_times_the_weights(weights: tuple[tuple[str, float], ...]) -> None:
    hits = LexicalSearcher.of(TEXTS).search(SearchQuery(weights, np.zeros(64, np.float32)), k=len(TEXTS))
    expected = bm25_of([terms(text) for text in TEXTS], weights)
    assert {hit.row for hit in hits} == {row for row, score in enumerate(expected) if score}
    assert all(hit.score == pytest.approx(expected[hit.row], rel=1e-5) for hit in hits)


@pytest.mark.parametrize("asked", ["深圳湾大桥", "", "，。！"])
@pytest.mark.parametrize("texts", [TEXTS, (), ("，。", "")])
def test_what_shares_no_term_is_no_hit(texts: tuple[str, ...], asked: str) -> None:
    searcher = LexicalSearcher.of(texts)
    assert searcher.search(query(asked), k=5) == ()
    assert searcher.n_chunks == len(texts)


def test_a_query_of_no_terms_does_not_find_texts_of_no_terms() -> None:
    searcher = LexicalSearcher.of(("税收", "，。"))
    assert searcher.search(SearchQuery((("", 1.0),), np.zeros(64, np.float32)), k=5) == ()


def test_frequencies_count_chunks() -> None:
    held = LexicalSearcher.of(TEXTS).frequencies
    assert [held.of(term) for term in ("税收", "口岸", "深圳")] == [3, 1, 0]
    assert [term in held for term in ("税收", "深圳", "")] == [True, False, False]
    assert "税收" not in LexicalSearcher.of(()).frequencies


def test_ranked_orders_rows_that_come_in_any_order() -> None:
    hits = ranked(np.array([1, 2, 1, 2], np.float32), np.array([9, 7, 3, 5]), k=3)
    assert [(hit.row, hit.score) for hit in hits] == [(5, 2), (7, 2), (3, 1)]
