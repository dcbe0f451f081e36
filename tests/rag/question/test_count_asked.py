"""How many things a question asks the names of."""

import pytest

from rag.question.count_asked import n_listed, n_named


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ("在哪四个方面发力", 4),
        ("which three wards were renewed", 3),
        ("what are the ten plans", 10),
        ("是哪六家船厂", 0),  # of things, not of what a list is made of
        ("哪些方面", 0),
        ("what rate is paid", 0),
    ],
)
def test_a_list_is_asked_by_how_many_members_it_has(asked: str, n: int) -> None:
    assert n_listed(asked) == n


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ("是哪六家船厂", 6),
        ("进来的三家船厂叫什么名字", 3),
        ("两位船长分别是谁", 2),
        ("第三家船厂叫什么", 0),
        ("有三家船厂吗", 0),
    ],
)
def test_names_are_asked_of_whatever_is_counted(asked: str, n: int) -> None:
    assert n_named(asked) == n
