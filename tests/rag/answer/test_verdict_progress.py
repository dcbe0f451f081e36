"""What is said to a question whether something is done, begun or planned: only what the quotes bear out."""

from dataclasses import replace

import pytest

from index.records import Status, Unit
from rag.answer.finding import Finding, Verdict
from rag.answer.verdict import verdict
from tests.rag.answer.verdicts import PLACES, PLANNED, finding_on, verdict_on
from tests.rag.asked import understood, unit, weights


def test_not_yet_at_the_end_asks_whether_it_was_done() -> None:
    assert finding_on("2024年新增4100个学位没", PLANNED) is Finding.PLANNED_FIGURE


def test_what_is_asked_to_be_done_by_now_is_planned_where_two_plans_are_quoted() -> None:
    first = unit("北湖公园一期开工建设。", years=(2022,), status=Status.PLAN)
    second = unit("完成北湖公园(二期)建设。", years=(2024,), status=Status.PLAN)
    question = replace(understood("北湖公园二期是不是已经建成"), both_sides=True)
    found = verdict(question, (first, second), weights("北湖公园二期"))
    assert found
    assert found.finding is Finding.PLANNED


def test_what_is_finished_is_told_from_what_is_planned_and_what_has_begun() -> None:
    asked = "镜湖图书馆建好了吗"
    done = unit("镜湖图书馆建成投用。", years=(2023,))
    begun = unit("镜湖图书馆正式开工。", years=(2023,))
    planned = unit("建成镜湖图书馆。", years=(2024,), status=Status.PLAN)
    assert finding_on(asked, done, of="镜湖图书馆") is Finding.DONE
    assert finding_on(asked, planned, of="镜湖图书馆") is Finding.PLANNED
    assert finding_on(asked, begun, planned, of="镜湖图书馆") is Finding.UNFINISHED
    assert (
        finding_on("湖边那座镜湖图书馆建好了吗", planned, of="镜湖图书馆") is Finding.PLANNED
    )  # 边 asks nothing there


def test_all_of_it_is_no_part() -> None:
    told = unit("全年办理诉求工单15万宗,按时办结率100%。", years=(2023,))
    assert finding_on("诉求工单都按时办完了吗", told, of="诉求工单") is not Finding.UNFINISHED
    partly = told.model_copy(update={"text": "全年办理诉求工单15万宗,按时办结率80%。"})
    assert finding_on("诉求工单都按时办完了吗", partly, of="诉求工单") is Finding.UNFINISHED


def test_a_step_is_no_completion() -> None:
    step = unit("完成镜湖图书馆选址。", years=(2023,))
    assert finding_on("镜湖图书馆完成了吗", step, of="镜湖图书馆") is not Finding.DONE


def test_an_aim_is_reached_where_a_report_says_so() -> None:
    told = unit("筹集住房600套,超额完成年度筹集任务。", years=(2023,))
    asked = "2023年住房筹集任务完成目标了吗"
    assert finding_on(asked, told, of="住房筹集任务") is Finding.REACHED
    assert finding_on(asked, replace_status(told), of="住房筹集任务") is None


def replace_status(one: Unit) -> Unit:
    return one.model_copy(update={"status": Status.PLAN})


def test_what_only_plans_tell_of_is_said_to_be_planned_where_no_plan_is_asked() -> None:
    assert finding_on("学校附近是不是都好上学了", PLANNED) is Finding.PLANNED
    assert finding_on("学校附近是不是都好上学了", PLANNED, PLACES) is not Finding.PLANNED
    assert finding_on("学校附近是不是都好上学了", PLANNED, plan=True) is not Finding.PLANNED


BRIDGE = "镜湖大桥"


