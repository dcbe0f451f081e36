"""An amount is asked, and of the asked thing only how it moved is stated."""

import pytest

from index.figures.read import records_of
from rag.figures.moved import tells_only_change
from rag.records import Language
from tests.rag.asked import understood, unit, weights


@pytest.mark.parametrize(
    ("asked", "text", "is_moved"),
    [
        ("接待游客多少人次", "新登记船户900户，接待游客数量增长10%。", True),
        ("接待游客多少人次", "接待游客数量3万人次、增长10%。", False),
        ("渔获品出口多少亿元", "渔获品、船坞设备出口增长30%、31%，吞吐量达到900吨。", True),
        ("渔获出口多少亿元", "渔获出口3亿元，船坞出口增长31%。", False),
        ("渔获出口增长多少", "渔获出口增长30%。", False),  # what is asked
        ("渔获出口占多少比例", "渔获出口增长30%。", False),  # a share is no amount
        ("船工补贴加了多少元", "船工补贴提高30元。", False),  # by so much
        ("船工补贴一年能拿多少元", "船工补贴标准提高30元。", True),  # more by so much
        ("渔民基础养老金多少元", "投入3亿元实施安居工程,提高渔民基础养老金。", True),  # in a clause without a figure
        ("渔民基础养老金多少元", "提高渔民基础养老金,标准达300元。", False),
        ("渔港启航基金总规模多少元", "依托渔港启航基金支持渔民,单项目投资额度不超过300万元。", True),
        ("渔港人口现在有多少", "渔港人口持证率达76%。", True),  # a share of it
        ("灯塔新建几座", "渔获出口增长30%。", False),  # of another thing
    ],
)
def test_only_its_change_is_told(asked: str, text: str, is_moved: bool) -> None:
    question, told = understood(asked), unit(text)
    assert tells_only_change(question, [told], lambda _: list(records_of([told])), weights(asked)) is is_moved


def test_in_english_the_words_it_may_mean_name_the_thing() -> None:
    asked, told = "how many tourists came", unit("新登记船户900户，接待游客数量增长10%。")
    question = understood(asked, language=Language.ENGLISH)
    assert tells_only_change(question, [told], lambda _: list(records_of([told])), {"游客": 3.0})
    assert not tells_only_change(question, [told], lambda _: list(records_of([told])), {"船户": 3.0})
