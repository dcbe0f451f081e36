"""Where words stand in a text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.document.find import MOST_FOUND, found


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("新增学位，学位。", "学位", ["学位", "学位"]),
        ("新增学位。", "學位", ["学位"]),
        ("新增學\n位。", "学位", ["學\n位"]),
        ("107.6 亿元", "107.6亿元", ["107.6 亿元"]),
        ("１２个，12个", "12 个", ["１２个", "12个"]),
        ("增加1,200个", "1200个", ["1,200个"]),
        ("第1,2项", "12", []),
        ("GDP和gdp", "Gdp", ["GDP", "gdp"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("任何", "  ", []),
        ("🐘学位", "学位", ["学位"]),
    ],
)
def test_words_are_found_whatever_they_are_written_in(text: str, wanted: str, places: list[str]) -> None:
    assert [text[span.start : span.end] for span in found(text, wanted)] == places


def test_no_more_are_looked_for_than_can_be_told_apart() -> None:
    assert len(found("甲" * 2_000, "甲")) == MOST_FOUND + 1


@given(st.text("学位甲乙 \n", max_size=30), st.text("学位甲乙", min_size=1, max_size=3))
def test_each_place_holds_the_words_and_none_overlaps_another(text: str, wanted: str) -> None:
    spans = found(text, wanted)
    assert all("".join(text[span.start : span.end].split()) == wanted for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert len(spans) == "".join(text.split()).count(wanted)
