import json
import logging
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from index.corpus import Corpus
from index.records import Span
from rag.records import Answered, Language
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import parse
from ui.citizen.conversation import Failed, Kept, Turn, Waiting, Withheld
from ui.citizen.page import CitizenPage, Step
from ui.config import UiSettings
from ui.desk import Desk
from ui.errors import Trouble
from ui.journal.database import Database
from ui.journal.entries import find_entry
from ui.journal.feedback import feedback_of
from ui.journal.listing import Filters, list_entries
from ui.journal.records import FeedbackKind, Outcome
from ui.journal.suppression import withhold
from ui.text.zh_hans import LANGUAGE
from ui.text.zh_hans.page import ZH_HANS as WORDS

DEGREES = "2023年新增公办学位多少个"
SHOPS = "2025年新增离境退税商店多少家"


@pytest.fixture
def page(desk: Desk) -> CitizenPage:
    return CitizenPage(desk, UiSettings(history_turns=2), LANGUAGE)


def test_a_question_waits_and_then_is_answered(page: CitizenPage) -> None:
    waiting, done = page.ask(f"  {DEGREES}\n", None)
    assert isinstance(_turns(waiting)[0].outcome, Waiting)
    assert waiting.begins
    assert WORDS.waiting in waiting.talk
    assert isinstance(_turns(done)[0].outcome, Answered)
    assert _turns(done)[0].question == DEGREES
    assert not done.begins  # what is typed meanwhile stays
    assert json.loads(waiting.kept)["conversation_id"] == json.loads(done.kept)["conversation_id"]


def test_an_answer_alone_is_the_last_step_of_a_question(page: CitizenPage) -> None:
    kept = _last(page, SHOPS, None).kept
    alone, (*_, last) = page.answer(DEGREES, kept), page.ask(DEGREES, kept)
    assert [turn.question for turn in _turns(alone)] == [SHOPS, DEGREES]
    assert (alone.panel, alone.notice, alone.begins) == (last.panel, last.notice, last.begins)


def test_a_place_beyond_the_end_of_its_document_is_drawn_as_one_that_has_changed(page: CitizenPage) -> None:
    (turn,) = _turns(_last(page, DEGREES, None))
    assert isinstance(turn.outcome, Answered)
    spans = (Span(start=10**8, end=10**8 + 1),)
    citations = tuple(citation.model_copy(update={"spans": spans}) for citation in turn.outcome.citations)
    forged = turn.model_copy(update={"outcome": turn.outcome.model_copy(update={"citations": citations})})
    entered = page.entered(Kept(conversation_id="0" * 32, turns=(forged,)).model_dump_json())
    assert WORDS.source.changed in entered.panel


def test_questions_to_go_on_with_are_drawn_from_the_last_answer_and_its_history(page: CitizenPage) -> None:
    first = _last(page, DEGREES, None)
    chips = parse(page.followed(first.kept)).one(cls="follow-ups").all("button", cls="chip")
    assert [chip.attributes["data-ask"] for chip in chips] == ["什么是“六个一”？"]
    second = _last(page, SHOPS, first.kept)
    assert not parse(page.followed(second.kept)).all("button")  # with a history, this assistant has none


def test_questions_to_go_on_with_follow_a_refusal_too_and_no_empty_page(page: CitizenPage) -> None:
    assert parse(page.followed(_last(page, "火星基地", None).kept)).all("button", cls="chip")
    for kept in (None, page.opened().kept):
        assert parse(page.followed(kept)).one(cls="follow-ups").text == ""


def test_earlier_questions_go_with_a_new_one(page: CitizenPage, assistant: PairsAssistant) -> None:
    kept: str | None = None
    for question in (DEGREES, SHOPS, "火星基地", "那2024年呢"):
        kept = _last(page, question, kept).kept
    assert [asked.history for asked in assistant.asked] == [(), (DEGREES,), (DEGREES, SHOPS), (SHOPS, "火星基地")]
    assert len({asked.id for asked in assistant.asked}) == 4


def test_a_question_asked_alone_takes_nothing_from_the_earlier_ones_and_stays_so(
    page: CitizenPage, assistant: PairsAssistant
) -> None:
    kept = _last(page, DEGREES, None).kept
    alone = page.answer(SHOPS, kept, is_alone=True)
    assert assistant.asked[-1].history == ()
    assert WORDS.read_alone in page.entered(alone.kept).talk
    assert parse(page.followed(alone.kept)).all("button", cls="chip")  # this assistant has some without a history only
    _last(page, "那2024年呢", alone.kept)
    assert assistant.asked[-1].history == (DEGREES, SHOPS)


