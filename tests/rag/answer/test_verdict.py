"""What is said to a yes-or-no question: only what the quotes bear out."""

from dataclasses import replace

import pytest

from index.records import Status, Unit
from rag.answer.finding import Finding, Verdict
from rag.answer.verdict import verdict
from rag.answer.verdict_words import verdict_line
from rag.question.understand import Wants
from rag.records import Language
from tests.rag.answer.verdicts import PLACES, PLANNED, finding_on, verdict_on
from tests.rag.asked import understood, unit, weights


def test_the_claimed_figure_is_confirmed() -> None:
    assert verdict_on("2023年新增学位是3200个吗", PLACES) == Verdict(Finding.SAME_FIGURE, "u", "3200个")


def test_another_figure_is_corrected_by_the_stated_one() -> None:
    assert verdict_on("2023年新增学位是5000个吗", PLACES) == Verdict(Finding.NOT_SO, "u", "3200个")


def test_a_question_that_asks_more_has_its_premise_corrected_alone() -> None:
    assert finding_on("2023年新增学位是5000个吧,都在什么地方", PLACES) is Finding.OTHER_FIGURE


def test_a_figure_of_another_year_decides_nothing() -> None:
    assert verdict_on("2022年新增学位是5000个吗", PLACES) is None


def test_a_figure_of_another_measure_decides_nothing() -> None:
    assert verdict_on("2023年新增学位超过5000平方米吗", PLACES) is None


def test_a_planned_figure_is_no_outcome() -> None:
    assert finding_on("2024年新增了4100个学位吗", PLANNED) is Finding.PLANNED_FIGURE
    assert finding_on("2024年新增了5000个学位吗", PLANNED) is Finding.PLANNED_FIGURE
    assert finding_on("2024年计划新增4100个学位吗", PLANNED, plan=True) is Finding.SAME_FIGURE


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2023年新增学位超过3000个吗", Finding.SAME_FIGURE),
        ("2023年新增学位超过3500个吗", Finding.NOT_SO),
        ("2023年新增学位不到3500个吧", Finding.SAME_FIGURE),
        ("2023年新增学位不到3000个吧", Finding.NOT_SO),
        ("2023年新增学位三千二百多个吧", Finding.SAME_FIGURE),
        ("2023年新增学位大概3300个吧", None),  # near enough to be meant
        ("2023年新增学位大概9000个吧", Finding.NOT_SO),
    ],
)
def test_bounds_are_held_to(asked: str, finding: Finding | None) -> None:
    assert finding_on(asked, PLACES) is finding


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2023年新增学位破了五千个", Finding.NOT_SO),
        ("听说2023年新增学位5000个", Finding.NOT_SO),
        ("2023年新增学位有3200个", Finding.SAME_FIGURE),
        ("新增学位5000个的学校", None),
    ],
)
def test_what_states_a_figure_and_asks_nothing_wants_it_confirmed(asked: str, finding: Finding | None) -> None:
    assert finding_on(asked, PLACES) is finding


def test_a_claim_in_everyday_words_is_held_against_what_has_their_official_name() -> None:
    told = unit("生产总值达到56亿元,好于预期。", years=(2023,))
    asked = replace(understood("2023年gdp有80亿元"), wants=Wants.OTHER)
    weighed = {"gdp": 6.0, "地区": 2.0, "区生": 2.0, "生产": 1.0, "产总": 1.0, "总值": 1.0}
    found = verdict(asked, [told], weighed)
    assert found
    assert found.finding is Finding.NOT_SO


def test_figures_of_other_matters_in_front_are_passed_over() -> None:
    other = unit("开设长者食堂60个。", years=(2023,))
    assert finding_on("2023年新增学位是5000个吗", other, PLACES) is Finding.NOT_SO


def test_a_rise_is_no_fall() -> None:
    fell = unit("警情下降14%。", years=(2023,))
    assert finding_on("2023年警情上升了14%吗", fell, of="警情") is Finding.NO_RISE


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2023年警情多了14%是吗", Finding.NO_RISE),
        ("2023年警情涨了14%？", Finding.NO_RISE),
        ("2023年警情少了14%吧", Finding.SAME_FIGURE),
    ],
)
def test_the_word_in_front_of_a_figure_says_which_way_it_is_taken_to_have_gone(asked: str, finding: Finding) -> None:
    assert finding_on(asked, unit("警情下降14%。", years=(2023,)), of="警情") is finding


def test_what_was_added_is_no_fall_and_is_told_with_its_word() -> None:
    found = verdict_on("2023年是不是少了3200个学位", PLACES)
    assert found == Verdict(Finding.NO_FALL, "u", "新增学位3200个")


