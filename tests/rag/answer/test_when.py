"""When: the period of the unit that tells of it answers where no date is written."""

from dataclasses import replace

from index.records import Status, Unit
from rag.answer.when import time_line, told_of
from rag.question.understand import Wants
from rag.records import Language
from tests.rag.asked import understood, unit, weights

DONE = unit("镜湖大桥建成通车。", years=(2023,))
PLANNED = unit("建成镜湖大桥。", name="p", years=(2024,), status=Status.PLAN)


def _told(text: str, *units: Unit, of: str = "镜湖大桥") -> tuple[Unit, ...]:
    return told_of(replace(understood(text), wants=Wants.DATE), units, weights(of))


def test_the_period_of_the_unit_tells_when() -> None:
    assert _told("镜湖大桥什么时候建成", DONE) == (DONE,)
    assert time_line(Language.SIMPLIFIED, [(DONE, "[1]")]) == "2023年[1]"


def test_a_plan_is_told_as_one() -> None:
    assert time_line(Language.SIMPLIFIED, [(PLANNED, "[1]")]) == "2024年计划[1]"
    assert time_line(Language.CANTONESE, [(PLANNED, "[1]")]) == "2024年計劃[1]"
    assert time_line(Language.ENGLISH, [(PLANNED, "[1]")]) == "2024, planned[1]"


def test_what_is_planned_for_the_year_after_is_of_that_year() -> None:
    next_year = unit("廉政公署明年第一季成立學院。", name="n", years=(2024, 2025), status=Status.PLAN)
    assert time_line(Language.CANTONESE, [(next_year, "[1]")]) == "2025年計劃[1]"


def test_several_periods_stand_in_order_of_time() -> None:
    assert _told("镜湖大桥什么时候建成", PLANNED, DONE) == (DONE, PLANNED)
    assert time_line(Language.SIMPLIFIED, [(DONE, "[2]"), (PLANNED, "[1]")]) == "2023年[2]；2024年计划[1]"


def test_the_unit_that_tells_of_the_thing_itself_goes_before_one_that_only_names_it() -> None:
    near = unit("推动镜湖大桥试点开通夜间巴士。", name="n", years=(2022,), status=Status.PLAN)
    opens = unit("镜湖大桥开通,动工建设隧道。", name="o", years=(2021,), status=Status.PLAN)
    assert _told("镜湖大桥计划什么时候开通", near, opens) == (opens,)


def test_a_step_is_not_when_something_was_finished() -> None:
    assert _told("镜湖大桥什么时候建成", unit("加快镜湖大桥建设。", years=(2023,))) == ()
    assert _told("镜湖大桥什么时候建成", unit("镜湖大桥主体完成封顶。", years=(2023,))) == ()


def test_what_a_plan_pushes_on_is_planned_for_its_year() -> None:
    pushed = unit("确保镜湖大桥、环湖路二期建成营运。", name="p", years=(2024,), status=Status.PLAN)
    opened = unit("推动镜湖大桥对外开放。", name="o", years=(2024,), status=Status.PLAN)
    assert _told("镜湖大桥什么时候通车", pushed) == (pushed,)
    assert _told("镜湖大桥什么时候开放", opened) == (opened,)
    done = unit("推动镜湖大桥对外开放。", name="d", years=(2024,))
    assert _told("镜湖大桥什么时候开放", done) == ()


def test_another_of_a_row_is_another_matter() -> None:
    assert _told("第四届镜湖论坛什么时候举办", unit("举办第三届镜湖论坛。"), of="镜湖论坛") == ()


def test_a_period_tells_no_day_and_no_month() -> None:
    assert _told("镜湖大桥几月通车", DONE) == ()


def test_five_years_tell_no_time() -> None:
    assert _told("镜湖大桥什么时候建成", unit("镜湖大桥建成。", years=(2021, 2022, 2023, 2024, 2025))) == ()


def test_nothing_is_told_where_no_time_is_asked() -> None:
    assert told_of(understood("镜湖大桥建成了吗"), (DONE,), weights("镜湖大桥")) == ()


def test_in_which_year_there_was_most_is_told_by_figures_and_by_no_period() -> None:
    first, second = (unit(f"观景客{n}万人。", name=str(n), years=(year,)) for n, year in ((3, 2022), (5, 2023)))
    assert _told("观景客哪一年最多", first, second, of="观景客") == ()
    assert _told("什么时候有观景客", first, of="观景客") == (first,)
