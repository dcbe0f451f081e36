"""BM25 over segments, some documents of which are gone, against BM25 written out over the texts that are left."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search import lexical
from index.search.lexical import LexicalSearcher
from index.search.searcher import SearchQuery
from index.segment.files import SegmentFiles
from index.segment.postings import MOST, Postings, merge_postings
from index.segment.rows import GONE, Rows
from tests.index.search.test_contract import bm25_of

ALPHABET = "甲乙丙丁戊己庚辛"
TEXT = st.lists(st.sampled_from(ALPHABET), max_size=12)
CORPUS = st.lists(st.tuples(TEXT, st.booleans(), st.integers(0, 2)), min_size=1, max_size=40)
QUERY = st.lists(st.tuples(st.sampled_from(ALPHABET), st.sampled_from([0.1, 0.5, 1.0, 3.0])), max_size=6)
NO_VECTOR = np.zeros(1, np.float32)
Corpus = list[tuple[list[str], bool, int]]


def searcher_over(corpus: Corpus) -> LexicalSearcher:
    """Each text goes to the segment it names; those marked gone have no row. Rows count through what is left."""
    row_of = np.where([held for _, held, _ in corpus], np.cumsum([held for _, held, _ in corpus]) - 1, GONE)
    parts = []
    for number in range(3):
        here = [i for i, (*_, segment) in enumerate(corpus) if segment == number]
        parts.append((Postings.of([corpus[i][0] for i in here]), Rows(row_of[here].astype(np.int64))))
    return LexicalSearcher(parts)


@pytest.mark.parametrize("long", [0, lexical.LONG])
@settings(max_examples=150)
@given(CORPUS, QUERY, st.integers(1, 50))
def test_hits_are_the_best_of_all_left(long: int, corpus: Corpus, asked: list[tuple[str, float]], k: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexical, "LONG", long)  # at 0, before every list it is looked whether new rows matter
        hits = searcher_over(corpus).search(SearchQuery(tuple(asked), NO_VECTOR), k=k)
    left = [text for text, held, _ in corpus if held]
    expected = np.array(bm25_of(left, tuple(asked)), np.float32) if left else np.empty(0, np.float32)
    n_found = min(k, int((expected > 0).sum()))
    assert len(hits) == n_found
    np.testing.assert_allclose([hit.score for hit in hits], np.sort(expected)[::-1][:n_found], rtol=1e-5)
    np.testing.assert_allclose([hit.score for hit in hits], expected[[hit.row for hit in hits]], rtol=1e-5)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("looked_up", [0, 1000])
@pytest.mark.parametrize("looked_again", [0.3, lexical.LOOKED_AGAIN, 1.0])
def test_rows_that_are_left_out_on_the_way_are_none_of_the_best(
    seed: int, looked_up: int, looked_again: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(seed)
    terms = [chr(ord("一") + number) for number in range(30)]
    shares = draw.uniform(0.02, 0.9, len(terms))
    corpus: Corpus = [
        ([term for term, share in zip(terms, shares, strict=True) for _ in range(draw.binomial(3, share))], held, 0)
        for held in (draw.random(600) < 0.7).tolist()
    ]
    asked = tuple((term, float(weight)) for term, weight in zip(terms, draw.exponential(2, 30) + 0.01, strict=True))
    monkeypatch.setattr(lexical, "LONG", 0)
    monkeypatch.setattr(lexical, "LOOKED_UP", looked_up)
    monkeypatch.setattr(lexical, "LOOKED_AGAIN", looked_again)
    expected = np.array(bm25_of([text for text, held, _ in corpus if held], asked), np.float32)
    for k in (1, 7, 40):
        hits = searcher_over(corpus).search(SearchQuery(asked, NO_VECTOR), k=k)
        np.testing.assert_allclose([hit.score for hit in hits], np.sort(expected)[::-1][:k], rtol=1e-5)


@settings(max_examples=60)
@given(CORPUS)
def test_frequencies_are_of_what_is_left(corpus: Corpus) -> None:
    frequencies = searcher_over(corpus).frequencies
    for term in ALPHABET:
        assert frequencies.of(term) == sum(term in text for text, held, _ in corpus if held)
        assert (term in frequencies) == (frequencies.of(term) > 0)


@pytest.mark.parametrize("block", [1, 3, 1 << 22])
@settings(max_examples=40)
@given(CORPUS)
def test_merged_lists_are_those_of_the_texts_left(
    tmp_path_factory: pytest.TempPathFactory, block: int, corpus: Corpus
) -> None:
    folder = tmp_path_factory.mktemp("merged") / "terms"
    ordered = sorted(corpus, key=lambda each: each[2])
    kept = [text for text, held, _ in ordered if held]
    row_of = np.where([held for _, held, _ in ordered], np.cumsum([held for _, held, _ in ordered]) - 1, GONE)
    parts = []
    for number in range(3):
        here = [i for i, (*_, segment) in enumerate(ordered) if segment == number]
        parts.append((Postings.of([ordered[i][0] for i in here]), Rows(row_of[here].astype(np.int64))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.segment.postings.BLOCK", block)
        merge_postings(folder, parts, len(kept))
    found, expected = Postings.load(SegmentFiles(folder)), Postings.of(kept)
    assert found.terms.keys() == expected.terms.keys()
    for name in ("starts", "rows", "counts", "lengths", "most", "shortest"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), err_msg=name)


def test_a_count_beyond_what_is_kept_is_the_most_that_is() -> None:
    postings = Postings.of([["甲"] * (MOST + 40), ["甲"]])
    assert (postings.counts.tolist(), postings.lengths.tolist()) == ([MOST, 1], [MOST + 40, 1])
