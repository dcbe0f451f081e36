"""The heading tree: who stands under what, and where a section ends."""

import pytest

from index.read.clean import clean
from index.read.sections import outline
from index.read.units import ReadDocument
from index.records import Role, Section
from tests.index.documents import linked, path_of, read, unit_with


def section(found: ReadDocument, *path: str) -> Section:
    (only,) = [section for section in found.sections if section.path == path]
    return only


def test_headings_of_the_report_nest_by_their_numerals(report: ReadDocument) -> None:
    two = "二、2024年发展目标和主要任务"
    assert [section.path for section in report.sections if section.path[:1] == (two,)] == [
        (two,),
        (two, "（一）做强港航物流"),
        (two, "（一）做强港航物流", "1.提升枢纽功能"),
        (two, "（一）做强港航物流", "1.提升枢纽功能", "(1)拓展航线网络"),
        (two, "（一）做强港航物流", "1.提升枢纽功能", "(2)发展海铁联运"),
        (two, "（一）做强港航物流", "2.优化口岸服务"),
        (two, "（二）提升滨海旅游"),
    ]


def test_a_section_reaches_over_its_sub_sections_and_not_into_the_next(report: ReadDocument) -> None:
    text = report.document.text
    span = section(report, "二、2024年发展目标和主要任务", "（一）做强港航物流").span
    assert text[span.start : span.end].startswith("（一）做强港航物流。")
    assert text[span.start : span.end].endswith("盐田海关】")


def test_the_front_matter_has_no_path_and_ends_at_the_first_heading(notice: ReadDocument) -> None:
    front = [unit.text for unit in notice.units if unit.role is Role.FRONT]
    assert front == [
        "盐田区人民政府办公室关于印发《盐田区海洋经济行动方案》的通知",
        "盐府办〔2024〕3号",
        "各街道办事处，区各有关单位：",
        "盐田区人民政府办公室",
        "2024年3月5日",
    ]
    assert notice.sections[0].path == ()


def test_chapters_hold_bracketed_headings_and_lead_ins(notice: ReadDocument) -> None:
    unit = unit_with(notice, "引进海洋科技企业15家")
    assert path_of(notice, unit) == ("第二章 重点任务", "(一)壮大海洋产业", "培育新兴产业")


def test_a_list_of_names_is_no_statement(report: ReadDocument, reads: dict[str, ReadDocument]) -> None:
    assert unit_with(report, "林小梅").role is Role.FRONT
    assert unit_with(reads["000"], "白珊珊").role is Role.FRONT
    assert unit_with(reads["003"], "张一鎏").role is Role.FRONT


def test_a_heading_on_two_lines_is_one_section(reads: dict[str, ReadDocument]) -> None:
    found = reads["000"]
    path = ("以“增量”优化“存量” 构建具有自身特点和优势的现代化产业新格局",)
    assert [unit.text for unit in found.units if path_of(found, unit) == path][:2] == [
        "以“增量”优化“存量”",
        "构建具有自身特点和优势的现代化产业新格局",
    ]


def test_a_glossary_entry_is_no_heading_though_it_has_a_numeral(notice: ReadDocument) -> None:
    entries = [unit for unit in notice.units if unit.role is Role.GLOSSARY]
    assert [entry.term for entry in entries] == ["一湾两港", "蓝色基金"]
    assert {path_of(notice, entry) for entry in entries} == {("名词解释",)}


def test_a_paragraph_after_a_lead_in_section_goes_back_to_the_heading_above() -> None:
    body = "航线持续加密。新增航线5条。货量增长。\n\n港口持续繁忙。吞吐量增长。用工增加。\n\n"
    found = read(f"一、工作回顾\n\n{body}全区上下团结一心，克服困难，完成了全年任务。")
    assert path_of(found, unit_with(found, "吞吐量增长")) == ("一、工作回顾", "港口持续繁忙")
    assert path_of(found, unit_with(found, "全区上下")) == ("一、工作回顾",)


