"""A text that wants to be told something, and not what, is asked back."""

import pytest

from rag.assistant import Assistant
from rag.question.acts.act import VAGUE
from rag.records import Question, Replied


def ask(assistant: Assistant, text: str, *history: str) -> object:
    return assistant.answer(Question(id="q", text=text, history=history))


@pytest.mark.model
@pytest.mark.parametrize("text", ["有啥好消息没", "有咩新聞呀", "any interesting news?", "那边咋样"])
def test_what_names_no_matter_is_asked_back_with_examples(text: str, real_assistant: Assistant) -> None:
    assert real_assistant.take(text).kind == VAGUE
    answer = ask(real_assistant, text)
    assert isinstance(answer, Replied)
    assert answer.examples


@pytest.mark.model
def test_what_follows_a_question_or_names_a_place_is_not_vague(real_assistant: Assistant) -> None:
    assert not isinstance(ask(real_assistant, "那边怎么样", "东门街道有哪些计划"), Replied)
    assert not isinstance(ask(real_assistant, "罗湖有什么新闻"), Replied)


@pytest.mark.model
def test_what_is_vague_behind_what_is_vague_is_asked_back(real_assistant: Assistant) -> None:
    assert isinstance(ask(real_assistant, "那边怎么样", "有啥好消息没"), Replied)
