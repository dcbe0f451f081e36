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
    ("asked", "told", "of", "finding"),
    [
        ("2023年税收是120亿对不对", "2023年税收达90亿元。", "税收", Finding.NOT_SO),
        ("2023年投了30个亿修路,没记错吧", "全年投入3亿元修路。", "投入修路", Finding.NOT_SO),
        ("2023年引进了20家银行来着", "引进银行6家。", "引进银行", Finding.NOT_SO),
        ("2023年粉尘浓度不是20微克吗", "粉尘浓度降至15微克/立方米。", "粉尘浓度", Finding.NOT_SO),
        ("2023年盖了一万多个车棚,对吧", "建成车棚1000余个。", "车棚", Finding.NOT_SO),
        ("2023年盖了一千多个车棚,啱唔啱", "建成车棚1000余个。", "车棚", Finding.SAME_FIGURE),
        ("2023年粉尘浓度是23.8对吧", "粉尘浓度降至15.8微克/立方米。", "粉尘浓度", Finding.NOT_SO),
        ("foreign trade fell 22 percent in 2023, right?", "外贸增长22.1%。", "外贸", Finding.NO_FALL),
        ("trade was over 8 trillion yuan in 2023, wasn't it?", "外贸总额6.7万亿元。", "外贸", Finding.NOT_SO),
    ],
)
def test_a_claim_is_read_however_it_is_put(asked: str, told: str, of: str, finding: Finding) -> None:
    of_year = unit(told, years=(2023,))
    language = Language.ENGLISH if asked.isascii() else Language.SIMPLIFIED
    question = replace(understood(asked), status=Status.OTHER, language=language)
    found = verdict(question, (of_year,), weights(of))
    assert found is not None
    assert found.finding is finding


def test_a_result_that_tells_of_it_in_other_words_is_on_record() -> None:
    done = unit("率先完成22家贷款公司清退。", years=(2023,))
    assert finding_on("2023年那些借贷平台清退完了吗", done, of="清退") is Finding.TOLD_OF
    planned = unit("完成22家贷款公司清退。", years=(2023,), status=Status.PLAN)
    assert finding_on("2023年那些借贷平台清退完了吗", planned, of="清退") is Finding.PLANNED
    denied = unit("22家贷款公司未清退。", years=(2023,))
    assert finding_on("2023年那些借贷平台清退完了吗", denied, of="清退") is not Finding.TOLD_OF


def test_what_is_to_be_confirmed_is_not_only_on_record() -> None:
    won = unit("门户网站获评绩效评估“九连冠”。", years=(2023,))
    assert finding_on("门户网站2023年是七连冠对吧", won, of="门户网站") is not Finding.TOLD_OF
    assert finding_on("门户网站2023年评上了吗", won, of="门户网站") is Finding.TOLD_OF


def test_a_fall_in_one_character_is_not_left_out_of_what_is_confirmed() -> None:
    rose = unit("外贸进出口在对美贸易下降的情况下增长12%。", years=(2023,))
    assert finding_on("外贸进出口2023年是降的吧", rose, of="外贸进出口") not in (Finding.YES, Finding.TOLD_OF)
    value = unit("金融业增加值增长7.9%。", years=(2023,))
    assert finding_on("2023年金融业增加值是跌的吗", value, of="金融业增加值") is Finding.NO_FALL


def test_a_number_in_the_name_of_what_is_done_is_no_claim() -> None:
    done = unit("全面完成北站12项拆迁任务。", years=(2023,))
    assert finding_on("北站那12项拆迁拆完没有", done, of="北站拆迁征收安置") is Finding.DONE


def test_a_short_name_stands_for_the_long_one_beside_a_word_that_tells() -> None:
    begun = unit("湖畔外国语学校寄宿制高中顺利开工。", years=(2023,))
    assert finding_on("湖外那个寄宿制高中动工了吗", begun, of="寄宿制高中") is Finding.BEGUN


def test_a_number_in_the_name_of_a_place_is_no_claim() -> None:
    lock = unit("三门船闸获得核准,四座水塔开工。", years=(2023,))
    question = replace(understood("三门船闸批下来了吗"), elsewhere="三门")
    told = verdict(question, (lock,), weights("三门船闸"))
    assert told is None or not told.figure


def test_what_came_of_it_is_held_against_a_claim_before_what_was_planned() -> None:
    planned = unit("计划新增学位3200个。", name="p", years=(2023,), status=Status.PLAN)
    done = unit("新增学位3000个。", name="r", years=(2023,))
    assert verdict_on("2023年新增学位到3200个了吧", planned, done) == Verdict(Finding.NOT_SO, "r", "3000个")


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2023年新增学位只有三百来个,对吧", Finding.NOT_SO),
        ("2023年新增学位有三千来个,没夸张吧", Finding.SAME_FIGURE),
        ("2023年新增学位就一个,是不是这样", Finding.NOT_SO),
        ("2023年新增学位就一批,是不是这样", None),
    ],
)
def test_amounts_that_are_said_roughly_or_as_one_alone_are_claimed(asked: str, finding: Finding | None) -> None:
    found = finding_on(asked, PLACES)
    assert (found if found in (Finding.NOT_SO, Finding.SAME_FIGURE) else None) is finding


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2023年普惠园占到两成了,对吧", Finding.NOT_SO),
        ("2023年普惠园占八成,对吧", None),  # 81% is eight tenths
        ("2023年普惠园占比过半了吧", Finding.SAME_FIGURE),
    ],
)
def test_shares_in_tenths_and_halves_are_held_against_per_cent(asked: str, finding: Finding | None) -> None:
    assert finding_on(asked, unit("普惠园占比达81%。", years=(2023,)), of="普惠园占") is finding


def test_a_rank_is_no_figure_that_is_claimed() -> None:
    told = unit("12家世界500强企业投资。", years=(2023,))
    assert finding_on("2023年世界500强投资了吗", told, of="世界投资") is not Finding.SAME_FIGURE
    assert verdict_on("2023年世界500强投资的就一家吧", told, of="世界投资") == Verdict(Finding.NOT_SO, "u", "12家")


def test_a_remark_behind_a_claim_takes_nothing_from_it() -> None:
    asked = "2023年新增学位只有三百来个,实在寒酸透顶,对吧"
    assert finding_on(asked, PLACES, of="新增学位实在寒酸透顶") in (Finding.NOT_SO, Finding.OTHER_FIGURE)


def test_what_fell_is_read_in_the_clause_that_says_so_where_the_unit_tells_of_the_others() -> None:
    told = unit("举办书展,带动图书销售额增长3%。", years=(2023,))
    assert verdict_on("2023年办完书展,图书销售额还跌了,对吧", told) == Verdict(Finding.NO_FALL, "u", "增长3%")
    assert finding_on("2023年民营书店,图书销售额还跌了,对吧", told) is not Finding.NO_FALL


def test_beside_how_many_it_is_said_that_it_is_told_of() -> None:
    told = unit("建立家庭教育试点学校13所。", years=(2023,))
    asked = replace(understood("听说有家庭教育试点学校,真有这回事吗,几所"), wants=Wants.FIGURE)
    found = verdict(asked, [told], weights("家庭教育试点学校"))
    assert found
    assert found.finding is Finding.TOLD_OF
