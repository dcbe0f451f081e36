"""A question of a part of a whole is about the part."""

import pytest

from rag.question.part_of_whole import of_part, whole_and_part
from tests.rag.asked import understood, weights


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("引进的船员里面,女船员有几名", "女船员有几名"),
        ("新建灯塔当中太阳能的有几座", "太阳能的有几座"),
        ("旅客里外国旅客有多少", "外国旅客有多少"),
        ("of the lighthouses, of which the solar ones", "the solar ones"),
    ],
)
def test_what_is_inside_a_whole_is_its_part(text: str, part: str) -> None:
    assert whole_and_part(text)[1] == part


@pytest.mark.parametrize("text", ["里面有几个", "公里数是多少", "邻里中心有几座", "船员里面", "新建灯塔几座"])
def test_what_names_no_whole_or_no_part_is_left_whole(text: str) -> None:
    assert whole_and_part(text) == ("", text)


def test_words_that_only_the_whole_has_do_not_choose_the_figure() -> None:
    asked = "引进的船员里面女船员几名"
    kept = of_part(understood(asked), weights(asked))
    assert "女船" in kept
    assert "船员" in kept
    assert "引进" not in kept
