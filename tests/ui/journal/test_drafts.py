"""What a model wrote of an answer is kept with its entry, each sentence with its verdict."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from rag.by_model import Became, Tokens, Writing, WritingNote, WrittenSentence
from rag.records import Answered, Question
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.entries import NOON, as_version, draft, entry
from ui.journal.database import Database
from ui.journal.entries import find_entry, record
from ui.journal.entry import new_entry
from ui.journal.export import export_jsonl
from ui.journal.forget import forget
from ui.journal.listing import Filters
from ui.journal.migrate import HEAD, migrate, version
from ui.journal.records import NO_DRAFT, Draft, DraftSentence, Entry
from ui.journal.schema import DRAFTS

_PHONE = "13800138000"


def kept(assistant: PairsAssistant, writing: Writing) -> Draft:
    answer = assistant.answer(Question(id="q" * 32, text="2022年新增了多少养老床位"))
    assert isinstance(answer, Answered)
    written = answer.model_copy(update={"writing": writing})
    return new_entry(written, None, asked_at=NOON, conversation_id="c", fingerprint="f").draft


def test_each_sentence_is_kept_with_what_became_of_it_and_why(assistant: PairsAssistant) -> None:
    sentences = (
        WrittenSentence(text="新增养老床位240张[1]。", became=Became.KEPT),
        WrittenSentence(text="新增养老床位241张[1]。", became=Became.DROPPED, fault="figure", words="241张"),
    )
    writing = Writing(
        model="m-7b",
        note=WritingNote.WRITTEN,
        seconds=1.5,
        tokens=Tokens(prompt=700, completion=120),
        sentences=sentences,
    )
    assert kept(assistant, writing) == Draft(
        model="m-7b",
        note="written",
        seconds=1.5,
        prompt_tokens=700,
        completion_tokens=120,
        sentences=(
            DraftSentence(text="新增养老床位240张[1]。", became="kept"),
            DraftSentence(text="新增养老床位241张[1]。", became="dropped", fault="figure", words="241张"),
        ),
    )


def test_an_answer_that_no_model_was_asked_for_has_none(assistant: PairsAssistant) -> None:
    assert kept(assistant, Writing()) == NO_DRAFT


@pytest.mark.parametrize("words", [_PHONE, "138001", f"请打{_PHONE}。"])
def test_what_is_personal_in_a_sentence_is_masked_and_no_piece_of_it_shows_the_fault(
    assistant: PairsAssistant, words: str
) -> None:
    sentence = WrittenSentence(text=f"请打{_PHONE}。", became=Became.DROPPED, fault="figure", words=words)
    (held,) = kept(assistant, Writing(model="m", note=WritingNote.TOO_LITTLE, sentences=(sentence,))).sentences
    assert held == DraftSentence(text="请打[手机号]。", became="dropped", fault="figure")


def held(database: Database) -> Entry:
    given = entry(draft=draft(), mode="written")
    record(database, given)
    return given


def test_it_is_read_back_with_its_entry_and_exported(database: Database) -> None:
    given = held(database)
    assert find_entry(database, given.entry_id) == given
    (line,) = export_jsonl(database, Filters())
    assert json.loads(line)["draft"] == given.draft.model_dump(mode="json")


def test_a_reason_without_a_sentence_is_kept_as_well(database: Database) -> None:
    given = entry(draft=Draft(model="", note="slow", seconds=10.0))
    record(database, given)
    assert find_entry(database, given.entry_id).draft == given.draft


def test_it_goes_with_its_entry(database: Database, tmp_path: Path) -> None:
    given = held(database)
    forget(database, tmp_path / "inbox.jsonl", [given.entry_id], by="王敏")
    with database.reading() as connection:
        assert connection.execute(select(DRAFTS.c.entry)).all() == []


def test_entries_of_an_older_journal_have_none(database: Database) -> None:
    given = held(database)
    with database.writing() as connection:  # as version 0008 left it
        as_version(connection, "0008", "drafts")
        migrate(connection)
        assert version(connection) == HEAD
    assert find_entry(database, given.entry_id).draft == NO_DRAFT
    assert held(database).draft != NO_DRAFT
