"""What places documents are about, which is home, and how they are shown."""

import pytest

from index.places.gazetteer import HONG_KONG
from rag.question.place import Places
from rag.records import Language
from tests.rag.question.places import (
    LUOHU,
    MANY,
    NOWHERE,
    ONE,
    PROVINCE,
    PROVINCES,
    TWO,
    YANTIAN,
    document,
)


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
def test_title_then_issuer_tell_the_place_of_adocument(title: str, issuer: str, full: str) -> None:
    places = Places([document("x", title, issuer or "报社")])
    assert places.title("x", Language.SIMPLIFIED) == full


def test_the_place_that_the_catalogue_gives_a_document_goes_before_its_title() -> None:
    placed = document("a", "广州市经验", "广州市人民政府").model_copy(update={"place": "深圳市南山区"})
    assert Places([placed]).title("a", Language.SIMPLIFIED) == "南山区"


def test_what_is_about_hong_kong_and_its_districts_alone_is_of_it() -> None:
    places = Places([YANTIAN, document("h", "香港财政预算案", ""), document("t", "屯门区议会报告", "")])
    of = {place.full: place for place in places.held}
    assert places.turns_to((), ["h", "t"]) == HONG_KONG
    assert not places.turns_to((), ["h", YANTIAN.doc_id])
    assert not places.turns_to(())
    assert not places.turns_to([of["盐田区"]], ["h"])


def test_who_names_no_place_turns_to_those_of_home_whatever_document_is_next_to_the_question() -> None:
    near, far = document("n", "盐田区计划", ""), document("h", "香港财政预算案", "")
    assert not Places([YANTIAN, near, far]).turns_to((), ["h"])
    assert Places([YANTIAN, near, far], home="香港").turns_to((), ["n"]) == HONG_KONG


def test_refusals_name_the_area_in_the_language_of_the_asker() -> None:
    assert TWO.area(Language.SIMPLIFIED) == "罗湖区、盐田区"
    assert TWO.area(Language.CANTONESE, TWO.named("盐田")) == "鹽田區"
    assert TWO.area(Language.ENGLISH) == "Luohu and Yantian"
    assert Places([NOWHERE]).area(Language.SIMPLIFIED) == ""


def test_a_national_issuer_s_documents_are_about_the_country_whatever_it_is_called() -> None:
    national = document("gwy", "政府工作报告", "国务院")
    places = Places([LUOHU, national])
    assert [place.name for place in places.held] == ["罗湖", "中国"]
    assert [place.name for place in places.named("2023年全国粮食产量多少")] == ["中国"]
    assert places.elsewhere("2023年全国粮食产量多少") == ""
    assert places.elsewhere("2023年浙江粮食产量多少") == "浙江"
    assert places.asks_whole("2023年全国gdp是多少") == ""


def test_home_is_the_place_of_most_documents_unless_another_is_set() -> None:
    assert MANY.home is not None
    assert MANY.home.full == "罗湖区"
    documents = [LUOHU, YANTIAN, PROVINCE]
    assert [Places(documents, home).home.full for home in ("", "浙江", "盐田区")] == ["罗湖区", "浙江省", "盐田区"]  # type: ignore[union-attr]
    assert Places([NOWHERE]).home is None


def test_a_place_is_shown_as_the_asker_writes_it() -> None:
    assert ONE.shown("满洲里", Language.SIMPLIFIED) == "满洲里市"
    assert ONE.shown("满洲里", Language.TRADITIONAL) == "滿洲里市"
    assert ONE.shown("满洲里", Language.ENGLISH) == "Manzhouli"
    assert (ONE.shown("全国", Language.SIMPLIFIED), ONE.shown("中国", Language.ENGLISH)) == ("全国", "China")


def test_many_places_are_named_in_part() -> None:
    cities = [document(name, f"{name}2024年政府工作报告") for name in ("杭州市", "广州市", "成都市", "西安市")]
    assert Places(cities).area(Language.SIMPLIFIED) == "杭州市、广州市、成都市等地"
    assert Places(cities).area(Language.ENGLISH) == "Hangzhou, Guangzhou, Chengdu and other places"


def test_what_is_held_of_a_whole_is_its_part() -> None:
    both = Places([document("gd", "广东省2024年政府工作报告"), document("hz", "杭州市2024年政府工作报告")])
    assert both.area(Language.SIMPLIFIED, (), "浙江") == "杭州市"
    assert both.area(Language.SIMPLIFIED, (), "四川") == "广东省、杭州市"


def test_whether_a_place_is_part_of_a_held_one() -> None:
    assert PROVINCES.is_within_held("西安")
    assert not PROVINCES.is_within_held("长沙")
    assert not PROVINCES.is_within_held("陕西")
