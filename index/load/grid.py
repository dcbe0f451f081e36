"""The cells of a table at every position that they cover, and what of it is caption or note."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"[-+−－]?\d[\d,，]*(?:\.\d+)?\s*[%％‰]?")
YEAR = re.compile(r"(?:19|20)\d{2}")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量|货币|金额)?单\s*位\s*[:：]\s*(\S{1,20}?)\s*[)）]?")
_UNIT_WITHIN = re.compile(
    r"(?<![\u4e00-\u9fff])[（(]?\s*(?:计量|货币|金额)?单\s*位\s*[:：]\s*([^\s，,；;。（()）]{1,12})\s*[)）]?\s*$"
)
_NOTE = re.compile(r"[（(]?(?:备?注|说明|资料来源|数据来源)\d*\s*[:：]")


@dataclass(frozen=True)
class Cell:
    """A cell of a table as it stands there; rows and columns count from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_head: bool = False

    @property
    def said(self) -> str:
        """Its text on one line."""
        return _BLANKS.sub(" ", self.text).strip()


def unit_of_line(text: str) -> str:
    """Return the unit that a line above a table names, as 单位：亿元 does; empty where it names none."""
    found = _UNIT_LINE.fullmatch(text.strip()) or _UNIT_WITHIN.search(text.strip())
    return found[1] if found else ""


class Grid:
    """Cells at every position that they cover, without empty rows and columns."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        at: dict[tuple[int, int], Cell] = {}
        for cell in cells:
            if cell.said:
                for row in range(cell.row, cell.row + cell.rows):
                    for column in range(cell.column, cell.column + cell.columns):
                        at.setdefault((row, column), cell)
        rows = sorted({cell.row for cell in at.values()})
        columns = sorted({cell.column for cell in at.values()})
        self.n_rows, self.n_columns = len(rows), len(columns)
        self._at: Mapping[tuple[int, int], Cell] = {
            (i, j): at[row, column]
            for i, row in enumerate(rows)
            for j, column in enumerate(columns)
            if (row, column) in at
        }
        self._numbers = {row: i for i, row in enumerate(rows)}

    def cell(self, row: int, column: int) -> Cell | None:
        """Return what covers a position."""
        return self._at.get((row, column))

    def row(self, row: int) -> list[Cell]:
        """Return the cells that begin in a row, in order."""
        return [cell for cell in self.covering(row) if self._numbers[cell.row] == row]

    def covering(self, row: int) -> list[Cell]:
        """Return the cells that cover a row, each once, in order."""
        found = (self._at.get((row, column)) for column in range(self.n_columns))
        return list(dict.fromkeys(cell for cell in found if cell))

    def body(self) -> tuple[int, int]:
        """Return the first row that is no caption, and the row behind the last that is no note."""
        first, last = 0, self.n_rows
        while first < last and self._is_caption(first):
            first += 1
        while last > first and len(self.covering(last - 1)) == 1 and self._is_note(self.covering(last - 1)[0]):
            last -= 1
        return first, last

    def _is_caption(self, row: int) -> bool:
        cells = self.covering(row)
        others = [cell for cell in cells if not unit_of_line(cell.said)]
        return len(cells) == 1 or (len(others) < len(cells) and len(others) <= 1)

    def _is_note(self, cell: Cell) -> bool:
        return bool(_NOTE.match(cell.said)) or (cell.columns >= self.n_columns > 1 and not is_number(cell.said))


def is_number(text: str) -> bool:
    """Return whether a cell holds nothing but a number, perhaps with %."""
    return bool(_NUMBER.fullmatch(text))


def is_counted(text: str) -> bool:
    """Return whether a cell holds a number that is no year."""
    return is_number(text) and not YEAR.fullmatch(text)
