from collections.abc import Callable

import pytest

from index.records import Span
from rag.records import (
    Answered,
    Citation,
    Computed,
    Key,
    Language,
    Meant,
    Operand,
    Operation,
    Question,
    Reason,
    Refused,
    Seconds,
)
from tests.ui.assistants import PairsAssistant
from ui.citizen.conversation import (
    MOST_CHARS,
    Conversation,
    Failed,
    Kept,
    Stopped,
    Turn,
    Waiting,
    Withheld,
    begin,
    earlier_questions,
    finish,
    kept_text,
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


def test_a_greeting_is_no_earlier_question(assistant: PairsAssistant) -> None:
    greeted = finish(begin((), "你好", kept_turns=9), assistant.answer(Question(id="q", text="你好")))
    asked = finish(begin(greeted, "a", kept_turns=9), _refused("a"))
    assert earlier_questions(asked, history_turns=9) == ("a",)


def test_a_browser_gives_back_what_it_was_given(assistant: PairsAssistant) -> None:
    turns: Conversation = ()
    answer = assistant.answer(Question(id="q" * 32, text="2023年新增公办学位多少个", history=("a",)))
    greeted = shortened(assistant.answer(Question(id="q", text="你好")), shown_passages=3)
    answered = shortened(answer, shown_passages=3)
    for outcome in (_refused("a"), Failed(incident="1"), Withheld(), Stopped(), greeted, answered):
        turns = finish(begin(turns, "x", kept_turns=9), outcome, feedback=FeedbackKind.HELPFUL, leans_on=("y",))
    kept = new_conversation().model_copy(update={"turns": turns})
    assert read(kept.model_dump_json()) == kept
    assert len(read(kept.model_dump_json(), kept_turns=2).turns) == 2


def test_what_waited_when_the_page_was_left_is_stopped() -> None:
    kept = new_conversation().model_copy(update={"turns": begin((), "x", kept_turns=9)})
    assert read(kept.model_dump_json()).turns[0].outcome == Stopped()


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"conversation_id": "x"}', 7, '{"turns": []}'])
def test_what_is_not_whole_begins_anew(text: object) -> None:
    assert read(text).turns == ()


def test_a_conversation_that_would_be_too_long_to_be_read_is_kept_without_its_oldest_turns() -> None:
    turns = tuple(
        Turn(number=number, question="问", outcome=_refused("问").model_copy(update={"text": "字" * 9000}))
        for number in range(1, 31)
    )
    text = kept_text(new_conversation().model_copy(update={"turns": turns}))
    assert MOST_CHARS - 10_000 < len(text) <= MOST_CHARS
    assert [turn.number for turn in read(text).turns] == list(range(31 - len(read(text).turns), 31))


def test_a_conversation_longer_than_any_that_is_kept_begins_anew(assistant: PairsAssistant) -> None:
    assert len(read(_kept(_answered(assistant)) + " " * 1000).turns) == 1
    assert read(_kept(_answered(assistant)) + " " * MOST_CHARS).turns == ()


Changed = Callable[[Answered], dict[str, object]]
LONG = "字" * 501  # one more than a question can have


@pytest.mark.parametrize(
    "changed",
    [
        lambda answer: {"question": answer.question.model_copy(update={"text": LONG})},
        lambda answer: {"question": answer.question.model_copy(update={"history": ("a",)})},
        lambda answer: {"text": "字" * 20_001},
        lambda answer: {"mode": "a" * 201},
        lambda answer: {"n_lead_lines": 10**10},
        lambda answer: {"disagreement": (9,)},
        lambda answer: {"keys": (Key(text="1", restated="", numbers=(9,)),)},
        lambda answer: {"keys": (Key(text="1", restated="", numbers=(1,)),) * 65},
        lambda answer: {"citations": _renumbered(answer.citations * 7)},
        lambda answer: {"citations": answer.citations[:1] * 2},
        lambda answer: {"citations": _with_first(answer, quote="字" * 5001)},
        lambda answer: {"citations": _with_first(answer, section=("a",) * 65)},
        lambda answer: {"citations": _with_first(answer, spans=(Span(start=0, end=1),) * 65)},
        lambda answer: {"citations": _with_first(answer, spans=(Span(start=10**10, end=10**10 + 1),))},
        lambda answer: {"citations": _with_first(answer, spans=(Span(start=0, end=1), Span(start=9000, end=9001)))},
        lambda answer: {"keys": (Key(text="1" * 201, restated="", numbers=(1,)),)},
        lambda answer: {"computed": (_computed(number=9),)},
        lambda answer: {"understood": Meant(taken_over=("年",) * 65)},
    ],
)
def test_a_conversation_with_a_part_larger_than_any_answers_begins_anew(
    assistant: PairsAssistant, changed: Changed
) -> None:
    answer = _answered(assistant)
    assert len(read(_kept(answer)).turns) == 1
    assert read(_kept(answer.model_copy(update=changed(answer)))).turns == ()


@pytest.mark.parametrize("more", [{"question": LONG}, {"leans_on": (LONG,)}, {"leans_on": ("a",) * 65}])
def test_a_conversation_with_longer_questions_than_can_be_asked_begins_anew(more: dict[str, object]) -> None:
    turn = Turn(number=1, question="问", outcome=_refused("问"))
    kept = new_conversation().model_copy(update={"turns": (turn.model_copy(update=more),)})
    assert read(kept.model_dump_json()).turns == ()


def test_a_refusal_whose_citations_do_not_count_from_one_begins_anew(assistant: PairsAssistant) -> None:
    cited = _answered(assistant).citations
    near = _refused("问").model_copy(update={"citations": cited})
    assert len(read(_kept(near)).turns) == 1
    assert read(_kept(near.model_copy(update={"citations": cited[1:]}))).turns == ()


def read(text: object, *, kept_turns: int = 40) -> Kept:
    return read_kept(text, kept_turns=kept_turns, max_question_chars=500)


def _kept(outcome: Answered | Refused) -> str:
    turn = Turn(number=1, question="问", outcome=outcome)
    return new_conversation().model_copy(update={"turns": (turn,)}).model_dump_json()


def _answered(assistant: PairsAssistant) -> Answered:
    answer = assistant.answer(Question(id="q" * 32, text="2023年新增公办学位多少个"))
    assert isinstance(answer, Answered)
    return answer.model_copy(update={"passages": ()})


def _computed(*, number: int) -> Computed:
    operands = (Operand(text="1", number=number),)
    return Computed(operation=Operation.SUM, text="1 = 1", value=1, unit="", operands=operands)


def _renumbered(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(citation.model_copy(update={"number": number}) for number, citation in enumerate(citations, 1))


def _with_first(answer: Answered, **more: object) -> tuple[Citation, ...]:
    return (answer.citations[0].model_copy(update=more), *answer.citations[1:])


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
