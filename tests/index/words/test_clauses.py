"""Ends of clauses."""

import pytest

from index.words.clauses import ANNOUNCED_CLAUSE_END, MEMBER_END, clauses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新增学位10,155个，增长3%。", ["新增学位10,155个", "增长3%"]),
        ("目标:新建学校3所、幼儿园5所;好!", ["目标", "新建学校3所、幼儿园5所", "好"]),
        ("，。", []),
    ],
)
def test_a_comma_between_digits_ends_no_clause(text: str, found: list[str]) -> None:
    assert clauses(text) == found


def test_a_clause_keeps_what_announces_it() -> None:
    assert clauses("目标:新建学校3所,增长3%", ANNOUNCED_CLAUSE_END) == ["目标:新建学校3所", "增长3%"]


def test_each_member_of_a_row_stands_alone() -> None:
    assert clauses("新建学校3所、幼儿园5所。", MEMBER_END) == ["新建学校3所", "幼儿园5所"]
