import math

import pytest

from index.search.lexical import LexicalSearcher
from rag.search.rarity import Rarity

RARITY = Rarity(LexicalSearcher.of(["新增学位", "新增公园", "新增床位"]).frequencies, 3)


def test_a_term_tells_the_more_the_fewer_chunks_hold_it() -> None:
    assert RARITY.of("学位") == pytest.approx(math.log(1 + 2.5 / 1.5))
    assert RARITY.of("新增") == pytest.approx(math.log(1 + 0.5 / 3.5))
    assert RARITY.of("水库") == pytest.approx(math.log(1 + 3.5 / 0.5))


def test_a_term_is_known_that_some_chunk_holds() -> None:
    assert RARITY.is_known("学位")
    assert not RARITY.is_known("水库")
    assert not RARITY.is_known("")


def test_an_empty_corpus_counts_as_one_chunk() -> None:
    assert Rarity(LexicalSearcher.of([]).frequencies, 0).of("学位") == pytest.approx(math.log(1 + 1.5 / 0.5))


def test_translations_of_one_word_are_as_rare_as_what_holds_any_and_a_word_as_its_rarest_term() -> None:
    assert RARITY.of_any([("学位",), ("公园",)]) == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert RARITY.of_any([("新增", "学位")]) == RARITY.of("学位")
    assert RARITY.of_any([("新增",), ("学位",)]) == RARITY.of("新增")  # never more often than there are chunks
