"""What a term means is told by the sentence of running text that explains it."""

from dataclasses import replace

import pytest

from rag.evidence.meaning import meaning
from rag.question.understand import Wants
from tests.rag.asked import understood
from tests.rag.made_up import ranked, ranking, world_of

OF = world_of(
    "一、总则\n\n本办法支持渔港小店发展。现就支持KLM(Koi Line Mart,一人渔店,指一名船主自己经营的小店)定出如下办法。"
    "渔港社区是指为小店提供冷库和码头的院落。KLM应当按期年检。\n"
)


def _told(asked: str, wants: Wants = Wants.DEFINITION) -> str:
    question = replace(understood(asked), wants=wants)
    found = meaning(OF.held, ranking(question, [ranked(unit, 1.0) for unit in OF.corpus.units()]))
    return found.units[0].text if found else ""


@pytest.mark.parametrize("asked", ["how is klm defined", "klm是什么意思", "什么叫klm"])
def test_what_stands_in_brackets_behind_a_term_explains_it(asked: str) -> None:
    assert "指一名船主" in _told(asked)


def test_the_longest_term_that_is_asked_about_is_explained() -> None:
    assert _told("渔港社区是指什么").startswith("渔港社区是指")


def test_a_term_is_not_explained_where_none_is_asked_or_it_is_part_of_another() -> None:
    assert not _told("klmn是什么意思")
    assert not _told("what is a klm community")
    assert not _told("冷库是什么意思")
    assert not _told("klm有多少家", Wants.FIGURE)
