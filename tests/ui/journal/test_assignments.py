"""Who is to judge what, and how far they have come."""

from datetime import timedelta

import pytest

from tests.ui.journal.entries import NOON, as_version, entry
from ui.errors import NothingToDoError
from ui.journal.assignments import assign, assignees_of, assignments, take_back
from ui.journal.audit import audit_entries
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.listing import Filters, list_entries, listed_ids, next_unreviewed
from ui.journal.migrate import HEAD, migrate, version
from ui.journal.order import Order
from ui.journal.records import Entry, Judgement, Review
from ui.journal.retention import purge
from ui.journal.reviews import add_review

A_DAY = timedelta(days=1)


@pytest.fixture
def held(database: Database) -> tuple[Entry, ...]:
    """Four questions, a day from each to the next; the last is asked and answered as the first."""
    found = tuple(
        entry(question, asked_at=NOON + n * A_DAY) for n, question in enumerate(("一？", "二？", "三？", "一？"))
    )
    for each in found:
        record(database, each)
    return found


def judge(database: Database, held: Entry, reviewer: str) -> None:
    add_review(database, Review(entry_id=held.entry_id, reviewer=reviewer, judgement=Judgement.RIGHT))


def mine(database: Database, reviewer: str) -> list[str]:
    return [line.question for line in list_entries(database, Filters(assigned=reviewer)).listed]


def test_what_is_assigned_is_found_by_its_reviewer_also_when_it_is_asked_again(
    database: Database, held: tuple[Entry, ...]
) -> None:
    assert assign(database, [held[0].entry_id, held[1].entry_id], to="李强", by="王敏") == 2
    assert mine(database, "李强") == ["一？", "二？"]  # the first as it was asked last
    record(database, entry("二？", asked_at=NOON + 9 * A_DAY))
    assert mine(database, "李强") == ["二？", "一？"]
    assert mine(database, "王敏") == []
    listed = list_entries(database, Filters()).listed
    assert [assignees_of(database, [line.cursor]).get(line.cursor) for line in listed] == [("李强",), ("李强",), None]


def test_two_may_be_given_the_same_and_each_goes_through_it(database: Database, held: tuple[Entry, ...]) -> None:
    ids = [each.entry_id for each in held[1:3]]
    assign(database, ids, to="李强", by="王敏")
    assign(database, ids, to="陈静", by="王敏")
    assert next_unreviewed(database, Filters(assigned="李强")) == ids[1]
    judge(database, held[2], "李强")
    assert next_unreviewed(database, Filters(assigned="李强")) == ids[0]
    assert next_unreviewed(database, Filters(assigned="陈静")) == ids[1]  # though somebody has judged it
    assert [(item.assignee, item.n, item.n_judged) for item in assignments(database)] == [
        ("陈静", 2, 0),
        ("李强", 2, 1),
    ]
    assert [item.assignee for item in assignments(database, of="李强")] == ["李强"]


def test_nobody_is_given_what_they_have_or_have_judged(database: Database, held: tuple[Entry, ...]) -> None:
    judge(database, held[3], "李强")  # alike with the first
    assert assign(database, [each.entry_id for each in held[:2]], to="李强", by="王敏") == 1
    with pytest.raises(NothingToDoError):
        assign(database, [each.entry_id for each in held[:2]], to="李强", by="王敏")
    assert [item.n for item in assignments(database)] == [1]
    assert next_unreviewed(database, Filters(assigned="李强")) == held[1].entry_id


def test_a_set_is_the_first_of_a_list_and_says_what_it_was_chosen_by(
    database: Database, held: tuple[Entry, ...]
) -> None:
    ids = listed_ids(database, Filters(order=Order.OLDEST), size=2)
    assert ids == (held[1].entry_id, held[2].entry_id)
    assign(database, ids, to="李强", by="王敏", scope={"order": "oldest"}, at=NOON)
    (kept,) = assignments(database)
    assert (kept.scope, kept.assigned_by, kept.assigned_at) == ({"order": "oldest"}, "王敏", NOON)
    told = audit_entries(database, size=1)[0]
    assert (told.act, told.by, told.subject, told.details) == (
        "assigned",
        "王敏",
        "李强",
        {"n": "2", "order": "oldest"},
    )


def test_what_is_taken_back_is_nobodys_and_verdicts_stay(database: Database, held: tuple[Entry, ...]) -> None:
    assign(database, [held[1].entry_id], to="李强", by="王敏")
    judge(database, held[1], "李强")
    (kept,) = assignments(database)
    take_back(database, kept.number, by="王敏")
    assert (assignments(database), mine(database, "李强")) == ((), [])
    assert list_entries(database, Filters(reviewer="李强")).total == 1
    assert audit_entries(database, size=1)[0].act == "taken_back"
    with pytest.raises(NothingToDoError):
        take_back(database, kept.number, by="王敏")


def test_what_is_removed_after_its_time_hands_the_assignment_to_what_is_alike(
    database: Database, held: tuple[Entry, ...]
) -> None:
    assign(database, [held[0].entry_id, held[1].entry_id], to="李强", by="王敏")
    assert purge(database, days=1, at=NOON + 2.5 * A_DAY) == 2
    assert mine(database, "李强") == ["一？"]
    assert [item.n for item in assignments(database)] == [1]
    purge(database, days=1, at=NOON + 9 * A_DAY)
    assert assignments(database) == ()


def test_an_older_journal_gets_the_tables(database: Database) -> None:
    with database.writing() as connection:  # as version 0006 left it
        as_version(connection, "0006", "vectors", "drafts", "assigned", "assignments")
        migrate(connection)
        assert version(connection) == HEAD
    assert assignments(database) == ()
