"""Headings: whole lines, run-in openings, lead-ins with and without their full stop."""

import pytest

from index.read.headings import (
    ARABIC,
    BRACKETED,
    BRACKETED_ARABIC,
    TOP,
    lead_in,
    lead_in_without_stop,
    run_in_heading,
    whole_line_heading,
)
from index.read.units import ReadDocument
from index.records import Role
from tests.index.documents import headings, path_of, unit_with


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、2023年工作回顾", TOP),
        ("第二章 重点任务", TOP),
        ("关键词一：“产业立区”", TOP),
        ("数说盐田2024", TOP),
        ("（一）港口能级稳步提升，航运集聚", BRACKETED),
        ("(十)坚持履职尽责", BRACKETED),
        ("()坚持高位推动项目发力,加快建设", BRACKETED),
        ("( 二 ) “六稳”工作扎实推进, 成效显著", BRACKETED),
        ("1.提升枢纽功能，优化服务", ARABIC),
    ],
)
def test_a_whole_line_is_a_heading_of_its_level(line: str, level: int) -> None:
    found = whole_line_heading(line)
    assert found is not None
    assert (found.length, found.level) == (len(line), level)


@pytest.mark.parametrize(
    "line",
    [
        "一、全年完成了各项任务。",
        "（一）地区生产总值增长7%；",
        "2.5万人次参加了活动，创历史新高",
        "1.一湾两港：大鹏湾，盐田港",
        "目标：打造现代化港城",
        "经济运行平稳，民生改善",
        "一、" + "长" * 60,
    ],
)
def test_a_statement_or_definition_is_no_whole_line_heading(line: str) -> None:
    assert whole_line_heading(line) is None


@pytest.mark.parametrize(
    ("text", "heading", "level"),
    [
        ("(一)做强港航物流。①新增航线5条。", "(一)做强港航物流。", BRACKETED),
        ("一、做强港航物流。各单位要新增航线。", "一、做强港航物流。", TOP),
        ("1.提升枢纽功能。(1)拓展航线。", "1.提升枢纽功能。", ARABIC),
        ("(1)拓展航线网络。①新增航线5条。", "(1)拓展航线网络。", BRACKETED_ARABIC),
        ("(1)每户每季1,000元。新增5条。", "(1)每户每季1,000元。", BRACKETED_ARABIC),
    ],
)
def test_a_paragraph_may_open_with_its_heading(text: str, heading: str, level: int) -> None:
    found = run_in_heading(text)
    assert found is not None
    assert (text[: found.length], found.level) == (heading, level)


@pytest.mark.parametrize("text", ["(一)做强港航物流。", "2.5亿元投资已经完成。其他工作推进。", "全面发力。再接再厉。"])
def test_no_run_in_heading_without_a_numeral_or_without_what_follows(text: str) -> None:
    assert run_in_heading(text) is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("国际航线持续加密。盐田港吞吐量创新高。", "国际航线持续加密。"),
        ("——一年来,经济运行稳中有进。全年增长。", "——一年来,经济运行稳中有进。"),
        ("以不渝初心,守“人民的心”。时刻放在心上。", "以不渝初心,守“人民的心”。"),
        ("增长5%以上。其他工作推进。", None),
        ("航线加密，港口繁忙，物流畅通。新增航线。", None),
        ("国际航线持续加密。", None),
        ("这是一个很长很长的句子它说的事情很多所以不会是一个段落的引领语句对不对。后文。", None),
    ],
)
def test_a_lead_in_is_short_without_figures_and_not_alone(text: str, heading: str | None) -> None:
    found = lead_in(text)
    assert (found and text[: found.length]) == heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("提升文化发展质量加快重大文化设施建设,打造品牌。", "提升文化发展质量"),
        ("全力确保城区运行安全稳定健全重大突发公共事件应急处置机制,加快建设。", "全力确保城区运行安全稳定"),
        ("新增优质的加快类项目,引进企业。", None),
        ("引进企业加强管理", None),
        ("提升文化发展质量加快,打造品牌。", None),
        ("新增航线5条加快发展海铁联运,优化服务。", None),
    ],
)
def test_a_lead_in_that_lost_its_stop_ends_before_the_first_measure(text: str, heading: str | None) -> None:
    found = lead_in_without_stop(text)
    assert (found and text[: found.length]) == heading


@pytest.mark.parametrize(
    ("heading", "first"),
    [
        ("提升文化发展质量", "加快重大文化设施"),
        ("协调发展体育事业", "推动竞技体育"),
        ("严密防范化解重大风险", "坚持底线思维"),
        ("全力确保城区运行安全稳定", "健全重大突发公共事件"),
        ("积极推进基层治理体系和能力现代化建设", "搭建整体统一的框架体系"),
    ],
)
def test_the_five_lead_ins_of_2023_without_full_stop_are_headings(
    reads: dict[str, ReadDocument], heading: str, first: str
) -> None:
    found = reads["001"]
    units = [unit for unit in found.units if path_of(found, unit)[-1:] == (heading,)]
    assert (units[0].role, units[0].text) == (Role.HEADING, heading)
    assert units[1].text.startswith(first)
    assert len(units) > 2


def test_a_heading_that_lost_its_numeral_stands_between_its_neighbours(reads: dict[str, ReadDocument]) -> None:
    found = reads["001"]
    nameless = unit_with(found, "()坚持高位推动项目发力")
    assert path_of(found, nameless) == ("二、2023年工作安排", "()坚持高位推动项目发力,加快推进重点片区建设提速增效")
    second_level = [
        path[1][:3] for path in (section.path for section in found.sections) if len(path) == 2 and path[0][0] == "二"
    ]
    assert second_level == ["(一)", "(二)", "(三)", "()坚", *(f"({n})" for n in "五六七八九十")]


def test_a_heading_cut_off_in_the_source_is_kept_as_it_is(reads: dict[str, ReadDocument]) -> None:
    assert "(五)持续提升城区治理能力,平安稳定基础更加" in headings(reads["001"])
