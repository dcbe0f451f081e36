"""Tables of a PDF page whose cells are ruled: the rules make a grid, and each cell has the characters inside."""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from index.load.grid import Cell
from index.load.pdf_page import Char, lines_of

_THIN, _NEAR = 3.0, 4.0  # points: how thick a rule is, how near rules meet
_SHORTEST = 8.0
_FEWEST = 3  # rules each way: two columns and two rows
MOST_RULES = 4_000  # of a page; a drawing has more


@dataclass(frozen=True)
class _Rule:
    is_level: bool
    at: float  # y of a level rule, x of an upright one
    start: float
    end: float


@dataclass(frozen=True)
class RuledTable:
    """A table with its place on the page; `boxes` are those of the cells, in the same order."""

    cells: tuple[Cell, ...]
    boxes: tuple[tuple[float, float, float, float], ...]
    top: float
    bottom: float
    left: float
    right: float

    def holds(self, char: Char) -> bool:
        """Return whether a character stands inside."""
        x, y = (char.left + char.right) / 2, (char.bottom + char.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def ruled_tables(page: pdfium.PdfPage, chars: Sequence[Char]) -> list[RuledTable]:
    """Return the ruled tables of a page, from the top down."""
    found = [_table(group, chars) for group in _groups(_rules(page))]
    return sorted((table for table in found if table), key=lambda table: -table.top)


def _rules(page: pdfium.PdfPage) -> list[_Rule]:
    rules: list[_Rule] = []
    x, y, *_ = page.get_cropbox()
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
        left, bottom, right, top = drawn.get_bounds()
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        wide, high = right - left, top - bottom
        if high <= _THIN and wide >= _SHORTEST:
            rules.append(_Rule(is_level=True, at=(bottom + top) / 2, start=left, end=right))
        elif wide <= _THIN and high >= _SHORTEST:
            rules.append(_Rule(is_level=False, at=(left + right) / 2, start=bottom, end=top))
        elif wide >= _SHORTEST and high >= _SHORTEST:
            rules += [_Rule(is_level=True, at=y, start=left, end=right) for y in (bottom, top)]
            rules += [_Rule(is_level=False, at=x, start=bottom, end=top) for x in (left, right)]
        if len(rules) > MOST_RULES:
            return []
    return rules


def _groups(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    """Return rules that meet, together."""
    groups: list[list[_Rule]] = []
    for rule in rules:
        meeting = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if group not in meeting]
        groups.append([rule, *(other for group in meeting for other in group)])
    return groups


def _meet(first: _Rule, second: _Rule) -> bool:
    if first.is_level == second.is_level:
        touch = first.start - _NEAR <= second.end and second.start - _NEAR <= first.end
        return abs(first.at - second.at) <= _NEAR and touch
    across = first.start - _NEAR <= second.at <= first.end + _NEAR
    return across and second.start - _NEAR <= first.at <= second.end + _NEAR


def _clustered(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _table(group: Sequence[_Rule], chars: Sequence[Char]) -> RuledTable | None:
    """Return the table of rules that meet; None where they are no grid, or nothing stands in it."""
    ys = _clustered([rule.at for rule in group if rule.is_level])[::-1]
    xs = _clustered([rule.at for rule in group if not rule.is_level])
    if len(ys) < _FEWEST or len(xs) < _FEWEST:
        return None
    cells, boxes = [], []
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            n_columns = _extent(group, xs, column, (ys[row] + ys[row + 1]) / 2, is_level=False)
            n_rows = _extent(group, ys, row, (xs[column] + xs[column + 1]) / 2, is_level=True)
            taken |= {(row + i, column + j) for i in range(n_rows) for j in range(n_columns)}
            box = (xs[column], ys[row + n_rows], xs[column + n_columns], ys[row])
            text = "\n".join(line.text for line in lines_of(_inside(chars, box)))
            cells.append(Cell(text, row, column, n_rows, n_columns))
            boxes.append(box)
    if sum(bool(cell.said) for cell in cells) < _FEWEST:
        return None
    return RuledTable(tuple(cells), tuple(boxes), ys[0], ys[-1], xs[0], xs[-1])


def _extent(group: Sequence[_Rule], edges: Sequence[float], first: int, across: float, *, is_level: bool) -> int:
    """Return over how many edges a cell reaches: to the first that has a rule where the cell is."""
    for count, edge in enumerate(edges[first + 1 : -1], 1):
        if any(
            rule.is_level == is_level and abs(rule.at - edge) <= _NEAR and rule.start <= across <= rule.end
            for rule in group
        ):
            return count
    return len(edges) - 1 - first


def _inside(chars: Sequence[Char], box: tuple[float, float, float, float]) -> list[Char]:
    left, bottom, right, top = box
    return [
        char
        for char in chars
        if left <= (char.left + char.right) / 2 < right and bottom <= (char.bottom + char.top) / 2 < top
    ]
