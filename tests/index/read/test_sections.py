"""The heading tree: who stands under what, and where a section ends."""

import pytest

from index.read.clean import clean
from index.read.sections import outline
from index.read.units import ReadDocument
from index.records import Role, Section
from tests.index.documents import headings, linked, path_of, read, unit_with


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


def test_a_member_of_a_list_is_no_heading_however_short_its_first_sentence() -> None:
    found = read(
        "一、工作安排\n\n港口推行以下措施：\n\n(1) 减收泊位费，为期三年，每船三百元；\n\n"
        "(2) 加装岸电。每个泊位一套；及\n\n(3) 培训船员，每年九百人；及\n\n(4) 修船三艘。全部免费。"
    )
    assert {path_of(found, unit) for unit in found.units[1:]} == {("一、工作安排",)}


def test_a_line_of_numbers_is_no_heading() -> None:
    assert path_of(read("一、工作安排\n\n1–9\n\n新建码头5座，工期两年。"), read("一、工作安排").units[0]) == (
        "一、工作安排",
    )


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


def test_numbered_paragraphs_are_no_headings_of_one_another() -> None:
    found = read(
        "一、前言\n\n1. 今年发表第五份报告，谈经济、民生和住房。\n\n2. 局面得来不易。要珍惜。\n\n"
        "3. 报告聚焦发展，总结四年多的成效。\n\n4. 感谢各界。"
    )
    assert {path_of(found, unit) for unit in found.units if unit.role is not Role.FRONT} == {("一、前言",)}


def test_several_issuers_above_a_date_are_no_headings() -> None:
    found = read(
        "关于印发措施的通知\n\n各单位：\n\n现将《若干措施》印发给你们，请结合各自实际，认真贯彻执行，并将情况及时报来。\n\n"
        "青岭区科技局\n\n青岭区财政局\n\n2024年3月2日\n\n（此件公开发布）\n\n若干措施\n\n一、支持研发\n\n给予补贴。"
    )
    assert headings(found) == ["若干措施", "一、支持研发"]


@pytest.mark.parametrize(
    "table",
    ["| 指标 | 目标 |\n|---|:--|\n| 学位 | 4100 |\n| 公园 | 9 |", "指标\t单位\t目标\n学位\t个\t4100\n公园\t个\t9"],
)
def test_rows_of_a_table_are_items_below_its_columns(table: str) -> None:
    found = read(f"一、2024年目标\n\n主要指标如下：\n\n{table}\n\n全年稳定。\n")
    rows = [unit for unit in found.units if unit.role is Role.ITEM]
    head = headings(found)[1]
    assert (head[:2], head[-2:]) == ("指标", "目标")
    assert [unit.text.split()[0] for unit in rows] == ["学位", "公园"]
    assert {path_of(found, unit) for unit in rows} == {("一、2024年目标", head)}
    assert path_of(found, unit_with(found, "稳定")) == ("一、2024年目标",)


def test_a_table_ends_the_front_matter() -> None:
    units = read("盐田区渔业表\n| 项目 | 2024年 | 增速 |\n- 海带：2024年30吨。\n").units
    assert [unit.role for unit in units] == [Role.FRONT, Role.HEADING, Role.ITEM]


@pytest.mark.parametrize(
    ("closing", "path"),
    [
        ("施行说明：本措施由市科技局负责解释，自印发之日起施行，有效期3年。", ("施行说明",)),
        ("有效期：自2026年3月8日至2028年12月31日。", ("有效期",)),
        ("本政策自2026年3月8日起实施，有效期至2028年12月31日。", ()),
        ("本办法由市科技局负责解释。", ()),
    ],
)
def test_how_long_a_document_holds_is_of_no_section_before_it(closing: str, path: tuple[str, ...]) -> None:
    found = read(f"若干措施\n一、开办企业\n1.一次办好。登记一日办结，税务一次办结。\n{closing}\n盐田区发布。\n")
    unit = unit_with(found, closing.partition("：")[2] or closing)
    assert path_of(found, unit) == path
    assert path_of(found, unit_with(found, "税务一次办结")) == ("一、开办企业", "1.一次办好")


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("三、附则", "本措施由市科技局负责解释。"),
        ("三、实施期限", "本措施自印发之日起施行。"),
        ("三、本地办法", "本办法由市科技局负责解释。"),  # right below a heading: that is its own
        ("三、改革", "机构改革。本市改革自2024年起实施，成效明显。"),
    ],
)
def test_what_has_a_heading_of_its_own_stays_below_it(heading: str, text: str) -> None:
    found = read(f"若干措施\n一、开办企业\n登记一日办结，税务一次办结。\n{heading}\n{text}\n")
    assert path_of(found, unit_with(found, text.split("。")[-2])) == (heading,)
