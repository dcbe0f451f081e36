import pytest

from index.words.terms import fold
from rag.question.said import said
from rag.question.wording import content, is_cantonese, official_words, tenths_apart, written


def test_words_of_asking_are_blanked() -> None:
    assert content("请问2022年一共新增了多少学位吗").split() == ["2022", "新增", "学位"]


def test_cantonese_words_become_written_chinese() -> None:
    assert written("喺邊度攞嘅") == "在哪里拿的"


@pytest.mark.parametrize("text", ["嗰十二項嘢", "邊度搵到", "佢哋"])
def test_cantonese_is_known_by_characters_that_folding_changes_as_well(text: str) -> None:
    assert is_cantonese(fold(text))


def test_who_is_responsible_is_asked_in_cantonese_as_in_chinese() -> None:
    assert said("asks.responsible").found(written("碧道邊個負責"))


def test_cantonese_measures_and_its_verb_to_be_are_written() -> None:
    assert written("佔地有幾大㗎") == "占地有多大吗"
    assert written("目標係慳幾多嘅，同埋關係到邊個") == "目标是节省多少的,和关系到哪个"
    assert written("邊個學系係有㗎") == "哪个学系是有吗"
    assert written("嗰間病院係咪開咗") == "那间病院是不是开了"


def test_words_that_only_look_cantonese_stay() -> None:
    assert written("道路边坡治理") == "道路边坡治理"
    assert not is_cantonese("道路边坡治理体系")


def test_everyday_words_bring_official_ones() -> None:
    assert "社会消费品零售总额" in official_words("社消零增速")
    assert "公共住房" in official_words("公屋")
    assert official_words("完全没有这些词") == ()


def test_a_share_in_tenths_runs_into_no_name_of_a_city() -> None:
    assert tenths_apart("连三成都不到吧") == "连三成也不到吧"
    assert tenths_apart("成都市有三成吗") == "成都市有三成吗"
