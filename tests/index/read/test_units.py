"""Units: whole statements with exact spans, linked to what explains them, and not a character lost."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.read.mapped import FOOTNOTE_MARKS, quote_at
from index.read.units import ReadDocument
from index.records import LinkKind, Role, Unit
from tests.index.documents import linked, read, unit_with

LINES = (
    "一、2023年工作回顾",
    "二、2024年工作安排",
    "（一）港口能级稳步提升，航运集聚",
    "（二）生态环境²",
    "国际航线持续加密。盐田港吞吐量达到1405万标箱。新增航线6条。",
    "全年PM_{2.5}平均浓度为16微克/立方米，**优良天数比例达到97.3%**。",
    "落实“六稳”¹工作，增长4.2%。¹²建成学校5所；新增学位1500个，",
    "引进马士",
    "基区域总部等3家航运企业。³",
    "¹六稳：稳就业、稳金融。",
    "³航运：",
    "- 社会消费品零售总额增长5.1%；",
    "----万元 GDP 水耗下降3.1%;",
    "(三)做强物流。1.提升功能。(1)拓展航线。①新增5条,②建成1个。【责任单位:区商务局】",
    "  缩进的段落，写到一半就",
    "有关名词解释",
    "1.六个一：医疗服务网格、咨询服务热线。",
    "编辑 陈海 审核 林小梅",
    "2024年3月5日",
    "---",
    "***",
    "",
    "\u3000",
    "×",
    "相关阅读",
)
ALPHABET = "甲乙年月日一二十、。；，：:!（）()①②㉑1290.¹²*_{}^-—【】责任单位“”《》… \u3000\xa0\t\n\r编辑章第"
DOCUMENTS = st.builds(
    lambda lines, end: end.join(lines), st.lists(st.sampled_from(LINES), max_size=25), st.sampled_from(["\n", "\r\n"])
)


def check(found: ReadDocument) -> None:
    """What must hold for any document; that nothing is lost or doubled, `read_units` itself has checked."""
    source = found.document.text
    body = [unit for unit in found.units if unit.role is not Role.FOOTNOTE]
    starts = [unit.spans[0].start for unit in body]
    assert starts == sorted(starts)
    spans = [span for unit in found.units for span in unit.spans]
    owned = Counter(i for span in spans for i in range(span.start, span.end))
    assert set(owned.values()) <= {1}
    dropped = {i for drop in found.dropped for i in range(drop.span.start, drop.span.end)}
    assert all(source[i] in FOOTNOTE_MARKS for i in dropped & set(owned))
    assert all(mark.isspace() for i, mark in enumerate(source) if i not in owned and i not in dropped)
    ids = {unit.unit_id for unit in found.units}
    sections = {section.section_id: section for section in found.sections}
    for unit in found.units:
        assert unit.text == quote_at(source, unit.spans)
        assert unit.text.strip() or set(source[unit.spans[0].start : unit.spans[-1].end]) <= set(FOOTNOTE_MARKS)
        assert {link.unit_id for link in unit.links} <= ids - {unit.unit_id}
        within = sections[unit.section_id]
        if within.path and unit.role is not Role.FOOTNOTE:
            assert within.span.start <= unit.spans[0].start
            assert unit.spans[-1].end <= within.span.end


@settings(max_examples=150)
@given(DOCUMENTS)
def test_whatever_is_set_together_each_character_is_in_one_unit_or_dropped(text: str) -> None:
    check(read(text))


@settings(max_examples=200)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_no_string_of_marks_makes_the_reader_lose_a_character(text: str) -> None:
    check(read(text))


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_each_character_of_the_seeds_is_in_one_unit_or_dropped(reads: dict[str, ReadDocument], number: str) -> None:
    check(reads[number])


def test_both_documents_of_another_district_are_read_whole(report: ReadDocument, notice: ReadDocument) -> None:
    check(report)
    check(notice)


def test_a_unit_is_found_by_its_number(report: ReadDocument) -> None:
    assert [unit.unit_id for unit in report.units] == [f"doc#{i}" for i in range(len(report.units))]


@pytest.mark.parametrize(
    ("words", "n_spans"),
    [
        ("新引进中国燃气全球总部、港华燃气全国总部等 8 家总部企业", 2),
        ("正本清源改造，完善市政排水管网 28.7 公里", 2),
        ("梳理 24.6 万平方米产业用地", 2),
        ("打造“深圳东文体休闲带”", 2),
    ],
)
def test_sentences_cut_by_a_page_read_whole(reads: dict[str, ReadDocument], words: str, n_spans: int) -> None:
    unit = unit_with(reads["004"], words)
    assert len(unit.spans) == n_spans
    assert unit.text.endswith("。")


def test_a_page_cut_in_another_report_reads_whole(report: ReadDocument) -> None:
    unit = unit_with(report, "引进马士基区域总部等3家航运企业")
    assert [report.document.text[span.start : span.end] for span in unit.spans] == [
        "引进马士",
        "基区域总部等3家航运企业，新增用工超过800人。",
    ]


@pytest.mark.parametrize(
    ("words", "text"),
    [("23.8 微克", "PM2.5 累计平均浓度为 23.8 微克/立方米"), ("23.0微克", "PM2.5浓度控制在23.0微克/立方米")],
)
def test_subscripts_read_without_their_markup(reads: dict[str, ReadDocument], words: str, text: str) -> None:
    assert text in unit_with(reads["004"], words).text


def test_no_unit_keeps_markup_marks_or_line_ends(reads: dict[str, ReadDocument], report: ReadDocument) -> None:
    text = "".join(unit.text for found in (reads["004"], report) for unit in found.units)
    assert not [mark for mark in ("**", "_{", "}", "\n", "\r", *FOOTNOTE_MARKS) if mark in text]


def definitions(found: ReadDocument, unit: Unit) -> list[str]:
    ids = {link.unit_id for link in unit.links if link.kind is LinkKind.DEFINITION}
    return [other.term for other in found.units if other.unit_id in ids]


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("扎实推进“六稳”工作，加快", "六稳"),
        ("深入推进“一街一车一室”", "一街一车一室"),
        ("采用 TOD开发模式", "TOD 开发"),
        ("启动“城市双修”", "城市双修"),
        ("居民健康素养达到43%", "居民健康素养"),
        ("全面推进“课堂革命”", "课堂革命"),
    ],
)
def test_a_footnote_is_linked_from_the_sentence_that_bears_its_mark(
    reads: dict[str, ReadDocument], words: str, term: str
) -> None:
    assert definitions(reads["004"], unit_with(reads["004"], words)) == [term]


def test_every_footnote_is_linked_from_somewhere(reads: dict[str, ReadDocument]) -> None:
    units = reads["004"].units
    notes = [unit.unit_id for unit in units if unit.role is Role.FOOTNOTE]
    assert len(notes) == 13
    assert set(notes) == {link.unit_id for unit in units for link in unit.links}


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("全面落实“三港一区”", "三港一区："),
        ("（一）港口能级稳步提升", "港口能级："),  # the mark ends a heading
        ("开行海铁联运班列4条", "海铁联运："),
        ("梅沙湾整治工程完工", "梅沙湾整治："),  # the mark stands after the full stop
    ],
)
def test_marks_of_another_report_lead_to_their_notes(report: ReadDocument, words: str, note: str) -> None:
    (text,) = linked(report, unit_with(report, words))
    assert text.startswith(note)


@pytest.mark.parametrize(
    "line", ["**三港一区**²一体推进。新建码头。再接再厉。", "推进改革。²加快发展。", "（一）“六稳”²工作。①稳就业。"]
)
def test_a_mark_anywhere_in_a_line_is_linked_once(line: str) -> None:
    found = read(f"一、工作回顾\n{line}\n²注：说明文字。")
    assert sum(len(unit.links) for unit in found.units) == 1


def test_a_term_defined_twice_is_two_definitions_each_linked_by_its_full_name(reads: dict[str, ReadDocument]) -> None:
    found = reads["001"]
    six = [unit for unit in found.units if unit.role is Role.GLOSSARY and "六个一" in unit.term]
    assert [unit.term for unit in six] == ["“六个一”工作机制", "“六个一”工作体系"]
    assert definitions(found, unit_with(found, "落实“六个一”工作机制")) == ["“六个一”工作机制"]
    users = [unit for unit in found.units if six[1].unit_id in {link.unit_id for link in unit.links}]
    assert all("工作体系" in unit.text for unit in users)


def test_the_glossary_of_another_district_is_linked_by_its_terms(notice: ReadDocument) -> None:
    assert definitions(notice, unit_with(notice, "力争突破300亿元")) == ["一湾两港"]
    assert definitions(notice, unit_with(notice, "首期规模不低于10亿元")) == ["蓝色基金"]


def test_a_definition_has_a_term_and_neither_years_nor_status(reads: dict[str, ReadDocument]) -> None:
    for unit in (*reads["001"].units, *reads["004"].units):
        defines = unit.role in (Role.FOOTNOTE, Role.GLOSSARY)
        assert bool(unit.term) is defines
        assert not defines or (unit.years, unit.status.value) == ((), "other")


def test_a_list_of_offices_belongs_only_to_what_stands_before_it_in_its_section() -> None:
    found = read(
        "一、重点任务\n(一)做强物流。①航线5条。【责任单位:区交通局】②泊位1个。【责任单位:区商务局】\n(二)做优旅游。①赛事8场。"
    )
    assert linked(found, unit_with(found, "航线5条")) == ["【责任单位:区交通局】"]
    assert linked(found, unit_with(found, "泊位1个")) == ["【责任单位:区商务局】"]
    assert linked(found, unit_with(found, "赛事8场")) == []


def test_a_term_on_a_line_of_its_own_is_defined_by_the_next() -> None:
    found = read(
        "一、前言\n\n推进“双港”行动。\n\n名词解释\n\n1.“双港”行动：\n\n指海港与空港一起做的事。\n\n2.“一湾”：\n\n指南湾。\n"
    )
    entries = [(unit.term, unit.text) for unit in found.units if unit.role is Role.GLOSSARY]
    assert entries == [
        ("“双港”行动", "1.“双港”行动：指海港与空港一起做的事。"),
        ("“一湾”", "2.“一湾”：指南湾。"),
    ]


def test_a_review_of_years_goes_on_to_the_paragraphs_behind_a_dash_below_it() -> None:
    found = read(
        "一、2023年工作回顾\n\n全年新增泊位1个。\n\n五年来，港区变化显著，迈上新台阶。\n\n——货运能力大幅提升。新增泊位8个。\n\n——服务水平不断改善。新增窗口9个。\n"
    )
    assert unit_with(found, "泊位1个").years == (2023,)
    assert [len(unit_with(found, words).years) for words in ("泊位8个", "窗口9个")] == [5, 5]


def test_a_lone_sentence_that_says_what_five_years_were_dates_the_paragraph_behind_it() -> None:
    found = read(
        "一、2023年工作回顾\n\n全年新增泊位1个。\n\n这是港区不断壮大的五年。\n\n货运能力提升。新增泊位8个。\n\n"
        "这是服务更好的五年。\n\n新增窗口9个。\n\n港区还有难题，缺少仓库2座。\n"
    )
    told = ("泊位1个", "泊位8个", "窗口9个", "仓库2座")
    assert [len(unit_with(found, words).years) for words in told] == [1, 5, 5, 1]
