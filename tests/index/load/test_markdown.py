"""A table of Markdown is rows with their heads; all else stays as it is."""

from index.load.read import InCell, InParagraph
from tests.index.load.reading import lines, read, stands

TEXT = """# 渔业情况

单位：吨

| 项目 | 2023年 | 2024年 |
|------|-------:|-------:|
| 海带 | 30 | 31 |
| 甲\\|乙 | 5 | 6 |

- 新建码头3座。
"""


def test_rows_are_said_with_their_heads_and_the_unit_above() -> None:
    assert lines(TEXT.encode(), "a.md") == [
        "# 渔业情况",
        "单位：吨",
        "| 项目 | 2023年 | 2024年 |",
        "- 海带：2023年30吨，2024年31吨。",
        "- 甲|乙：2023年5吨，2024年6吨。",
        "- 新建码头3座。",
    ]


def test_each_stretch_knows_its_line_or_cell() -> None:
    found = read(TEXT.encode(), "a.md")
    assert stands(found, "31") == [InCell(table=1, row=2, column=3)]
    assert stands(found, "新建码头") == [InParagraph(paragraph=10)]
