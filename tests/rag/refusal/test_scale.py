"""What is told of all answers nothing that is asked of one, nor the other way round."""

from dataclasses import replace

import pytest

from rag.question.answer_form import expected
from rag.question.understand import Wants
from rag.refusal.scale import SCALE, off_scale
from tests.rag.asked import understood, unit


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("一名船工一年补多少元", "下达船工补贴资金300万元。", SCALE),
        ("一名船工一年补多少元", "船工补贴标准为3000元。", ""),
        ("渡船全年一共载客多少人次", "渡船单日最高客运量达300人次。", SCALE),
        ("渡船单日最高载客多少人次", "渡船单日最高客运量达300人次。", ""),
        ("渡船全年一共载客多少人次", "渡船载客9万人次。", ""),
        ("渡船日均载客多少人次", "渡船载客9万人次。", SCALE),
        ("渡船平均每天载客多少人次", "渡船载客9万人次。", SCALE),
        ("渔业基金单个项目最多投多少元", "组建总规模900万元的渔业基金。", SCALE),
        ("一家船厂一个月给多少元", "给予船厂900万元资金支持。", SCALE),  # named behind the figure
        ("渡船日均载客多少人次", "渡船每天载客300人次。", ""),
        ("船工补贴每个月多少元", "船工补贴月标准提高30元。", ""),  # how often is told otherwise
        ("渡船载客多少人次", "渡船单日最高客运量达300人次。", ""),  # neither is asked
        ("渡船全年一共载客多少人次", "渡船准时开行。", ""),  # no figure: other rules say so
        ("how much money per child in subsidies", "下达育儿补贴资金300万元。", SCALE),
    ],
)
def test_a_figure_on_another_scale_answers_nothing(asked: str, text: str, found: str) -> None:
    question = replace(understood(asked), wants=Wants.FIGURE, expected=expected(asked))
    assert off_scale(question, [unit(text)]) == found


def test_one_figure_on_the_asked_scale_suffices() -> None:
    asked = "一名船工一年补多少元"
    question = replace(understood(asked), wants=Wants.FIGURE, expected=expected(asked))
    chosen = [unit("下达船工补贴资金300万元。"), unit("船工补贴标准为3000元。", name="one")]
    assert off_scale(question, chosen) == ""
    assert off_scale(replace(question, wants=Wants.LIST), chosen[:1]) == ""
