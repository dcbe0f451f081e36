import pytest

from rag.records import Language, Question, Reason, Refused, Seconds
from tests.ui.assistants import PairsAssistant
from ui.conversation import (
    Conversation,
    Failed,
    Stopped,
    Waiting,
    Withheld,
    begin,
    earlier_questions,
    finish,
    new_conversation,
    read_kept,
    shortened,
)
from ui.journal.records import FeedbackKind


def test_turns_are_numbered_on_and_the_oldest_go() -> None:
    conversation: Conversation = ()
    for question in "abcd":
        conversation = finish(begin(conversation, question, kept_turns=3), _refused(question))
    assert [(turn.number, turn.question) for turn in conversation] == [(2, "b"), (3, "c"), (4, "d")]


def test_a_new_turn_waits() -> None:
    assert begin((), "a", kept_turns=3)[0].outcome == Waiting()


def test_history_is_the_last_questions_that_got_a_reply() -> None:
    conversation: Conversation = ()
    for question in "abc":
        conversation = finish(begin(conversation, question, kept_turns=9), _refused(question))
    conversation = finish(begin(conversation, "broken", kept_turns=9), Failed(incident="1"))
    conversation = begin(conversation, "now", kept_turns=9)
    assert earlier_questions(conversation, history_turns=2) == ("b", "c")
    assert earlier_questions(conversation, history_turns=9) == ("a", "b", "c")
    assert earlier_questions(conversation, history_turns=0) == ()


def test_a_browser_gives_back_what_it_was_given(assistant: PairsAssistant) -> None:
    turns: Conversation = ()
    answer = assistant.answer(Question(id="q" * 32, text="2023年新增公办学位多少个", history=("a",)))
    for outcome in (_refused("a"), Failed(incident="1"), Withheld(), Stopped(), shortened(answer, shown_passages=3)):
        turns = finish(begin(turns, "x", kept_turns=9), outcome, feedback=FeedbackKind.HELPFUL, leans_on=("y",))
    kept = new_conversation().model_copy(update={"turns": turns})
    assert read_kept(kept.model_dump_json(), kept_turns=9) == kept
    assert len(read_kept(kept.model_dump_json(), kept_turns=2).turns) == 2


def test_what_waited_when_the_page_was_left_is_stopped() -> None:
    kept = new_conversation().model_copy(update={"turns": begin((), "x", kept_turns=9)})
    assert read_kept(kept.model_dump_json(), kept_turns=9).turns[0].outcome == Stopped()


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"conversation_id": "x"}', 7, '{"turns": []}'])
def test_what_is_not_whole_begins_anew(text: object) -> None:
    assert read_kept(text, kept_turns=9).turns == ()


def test_a_kept_answer_has_no_more_than_is_shown(assistant: PairsAssistant) -> None:
    answer = assistant.answer(Question(id="q" * 32, text="2023年新增公办学位多少个", history=("a",)))
    refused = assistant.answer(Question(id="q" * 32, text="火星基地"))
    assert len(shortened(answer, shown_passages=3).passages) == 0
    assert len(shortened(refused, shown_passages=3).passages) == 3
    assert shortened(answer, shown_passages=3).question.history == ()
    assert len(shortened(answer, shown_passages=3).model_dump_json()) < 4000


def _refused(question: str) -> Refused:
    return Refused(
        question=Question(id="q", text=question),
        language=Language.SIMPLIFIED,
        text="没有。",
        mode="extractive",
        confidence=0.9,
        passages=(),
        seconds=Seconds(total=0, embed=0),
        reason=Reason.NO_EVIDENCE,
    )
