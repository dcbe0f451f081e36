"""Lists of responsible units: in which forms they stand, and to which statements they belong."""

import pytest

from index.read.responsible import responsible_lists
from index.records import Role
from tests.index.documents import linked, path_of, read, unit_with


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建学校。【责任单位：区教育局】", ["【责任单位：区教育局】"]),
        ("新建学校（责任单位：区教育局（体育局）、区财政局）。", ["（责任单位：区教育局（体育局）、区财政局）。"]),
        ("新建学校。[责任单位：*区教育局，各镇、县（市）政府。以下不再列出]", None),
        ("新建学校。（牵头单位：区教育局；配合单位：区财政局）", ["（牵头单位：区教育局；配合单位：区财政局）"]),
        ("新建学校。（区教育局牵头，区财政局配合）", ["（区教育局牵头，区财政局配合）"]),
        ("新建学校。（教育局、财政局按职责分工负责）", ["（教育局、财政局按职责分工负责）"]),
        ("新建学校。（教育局）", ["（教育局）"]),
        ("責任單位（教育局）設於市中心，開放時間不變。", []),
        ("责任单位：区教育局、区财政局", ["责任单位：区教育局、区财政局"]),
        ("补贴（每年最高10万元）由区级财政负担。", []),
        (
            "修路。（责任单位：区住建局）架桥。（责任单位：区水务局）",
            ["（责任单位：区住建局）", "（责任单位：区水务局）"],
        ),
        ("修路。（责任单位：区住建局", []),
    ],
)
def test_a_list_stands_in_any_brackets_or_is_the_whole_line(text: str, found: list[str] | None) -> None:
    expected = [text[text.index("[") :]] if found is None else found
    assert [text[start:end] for start, end in responsible_lists(text)] == expected


def test_a_list_in_a_paragraph_belongs_to_what_stands_before_it_back_to_the_list_before() -> None:
    found = read(
        "一、民生\n\n1.教育为先。新建学校。（责任单位：区教育局）修路。（责任单位：区住建局）架桥。\n\n2.健康。建医院。\n"
    )
    assert linked(found, unit_with(found, "新建学校")) == ["（责任单位：区教育局）"]
    assert linked(found, unit_with(found, "修路")) == ["（责任单位：区住建局）"]
    assert linked(found, unit_with(found, "架桥")) == linked(found, unit_with(found, "建医院")) == []
    assert path_of(found, unit_with(found, "区住建局")) == ("一、民生", "1.教育为先")


def test_a_list_behind_paragraphs_of_a_section_belongs_to_all_of_them() -> None:
    found = read("一、民生\n\n（一）教育\n\n新建学校。\n\n改造校舍。（责任单位：区教育局）\n\n（二）健康\n\n建医院。\n")
    assert linked(found, unit_with(found, "新建学校")) == ["（责任单位：区教育局）"]
    assert linked(found, unit_with(found, "建医院")) == []


def test_lists_on_lines_of_their_own_behind_a_heading_belong_to_what_follows() -> None:
    lines = (
        "一、民生",
        "（一）教育",
        "牵头单位：区教育局",
        "配合单位：区财政局",
        "新建学校。",
        "（二）健康",
        "建医院。",
    )
    found = read("\n\n".join(lines))
    assert linked(found, unit_with(found, "新建学校")) == ["牵头单位：区教育局", "配合单位：区财政局"]
    assert linked(found, unit_with(found, "建医院")) == []


def test_a_list_on_a_line_of_its_own_behind_an_item_belongs_to_that() -> None:
    found = read(
        "一、民生\n\n（一）教育\n\n新建学校。\n\n责任单位：区教育局\n\n（二）健康\n\n建医院。\n\n责任单位：区卫健局\n"
    )
    assert linked(found, unit_with(found, "新建学校")) == ["责任单位：区教育局"]
    assert linked(found, unit_with(found, "建医院")) == ["责任单位：区卫健局"]


def test_numbers_in_brackets_that_count_on_are_items_and_share_the_list_behind_them() -> None:
    found = read(
        "一、资金支持。（1）给予贴息；（2）给予补助。（责任单位：县财政局）\n\n二、其他。详见附件（1）的说明。\n"
    )
    items = [unit for unit in found.units if unit.role is Role.ITEM]
    assert [unit.text for unit in items] == ["（1）给予贴息；", "（2）给予补助。"]
    assert all(linked(found, unit) == ["（责任单位：县财政局）"] for unit in items)