@pytest.mark.parametrize(
    "asked", ["2023年新增学位有没有到3000个", "2023年新增学位够不够3000个", "2023年新增学位到没到3000个"]
)
def test_a_mark_that_is_asked_for_may_be_passed(asked: str) -> None:
    assert finding_on(asked, PLACES) is Finding.SAME_FIGURE


def test_no_more_than_a_figure_is_not_surely_below_it() -> None:
    kept = unit("失业率控制在2%以内。", years=(2023,))
    assert finding_on("2023年失业率低于2%吗", kept, of="失业率") is None


def test_a_thing_that_counts_anything_counts_people() -> None:
    doctors = unit("全科医生增至6名。", years=(2023,))
    assert finding_on("2023年全科医生是4个吗", doctors, of="全科医生") is Finding.NOT_SO


def test_a_claimed_figure_of_what_is_done_is_confirmed_and_of_what_has_begun_is_not() -> None:
    built = unit("新建充电站99座。", years=(2023,))
    begun = unit("新建充电站99座开工。", years=(2023,))
    assert finding_on("2023年充电站建好99座没有", built, of="充电站") is Finding.SAME_FIGURE
    assert finding_on("2023年充电站建好99座没有", begun, of="充电站") is not Finding.SAME_FIGURE


def test_a_share_in_tenths_is_one_in_per_cent() -> None:
    clean = unit("空气优良率97.5%。", years=(2023,))
    assert finding_on("2023年空气优良率连九成也没有吧", clean, of="空气优良率") is Finding.NOT_SO


def test_what_the_unit_says_of_something_else_as_well_is_not_denied() -> None:
    both = unit("新增公办学位3200个,新增民办学位500个。", years=(2023,))
    found = verdict_on("2023年新增公办学位500个吗", both, of="新增公办学位")
    assert found is None


def test_yes_needs_every_word_in_one_clause_and_no_denial() -> None:
    told = unit("开通夜间公交线路。", years=(2023,))
    denied = unit("没有开通夜间公交线路。", years=(2023,))
    assert finding_on("是不是开通夜间公交线路", told, of="开通夜间公交线路") is Finding.YES
    assert finding_on("是不是开通夜间公交线路", denied, of="开通夜间公交线路") is None
    assert finding_on("是不是开通夜间地铁线路", told, of="开通夜间地铁线路") is None


def test_none_is_said_where_the_quote_says_so() -> None:
    told = unit("处置过程无人员伤亡。", years=(2023,))
    assert finding_on("那次塌方有没有人员伤亡", told, of="人员伤亡") is Finding.NONE


def test_none_is_said_of_a_thing_with_a_link_in_its_name() -> None:
    told = unit("该县是全省唯一没有重度及以上拥堵路段的县城。", years=(2023,))
    assert finding_on("2023年有没有过重度以上的拥堵", told, of="重度拥堵") is Finding.NONE
    assert finding_on("2023年有没有出现重度拥堵", told, of="重度拥堵") is Finding.NONE
    assert finding_on("2023年有没有过轻度的拥堵", told, of="轻度拥堵") is not Finding.NONE


def test_what_the_asker_thinks_of_it_asks_no_more_than_a_yes_or_a_no() -> None:
    told = unit("该县没有重度拥堵。", years=(2023,))
    assert finding_on("2023年有没有重度拥堵，我怎么记得天天堵", told, of="重度拥堵") is Finding.NONE


def test_what_is_of_another_matter_is_said_to_decide_nothing() -> None:
    assert finding_on("镜湖图书馆是不是很大", PLACES, of="镜湖图书馆") is Finding.UNSAID


def test_names_are_answered_by_no_yes() -> None:
    assert verdict_on("有没有什么优惠政策", PLACES) is None


def test_no_reason_is_given_for_a_figure() -> None:
    assert finding_on("为什么2023年学位只增加了3200个", PLACES) is Finding.NO_CAUSE
    because = unit("受疫情影响,新增学位3200个。", years=(2023,))
    assert finding_on("为什么2023年学位只增加了3200个", because) is None
    assert finding_on("为什么要新增学位", PLACES) is None


def test_a_figure_is_confirmed_in_english() -> None:
    question = replace(understood("did it add 5,000 school places in 2023?"), language=Language.ENGLISH)
    found = verdict(question, (PLACES,), weights("新增学位"))
    assert found == Verdict(Finding.NOT_SO, "u", "3200个")


