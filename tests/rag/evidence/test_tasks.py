"""What an office has to do is told by the lists that name it."""

import pytest

from rag.evidence.overview import Overview
from rag.evidence.tasks import tasks
from tests.rag.asked import understood
from tests.rag.made_up import World, ranked, ranking, world_of

PLAN = """青岭区2024年民生实事行动方案

青岭区人民政府办公室

2024年2月20日

一、实施教育提质行动

①新增公办学位4500个。②引进名师30名。【责任单位：区财政局、区教育局】

二、实施健康守护行动

③建成社康中心3家。④改造诊室9间。【责任单位：区卫生健康局】

三、实施安居暖心行动

⑤筹集保障性住房1500套。【责任单位：区财政局】

四、实施出行便利行动

⑥新建天桥2座。
"""


def told(asked: str) -> Overview | None:
    of: World = world_of(PLAN)
    return tasks(of.held, ranking(understood(asked), [ranked(of.unit("天桥"))]))


def texts(asked: str) -> list[str]:
    found = told(asked)
    return [unit.text for unit in found.units] if found else []


def test_all_that_one_list_belongs_to_is_told() -> None:
    assert texts("卫生健康局负责哪些工作") == ["③建成社康中心3家。", "④改造诊室9间。"]


def test_a_line_a_list_is_told_of_several_and_what_the_office_has_alone_goes_first() -> None:
    assert texts("区财政局牵头哪些任务") == ["⑤筹集保障性住房1500套。", "①新增公办学位4500个。"]
    found = told("区财政局牵头哪些任务")
    assert found
    assert found.themes == ("三、实施安居暖心行动", "一、实施教育提质行动")


@pytest.mark.parametrize(
    "asked", ["财政局负责什么", "哪些工作由区财政局负责", "青岭区财政局有什么任务", "财政局管什么"]
)
def test_it_is_asked_in_many_ways(asked: str) -> None:
    assert texts(asked)


def test_an_office_may_be_named_in_short() -> None:
    assert texts("区卫健局负责什么") == texts("卫健局负责什么") == texts("区卫生健康局负责什么")
    assert told("卫康健局负责什么") is None


@pytest.mark.parametrize("asked", ["教育由哪个局负责", "水务局负责什么", "负责什么", "区财政局2023年负责什么"])
def test_nothing_is_told_where_no_office_is_named_that_a_list_of_the_year_names(asked: str) -> None:
    assert told(asked) is None
