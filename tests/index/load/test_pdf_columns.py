"""Two columns and more are read one after the other, however few lines a page has; a table is not."""

import pytest

from eval.bench.papers import Put, lines, pdf
from index.load.read import OnPage
from tests.index.load.reading import read, stands

LEFT = ["港口吞吐量增长百分之五，新建码", "头三座，投资二亿元。渔业稳定发", "展，渔船八十艘。"]
RIGHT = ["教育方面新建学校两所，增加学位", "三千个。医疗方面新建医院一所，", "增加床位五百张。"]
THIRD = ["文化方面开放灯塔一座，接待游客", "九万人次，举办渔歌会三场，观众", "二千人。"]
WHOLE = ["全年各项工作进展顺利，港口、教育、文化各方面都完成了年初定下的目标，", "群众满意。"]
NEXT = 50 + 15 * 12 + 25  # where the second column begins


def text(*pages: list[Put]) -> list[str]:
    return read(pdf(*pages), "a.pdf").text.splitlines()


def joined(column: list[str]) -> str:
    return "".join(column)


@pytest.mark.parametrize("lower", [0, 3, 8, 10, 14])
def test_the_lines_of_the_columns_need_not_be_level(lower: int) -> None:
    put = [*lines(LEFT, x=50), *lines(RIGHT, x=NEXT, top=760 - lower)]
    assert text(put) == [joined(LEFT), joined(RIGHT)]


@pytest.mark.parametrize("gutter", [14, 18, 40, 120])
def test_the_gutter_may_be_narrow_or_wide(gutter: int) -> None:
    assert text([*lines(LEFT, x=50), *lines(RIGHT, x=50 + 15 * 12 + gutter)]) == [joined(LEFT), joined(RIGHT)]


def test_what_crosses_them_is_read_before_and_behind() -> None:
    put = [Put(230, 800, "盐田区公报"), *lines(WHOLE, x=50, top=770)]
    put += [*lines(LEFT, x=50, top=720), *lines(RIGHT, x=NEXT, top=720), *lines(WHOLE, x=50, top=640)]
    assert text(put) == ["盐田区公报", joined(WHOLE), joined(LEFT), joined(RIGHT), joined(WHOLE)]


def test_three_columns_are_read_from_left_to_right() -> None:
    put = [
        Put(each.x, each.y, each.text, 10)
        for x, column in ((40, LEFT), (210, RIGHT), (380, THIRD))
        for each in lines(column, x=x)
    ]
    assert text(put) == [joined(LEFT), joined(RIGHT), joined(THIRD)]


def test_a_column_may_be_longer_than_the_other_and_have_heads() -> None:
    put = [*lines(["一、港口", *LEFT, "二、教育", *RIGHT], x=50), *lines(["三、文化", *THIRD], x=NEXT)]
    assert text(put) == ["一、港口", joined(LEFT), "二、教育", joined(RIGHT), "三、文化", joined(THIRD)]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    put = [*lines(LEFT[:2], x=50), *lines([LEFT[2], *RIGHT], x=NEXT)]
    assert text(put) == [joined(LEFT), joined(RIGHT)]


def test_a_head_in_the_corner_and_a_number_below_a_column_are_none_of_it() -> None:
    pages = []
    for number, word in enumerate("港渔船灯", 1):
        body = [*lines([line.replace("年", word) for line in LEFT], x=50), *lines(RIGHT, x=NEXT)]
        body = [Put(put.x, put.y, word + put.text[1:]) for put in body]
        pages.append([Put(NEXT + 120, 800, "盐田区公报"), *body, Put(50, 660, str(number))])
    found = read(pdf(*pages), "a.pdf")
    said = found.text.splitlines()
    assert (len(said), said[0][-8:], said[1][-8:]) == (8, "港，渔船八十艘。", "港加床位五百张。")
    assert {left.reason for left in found.left_out} == {"running head", "page number"}


def test_columns_of_english_are_columns_where_lines_end_ragged() -> None:
    left = ["Port throughput rose by five per", "cent, and three new berths were", "built. The fleet has 80 boats."]
    right = ["Two schools were built, with three", "thousand places. One hospital with", "500 beds was opened."]
    assert text([*lines(left, x=50), *lines(right, x=300)]) == [" ".join(left), " ".join(right)]


def test_a_citation_of_a_column_has_the_boxes_of_its_own_lines() -> None:
    found = read(pdf([*lines(LEFT, x=50), *lines(RIGHT, x=NEXT)]), "a.pdf")
    boxes = [place for place in stands(found, joined(RIGHT)) if isinstance(place, OnPage)]
    assert [(box.left, box.right) for box in boxes] == [(NEXT, NEXT + 180), (NEXT, NEXT + 180), (NEXT, NEXT + 96)]


def test_a_table_of_figures_stays_a_table() -> None:
    rows = [
        ("港口吞吐量，含集装箱", "1,200万吨"),
        ("渔获量，含近海养殖的", "2,100万吨"),
        ("货运量，含公路与铁路", "5,300万吨"),
    ]
    put = [Put(x, 700 - 20 * n, said) for n, row in enumerate(rows) for x, said in zip((60, 320), row, strict=True)]
    assert text([Put(60, 740, "渔业情况如下，供参阅。"), *put])[-1] == "- 货运量，含公路与铁路：5,300万吨。"


def test_a_table_of_words_is_read_by_its_rows() -> None:
    rows = [
        ("盐田港东作业区码头扩建", "区交通运输局，区住房建设局"),
        ("海港路小学新建教学楼", "区教育局，海港街道"),
        ("灯塔公园开放，修缮栈道", "区城管局"),
        ("老旧小区加装电梯八十部", "区住房建设局，各街道"),
    ]
    put = [Put(x, 700 - 20 * n, said) for n, row in enumerate(rows) for x, said in zip((60, 300), row, strict=True)]
    assert text([Put(60, 740, "重点工作如下，供参阅。"), *put])[1] == " ".join(rows[0])


def test_who_signed_on_the_right_below_a_short_line_is_no_column() -> None:
    signed = [Put(360, 700, "盐田区人民政府办公室"), Put(400, 680, "2024年3月1日")]
    assert text([*lines([*WHOLE, "特此通知。"], x=50), *signed])[-3:] == [
        "特此通知。",
        "盐田区人民政府办公室",
        "2024年3月1日",
    ]
