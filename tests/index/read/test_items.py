"""Sentences and numbered items: where one ends, and under which heading an item stands."""

import pytest

from index.read.items import split_items, split_sentences
from index.read.mapped import MappedText
from index.read.units import ReadDocument
from index.records import Role
from tests.index.documents import linked, path_of, unit_with


def mapped(text: str) -> MappedText:
    return MappedText.of(text, 0, len(text))


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(mapped(text))]


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.role.value, part.text.text) for part in split_items(mapped(text))]


@pytest.mark.parametrize(
    "text",
    [
        "增长6.5%。|投资达到3.4亿元。",
        "怎么办？|迎难而上！|再出发",
        "他说：“加快建设。”|会议结束。",
        "启动AI小镇……集群建设。",
        "推进《规划（草案。修改稿）》编制；落实。",
        "引进（含增资。扩产）企业5家。|完成。",
        "引进创新企业十五家；|建成投用实验室两个。",
        "一是稳；二是进；三是好。",
        "新增“四上。企业”260家。|完成。",
    ],
)
def test_sentences_end_at_the_bars(text: str) -> None:
    assert sentences(text.replace("|", "")) == text.split("|")


def test_a_paragraph_without_items_is_sentences() -> None:
    assert parts("新增航线5条。吞吐量增长。") == [("sentence", "新增航线5条。"), ("sentence", "吞吐量增长。")]


def test_items_end_where_the_next_begins_even_after_a_comma() -> None:
    assert parts("打好基础。①设立基金,②打造3栋楼宇。③新增企业2家；㉑建成中心。") == [
        ("sentence", "打好基础。"),
        ("item", "①设立基金,"),
        ("item", "②打造3栋楼宇。"),
        ("item", "③新增企业2家；"),
        ("item", "㉑建成中心。"),
    ]


def test_headings_run_on_between_items() -> None:
    assert parts("1.做强港口。(1)拓展航线,①新增5条。2.优化服务。②通关更快。【责任单位：区商务局】") == [
        ("heading", "1.做强港口。"),
        ("heading", "(1)拓展航线,"),
        ("item", "①新增5条。"),
        ("heading", "2.优化服务。"),
        ("item", "②通关更快。"),
        ("responsible", "【责任单位：区商务局】"),
    ]


@pytest.mark.parametrize("name", ["责任单位", "牵头单位", "配合单位"])
def test_every_name_for_the_responsible_units_is_known(name: str) -> None:
    assert parts(f"①办赛事8场。【{name}:区文体局】其余工作照常推进。")[1:] == [
        ("responsible", f"【{name}:区文体局】"),
        ("sentence", "其余工作照常推进。"),
    ]


def test_a_bracket_that_names_nobody_is_part_of_the_sentence() -> None:
    assert parts("印发通知【2024】3号。") == [("sentence", "印发通知【2024】3号。")]


def test_a_figure_with_a_point_or_in_brackets_opens_no_heading() -> None:
    assert parts("①投资2.5亿元，占比(1)以上。②完成。") == [("item", "①投资2.5亿元，占比(1)以上。"), ("item", "②完成。")]


def test_items_keep_the_path_of_their_headings(reads: dict[str, ReadDocument]) -> None:
    found = reads["002"]
    item = unit_with(found, "新增6家持牌金融机构")
    assert item.role is Role.ITEM
    assert item.text.startswith("①大力招引")
    assert path_of(found, item) == (
        "一、实施产业结构升级计划",
        "(一)实施传统优势产业“攀升计划”",
        "1.锻造金融创新发展新优势",
        "(1)夯实传统金融底盘",
    )


def test_items_that_come_before_the_first_bracketed_heading_stand_one_level_up(reads: dict[str, ReadDocument]) -> None:
    found = reads["002"]
    assert path_of(found, unit_with(found, "全年旅游收入超245亿元"))[2:] == ("2.打造强引领力的旅游服务高地",)
    assert path_of(found, unit_with(found, "⑬建设管理咨询和法律、会计集聚区"))[2:] == ("3.加快专业服务业高端集聚发展",)


def test_items_split_by_commas_are_items_of_their_own(reads: dict[str, ReadDocument]) -> None:
    assert unit_with(reads["002"], "设立人工智能产业基金").text == "①设立人工智能产业基金,"
    assert unit_with(reads["002"], "新增低空航线20条以上").text.startswith("㉑打造低空经济")


def test_each_item_is_linked_to_the_list_that_closes_its_paragraph(reads: dict[str, ReadDocument]) -> None:
    found = reads["002"]
    for words, office in (("新增6家持牌金融机构", "区金融服务署"), ("新增1家高端民宿", "区文化广电旅游体育局")):
        (responsible,) = linked(found, unit_with(found, words))
        assert responsible.startswith("【责任单位:")
        assert office in responsible
    items = [unit for unit in found.units if unit.role is Role.ITEM]
    assert len(items) > 150
    assert all(any(link.kind.value == "responsible" for link in item.links) for item in items)


def test_the_leading_offices_of_another_district_are_linked_too(report: ReadDocument) -> None:
    assert linked(report, unit_with(report, "新增国际航线5条以上")) == [
        "【牵头单位：区发展改革局；配合单位：区交通局、盐田海关】"
    ]
    assert linked(report, unit_with(report, "海滨民宿")) == ["【牵头单位：区文化广电旅游体育局】"]
