"""A document of Word is read as it is seen on the page."""

import pytest

from index.errors import ReadError
from index.load.read import InCell, InParagraph
from index.load.word_numbers import chinese, formatted
from index.read.units import read_units
from index.records import LinkKind, Role
from tests.index.documents import document
from tests.index.load.office import docx, p, packed, part, run, tbl, tc, tr
from tests.index.load.reading import lines, read, said, stands

STYLES = """
<w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="own"><w:name w:val="篇名"/><w:basedOn w:val="a1"/></w:style>
<w:style w:styleId="t1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="n1"><w:name w:val="条"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/><w:isLgl/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def numbered(number_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def test_numbers_that_word_writes_stand_in_the_text() -> None:
    body = "".join(
        p(text, numbered(7, level))
        for text, level in [("港口", 0), ("泊位", 1), ("航线", 1), ("渔业", 0), ("海带", 1), ("产量", 2)]
    )
    content = docx(body, numbering=NUMBERING)
    assert lines(content, "a.docx") == ["一、港口", "（一）泊位", "（二）航线", "二、渔业", "（一）海带", "2.1 产量"]


def test_a_list_that_starts_anew_counts_anew() -> None:
    body = p("港口", numbered(7, 0)) + p("渔业", numbered(7, 0)) + p("附则", numbered(9, 0)) + p("附件", numbered(9, 0))
    assert lines(docx(body, numbering=NUMBERING), "a.docx") == ["一、港口", "二、渔业", "一、附则", "二、附件"]


def test_a_style_numbers_what_is_in_it() -> None:
    body = p("港口", numbered(7, 0)) + p("泊位", styled("n1"))
    assert lines(docx(body, numbering=NUMBERING, styles=STYLES), "a.docx")[1] == "（一）泊位"


def test_bullets_are_list_lines() -> None:
    assert lines(docx(p("新建泊位3个", numbered(8, 0)), numbering=NUMBERING), "a.docx") == ["- 新建泊位3个"]


def test_a_style_that_is_based_on_a_heading_is_a_heading() -> None:
    body = p("总体情况", styled("own")) + p("港口繁忙。", styled("own")) + p("渔业增产。")
    assert lines(docx(body, styles=STYLES), "a.docx") == ["# 总体情况", "港口繁忙。", "渔业增产。"]


def test_a_table_of_contents_is_left_out() -> None:
    found = read(docx(p("一、港口 3", styled("t1")) + p("港口繁忙。"), styles=STYLES), "a.docx")
    assert found.text == "港口繁忙。\n"
    assert [(left.reason, left.text) for left in found.left_out] == [("table of contents", "一、港口 3")]


def test_tracked_changes_are_taken_as_accepted() -> None:
    gone, new = "<w:del><w:r><w:delText>3</w:delText></w:r></w:del>", f"<w:ins>{run('5')}</w:ins>"
    found = read(docx(f"<w:p>{run('泊位')}{gone}{new}{run('个')}</w:p>"), "a.docx")
    assert found.text == "泊位5个\n"
    assert said(found) == ("1 tracked deletions were taken as accepted",)


def test_hidden_text_is_left_out_and_told() -> None:
    found = read(docx(f"<w:p>{run('泊位5个')}{run('暂不公开', '<w:vanish/>')}</w:p>"), "a.docx")
    assert found.text == "泊位5个\n"
    assert found.left_out[0].text == "暂不公开"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('渔船80艘')}</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert lines(docx(f"<w:p>{run('港口繁忙。')}<w:r>{drawn}</w:r></w:p>"), "a.docx") == ["港口繁忙。", "渔船80艘"]


def test_a_note_is_linked_to_where_it_stands() -> None:
    body = f'<w:p>{run("发展蓝色粮仓")}<w:r><w:footnoteReference w:id="4"/></w:r>{run("，建成码头3座。")}</w:p>'
    notes = (
        f'<w:footnote w:id="4">{p("蓝色粮仓：指近海养殖。")}</w:footnote><w:footnote w:id="5">{p("无")}</w:footnote>'
    )
    text = read(docx(body, footnotes=notes), "a.docx").text
    assert text == "发展蓝色粮仓¹，建成码头3座。\n¹蓝色粮仓：指近海养殖。\n"
    units = read_units(document(text)).units
    note = next(unit for unit in units if unit.role is Role.FOOTNOTE)
    assert [link.unit_id for unit in units for link in unit.links if link.kind is LinkKind.DEFINITION] == [note.unit_id]


def test_a_table_is_rows_with_their_heads() -> None:
    wide, merged, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tr(tc("项目", merged), tc("2024年", wide)),
        tr(tc("", goes_on), tc("总量（吨）"), tc("增速（%）")),
        tr(tc("海带"), tc("30"), tc("2.5")),
    )
    found = read(docx(p("渔业表") + table), "a.docx")
    assert found.text.splitlines()[-1] == "- 海带：2024年总量30吨，2024年增速2.5%。"
    assert stands(found, "2.5") == [InCell(table=1, row=3, column=3)]
    assert stands(found, "渔业表") == [InParagraph(paragraph=1)]


def test_the_line_above_a_table_names_its_unit() -> None:
    table = tbl(tr(tc("项目"), tc("2023年"), tc("2024年")), tr(tc("海带"), tc("30"), tc("31")))
    assert lines(docx(p("单位：吨") + table), "a.docx")[-1] == "- 海带：2023年30吨，2024年31吨。"


def test_a_deleted_row_is_gone() -> None:
    row = tr(tc("渔船"), tc("80"), tc("1"), properties="<w:del/>")
    table = tbl(tr(tc("项目"), tc("数量"), tc("增减")), row, tr(tc("灯塔"), tc("4"), tc("0")))
    assert lines(docx(table), "a.docx")[1:] == ["- 灯塔：数量4，增减0。"]


def test_running_heads_are_left_out() -> None:
    found = read(docx(p("港口繁忙。"), header2=p("内部资料")), "a.docx")
    assert found.text == "港口繁忙。\n"
    assert [(left.reason, left.text) for left in found.left_out] == [("running head", "内部资料")]


def test_a_macro_is_neither_run_nor_read() -> None:
    parts = {
        "word/document.xml": part("document", f"<w:body>{p('港口繁忙。')}</w:body>"),
        "word/vbaProject.bin": b"Shell",
    }
    found = read(packed(parts), "a.docm")
    assert (found.text, said(found)) == ("港口繁忙。\n", ("it holds macros; they were neither run nor read",))


ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            packed({"word/document.xml": f"{ENTITY}{part('document', '&e;')[38:]}"}),
            "declares entities in its part",
        ),
        (packed({"word/document.xml": "<w:document"}), "is damaged in its part word/document.xml"),
        (packed({"word/other.xml": "<a/>"}), "lacks its part word/document.xml"),
        (packed({"word/document.xml": b" " * 60_000_000}), "as an archive bomb does; it was not unpacked"),
        (docx(""), "a.docx has no text"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(content: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=f"^a.docx .*{said}|{said}"):
        read(content, "a.docx")


def test_a_part_that_was_damaged_on_the_way_is_told() -> None:
    content = bytearray(docx(p("港口繁忙。" * 50)))
    content[60:70] = b"\xff" * 10
    with pytest.raises(ReadError, match="cut off or damaged"):
        read(bytes(content), "a.docx")


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (110, "一百一十"), (2005, "二千零五")],
)
def test_numbers_in_chinese(number: int, said: str) -> None:
    assert chinese(number) == said


@pytest.mark.parametrize(
    ("number", "style", "said"),
    [
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (5, "chineseLegalSimplified", "伍"),
        (6, "unheard of", "6"),
        (7, "decimalZero", "07"),
        (1, "none", ""),
    ],
)
def test_numbers_in_words_own_styles(number: int, style: str, said: str) -> None:
    assert formatted(number, style) == said
