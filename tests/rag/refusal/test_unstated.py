"""What is told of all answers nothing that is asked of one, nor the other way round."""

from dataclasses import replace

import pytest

from rag.question.answer_form import FIGURE, expected
from rag.question.understand import Wants
from rag.refusal.unstated import AMOUNT, PART, SCALE, unstated_in
from tests.rag.asked import understood, unit


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("一名船工一年补多少元", "下达船工补贴资金300万元。", SCALE),
        ("一名船工一年补多少元", "船工补贴标准为3000元。", ""),
        ("渡船全年一共载客多少人次", "渡船单日最高客运量达300人次。", SCALE),
        ("渡船单日最高载客多少人次", "渡船单日最高客运量达300人次。", ""),
        ("渡船全年一共载客多少人次", "渡船载客9万人次。", ""),
        ("到现在总共修了多少座码头", "新修码头9座。", SCALE),  # what was added
        ("到现在总共修了多少座码头", "累计修码头90座。", ""),
        ("总共新修多少座码头", "新修码头9座。", ""),
        ("渡船日均载客多少人次", "渡船载客9万人次。", SCALE),
        ("渡船平均每天载客多少人次", "渡船载客9万人次。", SCALE),
        ("渔业基金单个项目最多投多少元", "组建总规模900万元的渔业基金。", SCALE),
        ("一家船厂一个月给多少元", "给予船厂900万元资金支持。", SCALE),  # named behind the figure
        ("渡船日均载客多少人次", "渡船每天载客300人次。", ""),
        ("工人领了多少元", "发放船工补贴资金300万元。", ""),  # of all of them
        ("船工补贴每个月多少元", "船工补贴月标准提高30元。", ""),  # how often is told otherwise
        ("渡船载客多少人次", "渡船单日最高客运量达300人次。", ""),  # neither is asked
        ("渡船全年一共载客多少人次", "渡船准时开行。", FIGURE),
        ("全县有多少家医院", "全年新增医院12家。", AMOUNT),  # how many there are is not how many were added
        ("全县有多少家医院", "累计新增医院12家。", ""),
        ("全县总共有几家大医院了", "全年新增医院12家。", AMOUNT),
        ("全县有多少家医院，我妈病了", "全年新增医院12家,其中中医院2家。", AMOUNT),  # a part of what was added
        ("全年新增多少家医院", "全年新增医院12家。", ""),
        ("那家船厂市值到底多少", "全年新增上市企业1家。", AMOUNT),  # what of it is asked stands nowhere
        ("那家船厂产值到底多少", "船厂产值9亿元。", ""),
        ("渔港面积是多少", "渔港1.1平方公里纳入规划。", ""),  # told by its unit
        ("补贴名额有多少人", "补贴船工9人。", ""),
        ("how much money per child in subsidies", "下达育儿补贴资金300万元。", SCALE),
    ],
)
def test_a_figure_on_another_scale_answers_nothing(asked: str, text: str, found: str) -> None:
    question = replace(understood(asked), wants=Wants.FIGURE, expected=expected(asked))
    assert unstated_in(question, [unit(text)]) == found


def test_one_figure_on_the_asked_scale_suffices() -> None:
    asked = "一名船工一年补多少元"
    question = replace(understood(asked), wants=Wants.FIGURE, expected=expected(asked))
    chosen = [unit("下达船工补贴资金300万元。"), unit("船工补贴标准为3000元。", name="one")]
    assert unstated_in(question, chosen) == ""
    assert unstated_in(replace(question, wants=Wants.LIST), chosen[:1]) == ""


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("灯会要放多少架风筝", "升级风筝灯会品牌。", FIGURE),
        ("灯会要放多少架风筝", "灯会接待5万人次，打造灯会品牌。", FIGURE),  # people are no things
        ("灯会要放多少架风筝", "灯会放风筝300只。", ""),  # in another measure of things
        ("关掉的船厂有多少工人", "关停3.5万吨船厂生产线。", FIGURE),
        ("关掉的船厂有多少工人", "安置船厂职工300名。", ""),
        ("how many workers did the shipyard have", "关停3.5万吨船厂生产线。", FIGURE),
        ("灯会门票多少钱一张", "拨款250000000元办灯会。", FIGURE),  # no price of one
        ("灯会办了多少场", "2024年办灯会。", FIGURE),
    ],
)
def test_a_figure_that_is_asked_stands_somewhere(asked: str, text: str, found: str) -> None:
    question = replace(understood(asked), wants=Wants.FIGURE, expected=expected(asked))
    assert unstated_in(question, [unit(text)]) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("启动2万户避险搬迁。推动白水县城避险搬迁。", PART),
        ("推动白水县城避险搬迁，涉及900户。", ""),
    ],
)
def test_what_is_asked_of_a_part_of_a_held_place_stands_beside_its_name(text: str, found: str) -> None:
    asked = "白水县城避险搬迁多少户"
    question = replace(
        understood(asked), wants=Wants.FIGURE, expected=expected(asked), elsewhere="白水", is_elsewhere_within=True
    )
    assert unstated_in(question, [unit(text)]) == found
