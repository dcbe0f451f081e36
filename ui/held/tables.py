"""The tables of a file as its page shows them: their first rows and columns. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.load.read import ShownTable
from ui.held.records import MergedCell, ReadTable

MOST_TABLES, MOST_ROWS, MOST_COLUMNS = 20, 30, 16  # that are shown of a file
_MOST_CHARS = 200  # of a cell


@dataclass(frozen=True)
class LaidOutCell:
    """A cell of a row, with how many rows and columns it stands for."""

    text: str
    rows: int = 1
    columns: int = 1


def cut(table: ShownTable) -> ReadTable:
    """Return a table's first rows and columns; a merged cell stands where it begins."""
    cells = {(cell.row, cell.column): cell.text[:_MOST_CHARS] for cell in table.cells}
    rows = sorted({row for row, _ in cells})[:MOST_ROWS]
    columns = sorted({column for _, column in cells})[:MOST_COLUMNS]
    merged = (
        MergedCell(
            row=rows.index(cell.row),
            column=columns.index(cell.column),
            rows=_within(rows, cell.row, cell.rows),
            columns=_within(columns, cell.column, cell.columns),
        )
        for cell in table.cells
        if cell.rows * cell.columns > 1 and cell.row in rows and cell.column in columns
    )
    return ReadTable(
        name=table.sheet,
        rows=tuple(tuple(cells.get((row, column), "") for column in columns) for row in rows),
        merged=tuple(each for each in merged if each.rows * each.columns > 1),
    )


def _within(shown: Sequence[int], first: int, n: int) -> int:
    return sum(first <= each < first + n for each in shown)


def laid_out(table: ReadTable) -> list[list[LaidOutCell]]:
    """Return the cells of each row that begin there; what a merged one covers is left out."""
    begins = {(each.row, each.column): each for each in table.merged}
    covered = {
        (row, column)
        for each in table.merged
        for row in range(each.row, each.row + each.rows)
        for column in range(each.column, each.column + each.columns)
    } - begins.keys()
    return [
        [
            LaidOutCell(text, merged.rows, merged.columns)
            if (merged := begins.get((row, column)))
            else LaidOutCell(text)
            for column, text in enumerate(texts)
            if (row, column) not in covered
        ]
        for row, texts in enumerate(table.rows)
    ]
