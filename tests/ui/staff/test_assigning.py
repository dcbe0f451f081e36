"""Assigning answers: from the list, from an entry, and the page that says how far each has come."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from index.corpus import Corpus
from tests.ui.journal.entries import NOON, entry, refusal
from tests.ui.staff.area import csrf_of, signed_in
from ui.config import UiSettings
from ui.journal.assignments import assign, assignments
from ui.journal.audit import audit_entries
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import Entry, Judgement, Outcome, Review
from ui.journal.reviews import add_review
from ui.text.zh_hans.assign import ASSIGN_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF


@pytest.fixture
def held(database: Database) -> tuple[Entry, ...]:
    found = (
        *(entry(f"第{n}问？", asked_at=NOON + n * timedelta(minutes=1)) for n in range(4)),
        refusal("电影院？", asked_at=NOON),
    )
    for each in found:
        record(database, each)
    return found


@pytest.fixture
def reviewer(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    return signed_in(database, corpus, settings, "李强")


def give(client: TestClient, query: str = "", **fields: object) -> Response:
    given = {"csrf": csrf_of(client.get("/staff").text), "to": "李强"}
    return client.post(f"/staff/assign{query}", data=given | fields)  # type: ignore[return-value, arg-type]


def cells(client: TestClient) -> list[str]:
    page = client.get("/staff/assignments").text
    return [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"(?s)<tr role=\"row\">(.*?)</tr>", page)[1:]]


def test_what_is_ticked_is_assigned_whatever_the_filter(
    client: TestClient, database: Database, held: tuple[Entry, ...]
) -> None:
    response = give(client, "?outcome=refused", entry=[held[0].entry_id, held[2].entry_id])
    assert response.headers["location"] == "/staff/assignments?notice=assigned"
    (kept,) = assignments(database)
    assert (kept.assignee, kept.assigned_by, kept.n, kept.scope) == ("李强", "王敏", 2, {})
    page = client.get("/staff").text
    assert page.count(WORDS.assigned_to.format(names="李强")) == 2


def test_without_a_tick_it_is_the_first_of_the_list_and_its_filter_is_told(
    client: TestClient, database: Database, held: tuple[Entry, ...]
) -> None:
    give(client, "?outcome=answered&order=oldest&words=问", n="3")
    (kept,) = assignments(database)
    assert (kept.n, kept.scope) == (3, {"outcome": "answered", "order": "oldest"})  # no asker's words
    (row,) = cells(client)
    assert f"{STAFF.outcome_filter}：{STAFF.outcomes[Outcome.ANSWERED]}" in row
    assert WORDS.done.format(n_judged=0, n=3) in row
    assert held[3].question not in [item.subject for item in audit_entries(database)]


def test_the_reviewer_sees_how_much_there_is_and_goes_through_it(
    client: TestClient, reviewer: TestClient, database: Database, held: tuple[Entry, ...]
) -> None:
    assign(database, [held[1].entry_id, held[2].entry_id], to="李强", by="王敏")
    assert WORDS.mine.format(n=2) in reviewer.get("/staff").text
    assert WORDS.mine.format(n=2) not in client.get("/staff").text
    ways = [reviewer.get("/staff/next?assigned=李强").headers["location"]]
    add_review(database, Review(entry_id=held[2].entry_id, reviewer="李强", judgement=Judgement.RIGHT))
    ways.append(reviewer.get("/staff/next?assigned=李强").headers["location"])
    assert [way.partition("?")[0] for way in ways] == [f"/staff/entry/{held[n].entry_id}" for n in (2, 1)]
    assert WORDS.mine.format(n=1) in reviewer.get("/staff").text


def test_a_reviewer_sees_what_is_their_own_and_an_admin_all(
    client: TestClient, reviewer: TestClient, database: Database, held: tuple[Entry, ...]
) -> None:
    assign(database, [held[0].entry_id], to="王敏", by="王敏")
    assert cells(reviewer) == []
    assert WORDS.none in reviewer.get("/staff/assignments").text
    assign(database, [held[0].entry_id], to="李强", by="王敏")
    (own,) = cells(reviewer)
    assert WORDS.next in own
    assert WORDS.take_back not in own
    assert len(cells(client)) == 2
    assert give(reviewer, entry=held[1].entry_id).status_code == 403


def test_an_entry_is_assigned_from_its_page_and_says_to_whom(client: TestClient, held: tuple[Entry, ...]) -> None:
    path = f"/staff/entry/{held[0].entry_id}"
    assert 'action="/staff/assign"' in client.get(path).text
    give(client, entry=held[0].entry_id)
    assert WORDS.assigned_to.format(names="李强") in client.get(path).text


def test_what_was_assigned_is_taken_back(client: TestClient, database: Database, held: tuple[Entry, ...]) -> None:
    give(client, entry=held[0].entry_id)
    page = client.get("/staff/assignments").text
    given = {"csrf": csrf_of(page), "number": str(assignments(database)[0].number)}
    assert client.post("/staff/assignments/end", data=given).headers["location"].endswith("notice=taken_back")
    assert assignments(database) == ()
    for number in (given["number"], "", "9" * 40, "x"):
        again = client.post("/staff/assignments/end", data=given | {"number": number})
        assert again.headers["location"].endswith("notice=assignment_gone")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", {"to": "无人"}),
        ("", {"n": "x"}),
        ("", {"entry": "nix"}),
        ("?first_day=x", {}),
        ("?words=机场快线", {}),
    ],
)
def test_what_cannot_be_assigned_is_said(
    client: TestClient, database: Database, held: tuple[Entry, ...], query: str, fields: dict[str, str]
) -> None:
    response = give(client, query, **fields)
    assert response.headers["location"] == "/staff?notice=not_assigned"
    assert STAFF.notices["not_assigned"] in client.get("/staff?notice=not_assigned").text
    assert assignments(database) == ()
