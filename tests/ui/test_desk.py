"""The desk where questions of all visitors come in."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from index.corpus import Corpus
from rag.records import Answered, Question, Refused, Replied
from tests.ui.assistants import PairsAssistant
from ui.desk import Desk
from ui.journal.database import Database
from ui.journal.listing import Filters, list_entries
from ui.journal.proposals import propose
from ui.journal.suppression import withhold

DEGREES = "2023年新增公办学位多少个"


class HeldUp(PairsAssistant):
    """Looks for what can follow until it may go on."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self.begun, self.may_go_on = Event(), Event()

    def follow_ups(self, question: Question, told: Answered | Refused) -> tuple[str, ...]:
        self.begun.set()
        assert self.may_go_on.wait(30)
        return super().follow_ups(question, told)


@pytest.fixture
def held_up(corpus: Corpus) -> Iterator[HeldUp]:
    assistant = HeldUp(corpus)
    yield assistant
    assistant.may_go_on.set()


def test_answers_go_before_what_can_follow(
    held_up: HeldUp, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.desk.FOLLOWING_WAIT", 0.01)
    desk = Desk(held_up, database)
    answered = desk.ask(DEGREES, (), conversation_id="c").answer
    assert isinstance(answered, Answered)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(desk.follow_ups, answered)
        assert held_up.begun.wait(30)
        assert desk.follow_ups(answered) == ()
        assert desk.ask(DEGREES, (), conversation_id="c").answer.text == answered.text
        held_up.may_go_on.set()
        assert first.result(30)
    assert desk.follow_ups(answered)  # one's turn again


def test_a_greeting_is_not_kept_as_a_question(assistant: PairsAssistant, database: Database) -> None:
    given = Desk(assistant, database).ask("你好", ("a",), conversation_id="c")
    assert isinstance(given.answer, Replied)
    assert (given.entry_id, given.leans_on, given.is_withheld) == ("", (), False)
    assert list_entries(database, Filters()).listed == ()


def test_a_withheld_answer_is_withheld_whatever_was_asked_before_or_how(
    assistant: PairsAssistant, database: Database
) -> None:
    desk = Desk(assistant, database)
    first = desk.ask(DEGREES, (), conversation_id="a")
    withhold(database, first.entry_id, by="王敏")
    reworded = f"请问{DEGREES}呀"
    for text, history in ((DEGREES, ()), (DEGREES, ("罗湖教育怎么样",)), (reworded, ()), (reworded, (DEGREES, "谢谢"))):
        given = desk.ask(text, history, conversation_id="b")
        assert isinstance(given.answer, Answered)
        assert isinstance(first.answer, Answered)
        assert (given.answer.text, given.answer.citations) == (first.answer.text, first.answer.citations)
        assert given.is_withheld, (text, history)
        assert desk.look(Question(id="0" * 32, text=text, history=history)).is_withheld, (text, history)
    other = desk.ask("2024年罗湖区新增了多少家持牌金融机构？", (), conversation_id="b")
    assert isinstance(other.answer, Answered)
    assert not other.is_withheld


def test_what_is_only_proposed_is_still_shown(assistant: PairsAssistant, database: Database) -> None:
    desk = Desk(assistant, database)
    first = desk.ask(DEGREES, (), conversation_id="a")
    propose(database, first.entry_id, by="甲")
    assert not desk.ask(DEGREES, (), conversation_id="a").is_withheld
    propose(database, first.entry_id, by="乙")
    assert desk.ask(DEGREES, (), conversation_id="a").is_withheld
