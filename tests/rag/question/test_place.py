"""Which place a question is about, and which documents may answer it."""

import pytest

from index.records import Span
from rag.answer.attribute import attributed
from rag.question.named_place import without
from rag.question.place import Places
from rag.records import Citation, Language
from tests.growth import MOST_TIMES_THE_WORK, times_the_work
from tests.rag.question.places import (
    BESIDE_ITS_WHOLES,
    LUOHU,
    MANY,
    NOWHERE,
    ONE,
    PROVINCE,
    TWO,
    document,
    names,
)


@pytest.mark.parametrize(
    ("asked", "one", "two"),
    [
        ("盐田新增了多少学位", "盐田", ""),
        ("how many parks in yantian", "盐田", ""),
        ("福田新增了多少学位", "福田", "福田"),
        ("福田比盐田多多少", "福田", "福田"),
        ("盐田比福田多多少", "盐田", ""),
        ("罗湖和福田比", "", ""),
        ("新增了多少学位", "", ""),
    ],
)
def test_a_place_is_elsewhere_only_when_no_document_is_about_it(asked: str, one: str, two: str) -> None:
    assert (ONE.elsewhere(asked), TWO.elsewhere(asked)) == (one, two)


@pytest.mark.parametrize("piece", ["罗", "a1", "a.", ". ", "?", "好。"])
def test_a_long_text_takes_no_more_than_its_length_to_read(piece: str) -> None:
    assert times_the_work(ONE.elsewhere, piece, chars=2000) < MOST_TIMES_THE_WORK


def test_documents_of_the_named_place_and_of_none_and_what_names_it_may_answer() -> None:
    named = TWO.named("盐田新增了多少学位")
    assert TWO.is_about("yantian", "新增学位", named)
    assert TWO.is_about("nowhere", "新增学位", named)
    assert not TWO.is_about("luohu", "新增学位", named)
    assert TWO.is_about("luohu", "罗湖至鹽田的隧道", named)
    assert TWO.is_about("luohu", "新增学位", ())


def _citation(number: int, doc_id: str) -> Citation:
    return Citation(
        number=number,
        doc_id=doc_id,
        title="",
        issued=None,
        section=(),
        spans=(Span(start=0, end=1),),
        quote="正",
        sha256="",
    )


def test_an_answer_says_where_the_place_changes_if_there_are_several() -> None:
    text = "2024年计划：甲。[1]\n乙。[2]\n丙。[3]"
    citations = [_citation(1, "luohu"), _citation(2, "luohu"), _citation(3, "yantian")]
    assert attributed(text, citations, TWO, Language.SIMPLIFIED) == (
        "罗湖区 · 2024年计划：甲。[1]\n乙。[2]\n盐田区 · 丙。[3]"
    )
    assert attributed(text, citations, ONE, Language.SIMPLIFIED) == text


@pytest.mark.parametrize(
    ("asked", "whole"),
    [
        ("深圳2024年gdp是多少", True),
        ("深圳市全市的学位", True),
        ("全市一共建了多少学校", True),
        ("广东省2024年的财政收入", True),
        ("全国的失业率", True),
        ("shenzhen's total exports", True),
        ("the population of guangdong", True),
        ("what is the gdp of luohu in shenzhen", False),
        ("深圳罗湖2024年gdp是多少", False),
        ("全市首个公园在哪里", False),
        ("深圳市当年gdp增长多少", True),
        ("全市2024年固定资产投资多少", True),
        ("深圳市2016年的地区生产总值", True),
        ("罗湖占全市固定资产投资多少", False),
        ("杭州2024年gdp是多少", False),  # it is elsewhere: what names it may answer
    ],
)
def test_figures_of_the_whole_that_a_district_is_part_of_are_told_from_its_own(asked: str, *, whole: bool) -> None:
    assert bool(ONE.asks_whole(asked)) is whole


@pytest.mark.parametrize(
    ("asked", "whole"), [("全市一共建了多少学校", False), ("杭州全市的学位", False), ("全国的财政收入", True)]
)
def test_a_corpus_of_a_town_tells_the_town_from_the_country(asked: str, *, whole: bool) -> None:
    assert bool(Places([document("hz", "杭州市2024年政府工作报告")]).asks_whole(asked)) is whole


def test_a_province_is_part_of_the_country() -> None:
    assert Places([document("gd", "广东省2024年政府工作报告")]).asks_whole("全国2024年gdp是多少")


def test_a_corpus_of_no_known_place_is_part_of_nothing() -> None:
    assert not Places([NOWHERE]).asks_whole("全国的财政收入")


