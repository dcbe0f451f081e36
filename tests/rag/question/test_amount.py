"""A measure by its name alone, of a time, asks how much it is."""

import pytest

from rag.question.amount import as_amount, names_amount
from rag.records import Language


@pytest.mark.parametrize(
    ("asked", "has_years", "is_amount"),
    [
        ("2030年的产值", True, True),
        ("最新的失业率", False, True),
        ("失业率", False, False),
        ("2030年的产业", True, False),
    ],
)
def test_it_names_a_measure_and_a_time(asked: str, has_years: bool, is_amount: bool) -> None:
    assert names_amount(asked, has_years=has_years) is is_amount


def test_it_is_put_as_what_it_asks() -> None:
    assert as_amount("2030年的产值?", Language.SIMPLIFIED) == "2030年的产值是多少"
    assert as_amount("output in 2030", Language.ENGLISH) == "output in 2030"