def test_hidden_characters_are_neither_shown_nor_asked(page: CitizenPage, assistant: PairsAssistant) -> None:
    step = _last(page, "\u202e" + DEGREES.replace("学", "学\u200b"), None)
    assert [turn.question for turn in _turns(step)] == [DEGREES]
    assert "\u202e" not in step.talk
    assert assistant.asked[0].text == DEGREES


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\x00\u00ad", "问" * 501, "学位\ud800"])
def test_bad_input_loses_nothing_and_asks_nothing(page: CitizenPage, assistant: PairsAssistant, text: str) -> None:
    before = _last(page, DEGREES, None)
    (step,) = page.ask(text, before.kept)
    assert (step.kept, step.talk, step.panel) == (before.kept, before.talk, before.panel)
    assert not step.begins
    assert parse(step.notice).text
    assert len(assistant.asked) == 1


def test_a_long_question_is_told_the_limit_and_the_longest_one_is_asked(page: CitizenPage) -> None:
    (step,) = page.ask("问" * 501, None)
    assert "501" in step.notice
    assert "500" in step.notice
    assert _turns(_last(page, "问" * 500, None))


def test_a_notice_goes_with_the_next_good_question(page: CitizenPage) -> None:
    (bad,) = page.ask("", None)
    assert WORDS.empty_question in bad.notice
    assert not parse(_last(page, DEGREES, bad.kept).notice).text


