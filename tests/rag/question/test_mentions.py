"""Which places a question names, and which of one name is meant."""

import pytest

from rag.question.named_place import without
from rag.question.place import Places
from tests.rag.question.places import (
    BESIDE_ITS_WHOLES,
    ONE,
    PROVINCES,
    SHAANXI,
    TWO,
    document,
    names,
)


def test_in_a_corpus_of_one_place_its_name_chooses_nothing() -> None:
    assert names(ONE, "罗湖区新增了多少学位") == []


def test_a_question_names_places_in_chinese_or_english_and_a_follow_up_keeps_them() -> None:
    assert names(TWO, "盐田新增了多少学位") == ["盐田区"]
    assert names(TWO, "school places in yantian's schools") == ["盐田区"]
    assert names(TWO, "罗湖和盐田新增了多少学位") == ["罗湖区", "盐田区"]
    assert names(TWO, "那2024年呢", "盐田新增了多少学位") == ["盐田区"]
    assert names(TWO, "那罗湖呢", "盐田新增了多少学位") == ["罗湖区"]
    assert names(TWO, "新增了多少学位") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("福田很大。新增了多少学位?", ""),
        ("新增了多少学位?福田呢？", "福田"),
        ("福田呢?", "福田"),
        ("福田呢??", "福田"),
        ("说说福田。谢谢", "福田"),  # asks nothing: all of it counts
        ("is it 2.5 in 福田?", "福田"),
        ("i was in 福田. how many parks?", ""),
    ],
)
def test_of_several_sentences_the_last_question_tells_the_place(asked: str, found: str) -> None:
    assert ONE.elsewhere(asked) == found


def test_names_of_places_are_no_search_words() -> None:
    assert without("盐田区2024年学位, yantian's schools", TWO.held).split() == ["2024年学位,", "schools"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("香港老板在罗湖开公司", ""),
        ("how many hong kong residents live in luohu", ""),
        ("罗湖的深南路", ""),
        ("清水河片区的投资", ""),  # a far county's name that the documents hold
        ("苍南的投资", "苍南"),
        ("苍南人在罗湖开公司", ""),
        ("苍南人才的公寓", "苍南"),
    ],
)
def test_the_name_of_a_place_in_the_name_of_something_else_is_not_elsewhere(asked: str, found: str) -> None:
    held = {"清水", "水河"}
    assert ONE.elsewhere(asked, held.__contains__) == found


def test_a_far_county_is_named_in_full_only_though_the_country_is_held() -> None:
    assert names(BESIDE_ITS_WHOLES, "清水河片区有哪些大厦") == []
    assert names(BESIDE_ITS_WHOLES, "清水河县有哪些大厦") == ["清水河县"]


def test_a_short_name_that_a_city_and_counties_bear_is_the_citys() -> None:
    assert names(PROVINCES, "西安地铁多少公里") == ["西安市"]
    assert names(Places([SHAANXI, document("c", "碑林区报告"), document("x", "牡丹江市报告")]), "西安有几所学校") == [
        "西安区"
    ]


def test_what_an_asker_tells_of_himself_names_no_place_where_the_question_does() -> None:
    assert names(PROVINCES, "我在咸阳开店,想问陕西有多少游客") == ["陕西省"]
    assert PROVINCES.elsewhere("想去长沙,先问问陕西有多少游客") == ""
    assert PROVINCES.elsewhere("想去长沙,有多少游客") == "长沙"


def test_a_short_name_of_a_county_right_behind_another_place_is_part_of_a_longer_name() -> None:
    held = Places([document("b", "2026年北京市政府工作报告"), document("h", "2026年湖南省政府工作报告")])
    assert names(held, "湖南大兴寨水库") == ["湖南省"]
    assert names(held, "北京大兴") == ["大兴区"]
