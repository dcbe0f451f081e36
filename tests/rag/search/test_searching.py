"""A question is searched with its own words, weighed by how rare they are, and by its vector."""

from dataclasses import replace

import numpy as np
import pytest

from index.words.bilingual import NO_LEXICON, Bilingual
from index.words.sounds import Sounds
from rag.question.understand import Understood
from rag.search.rarity import Rarity
from rag.search.retrieve import Retriever
from rag.search.searching import Search, Searched
from tests.fakes import BigramEmbedder
from tests.rag.asked import understood
from tests.rag.made_up import COUNTY, World, world, world_of


def _searched(question: Understood, of: World | None = None) -> Searched:
    of = of or world()
    rarity = Rarity(of.lexical.frequencies, of.corpus.n_chunks)
    return Search(
        Retriever(of.corpus, of.dense, of.lexical, depth=100),
        BigramEmbedder().embed_query,
        bilingual=Bilingual(NO_LEXICON, rarity.is_known),
        sounds=Sounds((), rarity.is_known),
        rarity=rarity,
        places=of.places,
    ).search(question)


def test_the_questions_terms_are_those_the_corpus_holds() -> None:
    found = _searched(understood("2023年新增公办学位和潜艇多少"))
    assert dict(found.terms) == {"2023": 1.0, "新增": 1.0, "增公": 1.0, "公办": 1.0, "办学": 1.0, "学位": 1.0}


def test_wording_is_weighed_by_rarity_and_years_are_no_wording() -> None:
    of, found = world(), _searched(understood("2023年公园学位"))
    rarity = Rarity(of.lexical.frequencies, of.corpus.n_chunks)
    assert found.weights["学位"] == pytest.approx(rarity.of("学位"))
    assert found.weights["公园"] > found.weights["学位"] > 0
    assert "2023" not in found.weights


def test_an_earlier_questions_words_weigh_half() -> None:
    once, topic = understood("学位"), replace(understood("公园"), topic="学位")
    assert _searched(topic).weights["学位"] == pytest.approx(_searched(once).weights["学位"] / 2)


def test_the_vector_is_the_questions_and_the_best_chunk_says_it() -> None:
    text = "新建社区公园多少个"
    found = _searched(understood(text))
    assert np.array_equal(found.vector, BigramEmbedder().embed_query(text))
    assert "社区公园" in found.found[0].chunk.text
    assert found.question.asked == text
    assert 0 <= found.embed_seconds < 1


def test_only_chunks_of_the_named_place_are_found() -> None:
    named = replace(understood("公办学位"), places=world().places.named("白水县"))
    assert {item.chunk.doc_id for item in _searched(named).found} == {COUNTY}
    assert {item.chunk.doc_id for item in _searched(understood("公办学位")).found} > {COUNTY}


def test_fifty_chunks_are_looked_at() -> None:
    paragraphs = "\n\n".join(f"第{n}座社区公园建成，占地{n}亩，种有树木{n}00棵，设有长椅{n}0张。" for n in range(1, 71))
    of = world_of(f"青岭区2024年政府工作报告\n\n一、2023年工作回顾\n\n{paragraphs}\n")
    assert of.corpus.n_chunks > 60
    assert len(_searched(understood("社区公园"), of).found) == 50
