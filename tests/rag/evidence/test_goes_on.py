"""The sentence behind that goes on about what was chosen, with the figure that is asked."""

from rag.evidence.goes_on import going_on
from tests.rag.asked import understood
from tests.rag.made_up import world_of

OF = world_of(
    "一、渔业\n\n渔船维修计划为渔民提供六个星期的服务。上述计划每年开支约七十四万元。\n\n"
    "二、灯塔\n\n灯塔改造计划扩展到全县。码头每年开支约九十万元。\n"
)
SERVICE, COST, TOWER = OF.unit("维修计划"), OF.unit("七十四万"), OF.unit("灯塔改造")


def test_what_points_back_and_has_the_asked_figure_is_told_behind() -> None:
    assert going_on(OF.held, understood("渔船维修计划开支多少元"), SERVICE, (SERVICE,)) == (COST,)
    assert going_on(OF.held, understood("渔船维修计划开支多少"), SERVICE, (SERVICE,)) == (COST,)  # weeks are no amount


def test_nothing_is_added_where_it_is_not_asked_told_already_or_points_at_nothing() -> None:
    assert going_on(OF.held, understood("渔船维修计划"), SERVICE, (SERVICE,)) == ()
    assert going_on(OF.held, understood("渔船维修计划几个星期"), SERVICE, (SERVICE,)) == ()
    assert going_on(OF.held, understood("灯塔改造计划开支多少元"), TOWER, (TOWER,)) == ()
