"""Numerals."""

import pytest

from index.words.numerals import ORDINALS, amount, in_english, number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("两", 2), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99), ("7", 7), ("12", 12)],
)
def test_a_numeral_is_read_in_characters_and_in_digits(numeral: str, value: int) -> None:
    assert number(numeral) == value


@pytest.mark.parametrize("numeral", ["", "三两", "一二", "两十", "百", "二十一三", "学"])
def test_what_is_no_numeral_is_none(numeral: str) -> None:
    assert number(numeral) is None


def test_ordinals_stand_in_the_order_of_their_numbers() -> None:
    assert [number(character) for character in ORDINALS] == list(range(1, 11))


def test_english_words_reach_from_one_to_ten() -> None:
    assert (in_english(0), in_english(1), in_english(10), in_english(11)) == ("", "one", "ten", "")


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("六十二万三千", "623000"),
        ("九十六点五", "96.5"),
        ("一亿两千万", "120000000"),
        ("一千零五", "1005"),
        ("十", "10"),
    ],
)
def test_an_amount_in_characters_is_read_exactly(numeral: str, value: str) -> None:
    assert str(amount(numeral)) == value


@pytest.mark.parametrize("numeral", ["三四十", "百千", "万", "五五", ""])
def test_characters_that_are_no_amount_are_none(numeral: str) -> None:
    assert amount(numeral) is None
