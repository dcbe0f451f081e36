"""Which place a document and a question are about."""

from datetime import date

import pytest

from index.places.gazetteer import HONG_KONG
from index.records import Document, Span
from rag.answer.attribute import attributed
from rag.question.named_place import without
from rag.question.place import Places
from rag.records import Citation, Language
from tests.growth import MOST_TIMES_THE_WORK, times_the_work


def _document(doc_id: str, title: str, issuer: str = "新闻社") -> Document:
    return Document(
        doc_id=doc_id,
        title=title,
        issuer=issuer,
        kind="报告",
        issued=date(2024, 1, 1),
        covers=(),
        source="",
        sha256="0" * 64,
        note="",
        text="正文",
    )


LUOHU = _document("luohu", "2023年罗湖区政府工作报告")
YANTIAN = _document("yantian", "政府工作报告", "深圳市盐田区人民政府")
NOWHERE = _document("nowhere", "营商环境条例")
ONE, TWO = Places([LUOHU, NOWHERE]), Places([LUOHU, YANTIAN, NOWHERE])


def names(places: Places, asked: str, topic: str = "") -> list[str]:
    return [place.full for place in places.named(asked, topic)]


@pytest.mark.parametrize(
    ("title", "issuer", "full"),
    [
        ("2023年罗湖区政府工作报告", "", "罗湖区"),
        ("罗湖怎么样：产业立区", "报社", "罗湖区"),
        ("政府工作报告", "深圳市盐田区人民政府", "盐田区"),
        ("创建全国文明城区方案", "大鹏新区管理委员会", "大鹏新区"),
        ("黄埔区2024年国民经济和社会发展计划", "", "黄埔区"),
        ("深圳市2024年政府工作报告", "", "深圳市"),
        ("罗湖区与盐田区合作方案", "", "罗湖区"),
    ],
)
def test_title_then_issuer_tell_the_place_of_a_document(title: str, issuer: str, full: str) -> None:
    places = Places([_document("x", title, issuer or "报社")])
    assert places.title("x", Language.SIMPLIFIED) == full


def test_the_place_that_the_catalogue_gives_a_document_goes_before_its_title() -> None:
    document = _document("a", "广州市经验", "广州市人民政府").model_copy(update={"place": "深圳市南山区"})
    assert Places([document]).title("a", Language.SIMPLIFIED) == "南山区"


def test_what_is_about_hong_kong_and_its_districts_alone_is_of_it() -> None:
    places = Places([YANTIAN, _document("h", "香港财政预算案", ""), _document("t", "屯门区议会报告", "")])
    of = {place.full: place for place in places.held}
    assert places.turns_to((), ["h", "t"]) == HONG_KONG
    assert not places.turns_to((), ["h", YANTIAN.doc_id])
    assert not places.turns_to(())
    assert not places.turns_to([of["盐田区"]], ["h"])


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


def test_names_of_places_are_no_search_words() -> None:
    assert without("盐田区2024年学位, yantian's schools", TWO.held).split() == ["2024年学位,", "schools"]


def test_refusals_name_the_area_in_the_language_of_the_asker() -> None:
    assert TWO.area(Language.SIMPLIFIED) == "罗湖区、盐田区"
    assert TWO.area(Language.CANTONESE, TWO.named("盐田")) == "鹽田區"
    assert TWO.area(Language.ENGLISH) == "Luohu and Yantian"
    assert Places([NOWHERE]).area(Language.SIMPLIFIED) == ""


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
    assert bool(Places([_document("hz", "杭州市2024年政府工作报告")]).asks_whole(asked)) is whole


def test_a_province_is_part_of_the_country() -> None:
    assert Places([_document("gd", "广东省2024年政府工作报告")]).asks_whole("全国2024年gdp是多少")


def test_a_corpus_of_no_known_place_is_part_of_nothing() -> None:
    assert not Places([NOWHERE]).asks_whole("全国的财政收入")