@pytest.mark.parametrize(
    ("asked", "told", "verdict_"),
    [
        ("镜湖大桥通车了没有", "镜湖大桥建成通车,东岸隧道开工。", Verdict(Finding.DONE, "u", told="建成通车")),
        ("东岸隧道通车了没有", "镜湖大桥建成通车,东岸隧道开工。", Verdict(Finding.UNFINISHED, "u")),
        ("东岸隧道开工了吗", "镜湖大桥建成通车,东岸隧道开工。", Verdict(Finding.BEGUN, "u", told="开工")),
        ("镜湖大桥建好了吗", "建成镜湖大桥、东岸隧道二期等交通工程。", Verdict(Finding.DONE, "u", told="建成")),
        ("镜湖大桥建好了吗", "完成镜湖大桥12项拆迁任务。", None),
        ("镜湖大桥通车了吗", "镜湖大桥东岸匝道建成通车。", None),
        ("镜湖大桥启用了吗", "建成启用镜湖大桥、东岸隧道等工程。", Verdict(Finding.DONE, "u", told="建成启用")),
        ("整治方案编出来没有", "完成道路规划和整治方案编制。", Verdict(Finding.DONE, "u", told="完成")),
        ("整治工程完成没有", "完成道路规划和整治方案编制。", None),
        ("镜湖大桥三期开了没", "镜湖大桥三期顺利通车。", Verdict(Finding.DONE, "u", told="顺利通车")),
    ],
)
def test_it_is_the_thing_itself_that_is_done(asked: str, told: str, verdict_: Verdict | None) -> None:
    assert verdict_on(asked, unit(told, years=(2023,)), of=asked) == verdict_


def test_several_plans_are_still_a_plan() -> None:
    plans = [unit(f"{verb}建成镜湖大桥。", name=verb, years=(2024,), status=Status.PLAN) for verb in ("年内", "高质量")]
    assert finding_on("镜湖大桥起好未", *plans, of=BRIDGE) is Finding.PLANNED
    assert finding_on("镜湖大桥建好没", *plans, of=BRIDGE) is Finding.PLANNED


@pytest.mark.parametrize(
    ("told", "status", "finding"),
    [
        ("首家湖畔口岸综合医院投入运营。", Status.RESULT, Finding.THERE_IS),
        ("首家湖畔医院联盟成立。", Status.RESULT, None),  # a longer name is of something else
        ("推进湖畔医院前期工作。", Status.RESULT, None),
        ("新建湖畔医院。", Status.PLAN, Finding.PLANNED),
        ("湖畔医院周边道路改造。", Status.PLAN, None),
    ],
)
def test_there_is_what_a_result_names(told: str, status: Status, finding: Finding | None) -> None:
    one = unit(told, years=(2023,), status=status)
    assert finding_on("区里有没有湖畔医院", one, of="湖畔医院") is finding


def test_of_a_row_each_thing_is_told_for_itself() -> None:
    row = unit("镜湖隧道、环湖路三期等项目开工建设。", years=(2023,))
    assert finding_on("镜湖隧道开工没有", row, of="镜湖隧道") is Finding.BEGUN
    pushed = unit("推进环湖路、镜湖隧道开工建设。", years=(2023,))
    assert finding_on("镜湖隧道开工没有", pushed, of="镜湖隧道") is not Finding.BEGUN


def test_what_is_taken_for_done_and_only_planned_is_said_to_be_planned() -> None:
    assert finding_on("2024年已经新增了4100个学位,怎么做到的", PLANNED) is Finding.PLANNED_FIGURE
    planned = unit("建成镜湖图书馆。", years=(2024,), status=Status.PLAN)
    assert finding_on("既然镜湖图书馆已经建成,下一步做什么", planned, of="镜湖图书馆") is Finding.PLANNED
    assert finding_on("镜湖图书馆建成后下一步做什么", planned, of="镜湖图书馆") is None


def test_a_plan_confirms_no_figure_that_is_asked_as_it_is_now() -> None:
    assert finding_on("新增学位是4100个吗", PLANNED) is Finding.PLANNED_FIGURE


@pytest.mark.parametrize("asked", ["镜湖隧道通车没有?", "镜湖隧道开工没有啊 急", "镜湖隧道启用未"])
def test_a_yes_or_no_is_asked_by_not_behind_the_verb(asked: str) -> None:
    planned = unit("推动镜湖隧道通车。", years=(2024,), status=Status.PLAN)
    assert finding_on(asked, planned, of="镜湖隧道") is Finding.PLANNED
