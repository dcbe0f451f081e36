"""A figure in a table's row is of what the row is of, in the words of its column."""

import pytest

from index.figures.read import records_of
from index.figures.row import row_of
from index.records import Role, Status, Unit
from tests.rag.asked import unit


def item(text: str, years: tuple[int, ...], role: Role = Role.ITEM) -> Unit:
    return unit(text, years=years, status=Status.OTHER).model_copy(update={"role": role})


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "税收收入：2024年完成数71.2亿元，2024年增长3.6%，2025年预算数74.5亿元。",
            [
                ("税收收入", (2024,), Status.RESULT),
                ("税收收入", (2024,), Status.OTHER),
                ("税收收入", (2025,), Status.PLAN),
            ],
        ),
        ("东岸 海棠小学：学位1350个；开学时间2025年9月。", [("东岸海棠小学学位", (2025,), Status.OTHER)]),
        ("3. 渔港改造：建设地点：北岸；计划投资7200万元。", [("渔港改造计划投资", (), Status.PLAN)]),
        ("渔业收入合计：2024年2000万元。", [("渔业收入", (2024,), Status.OTHER)]),
    ],
)
def test_row_and_column_name_a_figure(text: str, stated: list[tuple[str, tuple[int, ...], Status]]) -> None:
    years = tuple(year for year in (2024, 2025) if str(year) in text)
    found = records_of([item(text, years)])
    assert [(record.subject, record.years, record.status) for record in found] == stated


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("税收收入：2024年完成数71.2亿元。", Role.SENTENCE),
        ("①新建学校3所，新增学位1350个。", Role.ITEM),
        ("一是加快建设：建成泊位2个。二是修缮灯塔3座。", Role.ITEM),
    ],
)
def test_what_is_no_row_is_read_as_a_sentence(text: str, role: Role) -> None:
    assert row_of(item(text, (), role)) is None
