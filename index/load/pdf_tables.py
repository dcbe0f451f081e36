"""Tables of a PDF without rules: lines under one another whose parts stand in columns, figures behind words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.load.grid import Cell
from index.load.pdf_heads import heads_above, heads_over, is_head, n_heads
from index.load.pdf_page import Line
from index.load.pdf_paragraphs import Placed
from index.load.read import OnPage

_FIGURE = re.compile(r"[^。；！？]{0,3}\d.*|[-—–]+|不适用|不適用|n\.?a\.?", re.IGNORECASE)
_FEWEST_ROWS = 3
_NEAR = 3.0  # sizes of a line, that parts of one column may stand apart


@dataclass(frozen=True)
class Aligned:
    """A table, with the line of each cell."""

    cells: tuple[Cell, ...]
    lines: tuple[tuple[int, int, Line, int], ...]  # row, column, what stands there, on which page

    def place(self, cell: Cell) -> OnPage:
        """Return where a cell stands."""
        line, page = next(
            (line, page) for row, column, line, page in self.lines if (row, column) == (cell.row, cell.column)
        )
        return OnPage(page=page, left=line.left, bottom=line.bottom, right=line.right, top=line.top)


def aligned(block: Sequence[Placed]) -> Iterator[Aligned | list[Placed]]:
    """Yield the tables of a block of lines, and the lines between them."""
    plain: list[Placed] = []
    rows: list[Placed] = []
    for placed in [*block, None]:
        if placed is not None and _is_row(placed):
            rows.append(placed)
            continue
        if rows and sum(_counts(row) for row in rows) >= _FEWEST_ROWS:
            above = _n_above(plain, rows)
            if len(plain) > above:
                yield plain[: len(plain) - above]
            rows = [*plain[len(plain) - above :], *rows]
            plain = []
            yield _table(rows)
        else:
            plain += rows
        rows = []
        if placed is not None:
            plain.append(placed)
    if plain:
        yield plain


def _is_row(placed: Placed) -> bool:
    parts = placed.parts
    return len(parts) > 1 and all(len(part.text) <= 12 for part in parts[1:])


def _counts(placed: Placed) -> bool:
    return all(_FIGURE.fullmatch(part.text) for part in placed.parts[1:])


def _n_above(plain: Sequence[Placed], rows: Sequence[Placed]) -> int:
    return heads_above(plain, rows[0], _columns(_telling(rows))[0])


def _telling(rows: Sequence[Placed]) -> Sequence[Placed]:
    """Return the rows that make the columns: those with figures, behind words where there are such."""
    counting = [placed for placed in rows if _counts(placed) and not is_head(placed)] or list(filter(_counts, rows))
    return [placed for placed in counting if not _FIGURE.fullmatch(placed.parts[0].text)] or counting


def _table(rows: Sequence[Placed]) -> Aligned:
    """Return the table of its rows: the rows with figures make the columns, all else stands in the nearest."""
    columns = _columns(_telling(rows))
    n_above = next((number for number, placed in enumerate(rows) if len(placed.parts) > 1 and not is_head(placed)), 0)
    n_above = n_heads(rows[:n_above], columns[0])
    heads, first = heads_over(rows[:n_above], columns) if n_above else ([], 0)
    cells = [Cell(over.part.text, over.row, over.column, over.rows, over.columns, is_head=True) for over in heads]
    lines = [(over.row, over.column, over.part, over.page) for over in heads]
    for row, placed in enumerate(rows[n_above:], first):
        taken: set[int] = set()
        for part in placed.parts:
            free = [column for column in range(len(columns) + 1) if column not in taken]
            column = _nearest(columns, free, part)
            taken.add(column)
            cells.append(Cell(part.text, row, column))
            lines.append((row, column, part, placed.page))
    return Aligned(tuple(cells), tuple(lines))


def _columns(rows: Sequence[Placed]) -> list[tuple[float, float]]:
    """Return where the columns begin and end, that of the words first."""
    columns = [(min(row.line.left for row in rows), max(row.parts[0].right for row in rows))]
    figures: list[tuple[float, float]] = []
    for part in (part for row in rows for part in row.parts[1:]):
        same = [n for n, (_, right) in enumerate(figures) if abs(right - part.right) <= _NEAR * part.size]
        if same:
            left, right = figures[same[0]]
            figures[same[0]] = (min(left, part.left), max(right, part.right))
        else:
            figures.append((part.left, part.right))
    return columns + sorted(figures)


def _nearest(columns: Sequence[tuple[float, float]], free: Sequence[int], part: Line) -> int:
    """Return the free column that a part stands in or nearest to; one behind the last where no other is free."""

    def far(column: int) -> float:
        if column >= len(columns):
            return float("inf")
        left, right = columns[column]
        return max(left - part.right, part.left - right) - 0.01 * (column == 0)

    return min(free, key=far)
