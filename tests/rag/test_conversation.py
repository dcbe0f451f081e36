"""Questions of one conversation, about a made-up district and county."""

import pytest

from rag.assistant import Assistant
from rag.records import Answer, Answered, Question

PLACES = "2023年新增多少公办学位？"


def ask(assistant: Assistant, text: str, *history: str) -> Answer:
    return assistant.answer(Question(id="q", text=text, history=history))


@pytest.mark.parametrize(
    ("history", "text", "told"),
    [
        ((PLACES,), "那社区公园呢", "新建社区公园6个"),
        ((PLACES,), "社区公园呢", "新建社区公园6个"),
        (("青岭区2023年新建社区公园多少个？",), "不对，我问的是2024年的", "新建社区公园9个"),
        (("青岭区2023年新建社区公园多少个？",), "我问的是老旧小区", "改造老旧小区12个"),
        (("2023年青岭区新建学校几所？",), "那白水县2022年的呢", "新建学校1所"),
        (("2022年青岭区新增公办学位多少个？",), "那白水县呢", "新增公办学位900个"),
        (("2024年青岭区新建社区公园多少个？",), "上一年呢", "新建社区公园6个"),
    ],
)
def test_what_is_left_out_is_taken_from_where_it_was_said_last(
    history: tuple[str, ...], text: str, told: str, made_up: Assistant
) -> None:
    answer = ask(made_up, text, *history)
    assert isinstance(answer, Answered), answer.text
    assert told in answer.citations[0].quote


@pytest.mark.parametrize("text", ["那社区公园呢", "咁社區公園呢"])
def test_the_figure_of_another_matter_is_in_front(text: str, made_up: Assistant) -> None:
    answer = ask(made_up, text, "2023年新增幾多公辦學位？" if "咁" in text else PLACES)
    assert isinstance(answer, Answered)
    assert [key.text for key in answer.keys] == ["6个"]


def test_what_came_of_it_is_of_the_newest_year_where_the_one_before_has_a_plan_only(made_up: Assistant) -> None:
    answer = ask(made_up, "你说的是计划，我要实际的", "青岭区新建社区公园多少个", "2024年的")
    assert isinstance(answer, Answered)
    assert "2023年" in answer.text.split("\n")[0]
    assert [key.text for key in answer.keys] == ["6个"]


def test_a_conversation_stays_where_its_last_named_place_is(made_up: Assistant) -> None:
    there = ask(made_up, PLACES, "白水县2022年新建学校几所？", "2022年新建学校几所？")
    here = ask(made_up, PLACES)
    assert isinstance(there, Answered)
    assert isinstance(here, Answered)
    assert ("1100个" in there.citations[0].quote, "3200个" in here.citations[0].quote) == (True, True)


def test_a_change_of_subject_takes_nothing_over(made_up: Assistant) -> None:
    alone, behind = ask(made_up, "2023年改造老旧小区多少个"), ask(made_up, "2023年改造老旧小区多少个", PLACES)
    assert behind.text == alone.text
    assert behind.understood.taken_over == ()


def test_every_answer_and_refusal_says_what_was_meant(made_up: Assistant) -> None:
    followed = ask(made_up, "那2024年呢", "青岭区2023年新建社区公园多少个？").understood
    assert (followed.years, followed.places) == ((2024,), ("青岭",))
    assert followed.taken_over[0] == "青岭区新建社区公园"
    assert ask(made_up, "2001年地铁票价多少元").understood.years == (2001,)
    named = ask(made_up, "青岭区2024年政府工作报告里社区公园建了多少个").understood
    assert named.documents == ("青岭区2024年政府工作报告",)


def test_what_is_a_places_own_leans_on_no_earlier_question(made_up: Assistant) -> None:
    before = "2023年青岭区改造老旧小区多少个？"
    alone, behind = (ask(made_up, "青岭区2023年它的公办学位新增多少个？", *history) for history in ((), (before,)))
    assert alone.text == behind.text
    assert isinstance(behind, Answered)
    assert behind.understood.taken_over == ()
