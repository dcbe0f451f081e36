import html
import re

from fastapi.testclient import TestClient

from tests.ui.journal.entries import NOON, entry, refusal
from tests.ui.staff.area import csrf_of
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import Entry
from ui.journal.suppression import is_withheld, suppressions, withhold
from ui.text.zh_hans.staff import STAFF_ZH_HANS as WORDS


def withheld(database: Database, question: str) -> Entry:
    held = entry(question, text=f"{question}的答案。[1]")
    record(database, held)
    withhold(database, held.entry_id, by="李强", at=NOON)
    return held


def test_it_says_what_is_withheld_by_whom_since_when(client: TestClient, database: Database) -> None:
    held = withheld(database, "<i>学位</i>有多少？")
    page = client.get("/staff/withheld").text
    assert f'<a href="/staff/entry/{held.entry_id}">{html.escape(held.question)}</a>' in page
    assert "李强" in page
    assert '<time datetime="2026-03-02T12:00:00+08:00">2026-03-02 12:00</time>' in page
    assert WORDS.show_again_label.format(question="&lt;i&gt;学位&lt;/i&gt;有多少？") in page


def test_nothing_withheld_is_said(client: TestClient) -> None:
    assert WORDS.nothing_withheld in client.get("/staff/withheld").text


def test_an_answer_is_shown_again_by_whoever_is_signed_in(client: TestClient, database: Database) -> None:
    held, other = withheld(database, "学位有多少？"), withheld(database, "医院有多少？")
    page = client.get("/staff/withheld").text
    key = re.findall(r'name="key" value="([^"]+)"', page)[1]  # the latest stands first
    given = {"csrf": csrf_of(page), "key": key}
    response = client.post("/staff/withheld/clear", data=given)
    assert response.headers["location"] == "/staff/withheld?notice=cleared"
    assert WORDS.notices["cleared"] in client.get(response.headers["location"]).text
    assert not is_withheld(database, held.question_key)
    assert is_withheld(database, other.question_key)
    (cleared,) = [item for item in suppressions(database, with_cleared=True) if item.cleared_at]
    assert cleared.cleared_by == "王敏"
    again = client.post("/staff/withheld/clear", data=given)
    assert again.headers["location"] == "/staff/withheld?notice=not_withheld"


def test_an_answer_is_withheld_by_whoever_is_signed_in(client: TestClient, database: Database) -> None:
    held = entry()
    record(database, held)
    given = {"csrf": csrf_of(client.get("/staff").text)}
    response = client.post(f"/staff/entry/{held.entry_id}/withhold", data=given)
    assert response.headers["location"] == f"/staff/entry/{held.entry_id}?notice=withheld"
    (item,) = suppressions(database)
    assert (item.entry_id, item.withheld_by) == (held.entry_id, "王敏")


def test_what_has_no_answer_or_is_no_entry_is_not_withheld(client: TestClient, database: Database) -> None:
    held = refusal()
    record(database, held)
    given = {"csrf": csrf_of(client.get("/staff").text)}
    response = client.post(f"/staff/entry/{held.entry_id}/withhold", data=given)
    assert response.headers["location"] == f"/staff/entry/{held.entry_id}?notice=no_answer"
    missing = client.post("/staff/entry/nix/withhold", data=given)
    assert missing.status_code == 404
    assert WORDS.entry_gone in missing.text
    assert suppressions(database) == ()


def test_nothing_changes_without_a_form_of_ours(client: TestClient, anybody: TestClient, database: Database) -> None:
    held = withheld(database, "学位有多少？")
    for browser in (client, anybody):
        assert browser.post("/staff/withheld/clear", data={"key": held.question_key}).status_code == 403
        assert browser.post(f"/staff/entry/{held.entry_id}/withhold").status_code == 403
    assert is_withheld(database, held.question_key)
