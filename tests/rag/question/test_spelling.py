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
