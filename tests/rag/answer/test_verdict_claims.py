"""What an asker claims, in whatever words and amounts, is held against what the quotes say."""

from dataclasses import replace

import pytest

from index.records import Status
from rag.answer.finding import Finding, Verdict
from rag.answer.verdict import verdict
from rag.question.understand import Wants
from rag.records import Language
from tests.rag.answer.verdicts import PLACES, finding_on, verdict_on
from tests.rag.asked import understood, unit, weights


@pytest.mark.parametrize(
    ("asked", "told", "of", "finding"),
    [
        ("2023年税收是120亿对不对", "2023年税收达90亿元。", "税收", Finding.NOT_SO),
        ("2023年投了30个亿修路,没记错吧", "全年投入3亿元修路。", "投入修路", Finding.NOT_SO),
        ("2023年引进了20家银行来着", "引进银行6家。", "引进银行", Finding.NOT_SO),
        ("2023年粉尘浓度不是20微克吗", "粉尘浓度降至15微克/立方米。", "粉尘浓度", Finding.NOT_SO),
        ("2023年盖了一万多个车棚,对吧", "建成车棚1000余个。", "车棚", Finding.NOT_SO),
        ("2023年盖了一千多个车棚,啱唔啱", "建成车棚1000余个。", "车棚", Finding.SAME_FIGURE),
        ("2023年引来的银行有三十多家是吧", "引进银行6家。", "银行", Finding.NOT_SO),
        ("2023年修船的工匠是7名吧", "深入研究渔船、码头，修船的17名工匠获评。", "修船工匠渔船码头", Finding.NOT_SO),
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


def test_a_figure_beside_it_bears_out_no_first_one() -> None:
    asked, of_year = "是不是全省第一个建成500米船闸的县", unit("建成500米船闸。", years=(2023,))
    found = verdict(understood(asked), (of_year,), weights("建成船闸"))
    assert found is None or found.finding is not Finding.SAME_FIGURE
    first = unit("率先建成500米船闸。", years=(2023,))
    assert finding_on(asked, first, of="建成船闸") is Finding.SAME_FIGURE


def test_what_a_rate_is_per_claims_no_figure() -> None:
    of_year = unit("每万名居民船工数增至6名。", years=(2023,))
    found = verdict(understood("2023年每一万人有几名船工对吧"), (of_year,), weights("船工数"))
    assert found is None or found.finding is not Finding.NOT_SO


def test_a_result_that_tells_of_it_in_other_words_is_on_record() -> None:
    done = unit("率先完成22家贷款公司清退。", years=(2023,))
    assert finding_on("2023年那些借贷公司清退完了吗", done, of="清退") is Finding.TOLD_OF
    planned = unit("完成22家贷款公司清退。", years=(2023,), status=Status.PLAN)
    assert finding_on("2023年那些借贷公司清退完了吗", planned, of="清退") is Finding.PLANNED
    denied = unit("22家贷款公司未清退。", years=(2023,))
    assert finding_on("2023年那些借贷公司清退完了吗", denied, of="清退") is not Finding.TOLD_OF


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


def test_what_ranks_lower_denies_no_figure_that_a_higher_quote_states() -> None:
    asked = "2023年没有活干的渔民占比有压在百分之二以下吗"
    above = unit("渔户失业率控制在2.0%以内；", years=(2023,))
    below = unit("引进渔民50人，其中会驾船的渔民占比达94.3%。", years=(2023,))
    assert finding_on(asked, below, of="渔民占比") is Finding.NOT_SO
    assert finding_on(asked, above, below, of="渔民占比") is not Finding.NOT_SO
