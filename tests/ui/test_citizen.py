import logging
import re

import pytest

from rag.records import Answered, Language
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import parse
from ui.citizen import CitizenPage, Step
from ui.config import UiSettings
from ui.conversation import Conversation, Failed, Waiting
from ui.text.zh_hans import ZH_HANS as WORDS

DEGREES = "2023年新增公办学位多少个"
SHOPS = "2025年新增离境退税商店多少家"


@pytest.fixture
def page(assistant: PairsAssistant) -> CitizenPage:
    return CitizenPage(assistant, UiSettings(history_turns=2), WORDS, Language.SIMPLIFIED)


def test_a_question_waits_and_then_is_answered(page: CitizenPage) -> None:
    waiting, done = page.ask(f"  {DEGREES}\n", ())
    assert isinstance(waiting.conversation[0].outcome, Waiting)
    assert waiting.clears_box
    assert WORDS.waiting in waiting.talk
    assert isinstance(done.conversation[0].outcome, Answered)
    assert done.conversation[0].question == DEGREES
    assert not done.clears_box  # what is typed meanwhile stays


def test_earlier_questions_go_with_a_new_one(page: CitizenPage, assistant: PairsAssistant) -> None:
    conversation: Conversation = ()
    for question in (DEGREES, SHOPS, "火星基地", "那2024年呢"):
        conversation = _last(page, question, conversation).conversation
    assert [asked.history for asked in assistant.asked] == [(), (DEGREES,), (DEGREES, SHOPS), (SHOPS, "火星基地")]
    assert len({asked.id for asked in assistant.asked}) == 4


@pytest.mark.parametrize("text", ["", "  \n ", "问" * 501])
def test_bad_input_loses_nothing_and_asks_nothing(page: CitizenPage, assistant: PairsAssistant, text: str) -> None:
    before = _last(page, DEGREES, ())
    (step,) = page.ask(text, before.conversation)
    assert (step.conversation, step.talk, step.panel) == (before.conversation, before.talk, before.panel)
    assert not step.clears_box
    assert parse(step.notice).text
    assert len(assistant.asked) == 1


def test_a_long_question_is_told_the_limit_and_the_longest_one_is_asked(page: CitizenPage) -> None:
    (step,) = page.ask("问" * 501, ())
    assert "501" in step.notice
    assert "500" in step.notice
    assert _last(page, "问" * 500, ()).conversation


def test_a_notice_goes_with_the_next_good_question(page: CitizenPage) -> None:
    (bad,) = page.ask("", ())
    assert WORDS.empty_question in bad.notice
    assert not parse(_last(page, DEGREES, bad.conversation).notice).text


def test_what_breaks_is_a_sentence_with_an_id_that_the_log_has(
    page: CitizenPage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        step = _last(page, "请出错", ())
    outcome = step.conversation[0].outcome
    assert isinstance(outcome, Failed)
    assert outcome.incident in parse(step.talk).one(cls="failed").text
    (record,) = caplog.records
    assert re.fullmatch(rf"incident {outcome.incident}: .*", record.getMessage())
    assert record.exc_info
    assert "asked to break" in str(record.exc_info[1])
    assert "RuntimeError" not in step.talk


def test_conversations_do_not_meet(page: CitizenPage, assistant: PairsAssistant) -> None:
    one = _last(page, DEGREES, ())
    other = _last(page, SHOPS, ())
    assert [turn.question for turn in other.conversation] == [SHOPS]
    assert DEGREES not in other.talk
    assert [turn.question for turn in one.conversation] == [DEGREES]
    assert assistant.asked[-1].history == ()


def test_a_cleared_page_is_as_when_opened(page: CitizenPage, assistant: PairsAssistant) -> None:
    step = page.opened()
    assert step.conversation == ()
    chips = [button.attributes["data-ask"] for button in parse(step.talk).all("button", cls="chip")]
    assert chips == list(assistant.examples(Language.SIMPLIFIED))


def _last(page: CitizenPage, text: str, conversation: Conversation) -> Step:
    return list(page.ask(text, conversation))[-1]