def test_a_heading_that_comes_twice_opens_two_sections() -> None:
    found = read("一、重点任务\n\n新建学校5所。\n\n二、保障措施\n\n加强领导。\n\n一、重点任务\n\n新建医院2所。")
    first, second = unit_with(found, "学校"), unit_with(found, "医院")
    assert path_of(found, first) == path_of(found, second)
    assert first.section_id != second.section_id
    spans = {section.section_id: section.span for section in found.sections}
    assert spans[first.section_id].end < spans[second.section_id].start


def test_a_footnote_stands_in_the_section_that_refers_to_it(report: ReadDocument) -> None:
    note = unit_with(report, "海铁联运：")
    assert path_of(report, note) == ("一、2023年计划执行情况", "（一）港口能级稳步提升", "国际航线持续加密")
    heading_note = unit_with(report, "港口能级：")
    assert path_of(report, heading_note) == ("一、2023年计划执行情况", "（一）港口能级稳步提升")


def test_every_piece_is_in_source_order_and_footnotes_come_last(reads: dict[str, ReadDocument]) -> None:
    source = reads["004"].document.text
    pieces = outline(clean(source), source, "doc").pieces
    body = [piece for piece in pieces if piece.role is not Role.FOOTNOTE]
    assert [piece.role for piece in pieces[len(body) :]] == [Role.FOOTNOTE] * 13
    starts = [piece.text.offsets[0] for piece in body]
    assert starts == sorted(starts)


def test_markdown_headings_without_numerals_nest_by_their_depth() -> None:
    found = read(
        "# 盐田区政府工作报告\n\n## 2023年工作回顾\n\n### 港口能级稳步提升\n\n新增航线6条。\n\n"
        "**口岸服务，更加便捷**\n\n通关提速。\n\n## 2024年工作安排\n\n新增学位1500个。\n"
    )
    assert unit_with(found, "政府工作报告").role is Role.FRONT
    assert path_of(found, unit_with(found, "航线6条")) == ("2023年工作回顾", "港口能级稳步提升")
    assert path_of(found, unit_with(found, "通关提速")) == (
        "2023年工作回顾",
        "港口能级稳步提升",
        "口岸服务，更加便捷",
    )
    assert path_of(found, unit_with(found, "学位1500个")) == ("2024年工作安排",)
    assert unit_with(found, "学位1500个").years == (2024,)


def test_markdown_headings_with_numerals_nest_by_those() -> None:
    found = read("## 一、工作回顾\n\n#### （一）港口\n\n新增航线6条。\n\n## 二、工作安排\n\n新增学位1500个。\n")
    assert path_of(found, unit_with(found, "航线6条")) == ("一、工作回顾", "（一）港口")
    assert path_of(found, unit_with(found, "学位")) == ("二、工作安排",)


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("一、做强港航。①新增航线5条。②引进企业2家。", "一、做强港航。"),
        ("（一）做强港航。新增航线5条。", "（一）做强港航。"),
        ("1.做强港航。新增航线5条。", "1.做强港航。"),
        ("①新增航线5条。【责任单位：区交通局】", ""),
        ("新增航线5条。", ""),
    ],
)
def test_a_document_without_whole_line_headings_has_front_matter_and_text(body: str, heading: str) -> None:
    found = read(f"盐田区港航行动方案\n\n盐府办〔2024〕3号\n\n{body}\n")
    front = [unit.text for unit in found.units if unit.role is Role.FRONT]
    assert front == ["盐田区港航行动方案", "盐府办〔2024〕3号"]
    assert path_of(found, unit_with(found, "航线5条")) == ((heading.rstrip("。"),) if heading else ())
    assert unit_with(found, "航线5条").role in (Role.ITEM, Role.SENTENCE)


def test_a_markdown_heading_may_end_with_a_full_stop() -> None:
    found = read("## 一、做强港航\n\n### （一）拓展航线。\n\n①新增航线5条。【责任单位：区交通局】\n")
    assert path_of(found, unit_with(found, "航线5条")) == ("一、做强港航", "（一）拓展航线")
    assert linked(found, unit_with(found, "航线5条")) == ["【责任单位：区交通局】"]
