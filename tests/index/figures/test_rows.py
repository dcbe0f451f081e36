"""A row of a table states figures as a sentence does."""

from index.figures.read import records_of
from index.read.units import read_units
from index.records import Role
from tests.index.documents import document
from tests.index.load.reading import read

TABLE = "盐田区主要指标\n,,单位：亿元、%\n指标,2023年,2024年,增速\n渔业增加值,9.5,9.9,4.2\n"


def test_each_figure_of_a_row_has_subject_year_and_unit() -> None:
    units = read_units(document(read(TABLE.encode(), "a.csv").text)).units
    found = list(records_of(units))
    assert [unit.role for unit in units if "9.9" in unit.text] == [Role.ITEM]
    assert [(figure.subject, figure.text, figure.years) for figure in found] == [
        ("渔业增加值", "9.5亿元", (2023,)),
        ("渔业增加值", "9.9亿元", (2024,)),
        ("渔业增加值", "增速4.2%", (2023, 2024)),
    ]
