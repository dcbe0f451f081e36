from rag.records import Language, Question, Reason, Refused, Seconds
from ui.conversation import Conversation, Failed, Waiting, begin, earlier_questions, finish


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