def test_what_breaks_is_a_sentence_with_an_id_that_the_log_has(
    page: CitizenPage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        step = _last(page, "请出错", None)
    outcome = _turns(step)[0].outcome
    assert isinstance(outcome, Failed)
    assert outcome.incident in parse(step.talk).one(cls="failed").text
    (record,) = caplog.records
    assert re.fullmatch(rf"incident {outcome.incident}: .*", record.getMessage())
    assert record.exc_info
    assert "asked to break" in str(record.exc_info[1])
    assert "RuntimeError" not in step.talk


def test_conversations_do_not_meet(page: CitizenPage, assistant: PairsAssistant) -> None:
    one = _last(page, DEGREES, None)
    other = _last(page, SHOPS, None)
    assert [turn.question for turn in _turns(other)] == [SHOPS]
    assert DEGREES not in other.talk
    assert [turn.question for turn in _turns(one)] == [DEGREES]
    assert assistant.asked[-1].history == ()
    assert _kept(one).conversation_id != _kept(other).conversation_id


def test_a_cleared_page_is_as_when_opened(page: CitizenPage, assistant: PairsAssistant) -> None:
    step = page.opened()
    assert _turns(step) == ()
    assert _kept(step).conversation_id != _kept(page.opened()).conversation_id
    chips = [button.attributes["data-ask"] for button in parse(step.talk).all("button", cls="chip")]
    assert chips == list(assistant.examples(Language.SIMPLIFIED))


def test_a_visitor_who_comes_back_finds_the_conversation(page: CitizenPage) -> None:
    left = _last(page, DEGREES, None)
    found = page.entered(left.kept)
    assert (found.kept, found.talk, found.panel) == (left.kept, left.talk, left.panel)


def test_the_questions_of_an_address_are_asked_in_turn(page: CitizenPage, assistant: PairsAssistant) -> None:
    steps = list(page.ask_in_turn((DEGREES, "那2024年呢"), None))
    assert [turn.question for turn in _turns(steps[-1])] == [DEGREES, "那2024年呢"]
    assert assistant.asked[-1].history == (DEGREES,)
    *_, last = page.ask_in_turn((DEGREES,) * 50, None)
    assert len(_turns(last)) == 3  # as many as can matter to the last one


def test_a_stopped_question_can_be_asked_again(page: CitizenPage) -> None:
    waiting = next(page.ask(DEGREES, None))
    step = page.stopped(waiting.kept)
    block = parse(step.talk).one(cls="stopped")
    assert WORDS.stopped in block.text
    assert block.one("button").attributes["data-ask"] == DEGREES


def test_every_question_is_in_the_journal_under_its_conversation(page: CitizenPage, desk: Desk) -> None:
    step = _last(page, "火星基地", _last(page, DEGREES, None).kept)
    listed = list_entries(desk.journal, Filters()).listed
    assert [(item.question, item.outcome) for item in listed] == [
        ("火星基地", Outcome.REFUSED),
        (DEGREES, Outcome.ANSWERED),
    ]
    assert [turn.entry_id for turn in _turns(step)] == [item.entry_id for item in reversed(listed)]
    entries = [find_entry(desk.journal, item.entry_id) for item in listed]
    assert {entry.conversation_id for entry in entries} == {_kept(step).conversation_id}
    assert all(entry.considered and entry.passages for entry in entries)


def test_a_journal_that_cannot_be_written_stands_in_no_answers_way(
    page: CitizenPage, desk: Desk, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP TABLE evidence")
    with caplog.at_level(logging.ERROR):
        step = _last(page, DEGREES, None)
        assert isinstance(_turns(step)[0].outcome, Answered)
        told = page.told(_turns(step)[0].entry_id, "helpful", "", step.kept)
    assert "没有" in parse(told.notice).one(cls="notice").text  # the visitor is told, as it was not kept
    assert desk.journal.status().lost == ((Trouble.NO_ENTRY, 1), (Trouble.REFUSED, 1))
    assert "no such table: evidence" in caplog.text


def test_a_withheld_answer_is_not_shown_and_nothing_of_it_is_kept(page: CitizenPage, desk: Desk) -> None:
    first = _last(page, DEGREES, None)
    withhold(desk.journal, _turns(first)[0].entry_id, by="wang")
    again = _last(page, f" {DEGREES} ", None)
    assert _turns(again)[0].outcome == Withheld()
    assert parse(again.talk).one(cls="withheld").text == WORDS.withheld
    answered = _turns(first)[0].outcome
    assert isinstance(answered, Answered)
    assert answered.citations[0].quote not in again.talk + again.panel + again.kept
    assert list_entries(desk.journal, Filters()).listed[0].outcome is Outcome.WITHHELD


def test_what_a_visitor_says_is_kept_and_thanked_for(page: CitizenPage, desk: Desk) -> None:
    asked = _last(page, DEGREES, None)
    entry_id = _turns(asked)[0].entry_id
    told = page.told(entry_id, "wrong_figure", " 应为 100 个 ", asked.kept)
    assert "数字有误" in parse(told.talk).one(cls="thanks").text
    assert not parse(told.talk).all("form")
    (feedback,) = feedback_of(desk.journal, entry_id)
    assert (feedback.kind, feedback.comment) == (FeedbackKind.WRONG_FIGURE, "应为 100 个")


@pytest.mark.parametrize(("entry_id", "kind"), [("other" * 4, "helpful"), ("", "helpful"), ("own", "marvellous")])
def test_nobody_speaks_of_answers_of_others(page: CitizenPage, desk: Desk, entry_id: str, kind: str) -> None:
    other = _turns(_last(page, SHOPS, None))[0].entry_id
    asked = _last(page, DEGREES, None)
    own = _turns(asked)[0].entry_id
    told = page.told({"own": own}.get(entry_id, entry_id), kind, "", asked.kept)
    assert told.talk == asked.talk
    assert not feedback_of(desk.journal, own)
    assert not feedback_of(desk.journal, other)


def test_feedback_that_is_not_kept_is_said_to_be_lost(page: CitizenPage, file: Path) -> None:
    asked = _last(page, DEGREES, None)
    with sqlite3.connect(file) as raw:
        raw.execute("DROP TABLE feedback")
    told = page.told(_turns(asked)[0].entry_id, "helpful", "", asked.kept)
    assert re.search("编号 [0-9a-f]{8}", parse(told.notice).text)
    assert parse(told.talk).all("form")


def test_a_link_brings_what_a_follow_up_leans_on(page: CitizenPage) -> None:
    asked = _last(page, DEGREES, None)
    (button,) = [button for button in parse(asked.talk).all("button") if "data-share" in button.attributes]
    assert button.attributes["data-share"] == f"?q={quote(DEGREES)}"
    turn = _turns(asked)[0].model_copy(update={"leans_on": ("a b", "c")})
    kept = _kept(asked).model_copy(update={"turns": (turn,)}).model_dump_json()
    step = page.entered(kept)
    assert 'data-share="?q=a+b&amp;q=c&amp;q=' in step.talk


def _kept(step: Step) -> Kept:
    return Kept.model_validate_json(step.kept)


def _turns(step: Step) -> tuple[Turn, ...]:
    return _kept(step).turns


def _last(page: CitizenPage, text: str, kept: str | None) -> Step:
    return list(page.ask(text, kept))[-1]


class Nowhere(PairsAssistant):
    def home(self, language: Language) -> str:
        return ""


def test_the_service_is_named_by_the_place_of_its_documents(database: Database, corpus: Corpus) -> None:
    def name(assistant: PairsAssistant) -> str:
        return CitizenPage(Desk(assistant, database), UiSettings(), LANGUAGE).name()

    assert name(PairsAssistant(corpus)) == "东区政务问答"
    assert name(Nowhere(corpus)) == WORDS.name
