"""Four tables of a made-up county as offices keep them, in the formats that hold tables; every figure is invented.

Merged heads of two lines, groups merged through rows, the unit above, totals, a note below.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from openpyxl import Workbook

from index.load.grid import Cell
from tests.index.load import office

TITLE = "盐田区2025年财政收支和重点项目情况表"


@dataclass(frozen=True)
class Table:
    """A table with what stands above and below it."""

    name: str
    unit: str
    cells: tuple[Cell, ...]
    note: str


def _rows(first: int, *rows: str) -> tuple[Cell, ...]:
    """Cells of rows written with blanks between them; a dot is no cell: what is merged stands there."""
    return tuple(
        Cell(text, first + row, column)
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split())
        if text != "."
    )


_HEADS = (
    Cell("项目", 0, 0, rows=2),
    Cell("2024年", 0, 1, columns=2),
    Cell("2025年", 0, 3, columns=2),
    *_rows(1, ". 完成数 增长（%） 预算数 增长（%）"),
)
TABLES = (
    Table(
        "一、财政收入",
        "单位：亿元",
        (*_HEADS, *_rows(2, "税收收入 71.2 3.6 74.5 4.6", "非税收入 15.2 6.3 15.8 3.9", "合计 86.4 4.1 90.3 4.5")),
        "注：2024年完成数不含梅沙新片区。",
    ),
    Table(
        "二、财政支出",
        "单位：亿元",
        (
            *_HEADS,
            *_rows(
                2,
                "教育支出 31.8 7.4 33.6 5.7",
                "卫生健康支出 12.9 6.1 13.7 6.2",
                "社会保障和就业支出 22.6 4.8 23.4 3.5",
                "合计 67.3 6.2 70.7 5.1",
            ),
        ),
        "",
    ),
    Table(
        "三、新建学校",
        "",
        (
            *_rows(0, "片区 学校 学位（个） 班级（个） 开学时间"),
            Cell("东岸片区", 1, 0, rows=2),
            Cell("西岸片区", 3, 0, rows=2),
            *_rows(
                1,
                ". 海棠小学 1350 30 2025年9月",
                ". 云帆中学 1800 36 2026年9月",
                ". 灯塔小学 1080 24 2025年9月",
                ". 潮音幼儿园 360 12 2025年3月",
            ),
            Cell("合计", 5, 0, columns=2),
            Cell("4590", 5, 2),
            Cell("102", 5, 3),
        ),
        "",
    ),
    Table(
        "四、重点项目",
        "金额单位：万元",
        _rows(
            0,
            "序号 项目名称 建设地点 总投资 2025年计划投资 完成时间 责任单位",
            "1 人民医院二期 海山街道 56000 18000 2026年12月 区卫生健康局",
            "2 滨海公园 梅沙街道 9800 6500 2025年10月 区城管局",
            "3 渔港改造 沙头角街道 23500 7200 2027年6月 区海洋局",
        ),
        "备注：渔港改造分两期实施，一期2026年完工。",
    ),
)


def xlsx() -> bytes:
    """Return a workbook, a table a sheet, with its name and unit above it and its note below."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in TABLES:
        sheet = workbook.create_sheet(table.name[2:])
        width = max(cell.column + cell.columns for cell in table.cells)
        above = [text for text in (TITLE, table.unit) if text]
        for row, text in enumerate(above, 1):
            sheet.cell(row, 1, text)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        for cell in table.cells:
            row, column = cell.row + len(above) + 1, cell.column + 1
            held = float(cell.text) if cell.text.replace(".", "").isdigit() else cell.text
            sheet.cell(row, column, held)
            if cell.rows * cell.columns > 1:
                sheet.merge_cells(
                    start_row=row,
                    end_row=row + cell.rows - 1,
                    start_column=column,
                    end_column=column + cell.columns - 1,
                )
        if table.note:
            sheet.cell(sheet.max_row + 1, 1, table.note)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def docx() -> bytes:
    """Return a document of Word, each table below a paragraph of its name."""
    body = [office.p(TITLE)]
    for table in TABLES:
        body += [office.p(text) for text in (table.name, table.unit) if text]
        rows = []
        for row in range(_height(table)):
            cells, column = [], 0
            for cell in _covering(table, row):
                span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
                begins = ' w:val="restart"' if cell.row == row else ""
                merged = f"<w:vMerge{begins}/>" if cell.rows > 1 else ""
                cells += [office.tc("") for _ in range(column, cell.column)]
                cells.append(office.tc(cell.text if cell.row == row else "", span + merged))
                column = cell.column + cell.columns
            rows.append(office.tr(*cells))
        body.append(office.tbl(*rows))
        body += [office.p(table.note)] if table.note else []
    return office.docx("".join(body))


def html() -> bytes:
    """Return a page of a site with the tables in its article."""
    body = [f"<h1>{TITLE}</h1>"]
    for table in TABLES:
        body += [f"<p>{text}</p>" for text in (table.name, table.unit) if text]
        rows = []
        for row in range(_height(table)):
            cells = [cell for cell in _covering(table, row) if cell.row == row]
            rows.append("".join(f'<td rowspan="{c.rows}" colspan="{c.columns}">{escape(c.text)}</td>' for c in cells))
        body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        body += [f"<p>{table.note}</p>"] if table.note else []
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政务公开</title></head><body>"
        "<div class='nav'><a href='/'>首页</a></div>"
        f"<div class='article'>{''.join(body)}</div></body></html>"
    ).encode()


def markdown() -> bytes:
    """Return a text in Markdown, which has no merged cells: what covers several stands in each."""
    lines = [f"# {TITLE}", ""]
    for table in TABLES:
        lines += [f"## {table.name}", "", *([table.unit, ""] if table.unit else [])]
        n_heads = max(cell.rows for cell in table.cells if cell.row == 0)
        width = max(cell.column + cell.columns for cell in table.cells)
        heads = ["".join(_at(table, row, column) for row in range(n_heads)) for column in range(width)]
        heads[0] = _at(table, 0, 0)
        lines += [f"| {' | '.join(heads)} |", f"|{'---|' * width}"]
        for row in range(n_heads, _height(table)):
            lines.append(f"| {' | '.join(_at(table, row, column) for column in range(width))} |")
        lines += ["", *([table.note, ""] if table.note else [])]
    return "\n".join(lines).encode()


def _height(table: Table) -> int:
    return max(cell.row + cell.rows for cell in table.cells)


def _covering(table: Table, row: int) -> list[Cell]:
    return sorted((c for c in table.cells if c.row <= row < c.row + c.rows), key=lambda cell: cell.column)


def _at(table: Table, row: int, column: int) -> str:
    covering = (c for c in _covering(table, row) if c.column <= column < c.column + c.columns)
    return next((cell.text for cell in covering), "")


FORMS: Mapping[str, Callable[[], bytes]] = {"xlsx": xlsx, "docx": docx, "html": html, "md": markdown}
