"""A table of an upload is shown as it stands, merged cells whole."""

from index.load.read import ShownCell, ShownTable
from ui.held.tables import MOST_ROWS, LaidOutCell, cut, laid_out


def shown(*cells: ShownCell) -> ShownTable:
    return ShownTable(table=1, sheet="", cells=cells)


def test_a_merged_cell_covers_what_it_stands_for() -> None:
    table = cut(
        shown(
            ShownCell(text="项目", row=3, column=1, rows=2),
            ShownCell(text="2024年", row=3, column=2, columns=2),
            ShownCell(text="完成数", row=4, column=2),
            ShownCell(text="增长", row=4, column=3),
            ShownCell(text="税收", row=6, column=1),
        )
    )
    assert laid_out(table) == [
        [LaidOutCell("项目", rows=2), LaidOutCell("2024年", columns=2)],
        [LaidOutCell("完成数"), LaidOutCell("增长")],
        [LaidOutCell("税收"), LaidOutCell(""), LaidOutCell("")],
    ]


def test_a_merged_cell_ends_where_the_shown_rows_do() -> None:
    rows = [ShownCell(text=f"{n}", row=n, column=2) for n in range(1, 2 * MOST_ROWS)]
    table = cut(shown(ShownCell(text="片区", row=1, column=1, rows=2 * MOST_ROWS), *rows))
    assert laid_out(table)[0][0] == LaidOutCell("片区", rows=MOST_ROWS)
    assert all(len(row) == 1 for row in laid_out(table)[1:])