def test_a_whole_whose_own_documents_are_held_may_be_asked_about() -> None:
    both = Places([LUOHU, _document("gd", "广东省2024年政府工作报告")])
    assert not both.asks_whole("广东2024年gdp是多少")
    assert not both.asks_whole("全省2024年gdp是多少")
    assert both.asks_whole("全国2024年gdp是多少")
    assert both.asks_whole("深圳2024年gdp是多少")


def test_the_town_of_a_held_district_is_not_elsewhere_and_says_nothing_of_the_matter() -> None:
    assert ONE.elsewhere("深圳新增了多少学位") == ""
    assert without("深圳市罗湖区新增了多少学位", ONE.own).split() == ["新增了多少学位"]
    assert Places([_document("hz", "杭州市2024年政府工作报告")]).elsewhere("深圳新增了多少学位") == "深圳"


def test_a_national_issuer_s_documents_are_about_the_country_whatever_it_is_called() -> None:
    national = _document("gwy", "政府工作报告", "国务院")
    places = Places([LUOHU, national])
    assert [place.name for place in places.held] == ["罗湖", "中国"]
    assert [place.name for place in places.named("2023年全国粮食产量多少")] == ["中国"]
    assert places.elsewhere("2023年全国粮食产量多少") == ""
    assert places.elsewhere("2023年浙江粮食产量多少") == "浙江"
    assert places.asks_whole("2023年全国gdp是多少") == ""


PROVINCE = _document("zj", "2026年浙江省政府工作报告")
MANY = Places([LUOHU, YANTIAN, PROVINCE, _document("luohu2", "2024年罗湖区政府工作报告")])


def test_home_is_the_place_of_most_documents_unless_another_is_set() -> None:
    assert MANY.home is not None
    assert MANY.home.full == "罗湖区"
    documents = [LUOHU, YANTIAN, PROVINCE]
    assert [Places(documents, home).home.full for home in ("", "浙江", "盐田区")] == ["罗湖区", "浙江省", "盐田区"]  # type: ignore[union-attr]
    assert Places([NOWHERE]).home is None


def test_a_part_of_a_held_place_is_told_of_where_a_text_names_it() -> None:
    named = MANY.named("浙江宁波2025年的港口")
    assert [place.full for place in named] == ["宁波市"]
    assert MANY.is_about("zj", "宁波舟山港集装箱", named)
    assert MANY.is_about("zj", "集装箱吞吐量", named, "宁波 集装箱吞吐量")
    assert not MANY.is_about("zj", "集装箱吞吐量", named)
    assert MANY.elsewhere("宁波2025年的gdp") == "宁波"
    assert MANY.area(Language.SIMPLIFIED, named) == "浙江省"


def test_what_a_document_says_of_a_whole_tells_of_its_own_place() -> None:
    country = _document("gwy", "政府工作报告", "国务院")
    places = Places([country, PROVINCE])
    named = places.named("2025年全国粮食产量多少")
    assert [place.name for place in named] == ["中国"]
    assert not places.is_about("zj", "产量居全国第1位", named)


def test_a_level_means_the_one_document_of_that_level() -> None:
    assert names(MANY, "2025年全省的粮食产量") == ["浙江省"]
    assert names(MANY, "2025年全区的学位") == []  # of two districts


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


def test_a_place_is_shown_as_the_asker_writes_it() -> None:
    assert ONE.shown("满洲里", Language.SIMPLIFIED) == "满洲里市"
    assert ONE.shown("满洲里", Language.TRADITIONAL) == "滿洲里市"
    assert ONE.shown("满洲里", Language.ENGLISH) == "Manzhouli"
    assert (ONE.shown("全国", Language.SIMPLIFIED), ONE.shown("中国", Language.ENGLISH)) == ("全国", "China")


