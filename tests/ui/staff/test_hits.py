"""What was searched for, where it stands."""

import pytest

from ui.staff.hits import is_within, pieces, shortened


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("新增學位8430个", "学位", ["學位"]),
        ("学位和托位", "托位 学位", ["学位", "托位"]),
        ("学位", "", []),
        ("学位", "？", []),
        ("<b>碧道</b>", "碧道", ["碧道"]),
        ("1,200个", "1200", ["1,200"]),
    ],
)
def test_each_place_is_told_apart_and_nothing_of_the_text_is_lost(text: str, words: str, hits: list[str]) -> None:
    found = pieces(text, words)
    assert "".join(piece for piece, _ in found) == text
    assert [piece for piece, is_hit in found if is_hit] == hits


def test_a_long_text_begins_a_little_before_what_is_searched_for() -> None:
    text = "甲" * 200 + "学位" + "乙" * 200
    shown = shortened(text, "学位")
    assert shown.startswith("…甲")
    assert "学位" in shown
    assert shown.endswith("乙…")
    assert shortened(text, "") == f"{'甲' * 90}…"
    assert shortened("一\n二", "二") == "一 二"


def test_words_that_stand_elsewhere_are_not_within() -> None:
    assert is_within("新增学位", "學位")
    assert not is_within("新增学位", "托位")
