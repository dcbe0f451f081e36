"""Source → blocks: joined where a page break cut them, free of markup, and nothing lost without a reason."""

import pytest

from index.read.clean import BlockKind, clean, is_heading_line
from index.read.mapped import quote_at


def blocks(source: str) -> list[str]:
    return [block.text.text for block in clean(source).blocks]


def dropped(source: str) -> list[tuple[str, str]]:
    return [(source[span.start : span.end], reason) for span, reason in clean(source).dropped]


def test_a_page_break_inside_a_word_is_healed() -> None:
    assert blocks("招商引资发力，新引进中国燃\n\n气总部等8家企业。") == ["招商引资发力，新引进中国燃气总部等8家企业。"]


def test_a_footnote_between_the_halves_does_not_keep_them_apart() -> None:
    cleaned = clean("完成小区改造，新建道路\n\n²改造：老旧小区综合整治。\n\n和绿道。")
    assert [block.text.text for block in cleaned.blocks] == ["完成小区改造，新建道路和绿道。"]
    (note,) = cleaned.footnotes
    assert (note.kind, note.number, note.text.text) == (BlockKind.FOOTNOTE, 2, "改造：老旧小区综合整治。")


@pytest.mark.parametrize(
    "following",
    [
        "  缩进的新段落开始了。",
        "（二）新的一节",
        "二、新的一节",
        "第二章 新的一节",
        "- 新的一项；",
        "来源：盐田区政府 发布时间：2024-05-01",
    ],
)
def test_what_starts_anew_is_never_joined(following: str) -> None:
    assert len(blocks(f"句子没有写完，就换了一行又\n{following}")) == 2


@pytest.mark.parametrize(
    "first",
    ["句子写完了。", "说：“句子写完了。”", "主要指标如下：", "一、工作回顾，展望未来", "盐田区海洋经济，行动方案"],
)
def test_what_is_finished_is_not_joined_to_the_next(first: str) -> None:
    assert blocks(f"{first}\n下一段的正文在这里。") == [first, "下一段的正文在这里。"]


def test_footnote_marks_are_taken_out_with_their_place_in_the_joined_text() -> None:
    (block,) = clean("推进“六稳”¹工作，引进港口\n航运¹²企业。").blocks
    assert block.text.text == "推进“六稳”工作，引进港口航运企业。"
    assert block.notes == ((6, 1), (15, 12))


def test_marks_at_the_end_of_a_line_are_dropped_with_a_reason() -> None:
    assert dropped("完成六稳工作。¹") == [("¹", "footnote marker")]


def test_bold_and_subscripts_lose_their_signs_only() -> None:
    source = "**优良天数**，PM_{2.5}和10^{3}。"
    assert blocks(source) == ["优良天数，PM2.5和103。"]
    assert {mark for mark, reason in dropped(source) if reason == "markup"} == {"**", "_{", "^{", "}"}


@pytest.mark.parametrize("mark", ["- ", "----", "• ", "· ", "● ", "* "])
def test_list_marks_are_dropped_and_make_a_list_item(mark: str) -> None:
    (block,) = clean(f"{mark}万元 GDP 电耗下降 4.5%;").blocks
    assert (block.kind, block.text.text) == (BlockKind.LIST_ITEM, "万元 GDP 电耗下降 4.5%;")


def test_a_hyphen_or_dash_that_is_part_of_the_text_stays() -> None:
    assert blocks("-5℃以下低温天气。\n——一年来，经济稳中有进。") == ["-5℃以下低温天气。", "——一年来，经济稳中有进。"]


@pytest.mark.parametrize("line", ["---", "**", "¹", "----¹", "- "])
def test_a_rule_or_a_mark_alone_is_no_block(line: str) -> None:
    assert blocks(f"第一段。\n{line}\n第二段。") == ["第一段。", "第二段。"]


