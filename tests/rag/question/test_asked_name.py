"""The name of what is asked for stands beside the word that asks how many; where a clause stands there is none."""

from dataclasses import replace

import pytest

from index.words.bilingual import Lexicon
from rag.question.asked_name import asked_name
from rag.records import Language
from tests.rag.asked import understood
from tests.rag.lexicon import lexicon_of

WORDS = ("路灯", "渔船", "补贴", "装好", "码头", "游客", "总额", "灯塔", "主任", "修好")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_of(*WORDS)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("去年有多少盏路灯", ("路灯",)),
        ("有多少名住在镇上的渔船游客？", ("渔船", "游客")),
        ("渔船补贴总额是多少", ("渔船", "补贴", "总额")),
        ("码头的游客有多少", ("游客",)),
        ("渔船购灯补贴是多少", ("渔船", "购灯", "补贴")),
        ("渔船补贴给多少钱", ("渔船", "补贴")),
        ("2024年渔船总额", ("渔船", "总额")),
        ("码头主任是谁？", ("码头", "主任")),
        ("灯塔在哪里", ("灯塔",)),
    ],
)
def test_a_name_stands_behind_how_many_else_in_front(lexicon: Lexicon, asked: str, name: tuple[str, ...]) -> None:
    assert asked_name(understood(asked), lexicon.cut) == name


@pytest.mark.parametrize(
    "asked",
    [
        "一共要给多少户把路灯装好",
        "路灯多少，渔船多少",
        "渔船靠在哪几个码头",
        "码头怎么样",
        "今年往码头上调多少",
        "渔船补贴不能高于多少",
        "how many years in the harbour",
        "有几盏路丁",
    ],
)
def test_a_clause_is_no_name_and_neither_is_what_several_are_asked_of(lexicon: Lexicon, asked: str) -> None:
    assert asked_name(understood(asked), lexicon.cut) == ()


def test_what_leaves_its_matter_to_the_question_before_has_no_name(lexicon: Lexicon) -> None:
    assert asked_name(replace(understood("有多少盏路灯"), topic="码头"), lexicon.cut) == ()


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("how many fishing boats are there", ("fishing boats",)),
        ("how many street lamps in the harbour?", ("street lamps",)),
        ("how many of them came", ()),
        ("how many were built", ()),
        ("where is the harbour", ()),
    ],
)
def test_in_english_a_name_stands_behind_how_many(lexicon: Lexicon, asked: str, name: tuple[str, ...]) -> None:
    assert asked_name(understood(asked, language=Language.ENGLISH), lexicon.cut) == name
