"""What says in what manner a text wants to be answered, and what it is asked for, is no part of its matter."""

from dataclasses import replace

import pytest

from rag.question.manner import without_manner, without_occasion
from rag.question.theme import asks_overview
from rag.question.understand import Wants
from rag.question.wording import written
from tests.rag.asked import understood


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("渔业有啥成绩,给我捋几条能抄的", "渔业有啥成绩"),
        ("渔业有什么打算?烦请摘几个重点", "渔业有什么打算?"),
        ("渔业准备咋抓,简短说", "渔业准备咋抓"),
        ("都准备干嘛?别太长哈", "都准备干嘛?"),
        ("渔业做了什么,两三句就行", "渔业做了什么"),
        ("长话短说,渔业做了什么", "渔业做了什么"),
        ("渔业做咗啲乜，唔好咁長氣", "渔业做了些什么"),
        ("列三点渔业的成绩", "渔业的成绩"),
        ("in a few lines, how did it describe fishing?", "how did it describe fishing?"),
        ("what was done for fishing? keep it short", "what was done for fishing?"),
        ("give me three bullet points on fishing", "fishing"),
    ],
)
def test_the_manner_is_taken_off_whatever_stands_around_it(text: str, rest: str) -> None:
    assert without_manner(written(text)) == (rest, True)


@pytest.mark.parametrize(
    "text", ["简短说", "渔业有几条航线", "简单手续怎么办", "growth in line with the plan", "列几条路线"]
)
def test_what_says_nothing_of_the_manner_or_nothing_else_stays(text: str) -> None:
    assert without_manner(text) == (text, False)


def test_a_clause_that_says_what_for_is_left_out_where_another_asks() -> None:
    held = {"渔业", "养鱼"}.__contains__
    assert without_occasion("娃做手抄报,渔业有什么成绩", held, lambda clause: "什么" in clause) == "渔业有什么成绩"
    assert (
        without_occasion("说到养鱼,渔业有什么成绩", held, lambda clause: "什么" in clause) == "说到养鱼,渔业有什么成绩"
    )
    assert without_occasion("娃做手抄报", held, lambda _: False) == "娃做手抄报"


def test_a_few_points_ask_for_an_overview_and_for_no_single_thing() -> None:
    in_general = replace(understood("渔业"), wants=Wants.OTHER, in_general=True, years=(2022,))
    assert asks_overview(in_general)
    assert not asks_overview(replace(in_general, in_general=False))
    assert not asks_overview(replace(in_general, wants=Wants.DATE))
    assert not asks_overview(replace(in_general, asked="有没有渔业"))
