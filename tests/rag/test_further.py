"""Asking on about an answer, of a made-up district."""

import pytest

from rag.assistant import Assistant
from rag.records import Answer, Answered, Question, Refused

LISTED = "2023年青岭区开展了哪三项整治？"


def ask(assistant: Assistant, text: str, *history: str) -> Answer:
    return assistant.answer(Question(id="q", text=text, history=history))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第二个能说详细点吗", "整治违法建设2万平方米"),
        ("第1项呢", "整治黑臭水体5条"),
        ("展开讲讲第二项", "整治违法建设2万平方米"),
        ("最後嗰個講多啲", "整治占道经营300处"),
        ("最后一个呢？", "整治占道经营300处"),
        ("what about the second one?", "整治违法建设2万平方米"),
    ],
)
def test_one_of_the_things_shown_is_told_by_its_place(text: str, told: str, made_up: Assistant) -> None:
    answer = ask(made_up, text, LISTED)
    assert isinstance(answer, Answered), answer.text
    assert told in answer.citations[0].quote
    assert answer.understood.taken_over


def test_one_of_what_a_single_statement_lists_is_told_by_its_place(made_up: Assistant) -> None:
    answer = ask(made_up, "第二个呢", "两山一湖是什么意思")
    assert isinstance(answer, Answered), answer.text
    assert "云溪湖" in answer.citations[0].quote
    assert isinstance(ask(made_up, "第四个呢", "两山一湖是什么意思"), Refused)


def test_one_more_than_was_shown_is_not_there(made_up: Assistant) -> None:
    assert isinstance(ask(made_up, "第九个呢", LISTED), Refused)


def test_more_is_what_was_not_shown_and_goes_on(made_up: Assistant) -> None:
    asked = "2024年青岭区计划新增公办学位多少个"
    first = ask(made_up, asked)
    assert isinstance(first, Answered)
    shown = {citation.quote for citation in first.citations}
    turns = [asked]
    for _ in range(2):
        more = ask(made_up, "还有吗", *turns)
        quotes = {citation.quote for citation in more.citations} if isinstance(more, Answered) else set()
        assert not quotes & shown
        shown |= quotes
        turns.append("还有吗")


def test_what_asks_on_about_a_refusal_is_refused_as_it_was(made_up: Assistant) -> None:
    before = ask(made_up, "2023年地铁票价多少元")
    assert isinstance(before, Refused)
    assert ask(made_up, "还有吗", "2023年地铁票价多少元").text == before.text


@pytest.mark.parametrize("text", ["还有新增公办学位多少个", "第二个学校在哪里建"])
def test_a_question_that_names_its_matter_asks_on_about_nothing(text: str, made_up: Assistant) -> None:
    considered = made_up.consider(Question(id="q", text=text, history=(LISTED,)))
    assert considered.picked.strategy != "asked on"


PLANNED = "2024年青岭区计划新增公办学位多少个"


@pytest.mark.parametrize(
    "text", ["真的有这么多吗", "真係有咁多？", "是九千个吗", "are you sure?", "真的假的", "为什么", "點解嘅"]
)
def test_whether_or_why_it_is_so_is_told_by_what_answered(text: str, made_up: Assistant) -> None:
    before, answer = ask(made_up, PLANNED), ask(made_up, text, PLANNED)
    assert isinstance(answer, Answered), answer.text
    assert answer.citations == before.citations
    assert answer.understood.taken_over


def test_the_figure_answered_before_is_held_against_the_one_that_is_claimed(made_up: Assistant) -> None:
    assert "不是，文件写的是4100个" in ask(made_up, "是九千个吗", PLANNED).text


def test_that_no_reason_is_given_for_the_figure_answered_before_is_said(made_up: Assistant) -> None:
    assert "没有说明原因" in ask(made_up, "为什么", PLANNED).text.split("\n")[0]
