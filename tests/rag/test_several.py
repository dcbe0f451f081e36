"""Several things asked at once, of a made-up district and county."""

import pytest

from rag.assistant import Assistant
from rag.records import Answered, Question, Refused


def ask(assistant: Assistant, text: str, *history: str) -> Answered:
    answer = assistant.answer(Question(id="q", text=text, history=history))
    assert isinstance(answer, Answered), answer.text
    return answer


def test_each_part_is_answered_for_itself_with_its_own_noun(made_up: Assistant) -> None:
    answer = ask(made_up, "2023年新增多少公办学位，还有改造老旧小区多少个？")
    assert "3200个" in answer.text
    assert "12个" in answer.text


def test_a_refused_part_takes_no_other_with_it(made_up: Assistant) -> None:
    answer = ask(made_up, "2023年新增公办学位多少个？另外地铁票价多少元？")
    assert "3200个" in answer.text
    named = [line for line in answer.text.split("\n") if line.startswith("“地铁票价”：现有文件")]
    assert len(named) == 1  # and what is nearest behind it


@pytest.mark.parametrize(
    ("further", "named"),
    [
        ("吃一顿多少钱", "“吃一顿多少钱”"),  # which would be idle talk if it stood alone
        ("几点关门", "“几点关门”"),  # asks for no amount, and nothing answers both together
    ],
)
def test_a_further_part_of_another_kind_is_refused_for_itself(made_up: Assistant, further: str, named: str) -> None:
    answer = ask(made_up, f"2023年新建社区公园多少个，{further}")
    assert "6个" in answer.text
    assert any(line.startswith(named) for line in answer.text.split("\n"))


def test_one_of_two_years_that_is_not_held_is_named(made_up: Assistant) -> None:
    answer = ask(made_up, "2023年和2021年新建社区公园多少个")
    shown = "青岭区 · 2023年情况：新建社区公园6个，改造老旧小区12个。[1]"
    lines = answer.text.split("\n")
    assert lines[0].endswith("6个[1]")
    assert "2021年" in next(line for line in lines if line.startswith("“"))
    assert lines.count(shown.removeprefix("青岭区 · ")) + lines.count(shown) == 1  # nearest to 2021 is no second time


def test_what_one_statement_tells_is_quoted_once_below_each_figure_with_its_noun(made_up: Assistant) -> None:
    answer = ask(made_up, "2023年新建社区公园多少个、改造老旧小区多少个？")
    assert answer.text.split("\n")[0].endswith("新建社区公园：6个[1]")
    assert answer.text.split("\n")[1] == "改造老旧小区：12个[1]"
    assert len(answer.citations) == 1


def test_what_is_planned_and_who_is_in_charge_are_both_told(made_up: Assistant) -> None:
    answer = ask(made_up, "教育提质行动2024年打算做什么，归哪个局管")
    quotes = "".join(one.quote for one in answer.citations)
    assert "区教育局" in quotes
    assert {"新增公办学位4500个", "引进名师30名"} <= set(quotes.replace("①", "").replace("②", "").split("。"))


def test_each_part_is_considered(made_up: Assistant) -> None:
    text = "2023年新增公办学位多少个？另外整治占道经营多少处？"
    explained = made_up.explain(Question(id="q", text=text))
    assert [one.understood.asked for one in explained.parts] == [
        "2023年新增公办学位多少个?",
        "2023年整治占道经营多少处?",
    ]
    assert explained.considered is explained.parts[0]


def test_a_question_of_several_parts_of_which_none_is_held_is_refused(made_up: Assistant) -> None:
    question = Question(id="q", text="地铁票价多少元？另外机场跑道多长？")
    assert isinstance(made_up.answer(question), Refused)


@pytest.mark.parametrize("text", ["2023年青岭区新增公办学位多少个", "2023年青岭区新建社区公园和学校多少个"])
def test_one_question_is_no_several(text: str, made_up: Assistant) -> None:
    assert made_up.explain(Question(id="q", text=text)).parts == ()
