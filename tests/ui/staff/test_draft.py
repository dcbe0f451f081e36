"""What a model wrote, below the answer."""

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from rag.by_model import Became, WritingNote
from rag.writing.records import Fault
from tests.ui.journal.entries import draft
from tests.ui.parsed import Element
from tests.ui.staff.reviewed import shown, two_cited
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import NO_DRAFT, Draft, DraftSentence
from ui.text.languages import LanguageWords, languages
from ui.text.zh_hans.draft import DRAFT_ZH_HANS as WORDS


def page_of(client: TestClient, database: Database, corpus: Corpus, held: Draft) -> Element:
    entry = two_cited(corpus, draft=held, mode="written" if held.note == "written" else "extractive")
    record(database, entry)
    return shown(client, entry)


def test_each_sentence_is_shown_folded_with_its_verdict_and_what_was_not_shown_is_struck_through(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    section = page_of(client, database, corpus, draft()).one("section", cls="draft")
    folded = section.one("details")
    assert "open" not in folded.attributes
    assert folded.one("summary").text == WORDS.notes[WritingNote.WRITTEN].format(n=3, kept=1)
    assert [fact.text for fact in folded.one("ul").all("li")] == [
        "模型：m-7b",
        "用时 1.25 秒",
        "词元：提示 700，写出 120",
    ]
    kept, replaced, dropped = folded.one("ol").all("li")
    assert kept.all("del") == []
    assert kept.one(cls="verdict-of").text == WORDS.became[Became.KEPT]
    assert replaced.one("del").text == "建成学校13所[2]。"
    assert (
        replaced.one(cls="verdict-of").text
        == "未显示，改为所引的原文：所引原文没有这个数字，也不能由原文算出（“13所”）"
    )
    assert dropped.one("del").text == "市民一致好评[1]。"
    assert dropped.one(cls="verdict-of").text == "未显示：说了原文没有的内容（“一致好评”）"
    assert dropped.one("p", lang="zh-CN").text == "市民一致好评[1]。"


def test_of_a_draft_that_is_not_shown_it_says_why_and_nothing_stands_in_its_place(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    section = page_of(client, database, corpus, draft(note="too_little")).one(cls="draft")
    assert section.one("summary").text == WORDS.notes[WritingNote.TOO_LITTLE].format(n=3, kept=1)
    _, replaced, _ = section.one("ol").all("li")
    assert replaced.one(cls="verdict-of").text.startswith(f"{WORDS.failed}：{WORDS.faults[Fault.FIGURE]}")


def test_what_brought_no_sentence_has_none_and_no_cost_that_is_not_known(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    section = page_of(client, database, corpus, Draft(model="", note="slow", seconds=10.0)).one(cls="draft")
    assert section.one("summary").text == WORDS.notes[WritingNote.SLOW]
    assert [fact.text for fact in section.all("li")] == ["用时 10.00 秒"]
    assert section.all("ol") == []


def test_kinds_of_another_version_stay_as_they_were_kept(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    sentence = DraftSentence(text="<b>甲</b>", became="moved", fault="tone", words="甲")
    section = page_of(client, database, corpus, draft(note="paused", sentences=(sentence,))).one(cls="draft")
    assert section.one("summary").text == "paused"
    assert section.one("del").text == "<b>甲</b>"
    assert section.one(cls="verdict-of").text == f"{WORDS.failed}：tone（“甲”）"


def test_an_answer_that_no_model_was_asked_for_says_nothing_of_it(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    assert page_of(client, database, corpus, NO_DRAFT).all(cls="draft") == []


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_it_is_told_in_the_reader_s_language(
    client: TestClient, database: Database, corpus: Corpus, language: LanguageWords
) -> None:
    entry = two_cited(corpus, draft=draft())
    record(database, entry)
    section = shown(client, entry, f"?lang={language.tag}").one(cls="draft")
    assert section.one("h2").text == language.draft.title
    reasons = [verdict.text for verdict in section.all(cls="verdict-of")]
    assert language.draft.faults[Fault.BEYOND] in reasons[2]
    assert language.draft.became[Became.DROPPED] in reasons[2]
