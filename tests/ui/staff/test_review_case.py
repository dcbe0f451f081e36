"""A verdict becomes an eval case from the page."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.staff.reviewed import BEDS, REPORT, read, review, send, shown, two_cited
from ui.config import UiSettings
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import Entry, Judgement
from ui.journal.reviews import add_review
from ui.text.zh_hans.review import REVIEW_ZH_HANS as WORDS


@pytest.fixture
def settings(settings: UiSettings, tmp_path: Path) -> UiSettings:
    return settings.model_copy(update={"inbox": tmp_path / "inbox.jsonl"})


@pytest.fixture
def held(database: Database, corpus: Corpus) -> Entry:
    entry = two_cited(corpus)
    record(database, entry)
    return entry


def test_a_right_answer_becomes_a_case_in_one_click(
    client: TestClient, settings: UiSettings, database: Database, held: Entry
) -> None:
    assert shown(client, held).one(cls="case").one(cls="none").text == WORDS.gaps["no_verdict"]
    add_review(database, review(held, Judgement.RIGHT, "王敏"))
    response = send(client, held, "case", facts="", quotes="", doc_id="", near_miss="")
    assert response.headers["location"] == f"/staff/entry/{held.entry_id}?notice=case_made"
    assert len(settings.inbox.read_text(encoding="utf-8").splitlines()) == 1
    case = shown(client, held).one("section", cls="case")
    assert case.one(cls="done").text == WORDS.in_inbox.format(id=f"s{held.entry_id[:12]}")
    assert case.all("form") == []


def test_a_case_is_made_once(client: TestClient, settings: UiSettings, database: Database, held: Entry) -> None:
    add_review(database, review(held, Judgement.RIGHT, "王敏"))
    send(client, held, "case")
    assert send(client, held, "case").headers["location"].endswith("notice=case_held")
    assert len(settings.inbox.read_text(encoding="utf-8").splitlines()) == 1


def test_a_case_that_lacks_something_says_what_and_keeps_what_was_filled_in(
    client: TestClient, settings: UiSettings, database: Database, held: Entry
) -> None:
    add_review(database, review(held, Judgement.INCOMPLETE, "王敏"))
    case = shown(client, held).one("section", cls="case")
    assert "open" in case.one("details").attributes
    assert WORDS.case_needs in case.text
    response = send(client, held, "case", facts="240张", quotes="没有写过的话", doc_id=REPORT)
    assert response.status_code == 422
    case = read(response).one("section", cls="case")
    assert case.one(role="alert").text == WORDS.gaps["not_found"].format(detail="没有写过的话")
    assert case.one("textarea", id="facts").text == "240张"
    assert [o.attributes["value"] for o in case.all("option") if "selected" in o.attributes] == [REPORT]
    assert not settings.inbox.exists()


def test_a_corrected_answer_becomes_a_case(
    client: TestClient, settings: UiSettings, database: Database, held: Entry
) -> None:
    add_review(database, review(held, Judgement.WRONG, "王敏"))
    assert send(client, held, "case", facts="240张", quotes=BEDS).status_code == 303
    assert '"facts": [["240张"]]' in settings.inbox.read_text(encoding="utf-8")


def test_reviewers_who_differ_make_no_case(client: TestClient, database: Database, held: Entry) -> None:
    add_review(database, review(held, Judgement.RIGHT, "甲"))
    add_review(database, review(held, Judgement.INCOMPLETE, "乙"))
    case = shown(client, held).one("section", cls="case")
    assert (case.one(cls="none").text, case.all("form")) == (WORDS.case_waits, [])
    assert read(send(client, held, "case")).one(role="alert").text == WORDS.gaps["differing"].format(detail="甲、乙")


def test_an_inbox_that_cannot_be_written_keeps_nobody_from_reviewing(
    client: TestClient, settings: UiSettings, database: Database, held: Entry, caplog: pytest.LogCaptureFixture
) -> None:
    settings.inbox.mkdir()
    add_review(database, review(held, Judgement.RIGHT, "王敏"))
    response = send(client, held, "case")
    assert response.status_code == 503
    told = read(response).one("section", cls="case").one(role="alert").text
    (incident,) = re.findall(r"\b[0-9a-f]{8}\b", told)
    assert incident in caplog.text
