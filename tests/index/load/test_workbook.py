"""A workbook is read as a spreadsheet shows it."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from index.errors import ReadError
from index.load.read import InCell
from tests.index.load.office import packed
from tests.index.load.reading import lines, read, said, stands


def xlsx(*fills: Callable[[Worksheet], None]) -> bytes:
    """A workbook with a sheet for each of what fills one."""
    workbook = Workbook()
    for fill in fills:
        sheet = workbook.create_sheet()
        fill(sheet)
    workbook.remove(workbook.worksheets[0])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def income(sheet: Worksheet) -> None:
    sheet.title = "收入"
    for row in (["渔业收入表"], [None, None, None, "单位：万元"], ["项目", "2023年", None, "增速"]):
        sheet.append(row)
    sheet.append([None, "实绩", "目标", None])
    sheet.append(["海产", 1234.5, 1300, 0.051])
    sheet.append(["合计", 2000, 2100, 0.05])
    for merged in ("A1:D1", "A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(merged)
    sheet["B5"].number_format = "#,##0.0"
    sheet["D5"].number_format = sheet["D6"].number_format = "0.0%"


def ships(sheet: Worksheet) -> None:
    sheet.title = "渔船"
    sheet.append(["船名", "下水", "长度"])
    sheet.append(["甲号", date(2024, 5, 6), 30])
    sheet["C2"].number_format = '0"米"'


def test_a_row_is_said_with_two_line_heads_units_and_formats() -> None:
    found = read(xlsx(income), "a.xlsx")
    assert found.text.splitlines() == [
        "# 渔业收入表",
        "单位：万元",
        "| 项目 | 2023年实绩 | 2023年目标 | 增速 |",
        "- 海产：2023年实绩1,234.5万元，2023年目标1300万元，增速5.1%。",
        "- 渔业收入合计：2023年实绩2000万元，2023年目标2100万元，增速5.0%。",
    ]
    assert stands(found, "5.1%") == [InCell(table=1, row=5, column=4, sheet="收入")]


def test_each_sheet_of_several_stands_under_its_name() -> None:
    said = lines(xlsx(income, ships), "a.xlsx")
    assert [line for line in said if line.startswith("#")] == ["# 收入", "## 渔业收入表", "# 渔船"]
    assert said[-1] == "- 甲号：下水2024-05-06；长度30米。"


def test_tables_of_one_sheet_are_told_apart() -> None:
    def two(sheet: Worksheet) -> None:
        for row in (["项目", "数量"], ["渔船", 80], [], ["片区", "泊位"], ["东岸", 3]):
            sheet.append(row)

    assert lines(xlsx(two), "a.xlsx") == ["| 项目 | 数量 |", "- 渔船：数量80。", "| 片区 | 泊位 |", "- 东岸：泊位3。"]


def test_what_is_hidden_is_left_out_and_told() -> None:
    def hidden(sheet: Worksheet) -> None:
        ships(sheet)
        sheet.append(["乙号", date(2024, 7, 8), 31])
        sheet.row_dimensions[3].hidden = True

    def secret(sheet: Worksheet) -> None:
        income(sheet)
        sheet.sheet_state = "hidden"

    found = read(xlsx(hidden, secret), "a.xlsx")
    assert "乙号" not in found.text
    assert "海产" not in found.text
    assert "乙号" in [left.text for left in found.left_out]
    assert said(found) == ("the hidden sheet 收入 was left out",)


def test_the_result_of_a_formula_is_read_and_none_that_was_never_computed() -> None:
    def formula(sheet: Worksheet) -> None:
        ships(sheet)
        sheet["C2"] = "=15*2"

    found = read(xlsx(formula), "a.xlsx")
    assert "=15" not in found.text
    assert said(found) == ("1 formulas have no result in the file; open it in a spreadsheet and save it",)


def test_a_macro_is_neither_run_nor_read() -> None:
    import zipfile

    file = io.BytesIO(xlsx(ships))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Shell")
    found = read(file.getvalue(), "a.xlsm")
    assert "甲号" in found.text
    assert said(found) == ("it holds macros; they were neither run nor read",)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.xml": "<workbook/>"}, "a.xlsx is damaged"),
        ({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY e "e">]><workbook>&e;</workbook>'}, "declares entities"),
        ({"xl/worksheets/sheet1.xml": b"0" * 500_000_000}, "as an archive bomb does"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(parts: dict[str, str | bytes], said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(packed(parts), "a.xlsx")
