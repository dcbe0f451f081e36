"""Workbooks (XLSX, XLSM): each sheet is a table or several, a row with its heads a line."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from index.errors import Fault, ReadError
from index.load.archive import Archive
from index.load.grid import Cell
from index.load.limits import Limits
from index.load.read import InCell, Notices, Told
from index.load.table import write_table
from index.load.written import Writer

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_UNNAMED = re.compile(r"(?:sheet|工作表|table)\s*\d*", re.IGNORECASE)
_DECIMALS = re.compile(r"0\.(0+)")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
# What openpyxl raises on a damaged file; the parsers' errors are SyntaxErrors.
_DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, zipfile.BadZipFile)
_UNCOMPUTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
MOST_CELLS = 500_000  # of a sheet; a list of that many is no document
_PLACES = 10  # decimals beyond are those of the way a computer writes a number


class WorkbookReader:
    """Reads what a spreadsheet shows: cached results of formulas, numbers as their cells format them."""

    version = "workbook 3"

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, name: str, writer: Writer) -> Told:
        """Write the tables of all sheets that are shown, each sheet under its name where there are several."""
        import openpyxl

        archive = Archive(content, name, self._limits)
        for part in archive.names:
            if part.endswith((".xml", ".rels")):
                archive.check(part)
        if archive.has_macros:
            writer.notice(Notices.MACROS)
        n_missing = sum(_without_result(archive, part) for part in archive.names if part.startswith("xl/worksheets/"))
        if n_missing:
            writer.notice(Notices.NO_RESULTS, n=f"{n_missing}")
        try:
            workbook = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
        except _DAMAGED as error:
            raise ReadError(
                f"{name} is damaged: {type(error).__name__} in a sheet; save it anew and add that", Fault.DAMAGED
            ) from error
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        for sheet in workbook.worksheets:
            if sheet not in visible:
                writer.leave_out(f"sheet {sheet.title}", "hidden")
                writer.notice(Notices.HIDDEN_SHEET, name=sheet.title)
        for number, sheet in enumerate(visible, 1):
            is_named = len(visible) > 1 and not _UNNAMED.fullmatch(sheet.title)
            if is_named:
                writer.line(f"# {sheet.title}")
            _write_sheet(sheet, number, name, writer, heading="## " if is_named else "# ")
        return Told(title=(workbook.properties.title or "").strip())


def _without_result(archive: Archive, part: str) -> int:
    """Return how many formulas of a sheet no program has computed yet."""
    return len(_UNCOMPUTED.findall(archive.read(part))) if part.endswith(".xml") else 0


def _write_sheet(sheet: "Worksheet", number: int, name: str, writer: Writer, *, heading: str) -> None:
    if (sheet.max_row or 0) * (sheet.max_column or 0) > 4 * MOST_CELLS and len(sheet._cells) > MOST_CELLS:  # noqa: SLF001
        raise ReadError(
            f"{name} has more than {MOST_CELLS:,} cells in {sheet.title}; split it",
            Fault.TOO_MANY_CELLS,
            most=f"{MOST_CELLS:,}",
        )
    unit = ""
    for cells in _blocks(_cells(sheet, writer)):
        unit = write_table(
            writer,
            cells,
            lambda cell: InCell(table=number, row=cell.row + 1, column=cell.column + 1, sheet=sheet.title),
            unit=unit,
            heading=heading,
        )


def _cells(sheet: "Worksheet", writer: Writer) -> list[Cell]:
    """Return the cells that show something, rows and columns from 0, hidden ones left out."""
    merged = {(each.min_row, each.min_col): each for each in sheet.merged_cells.ranges}
    hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = {
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    found = []
    for row in sheet.iter_rows():
        for cell in row:
            text = shown(cell)
            if not text.strip():
                continue
            if cell.row in hidden_rows or cell.column in hidden_columns:
                writer.leave_out(text, "hidden")
                continue
            extent = merged.get((cell.row, cell.column))
            n_rows = extent.max_row - extent.min_row + 1 if extent else 1
            n_columns = extent.max_col - extent.min_col + 1 if extent else 1
            row_number, column = (cell.row or 1) - 1, (cell.column or 1) - 1
            found.append(Cell(text, row_number, column, n_rows, n_columns))
    return found


def _blocks(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Yield the cells between empty rows."""
    block: list[Cell] = []
    end = 0
    for cell in cells:
        if block and cell.row > end:
            yield block
            block = []
        block.append(cell)
        end = max(end, cell.row + cell.rows)
    if block:
        yield block


def shown(cell: "SheetCell | MergedCell") -> str:
    """Return what a cell shows, near enough for reading: percent, decimals, thousands, dates, words around a number."""
    held = None if cell.data_type == "e" else cell.value
    match held:
        case None:
            return ""
        case bool():
            return "是" if held else "否"
        case datetime():
            return held.date().isoformat() if held.time() == time() else held.isoformat(sep=" ", timespec="minutes")
        case int() | float():
            return _number(held, cell.number_format or "General")
        case _:
            return str(held)


def _number(held: float, number_format: str) -> str:
    section = number_format.split(";", maxsplit=1)[0]
    words = [found[1] or found[2] or "" for found in _QUOTED.finditer(section)]
    bare = _QUOTED.sub("", section)
    is_share = "%" in bare
    decimals = _DECIMALS.search(bare)
    amount = held * 100 if is_share else held
    if decimals:
        text = f"{amount:,.{len(decimals[1])}f}"
    elif "0" in bare or "#" in bare:
        text = f"{amount:,.0f}"
    else:
        text = f"{round(amount, _PLACES):,.{_PLACES}f}".rstrip("0").rstrip(".")
    text = text if "," in bare else text.replace(",", "")
    return f"{text}{'%' if is_share else ''}{''.join(word for word in words if not word.isascii())}"
