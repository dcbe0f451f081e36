"""Quotation marks."""

import pytest

from index.words.quotes import bare, in_quotes, quoted


@pytest.mark.parametrize(
    "text", ["“一馆 一中心”是什么", '"一馆 一中心"是什么', "「一馆 一中心」是什么", "『一馆 一中心』是什么"]
)
def test_a_term_is_found_in_the_marks_of_either_script(text: str) -> None:
    assert in_quotes(text) == ("一馆 一中心",)
    assert quoted(text) == ("一馆一中心",)


def test_bare_text_has_neither_marks_nor_blanks() -> None:
    assert bare("“六个 一”和「1+7」") == "六个一和1+7"


def test_a_single_character_is_no_term() -> None:
    assert quoted("“一”") == ()
