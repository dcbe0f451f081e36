"""Cells of a CSV file: none begins a formula, however it is read, and each can be read back."""

import csv
import io
import sys
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ui.journal.cell import as_it_was, harmless

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫−⁼₌⁺₊⁻₋"
BEFORE = [
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\u3000",
    "\xa0",
    "\ufeff",
    "\u200b",
    "\u202e",
    "\u2060",
    "\x00",
    "\xad",
    "\u2028",
]
PIECES = st.lists(st.sampled_from([*SIGNS, *BEFORE[1:], ";", ",", "'", '"', "1", "罗", "\u180e"]), max_size=9).map(
    "".join
)


def begins_formula(cell: str) -> bool:
    """As the most eager of spreadsheets: whatever is not to be seen is taken off first."""
    shown = cell.lstrip("".join(BEFORE) + "\u180e")
    return shown.startswith(tuple(SIGNS))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEFORE)
def test_no_form_of_a_sign_begins_a_cell_behind_anything_unseen(sign: str, before: str) -> None:
    cell = f"{before}{sign}cmd|' /C calc'!A0"
    assert begins_formula(cell)
    assert not begins_formula(harmless(cell))
    assert as_it_was(harmless(cell)) == cell


@pytest.mark.parametrize("begin", ["\t", "\r", "\n", "\t1", "\n罗湖"])
def test_a_cell_begins_with_no_tab_or_line_end(begin: str) -> None:
    assert harmless(begin).startswith("'")
    assert as_it_was(harmless(begin)) == begin


def test_every_character_without_a_shape_is_passed_over() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cc", "Cf"}:
            assert harmless(f"{character}=1").lstrip(character).startswith("'"), hex(code)


@given(PIECES)
def test_a_cell_read_back_is_what_it_was(cell: str) -> None:
    assert as_it_was(harmless(cell)) == cell
    assert not begins_formula(harmless(cell))


@example(';"=')
@given(PIECES)
def test_nothing_begins_a_formula_where_semicolons_or_tabs_part_cells_or_lines_rows(cell: str) -> None:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(["x", harmless(cell), "y"])
    for delimiter in ";\t":
        for row in csv.reader(line.getvalue().splitlines(), delimiter=delimiter):
            assert not any(map(begins_formula, row))
    for row in harmless(cell).splitlines():
        assert not begins_formula(row)


def test_what_is_no_formula_stays() -> None:
    for cell in ("", "罗湖", "2024-01-05", "a=b", "增长-3%", "'tis", "x; y", "一\n二", "1,-2"):
        assert harmless(cell) == cell


@pytest.mark.parametrize("piece", ["'", " ", ";", "\n'", "; '", "=;", "\u200b"])
def test_a_long_cell_takes_no_time(piece: str) -> None:
    cell = piece * 200_000
    began = time.perf_counter()
    assert as_it_was(harmless(cell)) == cell
    assert time.perf_counter() - began < 2.0
