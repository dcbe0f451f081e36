"""What is to be computed, of which things."""

import pytest

from rag.figures.compute.asked import asked_to_compute
from rag.records import Operation
from tests.rag.asked import understood


@pytest.mark.parametrize(
    ("text", "operation", "matters"),
    [
        ("2022年进城居民收入是下乡居民的几倍", Operation.RATIO, ("进城居民收入", "下乡居民收入")),
        ("2022年灯塔是浮标的几倍", Operation.RATIO, ("灯塔", "浮标")),
        ("2021年和2022年浮标一共多少", Operation.SUM, ("浮标",)),
        ("2022年登记合同比2021年多几份", Operation.DIFFERENCE, ("登记合同",)),
        ("2022年浮标比2021年多修了几个", Operation.DIFFERENCE, ("浮标",)),
        ("2022年货运量比2021年多几亿吨", Operation.DIFFERENCE, ("货运量",)),
        ("2022年就业率占比比2021年高几个百分点", Operation.DIFFERENCE, None),
        ("2022年货运量比2021年高百分之几", Operation.CHANGE, ("货运量",)),
        ("高架里程增加了多少", Operation.DIFFERENCE, ("高架里程",)),
        ("2022年引进的船长里面特级船长占几成", Operation.SHARE, ("特级船长", "引进船长")),
        ("2022年引进的船长里面,特级船长占百分之几", Operation.SHARE, ("特级船长", "引进船长")),
        ("累计灯塔里新增的占几成", Operation.SHARE, ("新增灯塔", "累计灯塔")),
        ("2022年特级船长是引进船长的百分之几", Operation.SHARE, ("特级船长", "引进船长")),
        ("2022年浮标平均每座花了多少钱", Operation.PER_ITEM, None),
        ("2022年平均每个月修了多少浮标", Operation.AVERAGE, None),
        ("2022年涨价和降价的摊位一共多少", Operation.SUM, ("涨价", "降价摊位")),
    ],
)
def test_the_operation_and_its_things_are_read_from_the_question(
    text: str, operation: Operation, matters: tuple[str, ...] | None
) -> None:
    asked = asked_to_compute(understood(text))
    assert asked
    assert asked.operation is operation
    assert matters in (None, asked.matters)


@pytest.mark.parametrize(
    "text",
    ["2022年日均货运量比2021年多多少", "2021年、2022年和2023年加起来比2020年多多少浮标", "2021年和2022年平均每天多少"],
)
def test_what_no_operation_of_stated_figures_gives_is_not_computed(text: str) -> None:
    assert asked_to_compute(understood(text)) is None


def test_the_year_of_the_fastest_growth_is_asked_of_rates_and_the_year_of_the_most_of_levels() -> None:
    fastest, most = (asked_to_compute(understood(text)) for text in ("哪一年货运量增长最快", "哪一年货运量最多"))
    assert fastest
    assert fastest.of_growth
    assert most
    assert not most.of_growth


def test_by_how_much_one_thing_moved_is_computed_from_its_state_before_only() -> None:
    asked = asked_to_compute(understood("货运量增加了多少"))
    assert asked
    assert asked.from_before