def test_a_whole_whose_own_documents_are_held_may_be_asked_about() -> None:
    both = Places([LUOHU, document("gd", "广东省2024年政府工作报告")])
    assert not both.asks_whole("广东2024年gdp是多少")
    assert not both.asks_whole("全省2024年gdp是多少")
    assert both.asks_whole("全国2024年gdp是多少")
    assert both.asks_whole("深圳2024年gdp是多少")


def test_the_town_of_a_held_district_is_not_elsewhere_and_says_nothing_of_the_matter() -> None:
    assert ONE.elsewhere("深圳新增了多少学位") == ""
    assert without("深圳市罗湖区新增了多少学位", ONE.own).split() == ["新增了多少学位"]
    assert Places([document("hz", "杭州市2024年政府工作报告")]).elsewhere("深圳新增了多少学位") == "深圳"


def test_a_part_of_a_held_place_is_told_of_where_a_text_names_it() -> None:
    named = MANY.named("浙江宁波2025年的港口")
    assert [place.full for place in named] == ["宁波市"]
    assert MANY.is_about("zj", "宁波舟山港集装箱", named)
    assert MANY.is_about("zj", "集装箱吞吐量", named, "宁波 集装箱吞吐量")
    assert not MANY.is_about("zj", "集装箱吞吐量", named)
    assert MANY.elsewhere("宁波2025年的gdp") == "宁波"
    assert MANY.area(Language.SIMPLIFIED, named) == "浙江省"
    assert MANY.elsewhere("宁波的港口有多大？看浙江的报告") == ""


def test_the_ends_of_a_way_are_not_asked_about_where_a_held_place_is_named_beside_them() -> None:
    assert names(MANY, "宁波到温州的铁路通了吗，浙江的") == ["浙江省"]
    assert names(MANY, "宁波和温州的铁路通了吗，浙江的") == ["宁波市", "温州市"]
    assert names(MANY, "宁波到温州的铁路通了吗") == ["宁波市", "温州市"]
    assert names(MANY, "has the line from ningbo to wenzhou in zhejiang opened") == ["浙江省"]


def test_what_a_document_says_of_a_whole_tells_of_its_own_place() -> None:
    country = document("gwy", "政府工作报告", "国务院")
    places = Places([country, PROVINCE])
    named = places.named("2025年全国粮食产量多少")
    assert [place.name for place in named] == ["中国"]
    assert not places.is_about("zj", "产量居全国第1位", named)


def test_a_level_means_the_one_document_of_that_level() -> None:
    assert names(MANY, "2025年全省的粮食产量") == ["浙江省"]
    assert names(MANY, "2025年全区的学位") == []  # of two districts


def test_a_part_s_documents_tell_of_a_place_that_none_is_about() -> None:
    (town,) = BESIDE_ITS_WHOLES.named("深圳哪个关口能退税")
    assert BESIDE_ITS_WHOLES.is_about("luohu", "口岸可以退税", (town,))
    assert not BESIDE_ITS_WHOLES.is_about("province", "口岸可以退税", (town,))
    assert BESIDE_ITS_WHOLES.is_about("province", "深圳的口岸可以退税", (town,))


def test_beside_a_held_place_another_that_only_the_country_tells_of_chooses_no_documents() -> None:
    assert names(BESIDE_ITS_WHOLES, "香港哪条地铁修到罗湖") == ["罗湖区"]
    assert names(BESIDE_ITS_WHOLES, "罗湖和南山的学校") == ["罗湖区", "南山区"]


def test_the_whole_town_is_none_but_that_of_the_documents_where_a_town_is_held() -> None:
    both = Places([LUOHU, document("hz", "杭州市2024年政府工作报告")])
    assert not both.asks_whole("杭州2024年全市固定资产投资多少")
    assert both.asks_whole("深圳2024年固定资产投资多少")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("罗湖人均gdp比整个深圳还高吗", "罗湖人均gdp比全市还高吗"),
        ("罗湖的增速是不是超过全深圳平均", "罗湖的增速是不是超过全市平均"),
        ("增速比深圳市快吗", "增速比全市快吗"),  # of home
        ("跟广东全省比,罗湖的增速高还是低", "跟全省比,罗湖的增速高还是低"),
        ("罗湖人均收入比全国高吗", "罗湖人均收入比全国高吗"),
        ("罗湖和深圳2024年gdp各增长多少", "罗湖和深圳2024年gdp各增长多少"),  # is asked of both
        ("罗湖跟深圳有什么合作", "罗湖跟深圳有什么合作"),
        ("罗湖比杭州快吗", "罗湖比杭州快吗"),  # is no whole of it
        ("深圳2024年gdp是多少", "深圳2024年gdp是多少"),  # is asked of itself
    ],
)
def test_what_a_place_is_part_of_is_the_whole_it_is_set_against(asked: str, meant: str) -> None:
    assert ONE.with_wholes(asked) == meant