def test_many_places_are_named_in_part() -> None:
    cities = [_document(name, f"{name}2024年政府工作报告") for name in ("杭州市", "广州市", "成都市", "西安市")]
    assert Places(cities).area(Language.SIMPLIFIED) == "杭州市、广州市、成都市等地"
    assert Places(cities).area(Language.ENGLISH) == "Hangzhou, Guangzhou, Chengdu and other places"


BESIDE_ITS_WHOLES = Places(
    [LUOHU, _document("province", "2026年广东省政府工作报告"), _document("country", "政府工作报告", "国务院")]
)


def test_a_part_s_documents_tell_of_a_place_that_none_is_about() -> None:
    (town,) = BESIDE_ITS_WHOLES.named("深圳哪个关口能退税")
    assert BESIDE_ITS_WHOLES.is_about("luohu", "口岸可以退税", (town,))
    assert not BESIDE_ITS_WHOLES.is_about("province", "口岸可以退税", (town,))
    assert BESIDE_ITS_WHOLES.is_about("province", "深圳的口岸可以退税", (town,))


def test_a_far_county_is_named_in_full_only_though_the_country_is_held() -> None:
    assert names(BESIDE_ITS_WHOLES, "清水河片区有哪些大厦") == []
    assert names(BESIDE_ITS_WHOLES, "清水河县有哪些大厦") == ["清水河县"]


def test_beside_a_held_place_another_that_only_the_country_tells_of_chooses_no_documents() -> None:
    assert names(BESIDE_ITS_WHOLES, "香港哪条地铁修到罗湖") == ["罗湖区"]
    assert names(BESIDE_ITS_WHOLES, "罗湖和南山的学校") == ["罗湖区", "南山区"]


def test_the_whole_town_is_none_but_that_of_the_documents_where_a_town_is_held() -> None:
    both = Places([LUOHU, _document("hz", "杭州市2024年政府工作报告")])
    assert not both.asks_whole("杭州2024年全市固定资产投资多少")
    assert both.asks_whole("深圳2024年固定资产投资多少")


def test_what_is_held_of_a_whole_is_its_part() -> None:
    both = Places([_document("gd", "广东省2024年政府工作报告"), _document("hz", "杭州市2024年政府工作报告")])
    assert both.area(Language.SIMPLIFIED, (), "浙江") == "杭州市"
    assert both.area(Language.SIMPLIFIED, (), "四川") == "广东省、杭州市"


SHAANXI, HEILONGJIANG = _document("s", "陕西省2026年政府工作报告"), _document("h", "2026年黑龙江省政府工作报告")
PROVINCES = Places([SHAANXI, HEILONGJIANG])


def test_a_short_name_that_a_city_and_counties_bear_is_the_citys() -> None:
    assert names(PROVINCES, "西安地铁多少公里") == ["西安市"]
    assert names(Places([SHAANXI, _document("c", "碑林区报告"), _document("x", "牡丹江市报告")]), "西安有几所学校") == [
        "西安区"
    ]


def test_whether_a_place_is_part_of_a_held_one() -> None:
    assert PROVINCES.is_within_held("西安")
    assert not PROVINCES.is_within_held("长沙")
    assert not PROVINCES.is_within_held("陕西")


def test_what_an_asker_tells_of_himself_names_no_place_where_the_question_does() -> None:
    assert names(PROVINCES, "我在咸阳开店,想问陕西有多少游客") == ["陕西省"]
    assert PROVINCES.elsewhere("想去长沙,先问问陕西有多少游客") == ""
    assert PROVINCES.elsewhere("想去长沙,有多少游客") == "长沙"


def test_a_short_name_of_a_county_right_behind_another_place_is_part_of_a_longer_name() -> None:
    held = Places([_document("b", "2026年北京市政府工作报告"), _document("h", "2026年湖南省政府工作报告")])
    assert names(held, "湖南大兴寨水库") == ["湖南省"]
    assert names(held, "北京大兴") == ["大兴区"]
