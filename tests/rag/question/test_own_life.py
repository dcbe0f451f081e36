"""The year of what askers tell of family and home is not asked about."""

import pytest

from rag.question.own_life import without_own_years


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("孩子明年上学，今年有多少学位", "孩子上学，今年有多少学位"),
        ("新增多少学位 明年孩子上学", "新增多少学位 孩子上学"),
        ("還有多少舊樓沒修？我們小區1989年的", "還有多少舊樓沒修？我們小區的"),
        ("孩子明年上学有多少学位", "孩子明年上学有多少学位"),  # the very clause asks
        ("我家娃2021年上的学，那年新增多少学位", "我家娃2021年上的学，那年新增多少学位"),  # it is pointed at
        ("2021年修的码头，现在有几座", "2021年修的码头，现在有几座"),  # nobody's life
        ("我家娃2021年上的学", "我家娃2021年上的学"),  # asks nothing
        (
            "my son starts school next year, how many places are there",
            "my son starts school , how many places are there",
        ),
    ],
)
def test_a_year_of_ones_own_life_is_left_out_where_another_clause_asks(typed: str, read: str) -> None:
    assert without_own_years(typed) == read
