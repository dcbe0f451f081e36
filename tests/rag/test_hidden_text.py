"""What nobody sees of a question changes nothing of its answer."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.assistant import Assistant
from rag.contract import AnswerRecord, to_record
from rag.records import Question
from rag.typed import as_read
from tests.rag.dev_cases import dev_questions

QUESTIONS = dev_questions(every=25)
UNSEEN = (
    "\u200b",  # zero-width space
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",  # soft hyphen
    "\ufe0f",  # variation selector
    "\U000e0100",
    "\u202e",  # right-to-left override
    "\u2066",
    "\u200f",
    "\U000e0041",  # tag
    "\x00",
    "\x1b",
    "\u3164",  # filler
)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_BETWEEN_WORDS = re.compile(r"(?<=[^!-~\s])(?=[^\s])|(?<=[^\s])(?=[^!-~\s])|(?<=[a-z]) (?=[a-z])")


def record(assistant: Assistant, question: Question, **changed: object) -> AnswerRecord:
    asked = Question.model_validate(question.model_dump() | changed)
    return to_record(assistant.answer(asked)).model_copy(update={"seconds": None})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), question=st.sampled_from(QUESTIONS))
def test_hidden_characters_anywhere_leave_the_whole_record_as_it_is(
    assistant: Assistant, data: st.DataObject, question: Question
) -> None:
    def disturbed(text: str) -> str:
        for at in sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=8)), reverse=True):
            text = text[:at] + data.draw(st.sampled_from(UNSEEN)) + text[at:]
        return text

    changed = {"text": disturbed(question.text), "history": tuple(map(disturbed, question.history))}
    assert record(assistant, question, **changed) == record(assistant, question)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_line_break_between_words_leaves_the_whole_record_as_it_is(assistant: Assistant, question: Question) -> None:
    places = [found.span() for found in _BETWEEN_WORDS.finditer(question.text)]
    expected = record(assistant, question)
    for start, end in places[:: max(1, len(places) // 3)]:
        broken = question.text[:start] + "\r\n" + question.text[end:]
        assert record(assistant, question, text=broken) == expected


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_full_width_digits_bring_the_same_answer(assistant: Assistant, question: Question) -> None:
    wide = record(assistant, question, text=question.text.translate(WIDE))
    assert wide.model_copy(update={"question": question.text}) == record(assistant, question)


def test_only_what_nobody_sees_is_taken_from_a_question() -> None:
    for question in dev_questions(every=1):
        assert question.text == as_read(question.text)
    assert as_read(" 罗湖 有 \t多少？ ") == " 罗湖 有 \t多少？ "


@pytest.mark.parametrize("text", ["\u200b" * 40, "\U000e0041\x00"])
def test_a_question_of_hidden_characters_is_an_empty_one(text: str) -> None:
    assert not Question(id="q", text=text).text
