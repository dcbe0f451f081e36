"""An English question is read as it was meant."""

import pytest

from index.store.saved import OpenIndex
from rag.question.spelling import as_meant
from tests.rag.asked import vocabulary_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how mnay hosptials this yaer", "how many hospitals this year"),
        ("Hwo many hospitals", "how many hospitals"),
        ("which goverment office?", "which government office?"),
        ("how did the US economy do?", "how did the United States economy do?"),
        ("tell us of the U.K.", "tell us of the United Kingdom"),
    ],
)
def test_typing_errors_are_mended(typed: str, meant: str, real_index: OpenIndex) -> None:
    assert as_meant(typed, vocabulary_of(real_index)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "How many hospitals?",
        "what did the firm Hosptial do",  # a name
        "shops in futian",  # pinyin
        "how is a firm defined",  # as the lists say
        "self-drivng e-bkes",  # joined words are not taken apart
        "新建hosptial几家",
        "",
    ],
)
def test_names_and_what_is_right_stay(text: str, real_index: OpenIndex) -> None:
    assert as_meant(text, vocabulary_of(real_index)) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22年旧电体换了几台", "22年旧电梯换了几台"),
        ("新增学围多少个", "新增学位多少个"),
        ("升级了几座公侧", "升级了几座公厕"),
    ],
)
def test_characters_typed_for_others_of_their_sound_are_mended(typed: str, meant: str, real_index: OpenIndex) -> None:
    assert as_meant(typed, vocabulary_of(real_index)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "电梯更新归谁管",
        "引进人才找哪个局",
        "修桥花了多少",
        "有咩新搞作",
        "中考平均分多少",
        "在建线路有十来条",
        "杭州一人公司",
        "太原一体化的事",
        "给困难的人留了多少个岗",
    ],
)
def test_words_of_one_character_are_no_typing_error(text: str, real_index: OpenIndex) -> None:
    assert as_meant(text, vocabulary_of(real_index)) == text
