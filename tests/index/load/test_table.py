"""A table becomes lines that can be read alone."""

import pytest

from index.load.grid import Cell, unit_of_line
from index.load.read import InCell
from tests.index.load.reading import read, stands, table


def test_a_row_is_said_with_its_heads() -> None:
    rows = [["项目", "2023年", "2024年"], ["港口吞吐量", "12", "13"]]
    assert table(rows, unit="万吨") == ["| 项目 | 2023年 | 2024年 |", "- 港口吞吐量：2023年12万吨，2024年13万吨。"]


def test_the_unit_of_a_head_stands_behind_its_figures_instead() -> None:
    rows = [["项目", "总量（亿元）", "增速（%）"], ["海产", "1.5", "4"]]
    assert table(rows)[-1] == "- 海产：总量1.5亿元，增速4%。"


def test_a_unit_that_is_the_last_line_of_a_head_stands_behind_its_figures() -> None:
    rows = [["", "2023-24", "增减"], ["", "预算", "名义"], ["", "百万元", "%"], ["海产", "1,402", "-6.4"]]
    cells = [Cell(text, row, column, is_head=row < 3) for row, of in enumerate(rows) for column, text in enumerate(of)]
    assert table(cells)[-1] == "- 海产：2023-24预算1,402百万元，增减名义-6.4%。"


def test_money_at_the_head_of_the_names_is_the_unit_of_all_but_numbers_of_other_things() -> None:
    rows = [["（百万元）", "预算"], ["海产", "14"], ["一般帐目", "9"], ["相当于开支的月数", "12"]]
    assert table(rows)[1:] == [
        "- 海产：预算14百万元。",
        "- 一般帐目：预算9百万元。",
        "- 相当于开支的月数：预算12。",
    ]


def test_a_row_that_draws_a_line_is_left_out_and_a_dash_in_a_row_is_not() -> None:
    rows = [["项目", "2023年", "2024年"], ["海产", "9", "--"], ["", "————", "————"], ["合计", "9", "13"]]
    assert table(rows)[1:] == ["- 海产：2023年9；2024年：--。", "- 合计：2023年9，2024年13。"]


def test_the_unit_of_a_line_above_is_not_that_of_shares() -> None:
    rows = [["渔业表"], ["", "", "单位：万元"], ["项目", "收入", "增速"], ["海产", "7", "4"]]
    assert table(rows) == ["渔业表", "单位：万元", "| 项目 | 收入 | 增速 |", "- 海产：收入7万元，增速4。"]


def test_units_of_a_line_above_are_told_apart() -> None:
    assert table([["项目", "收入", "增速"], ["海产", "7", "4"]], unit="万元、%")[-1] == "- 海产：收入7万元，增速4%。"


def test_a_column_of_units_is_said_with_the_figures() -> None:
    rows = [["项目", "单位", "2024"], ["航线", "条", "9"], ["渔船", "艘", "80"]]
    assert table(rows)[1:] == ["- 航线：2024年9条。", "- 渔船：2024年80艘。"]


def test_a_two_line_head_is_one() -> None:
    cells = [
        Cell("项目", 0, 0, rows=2),
        Cell("2024年", 0, 1, columns=2),
        Cell("总量（吨）", 1, 1),
        Cell("增速（%）", 1, 2),
        Cell("海带", 2, 0),
        Cell("30", 2, 1),
        Cell("2.5", 2, 2),
    ]
    assert table(cells) == ["| 项目 | 2024年总量（吨） | 2024年增速（%） |", "- 海带：2024年总量30吨，2024年增速2.5%。"]


def test_a_group_that_is_merged_through_rows_stands_in_each() -> None:
    cells = [
        Cell("片区", 0, 0),
        Cell("码头", 0, 1),
        Cell("泊位", 0, 2),
        Cell("东岸", 1, 0, rows=2),
        Cell("甲码头", 1, 1),
        Cell("3", 1, 2),
        Cell("乙码头", 2, 1),
        Cell("4", 2, 2),
    ]
    assert table(cells)[1:] == ["- 东岸 甲码头：泊位3。", "- 东岸 乙码头：泊位4。"]


def test_rows_of_words_are_said_with_their_heads_too() -> None:
    rows = [["序号", "任务", "牵头单位"], ["1", "修缮灯塔", "海事科"], ["2", "清理航道", "港务科"]]
    assert table(rows)[1:] == ["- 1. 修缮灯塔：牵头单位：海事科。", "- 2. 清理航道：牵头单位：港务科。"]


def test_a_note_below_stays_a_line() -> None:
    rows = [["项目", "数量", "增减"], ["渔船", "80", "2"], ["注：含外港"]]
    assert table(rows)[-1] == "注：含外港"


def test_a_total_is_a_row() -> None:
    assert table([["片区", "2024年"], ["东岸", "3"], ["合计", "7"]], unit="个")[-1] == "- 合计：2024年7个。"


def test_a_frame_around_text_is_no_table() -> None:
    assert table([["通告"], ["各位船主：\n明日停航。"]]) == ["通告", "各位船主：", "明日停航。"]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：亿元", "亿元"),
        ("（计量单位: 万人）", "万人"),
        ("表2 渔业情况 单位：吨", "吨"),
        ("责任单位：港务科", ""),
        ("港口", ""),
    ],
)
def test_a_line_names_the_unit_of_the_table_below(line: str, unit: str) -> None:
    assert unit_of_line(line) == unit


def test_each_figure_knows_its_cell_and_each_head_its_own() -> None:
    found = read("项目,2023年,2024年\n港口吞吐量,12,13\n".encode(), "ports.csv")
    row = found.text.index("- ")
    assert stands(found, "13") == [InCell(table=1, row=2, column=3)]
    assert [found.text[p.start : p.end] for p in found.parts if p.start > row] == [
        "港口吞吐量",
        "2023年",
        "12",
        "2024年",
        "13",
    ]