def test_which_way_a_figure_went_is_corrected() -> None:
    trade = unit("进出口总额37亿元、增长22.1%,其中出口下降3%。", years=(2023,))
    assert verdict_on("为什么2023年进出口下降了", trade, of="进出口") == Verdict(Finding.NO_FALL, "u", "增长22.1%")
    assert verdict_on("2023年出口是不是增长了", trade, of="出口") == Verdict(Finding.NO_RISE, "u", "下降3%")
    assert finding_on("2023年出口是不是下降了", trade, of="出口") is Finding.SAME_FIGURE
    assert finding_on("为什么2023年出口下降了", trade, of="出口") is None


def test_of_something_narrower_the_figure_is_given_with_its_name() -> None:
    part = unit("刑事治安警情下降14%。", years=(2023,))
    assert verdict_on("为什么2023年警情上升了", part, of="警情") == Verdict(Finding.TOLD, "u", "刑事治安警情下降14%")
    assert verdict_on("为什么2023年居民收入上升了", part, of="居民收入") is None


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2024年新增学位会比2023年多吗", Finding.SAME_FIGURE),
        ("2023年新增学位比2024年多吗", Finding.NOT_SO),
        ("2023年新增学位比24年少吗", Finding.SAME_FIGURE),
    ],
)
def test_two_figures_are_held_against_each_other(asked: str, finding: Finding) -> None:
    found = verdict_on(asked, PLACES, replace_name(PLANNED))
    assert found
    assert (found.finding, found.beside is not None) == (finding, True)


def replace_name(one: Unit) -> Unit:
    return one.model_copy(update={"unit_id": "v"})


def test_a_figure_that_may_be_any_more_is_not_less() -> None:
    some = replace_name(unit("计划新增学位2000个以上。", years=(2024,), status=Status.PLAN))
    found = verdict_on("2024年新增学位会比2023年多吗", PLACES, some)
    assert not found or not found.beside


def test_figures_of_different_things_are_not_held_against_each_other() -> None:
    other = replace_name(unit("计划新增床位4100个。", years=(2024,), status=Status.PLAN))
    found = verdict_on("2024年新增学位会比2023年多吗", PLACES, other)
    assert not found or not found.beside


def test_a_sum_needs_no_yuan_to_be_claimed() -> None:
    product = unit("生产总值2630.2亿元。", years=(2023,))
    assert finding_on("2023年生产总值不是破三千亿了吗", product, of="生产总值") is Finding.NOT_SO
    assert finding_on("2023年生产总值超过两千亿了吧", product, of="生产总值") is Finding.SAME_FIGURE


def test_what_asks_how_or_where_has_its_premise_corrected() -> None:
    assert finding_on("2023年新增的一万多个学位都在哪里", PLACES) is Finding.OTHER_FIGURE
    assert finding_on("2023年新增学位超过一万个是怎么做到的", PLACES) is Finding.OTHER_FIGURE
    assert finding_on("2023年新增的三千多个学位都在哪里", PLACES) is None


def test_what_was_added_is_not_all_that_there_is() -> None:
    assert verdict_on("2023年有三万个学位吗", PLACES) is None


def test_a_claim_is_of_the_year_named_before_it() -> None:
    both = "2023年新增学位3200个,2024年是不是4000个"
    assert verdict_on(both, PLACES, replace_name(PLANNED)) == Verdict(Finding.NOT_SO, "v", "4100个")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("finding", list(Finding))
def test_every_verdict_is_a_cited_sentence_in_every_language(finding: Finding, language: Language) -> None:
    line = verdict_line(language, finding, "3个", "[1]")
    assert "{" not in line
    introduces = finding in (Finding.UNSAID, Finding.NO_CAUSE)
    assert line.endswith("[1]") != introduces
    assert line.endswith(("：", ":")) == introduces


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("学位结构性紧缺，老城学位缺口较大。", False),
        ("新增学位4500个。", False),  # that there are more says nothing of enough
        ("学位供给充足。", True),
    ],
)
def test_enough_is_there_only_where_that_is_said(text: str, *, is_told: bool) -> None:
    assert (verdict_on("学位够不够", unit(text, status=Status.RESULT)) is not None) is is_told


def test_what_is_to_be_widened_is_no_mere_plan() -> None:
    card = unit("③拓展船员卡服务范围。", years=(2024,), status=Status.PLAN)
    assert finding_on("船员卡能用吗", card, of="船员卡服务") is not Finding.PLANNED
    new = unit("③推出船员卡服务。", years=(2024,), status=Status.PLAN)
    assert finding_on("船员卡能用吗", new, of="船员卡服务") is Finding.PLANNED


def test_a_word_that_nothing_holds_bears_out_no_record() -> None:
    told = unit("渔网分类回收全覆盖。", years=(2023,))
    assert finding_on("2023年渔网分类要罚款吗", told, of="渔网分类") is not Finding.TOLD_OF
    assert finding_on("2023年渔网分类做了吗", told, of="渔网分类") is not None
