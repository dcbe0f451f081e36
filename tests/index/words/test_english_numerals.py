"""Amounts in English words are read where they are surely amounts."""

import pytest

from index.words.english_numerals import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("ten thousand homes", "10000 homes"),
        ("a hundred and twenty schools", "120 schools"),
        ("half a million people", "500000 people"),
        ("two dozen parks", "24 parks"),
        ("in 2024 only one bank", "in 2024 only 1 bank"),
        ("thirty-five per cent", "35 per cent"),
        ("three percent", "3 percent"),
        ("phase two", "phase two"),
        ("one of the schools", "one of the schools"),
        ("10 thousand", "10 thousand"),
        ("hundreds, a thousandth", "hundreds, a thousandth"),
    ],
)
def test_an_amount_in_words_is_given_in_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits
