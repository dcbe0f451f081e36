"""Heads of a PDF table without rules: lines above its figures, each part over one column or over several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from index.load.grid import YEAR, is_counted, unit_of_line
from index.load.pdf_page import Line
from index.load.pdf_paragraphs import Placed
from index.load.table import MOST_HEADS

_LONGEST = 12  # characters of a part
_SENTENCE = re.compile(r"[。；：:;！？]")
_NEXT, _CENTRED = 2.5, 1.0  # sizes of a line: between two heads, and off the middle of what a head is over
_SIZES_OVER_LABELS = 0.5  # of a line, that the head of the labels may reach beyond them
Column: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Over:
    """A part of a head, and the columns that it is over; column 0 is that of the labels."""

    part: Line
    page: int
    row: int
    column: int
    columns: int = 1
    rows: int = 1


def is_head(placed: Placed) -> bool:
    """Return whether a line of several parts counts nothing: what stands behind the first is no number, but a year."""
    return not any(is_counted(part.text) for part in placed.parts[1:])


def heads_above(plain: Sequence[Placed], first: Placed, labels: Column) -> int:
    """Return how many of the lines before a table's own are heads of it.

    A line of one part is one where it is over the labels, below a line of several parts: heads of two lines have the
    head of the labels between them.

    Args:
        plain: the lines before it.
        first: its first line.
        labels: from where to where its labels reach.
    """
    taken, below = 0, first
    for number, placed in enumerate(reversed(plain), 1):
        near = below.page == placed.page and 0 < placed.line.bottom - below.line.bottom < _NEXT * below.line.size
        if number > MOST_HEADS or not near or not _may_be(placed, labels):
            break
        if len(placed.parts) > 1:
            taken = number
        below = placed
    return taken


def n_heads(above: Sequence[Placed], labels: Column) -> int:
    """Return how many of the lines above a table's figures are its heads.

    A line over the labels alone is none where the labels have their head already: it is of the rows below it.

    Args:
        above: from the top down.
        labels: from where to where the table's labels reach.
    """
    over = [any(_over_labels(part, labels) for part in placed.parts) for placed in above]
    n = len(above)
    while n and len(above[n - 1].parts) == 1 and over[n - 1] and any(over[: n - 1]):
        n -= 1
    return n


def _may_be(placed: Placed, labels: Column) -> bool:
    parts = placed.parts
    if any(len(part.text) > _LONGEST or _SENTENCE.search(part.text) for part in parts) or unit_of_line(placed.text):
        return False
    return is_head(placed) and (len(parts) > 1 or _over_labels(parts[0], labels))


def _over_labels(part: Line, labels: Column) -> bool:
    return part.right < labels[1] + _SIZES_OVER_LABELS * part.size


def heads_over(heads: Sequence[Placed], columns: Sequence[Column]) -> tuple[list[Over], int]:
    """Return the parts of heads with what each is over, and how many rows they are.

    Args:
        heads: from the top down.
        columns: where the columns begin and end, that of the labels first.
    """
    own = [placed for placed in heads if len(placed.parts) > 1 or not _over_labels(placed.parts[0], columns[0])]
    label = [(part, placed.page) for placed in heads for part in placed.parts if _over_labels(part, columns[0])]
    columns = _widened(columns, own)
    found = [Over(part, page, row=0, column=0, rows=max(1, len(own))) for part, page in label[:1]]
    for row, placed in enumerate(own):
        parts = [part for part in placed.parts if not _over_labels(part, columns[0])]
        below = [other.parts for other in own[row + 1 :]]
        for part, (column, n_columns) in zip(parts, _spread(parts, columns[1:], below), strict=True):
            found.append(Over(part, placed.page, row, column + 1, n_columns))
    return found, max(1, len(own))


def _widened(columns: Sequence[Column], heads: Sequence[Placed]) -> list[Column]:
    """Return the columns as wide as their figures with the lowest head of each, where each has one."""
    parts = [part for part in heads[-1].parts if not _over_labels(part, columns[0])] if heads else []
    if len(parts) != len(columns) - 1:
        return list(columns)
    figures = zip(columns[1:], parts, strict=True)
    return [columns[0], *((min(left, part.left), max(right, part.right)) for (left, right), part in figures)]


def _spread(parts: Sequence[Line], columns: Sequence[Column], below: Sequence[Sequence[Line]]) -> list[tuple[int, int]]:
    """Return the first column of each part, and how many it is over.

    A part is over those columns whose middle is its own. Where their number is odd it may as well be over the middle
    one alone, the first line of its head: unless all columns have a head then, or what is below repeats itself.
    """
    if len(parts) == len(columns):
        return [(column, 1) for column in range(len(columns))]
    lower = [part for row in below for part in row]
    fit = [_centred(part, columns, lower) for part in parts]
    wide = _widest(fit)
    if sum(n for _, n in wide) == len(columns) or _repeats(wide, columns, below[0] if below else ()):
        return wide
    return _widest([[run for run in runs if run[1] == 1 or run[1] % 2 == 0] for runs in fit]) or _nearest(
        parts, columns
    )


def _centred(part: Line, columns: Sequence[Column], lower: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the runs of columns whose middle is that of a part, as the first and how many, the widest first.

    No year is over another: that of a column whose head was broken in lines may stand in the middle by chance.
    """
    middle = (part.left + part.right) / 2
    years = [(other.left + other.right) / 2 for other in lower if YEAR.match(other.text)]
    found = []
    for first in range(len(columns)):
        for last in range(first, len(columns)):
            left, right = columns[first][0], columns[last][1]
            is_centred = abs((left + right) / 2 - middle) <= _CENTRED * part.size
            if is_centred and not (last > first and YEAR.match(part.text) and any(left < at < right for at in years)):
                found.append((first, last - first + 1))
    return sorted(found, key=lambda run: -run[1])


def _widest(choices: Sequence[Sequence[tuple[int, int]]], start: int = 0) -> list[tuple[int, int]]:
    """Return a run for each part, none overlapping, that cover the most columns; none where some part has no run."""
    if not choices:
        return []
    best: list[tuple[int, int]] = []
    for first, n_columns in choices[0]:
        if first < start:
            continue
        rest = _widest(choices[1:], first + n_columns)
        found = [(first, n_columns), *rest]
        if len(found) == len(choices) and sum(n for _, n in found) > sum(n for _, n in best):
            best = found
    return best


def _repeats(runs: Sequence[tuple[int, int]], columns: Sequence[Column], below: Sequence[Line]) -> bool:
    """Return whether the heads below say the same under each of several runs."""
    under = []
    for first, n_columns in runs:
        left, right = columns[first][0], columns[first + n_columns - 1][1]
        under.append(tuple(part.text for part in below if left <= (part.left + part.right) / 2 <= right))
    return len(under) > 1 and len(under[0]) > 1 and all(one == two for one, two in pairwise(under))


def _nearest(parts: Sequence[Line], columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return the nearest column of each part, in order; one behind the last where none is left."""
    found: list[tuple[int, int]] = []
    for number, part in enumerate(parts):
        least = found[-1][0] + 1 if found else 0
        most = max(least, len(columns) - len(parts) + number)  # so that each part behind has one
        found.append((min(range(least, most + 1), key=partial(_far, part, columns)), 1))
    return found


def _far(part: Line, columns: Sequence[Column], column: int) -> float:
    left, right = columns[min(column, len(columns) - 1)]
    return max(left - part.right, part.left - right)
