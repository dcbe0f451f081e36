from decimal import Decimal

import pytest

from rag.writing.amounts import Bound, Way, told_in
from rag.writing.plain import plain


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("新增学位4000个以上", Bound.AT_LEAST),
        ("新增学位不少于4000个", Bound.AT_LEAST),
        ("最高可获4000元", Bound.AT_MOST),
        ("补贴不到4000元", Bound.BELOW),
        ("up to 4,000 yuan", Bound.AT_MOST),
        ("nearly 4,000 people", Bound.NEARLY),
        ("近岸4000米", Bound.EXACT),
        ("over 3 years", Bound.EXACT),  # in the course of them
    ],
)
def test_how_exactly_an_amount_is_meant_stands_in_front_of_it_or_behind(text: str, bound: Bound) -> None:
    (told,) = told_in(plain(text))
    assert told.bound is bound


def test_the_second_of_a_row_is_meant_and_goes_as_the_first() -> None:
    first, second = told_in(plain("每个给予不超过100万元、30万元奖励"))
    assert (first.bound, second.bound) == (Bound.AT_MOST, Bound.AT_MOST)
    *_, last = told_in(plain("学校、医院、公园数量分别下降9%、7%、5%"))
    assert (last.way, last.is_change) == (Way.DOWN, True)
    more, grown = told_in(plain("保有量突破3亿辆、增长46.7%"))
    assert (more.bound, grown.bound) == (Bound.MORE, Bound.EXACT)


@pytest.mark.parametrize(
    ("text", "way", "is_change"),
    [
        ("增加了15个", Way.UP, True),
        ("增至15个", Way.UP, False),
        ("减少到15个", Way.DOWN, False),
        ("新增15个", Way.NEITHER, False),
        ("至少15个", Way.NEITHER, False),
        ("fell by 15%", Way.DOWN, True),
        ("to speed up 15 projects", Way.NEITHER, False),
    ],
)
def test_which_way_it_went_and_whether_by_how_much(text: str, way: Way, *, is_change: bool) -> None:
    (told,) = told_in(plain(text))
    assert (told.way, told.is_change) == (way, is_change)


def test_numerals_and_english_measures_are_read_as_figures() -> None:
    assert [told.value for told in told_in(plain("三亿六千万元、百分之九十、两年"))] == [
        Decimal(360_000_000),
        Decimal(90),
        Decimal(2),
    ]
    (told,) = told_in(plain("sixty households"))
    assert (told.value, told.unit) == (Decimal(60), "户")


def test_of_each_what_an_amount_is_is_kept_apart() -> None:
    (told,) = told_in(plain("每户每年1万元"))
    assert told.each == "年"
    assert told.eaches == {"", "户", "年"}
    (told,) = told_in(plain("10,000 yuan per year"))
    assert told.each == "年"
