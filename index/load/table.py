"""A table → lines that can be read alone: each row with what stands above and before its cells.

`地区生产总值：2024年2900亿元，2025年3100亿元。` is what a row says; each stretch knows the cell it comes from.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from index.load.grid import YEAR, Cell, Grid, is_counted, is_number, unit_of_line
from index.load.read import InCell, Place, ShownCell, ShownTable
from index.load.whole import TOTAL, whole_of
from index.load.written import Writer

LIST_MARK = "- "
TABLE_HEAD = "| "  # in front of a line of heads
MOST_HEADS = 4  # rows of a head
_AMOUNT = re.compile(r"[约≥≤＞＜><]?\s*\d.{0,11}$")  # stands behind its head as a number does
_BRACKETED = re.compile(r"\s*[（(]([^（()）\d]{1,8})[)）]$")
_IN_BRACKETS = re.compile(r"[（(].{1,8}[)）]")  # a unit, as the only line below a head
# 百萬元 and % below a head: a unit, and no part of what is counted.
_BARE_UNIT = re.compile(r"[十百千万萬亿億]*(?:[港美日人欧歐]|人民)?[元圆圓币幣]|[%％‰]")
_MONEY = re.compile(r"[（(]\s*([十百千万萬亿億]*(?:港|人民币|人民幣)?[元圆圓])\s*[)）]")  # at the head of the names
_NO_MONEY = re.compile(r"[数數]目?$|[率比]$")  # what a row of a table of money counts beside it
_LINE_OF_DASHES = re.compile(r"[-—–―‐_＿=═─━－]{2,}")  # drawn with characters, above a total and below
_SHARE = re.compile(r"率|比重|占比|比例|增速|增长|增幅|增减|±|[%％‰]|同比")
_NUMBERING = re.compile(r"序\s*号|编\s*号|№|(?i:no\.?)|项次")
_UNIT_HEAD = re.compile(r"(?:计量)?单\s*位")
_ENDS = "。！？；!?;：:"
_BREAKS = re.compile(r"[、,，/／]")
_LONGEST_UNIT = 6
_LINES_ABOVE = 3  # of which one may name the table: a heading, its number, the unit
_NAME = re.compile(r"(?!.*单\s*位\s*[:：])[^。；;！？!?]{2,60}")


def write_table(
    writer: Writer, cells: Iterable[Cell], place: Callable[[Cell], Place], *, unit: str = "", heading: str = ""
) -> str:
    """Write a table as lines; return the unit it names where it holds nothing else, for the table behind it.

    Args:
        writer: gets captions, one line of heads, a list line for each row, notes.
        cells: each once, merged ones with their extent.
        place: of a cell.
        unit: that a line above named.
        heading: mark of a heading, for a first caption that names the table; empty where it stays a line.
    """
    cells = _without_dashes(tuple(cells), writer)
    grid = Grid(cells)
    if min(grid.n_rows, grid.n_columns) <= 1:
        return _write_lines(writer, grid, place)
    _keep(cells, place, writer)
    first, last = grid.body()
    captions = [cell for row in range(first) for cell in grid.row(row)]
    for cell in captions:
        writer.end_line()
        writer.put(heading if cell is captions[0] and first < last and _NAME.fullmatch(cell.said) else "")
        writer.line(cell.said, place(cell), goes_on=True)
        unit = unit_of_line(cell.said) or unit
    if first == last:
        return unit
    whole = whole_of([*(cell.said for cell in captions), *writer.last_lines(_LINES_ABOVE)])
    _Table(grid, first, last, unit, whole).write(writer, place)
    for row in range(last, grid.n_rows):
        for cell in grid.row(row):
            writer.line(cell.said, place(cell))
    return ""


def _without_dashes(cells: tuple[Cell, ...], writer: Writer) -> tuple[Cell, ...]:
    """Return cells without rows that only draw a line."""
    words: dict[int, list[bool]] = {}
    for cell in cells:
        if cell.said:
            words.setdefault(cell.row, []).append(not _LINE_OF_DASHES.fullmatch(cell.said))
    drawn = [cell for cell in cells if cell.said and not any(words[cell.row])]
    for cell in drawn:
        writer.leave_out(cell.said, "markup")
    return tuple(cell for cell in cells if cell not in drawn)


def _keep(cells: Sequence[Cell], place: Callable[[Cell], Place], writer: Writer) -> None:
    """Keep a table as it stands, unless its cells are boxes on a page that can be shown itself."""
    filled = [cell for cell in cells if cell.said]
    where = place(filled[0])
    if isinstance(where, InCell):
        shown = tuple(
            ShownCell(text=c.said, row=c.row + 1, column=c.column + 1, rows=c.rows, columns=c.columns) for c in filled
        )
        writer.tables.append(ShownTable(table=where.table, sheet=where.sheet, cells=shown))


def _write_lines(writer: Writer, grid: Grid, place: Callable[[Cell], Place]) -> str:
    """Write what is a frame around text, rather than a table: a line for each line of each cell."""
    unit = ""
    for cell in (cell for row in range(grid.n_rows) for cell in grid.row(row)):
        for line in cell.text.splitlines():
            writer.line(line.strip(), place(cell))
            unit = unit_of_line(line)
    return unit


class _Table:
    """A table without captions and notes: heads, then rows."""

    def __init__(self, grid: Grid, first: int, last: int, unit: str, whole: str) -> None:
        self._grid, self._first, self._whole = grid, first, whole
        self._body = range(first + self._n_heads(first, last), last)
        self._is_money = False  # 月数 stands among amounts of money without one
        self._units = [each for each in _BREAKS.split(unit) if each]
        columns = range(grid.n_columns)
        self._heads = [self._head_cells(column) for column in columns]
        self._numeric = [self._is_numeric(column) for column in columns]
        self._labels = self._label_columns()
        if not self._units and self._labels:
            money = _MONEY.search(self._head(self._labels[-1]))
            self._units, self._is_money = ([money[1]] if money else []), bool(money)
        self._unit_column = next((c for c in columns if self._tells_units(c)), -1)

    def _n_heads(self, first: int, last: int) -> int:
        """Return how many rows are heads: as the cells say, else above the first row that counts something."""
        flagged = 0
        while first + flagged < last and all(cell.is_head for cell in self._grid.row(first + flagged)):
            flagged += 1
        if flagged and first + flagged < last:
            return min(flagged, MOST_HEADS)
        counting = [any(is_counted(cell.said) for cell in self._grid.covering(row)) for row in range(first, last)]
        if counting[0] or last - first == 1:
            return 0
        n_heads = 1
        while n_heads < min(MOST_HEADS, last - first - 1) and not counting[n_heads]:
            above = self._grid.covering(first + n_heads - 1)
            parted = any(1 < cell.columns < self._grid.n_columns for cell in above)
            units = all(_IN_BRACKETS.fullmatch(cell.said) for cell in self._grid.covering(first + n_heads))
            if not (parted or units or any(cell in above for cell in self._grid.covering(first + n_heads))):
                break
            n_heads += 1
        return n_heads

    def _head_cells(self, column: int) -> list[Cell]:
        found = (self._grid.cell(row, column) for row in range(self._first, self._body.start))
        return list(dict.fromkeys(cell for cell in found if cell))

    def _head(self, column: int) -> str:
        return "".join(cell.said for cell in self._heads[column])

    def _is_numeric(self, column: int) -> bool:
        cells = [cell.said for row in self._body if (cell := self._grid.cell(row, column))]
        return (
            bool(cells) and 2 * sum(map(is_number, cells)) > len(cells) and not _NUMBERING.fullmatch(self._head(column))
        )

    def _label_columns(self) -> list[int]:
        """Return the columns that say what a row is of: groups that are merged through rows, and the first of names."""
        labels: list[int] = []
        for column in range(self._grid.n_columns - 1):
            if _NUMBERING.fullmatch(self._head(column)):
                continue
            if self._numeric[column] and not self._years(column):
                break
            labels.append(column)
            cells = [self._grid.cell(row, column) for row in self._body]
            if not any(cell and cell.rows > 1 for cell in cells):
                break
        return labels

    def _years(self, column: int) -> bool:
        return all(YEAR.fullmatch(cell.said) for row in self._body if (cell := self._grid.cell(row, column)))

    def _tells_units(self, column: int) -> bool:
        cells = [cell.said for row in self._body if (cell := self._grid.cell(row, column))]
        is_short = all(len(said) <= _LONGEST_UNIT and not is_number(said) for said in cells)
        return is_short and any(self._numeric) and bool(_UNIT_HEAD.fullmatch(self._head(column)))

    def write(self, writer: Writer, place: Callable[[Cell], Place]) -> None:
        """Write the heads once, a column each, and each row with them."""
        writer.end_line()
        for column, heads in enumerate(self._heads if self._body.start > self._first else ()):
            writer.put(" | " if column else TABLE_HEAD)
            for head in heads:
                writer.put(head.said, place(head))
        writer.put(" |" if self._body.start > self._first else "")
        writer.end_line()
        for row in self._body:
            self._write_row(row, writer, place)

    def _write_row(self, row: int, writer: Writer, place: Callable[[Cell], Place]) -> None:
        covering = self._grid.covering(row)
        if not self._grid.row(row):
            return
        writer.end_line()
        writer.put(LIST_MARK)
        labels = list(dict.fromkeys(cell for c in self._labels if (cell := self._grid.cell(row, c))))
        unit_cell = self._grid.cell(row, self._unit_column) if self._unit_column >= 0 else None
        if unit_cell in labels:
            labels.remove(unit_cell)
        number = (
            next((cell for c in range(self._labels[0]) if (cell := self._grid.cell(row, c))), None) if labels else None
        )
        if number:
            writer.put(number.said, place(number))
            writer.put(". " if is_number(number.said) else " ")
        for i, cell in enumerate(labels):
            writer.put(" " if i else self._whole if len(labels) == 1 and TOTAL.fullmatch(cell.said) else "")
            writer.put(f"{cell.said}年" if YEAR.fullmatch(cell.said) else cell.said, place(cell))
        values = [cell for cell in covering if cell not in labels and cell not in (unit_cell, number)]
        for i, cell in enumerate(values):
            runs_on = i and is_number(cell.said) and is_number(values[i - 1].said)  # figures of one thing
            writer.put("，" if runs_on else "；" if i else "：" if labels else "")
            self._write_value(cell, row, unit_cell, writer, place)
        writer.put("" if covering[-1].said[-1] in _ENDS else "。")  # what stands below is not its rest
        writer.end_line()

    def _write_value(
        self, cell: Cell, row: int, unit_cell: Cell | None, writer: Writer, place: Callable[[Cell], Place]
    ) -> None:
        column = next(c for c in range(self._grid.n_columns) if self._grid.cell(row, c) is cell)
        heads, counted = self._heads[column], is_number(cell.said)
        own = _BRACKETED.search(self._head(column)) if counted and self._numeric[column] else None
        bare = heads[-1] if counted and len(heads) > 1 and _BARE_UNIT.fullmatch(heads[-1].said) else None
        shows_head = counted or self._grid.n_columns > 2 or len(self._labels) == 0
        heads = heads[:-1] if bare else heads
        for i, head in enumerate(heads if shows_head else ()):
            said = head.said
            if own and i == len(heads) - 1:
                said = _BRACKETED.sub("", said)
            writer.put(f"{said}年" if YEAR.fullmatch(said) else said, place(head))
        is_amount = counted or _AMOUNT.match(cell.said)
        if (
            heads
            and shows_head
            and (not is_amount or (heads[-1].said[-1].isdigit() and not YEAR.fullmatch(heads[-1].said)))
        ):
            writer.put("：")
        writer.put(cell.said, place(cell))
        if not counted or cell.said[-1] in "%％‰":
            return
        if bare:
            writer.put(bare.said, place(bare))
        elif own:
            writer.put(own[1], place(heads[-1]))
        elif unit_cell:
            writer.put(unit_cell.said, place(unit_cell))
        else:
            labels = (self._grid.cell(row, label) for label in self._labels)
            is_other = self._is_money and any(label and _NO_MONEY.search(label.said) for label in labels)
            writer.put("" if is_other else self._unit(self._head(column)))

    def _unit(self, head: str) -> str:
        """Return the unit of a column, of those that the line above names: shares are in %, all else in the first."""
        percent = next((each for each in self._units if each in "%％‰"), "")
        if _SHARE.search(head):
            return percent
        return next((each for each in self._units if each not in "%％‰"), "")


def rows_of(lines: Sequence[Sequence[str]]) -> list[Cell]:
    """Return the cells of a table without merged ones, as a file of separated values has them."""
    return [
        Cell(text, row, column) for row, texts in enumerate(lines) for column, text in enumerate(texts) if text.strip()
    ]
