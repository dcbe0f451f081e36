"""Operands among the figures of the units that answer."""

from decimal import Decimal

import pytest

from index.figures.record import Direction, FigureRecord, Mean, Qualifier
from index.records import Status
from rag.figures.compute.asked import asked_to_compute
from rag.figures.compute.chosen import of_chosen
from rag.records import Language
from tests.rag.asked import understood, unit


def figure(
    unit_id: str, key: str, value: int, measure: str = "件", *, year: int = 2022, direction: Direction = Direction.LEVEL
) -> FigureRecord:
    return FigureRecord(
        unit_id=unit_id, start=value, end=value + 1, text=f"{value}{measure}", subject=key, key=key,
        value=Decimal(value), high=Decimal(value), unit=measure, scale=0, direction=direction,
        qualifier=Qualifier.EXACT, years=(year,), status=Status.RESULT,
    )  # fmt: skip


STATED = {
    "a": [figure("a", "代表建议", 172), figure("a", "委员提案", 179), figure("a", "讲座", 9)],
    "b": [figure("b", "更新电梯", 302, "台")],
    "c": [figure("c", "老旧电梯更新改造", 112, "台", year=2019)],
    "e": [figure("e", "岗位补贴对象", 9, "个")],
    "f": [figure("f", "提供岗位", 5, "个", year=2019)],
    "g": [figure("g", "财政总收入", 8, "元")],
    "h": [figure("h", "一般公共财政预算收入", 6, "元", year=2019)],
    "w": [figure("w", "公益讲座", 6, "场"), figure("w", "参加讲座", 90, "人次")],
    "x": [figure("x", "新增更新电梯", 20, "台", year=2023).model_copy(update={"status": Status.PLAN})],
    "y": [figure("y", "新增名优电梯", 50, "台")],
    "z": [figure("z", "引进电梯", 7, "台", year=2019)],
    "d": [figure("d", "电梯投入", 40, "元", year=2019)],
    "m": [figure("m", "代表建议", 7, direction=Direction.BEFORE), figure("m", "代表建议", 9), figure("m", "讲座", 1)],
    "k": [
        figure("k", "代表建议", 7, direction=Direction.BEFORE).model_copy(update={"years": (2021, 2022)}),
        figure("k", "代表建议", 9).model_copy(update={"years": (2021, 2022)}),
    ],
    "n": [
        figure("n", "代表建议", 7, direction=Direction.BEFORE),
        figure("n", "代表建议", 9),
        figure("n", "代表建议", 2, direction=Direction.RISE),
    ],
    "q": [
        figure("q", "代表建议", 7, direction=Direction.BEFORE),
        figure("q", "代表建议", 9),
        figure("q", "代表建议", 1, direction=Direction.RISE).model_copy(update={"mean": Mean.YEARS}),
    ],
    "u": [figure("u", "讲座项目", 9, "个"), figure("u", "服务代表", 300, "次")],
    "s": [figure("s", "讲座场地", 2, "所"), figure("s", "讲座座位", 300, "个")],
    "t": [figure("t", "公益讲座", 2, "场"), figure("t", "各类讲座", 8, "场")],
    "p": [figure("p", "路灯更新", 9, "台"), figure("p", "代表建议", 172), figure("p", "委员提案", 179)],
}
WEIGHTS = dict.fromkeys(("讲座", "代表", "表建", "建议", "委员", "员提", "提案", "电梯", "更新", "岗位", "财政"), 1.0)


@pytest.mark.parametrize(
    ("text", "units", "values"),
    [
        ("2022年代表建议和委员提案一共多少件", "a", [172, 179]),
        ("2022年代表建议和委员提案差多少件", "a", [172, 179]),
        ("2022年更新电梯比2019年多多少台", "bc", [302, 112]),
        ("2022年更新电梯比2019年多多少台", "bd", []),  # of another measure: that they are unlike is said
        ("2022年代表建议多少件和委员提案多少件一共", "a", None),  # each is asked
        ("2022年更新电梯平均每天多少台", "b", [302]),
        ("2022年岗位比2019年多多少个", "ef", []),  # of other things
        ("2022年财政收入比2019年多多少元", "gh", []),
        ("2019年和2022年更新电梯一共多少台", "bc", [112, 302]),
        ("2022年更新电梯比2019年多多少台", "b", None),  # of one year
        ("2022年代表建议一共多少件", "a", None),  # of one thing
        ("2022年送讲座和帮代表一共多少次", "u", None),  # counted otherwise, and neither is what is asked
        ("2019年代表建议和委员提案一共多少件", "a", None),  # of another year
        ("2019年和2022年更新电梯一共多少台", "abc", [112, 302]),  # the first of 2022 is of another matter
        ("2019年和2022年新增电梯一共多少台", "yz", [7, 50]),  # the same is done to what ends alike
        ("2022年更新的电梯和2023年计划新增的电梯一共多少台", "bx", []),  # a plan is no part of what was done
        ("2022年讲座平均每场多少人次", "w", [90, 6]),
        ("2019年讲座平均每场多少人次", "w", None),
        ("2022年讲座平均每场多少钱", "w", None),  # no money is told
        ("代表建议增加了多少件", "m", [9, 7]),
        ("代表建议增长了百分之几", "m", [9, 7]),
        ("2022年代表建议增加了多少件", "m", [9, 7]),
        ("代表建议增加了多少件", "k", [9, 7]),
        ("2022年代表建议增加了多少件", "k", None),  # within two years
        ("代表建议增加了多少件", "q", [9, 7]),  # by how much in a year is told, and not in all
        ("代表建议增加了多少件", "n", None),  # the document tells by how much
        ("代表建议增加了多少件", "a", None),  # no state before is told
        ("代表建议和委员提案更新一共多少件", "p", [172, 179]),  # another measure has one of the words
    ],
)
def test_figures_of_the_answer_are_computed_with_where_they_are_certain(
    text: str, units: str, values: list[int] | None
) -> None:
    question = understood(text)
    asked = asked_to_compute(question)
    chosen = [unit("甲。", name=name) for name in units]
    found = asked and of_chosen(question, asked, chosen, lambda unit_id: STATED[unit_id], WEIGHTS)
    assert (found and [int(record.value) for record in found.operands]) == values


@pytest.mark.parametrize(("units", "values"), [("s", None), ("t", [2, 8])])  # halls are no part of seats
def test_a_share_is_of_things_of_a_kind(units: str, values: list[int] | None) -> None:
    question = understood("in 2022, what share of the lectures were for charity", language=Language.ENGLISH)
    asked = asked_to_compute(question)
    found = asked and of_chosen(question, asked, [unit("甲。", name=units)], STATED.__getitem__, WEIGHTS)
    assert (found and [int(record.value) for record in found.operands]) == values


def test_thousand_watts_are_a_measure_of_their_own() -> None:
    from rag.answer.computing import _exponent

    assert (_exponent("千瓦"), _exponent("亿元")) == (0, 8)
