"""An overview is asked by its words or by a lone noun; its theme is what is left of it."""

from dataclasses import replace

import pytest

from index.words.terms import fold
from rag.question.theme import asks_overview, is_keyword, keyword, searched_theme, theme
from rag.question.understand import Wants
from rag.records import Language
from tests.rag.asked import understood


@pytest.mark.parametrize(
    ("asked", "of"),
    [
        ("松山那边有什么动静", "松山"),
        ("渔业方面做了哪些工作", "渔业"),
        ("松山现在怎么样了", "松山"),
        ("渔业这块怎么安排的", "渔业"),
        ("渔业的重点是什么", "渔业"),
        ("渔业有哪些新政策", "渔业 政策"),
        ("渔业政策有哪些", "渔业政策"),
        ("简单讲讲渔业的情况", "渔业"),
        ("总结下有哪些成绩", ""),
        ("渔业方面做咗啲乜，讲吓大概", "渔业"),
        ("渔业都干了啥", "渔业"),
        ("松山究竟是个什么地方", "松山"),
        ("渔业馆是干什么的", "渔业馆"),
        ("在渔业这件事上都准备干嘛", "渔业"),
        ("在渔业这方面都搞了些啥", "渔业"),
        ("渔业搞得咋样，讲重点", "渔业"),
        ("请用一句话概括渔业", "渔业"),
        ("渔业这块儿的情况说说", "渔业"),
        ("一句话说清楚渔业要干嘛", "渔业"),
        ("成都怎么样", "成都"),
        ("总结渔业赛事", "渔业赛事"),
        ("渔业骨干怎么样", "渔业骨干"),
        ("在建渔港怎么样", "在建渔港"),
        ("fishing in short", "fishing"),
        ("what's new in fishing", "fishing"),
        ("summary of fishing", "fishing"),
        ("what is planned for fishing", "fishing"),
        ("what's being done about fishing", "fishing"),
        ("news about fishing", "fishing"),
        ("what are the priorities", ""),
    ],
)
def test_what_goes_on_is_asked_for_of_the_theme_that_is_left(asked: str, of: str) -> None:
    assert asks_overview(replace(understood(asked), wants=Wants.LIST))
    assert theme(understood(asked)) == of


@pytest.mark.parametrize("asked", ["有哪些学校", "渔业有多少个项目", "渔业归谁管"])
def test_a_question_for_things_asks_for_no_overview(asked: str) -> None:
    assert not asks_overview(understood(asked))


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("关于渔业", "渔业"),
        ("渔业这块", "渔业"),
        ("老人家嘅嘢", "老人家"),
        ("about fishing", "fishing"),
        ("fishing stuff", "fishing"),
    ],
)
def test_a_lone_noun_is_one_with_words_around_it_that_say_nothing(text: str, of: str) -> None:
    language = Language.ENGLISH if text.isascii() else Language.SIMPLIFIED
    asked = replace(understood(fold(text)), wants=Wants.OTHER, language=language)
    assert is_keyword(asked)
    assert keyword(asked) == theme(asked) == of


@pytest.mark.parametrize("text", ["我想养鱼", "举报乱丢渔网", "我们要投诉", "渔网没人收", "码头太脏了"])
def test_what_an_asker_means_to_do_is_no_lone_noun(text: str) -> None:
    assert not is_keyword(replace(understood(fold(text)), wants=Wants.OTHER))


def test_what_is_searched_keeps_the_words_for_what_is_told() -> None:
    asked = understood("概括一下渔业的主要目标")
    assert theme(asked) == "渔业"
    assert "目标" in searched_theme(asked)
