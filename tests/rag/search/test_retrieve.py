"""Chunks of both searchers, fused: the asked years raise some, who is responsible is brought along."""

from dataclasses import replace

import numpy as np
import pytest

from index.records import Chunk, Hit
from index.search.searcher import SearchQuery
from rag.question.understand import Understood, Wants
from rag.search.retrieve import Retrieved, Retriever, wording_terms
from rag.steps import ALL_STEPS, Steps
from tests.fakes import BigramEmbedder
from tests.rag.asked import understood
from tests.rag.made_up import World, world

NO_VECTOR = np.zeros(64, np.float32)


class Finds:
    """A searcher that finds the same hits, best first, whatever is asked."""

    def __init__(self, *hits: tuple[int, float]) -> None:
        self._hits = tuple(Hit(row=row, score=score) for row, score in hits)

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        return self._hits[:k]


def _row(words: str, of: World | None = None) -> int:
    of = of or world()
    (row,) = [row for row, chunk in enumerate(of.corpus.chunks()) if words in chunk.text]
    return row


RESULTS, PLANS, ENTRY, TREES = _row("3200个"), _row("4100个"), _row("云溪湖。"), _row("修好乡村")


def _retrieve(
    dense: Finds,
    lexical: Finds,
    *,
    question: Understood | None = None,
    depth: int = 10,
    steps: Steps = ALL_STEPS,
    most: int = 10,
    meant: str = "",
) -> tuple[Retrieved, ...]:
    def is_meant(chunk: Chunk) -> bool:
        return meant in chunk.text

    retriever = Retriever(world().corpus, dense, lexical, depth=depth, steps=steps)
    return retriever.retrieve(question or understood("学位"), (), NO_VECTOR, most=most, is_meant=is_meant)


def _rows(found: tuple[Retrieved, ...]) -> list[int]:
    return [world().corpus.row_of(item.chunk.chunk_id) for item in found]


def test_a_chunk_carries_what_each_searcher_gave_it() -> None:
    found = _retrieve(Finds((RESULTS, 0.9), (PLANS, 0.7)), Finds((PLANS, 6.0), (TREES, 2.0)))
    given = {
        row: (item.cosine, item.dense_rank, item.lexical_rank) for row, item in zip(_rows(found), found, strict=True)
    }
    assert given == {
        RESULTS: (0.9, 1, None),
        PLANS: (0.7, 2, 1),
        TREES: (0.0, None, 2),
    }


def test_words_count_more_than_vectors() -> None:
    one, other = Finds((RESULTS, 0.9), (PLANS, 0.1)), Finds((PLANS, 9.0), (RESULTS, 1.0))
    found = _retrieve(one, other)
    assert _rows(found) == [PLANS, RESULTS]
    assert [item.score for item in found] == pytest.approx([0.4, -0.4])  # 1.0 for words, 0.6 for vectors


def test_each_searcher_is_asked_for_as_many_chunks_as_the_depth_and_can_be_left_out() -> None:
    dense, lexical = Finds((RESULTS, 0.9), (PLANS, 0.1)), Finds((ENTRY, 9.0), (TREES, 1.0))
    assert set(_rows(_retrieve(dense, lexical, depth=1))) == {RESULTS, ENTRY}
    assert set(_rows(_retrieve(dense, lexical, steps=Steps(dense=False)))) == {ENTRY, TREES}
    assert set(_rows(_retrieve(dense, lexical, steps=Steps(lexical=False)))) == {RESULTS, PLANS}


def test_the_asked_years_raise_a_chunk_and_undated_ones_a_little() -> None:
    same = Finds((RESULTS, 1.0), (PLANS, 1.0), (ENTRY, 1.0))
    asked = understood("2024年学位")
    found = _retrieve(same, Finds(), question=asked)
    assert _rows(found) == [PLANS, ENTRY, RESULTS]
    assert [item.score for item in found] == pytest.approx([3.0, 0.9, 0.0])
    for unmoved in (
        _retrieve(same, Finds(), question=asked, steps=Steps(period=False)),
        _retrieve(same, Finds(), question=understood("学位")),
    ):
        assert _rows(unmoved) == sorted([RESULTS, PLANS, ENTRY])
        assert {item.score for item in unmoved} == {0.0}


def test_as_many_chunks_are_returned_as_are_wanted_of_those_that_are_meant() -> None:
    found = Finds((RESULTS, 3.0), (TREES, 2.0), (PLANS, 1.0))
    assert _rows(_retrieve(Finds(), found, most=2)) == [RESULTS, TREES]
    assert _rows(_retrieve(Finds(), found, most=2, meant="学位")) == [RESULTS, PLANS]


def test_every_chunk_is_meant_unless_it_is_said() -> None:
    retriever = Retriever(world().corpus, Finds(), Finds((RESULTS, 3.0)), depth=5)
    assert _rows(retriever.retrieve(understood("学位"), (), NO_VECTOR, most=5)) == [RESULTS]


SCHOOLS, HEALTH, HOMES = _row("①新增公办"), _row("③建成"), _row("④筹集")
BUREAU, CLINIC = _row("区教育局"), _row("区卫生健康局")
ASKS_WHO = replace(understood("谁负责"), wants=Wants.RESPONSIBLE)


def test_who_is_responsible_stands_behind_the_chunk_it_belongs_to() -> None:
    lexical = Finds((SCHOOLS, 3.0), (HOMES, 2.0), (HEALTH, 1.0))
    found = _retrieve(Finds((SCHOOLS, 0.5)), lexical, question=ASKS_WHO)
    assert _rows(found) == [SCHOOLS, BUREAU, HOMES, HEALTH, CLINIC]
    assert (found[1].score, found[1].cosine, found[1].dense_rank) == (found[0].score, 0.5, None)
    assert _rows(_retrieve(Finds(), lexical)) == [SCHOOLS, HOMES, HEALTH]  # where it is not asked


def test_who_is_responsible_is_brought_along_by_the_best_three_once_each() -> None:
    before = (RESULTS, 5.0), (TREES, 4.0)
    third = _retrieve(Finds(), Finds(*before, (SCHOOLS, 3.0), (HEALTH, 2.0)), question=ASKS_WHO)
    assert _rows(third) == [RESULTS, TREES, SCHOOLS, BUREAU, HEALTH]
    found = _retrieve(Finds(), Finds((BUREAU, 5.0), (SCHOOLS, 4.0)), question=ASKS_WHO)
    assert _rows(found) == [BUREAU, SCHOOLS]
    entry = _row("构建“两山一湖”")  # its link is to a definition
    assert _rows(_retrieve(Finds(), Finds((entry, 5.0)), question=ASKS_WHO)) == [entry]


def test_real_searchers_find_the_chunk_that_says_it() -> None:
    of, text = world(), "改造老旧小区"
    terms = (("改造", 1.0), ("老旧", 1.0), ("小区", 1.0))
    retriever = Retriever(of.corpus, of.dense, of.lexical, depth=30)
    found = retriever.retrieve(understood("2023年" + text), terms, BigramEmbedder().embed_query(text), most=3)
    assert "改造老旧小区12个" in found[0].chunk.text
    assert len(found) == 3


def test_bare_years_and_lone_figures_are_no_wording() -> None:
    terms = (("2023", 1.0), ("学位", 0.5), ("5", 1.0), ("12", 1.0), ("tod", 0.7))
    assert wording_terms(terms) == (("学位", 0.5), ("12", 1.0), ("tod", 0.7))