def test_windows_line_ends_and_byte_order_mark_shift_nothing() -> None:
    source = "\ufeff一、工作回顾\r\n\r\n引进港口，新增航线又\r\n多了6条。\r\n"
    found = clean(source).blocks
    assert [block.text.text for block in found] == ["一、工作回顾", "引进港口，新增航线又多了6条。"]
    assert all(quote_at(source, block.text.spans(source)) == block.text.text for block in found)


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("数说盐田2024", True),
        ("以“增量”优化“存量”", True),
        ("经济平稳，稳中有进", False),
        ("经济平稳。", False),
        ("长" * 41, False),
    ],
)
def test_a_heading_line_is_short_and_without_punctuation(line: str, is_heading: bool) -> None:
    assert is_heading_line(line) is is_heading


def test_square_and_cubic_metres_keep_their_power() -> None:
    (block,) = clean("盘活用地5万m²²，减排3万m³、绿化2km²。").blocks
    assert (block.text.text, block.notes) == ("盘活用地5万m²，减排3万m³、绿化2km²。", ((8, 2),))


@pytest.mark.parametrize(
    ("line", "heading", "depth"),
    [
        ("# 盐田区政府工作报告", "盐田区政府工作报告", 1),
        ("## 港口能级，稳步提升 ##", "港口能级，稳步提升", 2),
        ("### **（一）港口能级**", "（一）港口能级", 3),
        ("**港口能级稳步提升，航线加密**", "港口能级稳步提升，航线加密", 0),
        ("**2023年工作回顾**", "2023年工作回顾", 0),
    ],
)
def test_markdown_says_what_is_a_heading(line: str, heading: str, depth: int) -> None:
    found = clean(f"{line}\n正文写到这里。").blocks
    assert (found[0].kind, found[0].text.text, found[0].depth) == (BlockKind.HEADING, heading, depth)
    assert found[1].text.text == "正文写到这里。"


@pytest.mark.parametrize(
    "line",
    [
        "#港口 话题",
        "**新增学位1500个**",
        "**港口繁忙。**",
        "**港口**繁忙，**航线**加密",
        "**主要指标：**",
        "####### 七级",
    ],
)
def test_bold_statements_and_hashes_within_text_are_no_headings(line: str) -> None:
    assert clean(line).blocks[0].kind is not BlockKind.HEADING


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_any_line_end_ends_a_line(end: str) -> None:
    source = f"一、回顾{end}建成学校，新开公园{end}{end}全部完工。{end}"
    assert blocks(source) == ["一、回顾", "建成学校，新开公园全部完工。"]
    assert all(quote_at(source, block.text.spans(source)) == block.text.text for block in clean(source).blocks)


@pytest.mark.parametrize(
    "line", ["建成学校，区教育局（体育局）", "建成学校，9所【区教育局】", "建成学校，9所[区教育局]"]
)
def test_a_bracket_that_the_line_has_opened_closes_it(line: str) -> None:
    assert blocks(f"{line}\n改造校舍，装上电梯。") == [line, "改造校舍，装上电梯。"]
    assert len(blocks("建成学校，包括（一所\n小学）和两所\n中学，全部开学。")) == 1


@pytest.mark.parametrize("start", ["第三条 支持", "①支持", "(ii) 支持", "12. 支持", "3）支持"])
def test_articles_items_and_numbered_paragraphs_start_anew(start: str) -> None:
    assert blocks(f"给予补贴，分期发放\n{start}研发，给予奖励。") == ["给予补贴，分期发放", f"{start}研发，给予奖励。"]
    assert len(blocks("给予补贴，见\n2.5万元以下的规定。")) == 1


def test_a_name_that_a_link_sets_on_lines_of_its_own_is_whole() -> None:
    assert blocks("继续前行，推动加入\n《\n某某协定\n》和其他协定。") == ["继续前行，推动加入《某某协定》和其他协定。"]


def test_lines_broken_at_a_width_are_whole_and_short_ones_between_stay_headings() -> None:
    line, rest = "我们在这一年里继续努力推动各项工作向前走", "取得成果。"
    source = "\n".join(["改善民生", line, rest] * 20)
    assert blocks(source) == ["改善民生", line + rest] * 20
