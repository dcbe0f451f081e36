import pytest

from rag.figures.as_claimed import as_claimed


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("提高了1.7个百分点", "提高了1.7个百分点"),
        ("投入三个亿", "投入三亿元"),
        ("总投资三亿六千万元", "总投资三亿六千万元"),
        ("总投资三千亿", "总投资三千亿元"),
        ("总投资三亿六千万", "总投资三亿六千万元"),
    ],
)
def test_points_stay_points_and_only_the_last_of_a_numeral_is_money(asked: str, written: str) -> None:
    assert as_claimed(asked) == written


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("2023年产值涨了5个点吧", "2023年产值涨了5%吧"),
        ("怎么也降了三个点", "怎么也降了3%"),
        ("提高到两个点", "提高到2%"),
        ("涨得快,新设了5个点位", "涨得快,新设了5个点位"),
        ("增设3个点心铺", "增设3个点心铺"),
    ],
)
def test_points_by_which_something_went_are_percent(asked: str, read: str) -> None:
    assert as_claimed(asked) == read
