import pytest

from index.records import Link, LinkKind, Role, Status, Unit
from index.store.saved import OpenIndex
from rag.suggest.topics import counted, defined, entrusted, listed, measured, nouns
from tests.rag.asked import unit


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("改扩建学校12所,新增学位10155个。", [("新增", "学位", "10155个", "个")]),
        ("全年新增养老床位 51 张，", [("新增", "养老床位", "51 张", "张")]),
        ("①新建碧道6.43公里,", [("新建", "碧道", "6.43公里", "公里")]),
        ("多渠道筹集建设保障性住房5601套、供应2683套。", [("筹集", "保障性住房", "5601套", "套")]),
        ("引进持牌金融机构不少于6家。", [("引进", "持牌金融机构", "6家", "家")]),
        ("提供岗位7.4万个。", [("提供", "岗位", "7.4万个", "个")]),
        ("完成罗湖北站12项拆迁任务。", []),  # the figure counts what stands behind it
        ("新增供应链平台企业和机构1家。", []),
        ("老旧小区成功更新电梯302台。", []),  # what is before belongs to it
    ],
)
def test_a_counted_thing_is_a_whole_clause(text: str, told: list[tuple[str, str, str, str]]) -> None:
    assert [(item.verb, item.noun, item.figure, item.measure) for item in counted([unit(text)])] == told


def test_what_has_no_year_or_several_is_not_asked_about() -> None:
    text = "新增学位10155个。"
    for years in ((), (2021, 2022)):
        assert not list(counted([unit(text, years=years)]))
    assert not list(counted([unit(text, status=Status.OTHER)]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("固定资产投资超370亿元。", [("固定资产投资", "370", False)]),
        ("地区生产总值(GDP)增长6.5%左右。", [("地区生产总值", "6.5", True)]),
        ("PM2.5年均浓度降至15.8微克/立方米。", [("PM2.5年均浓度", "15.8", False)]),
        ("人均地区生产总值实现22.64万元。", []),
        ("片区固定资产投资超100亿元。", []),
        ("地区生产总值增长6.0%-6.5%。", []),
    ],
)
def test_an_indicator_is_measured_as_a_level_or_a_change(text: str, told: list[tuple[str, str, bool]]) -> None:
    assert [(item.noun, item.figure, item.is_change) for item in measured([unit(text)])] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("拥有罗湖、文锦渡、莲塘三大口岸,", [("三", "大", "口岸")]),
        ("组建人工智能、生命健康、低空经济三个产业专班,", [("三", "个", "产业专班")]),
        ("交通秩序、集贸市场等十大专项行动,", []),  # two of ten
        ("三大口岸通关。", []),
    ],
)
def test_a_list_has_all_its_members(text: str, told: list[tuple[str, str, str]]) -> None:
    assert [(item.number, item.measure, item.noun) for item in listed([unit(text)])] == told


def test_a_name_has_one_item_that_somebody_is_responsible_for() -> None:
    link = (Link(kind=LinkKind.RESPONSIBLE, unit_id="r"),)
    units: list[Unit] = [
        unit("③拓展“优才卡”服务范围。", name="a").model_copy(update={"links": link}),
        unit("④办好“书香驿站”。", name="b"),
        unit("⑤建设“快乐驿站”。", name="c").model_copy(update={"links": link}),
        unit("⑥用好“快乐驿站”。", name="d"),
        unit("⑦做到“联动发展”。", name="e").model_copy(update={"links": link}),
    ]
    assert [item.name for item in entrusted(units)] == ["优才卡"]


def test_terms_are_short_chinese_ones_or_latin_abbreviations() -> None:
    units = [
        unit(f"{term}：说明。", name=term).model_copy(update={"role": Role.GLOSSARY, "term": term})
        for term in ("“双减”", "TOD 开发", "一图一平台N应用", "DRG 收付费")
    ]
    assert [item.name for item in defined(units, is_latin=False)] == ["双减"]
    assert [item.name for item in defined(units, is_latin=True)] == ["TOD", "DRG"]


def test_the_english_of_a_noun_leads_back_to_it(real_index: OpenIndex) -> None:
    text = "".join(unit.text for unit in real_index.corpus.units())
    for chinese, noun in nouns().items():
        if chinese not in text:
            continue
        found = [word for _, words in real_index.bilingual.translate(noun.english) for word, _ in words]
        assert any(word in chinese.lower() or chinese.lower() in word for word in found), noun.english
