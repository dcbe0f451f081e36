"""Entries by document, by reason, by reviewer: what stands together, and page by page."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import text

from rag.records import Reason
from tests.ui.journal.entries import NOON, as_version, citation, entry, passage, refusal
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.listing import Filters, cited_documents, list_entries, next_unreviewed, place_of
from ui.journal.migrate import HEAD, migrate, version
from ui.journal.order import Order
from ui.journal.records import Entry, Judgement, Review
from ui.journal.reviews import add_review


def keep(database: Database, *entries: Entry) -> None:
    for held in entries:
        record(database, held)


def of(question: str, *documents: str, minutes: int = 0, **fields: object) -> Entry:
    cited = tuple(citation(number, doc_id=doc_id) for number, doc_id in enumerate(documents, 1))
    return entry(question, citations=cited, asked_at=NOON + timedelta(minutes=minutes), **fields)


def walked(database: Database, order: Order, *, size: int) -> list[tuple[str, str]]:
    """Return the questions of all pages with their groups; also that each stands at the place it is told to have."""
    found: list[tuple[str, str]] = []
    ids: list[str] = []
    before: int | None = None
    while True:
        page = list_entries(database, Filters(order=order), before=before, size=size)
        assert page.first == len(found) + 1
        found += [(line.question, line.group) for line in page.listed]
        ids += [line.entry_id for line in page.listed]
        if page.following is None:
            break
        before = page.following
    for place, entry_id in enumerate(ids, 1):
        assert place_of(database, Filters(order=order), entry_id) == (place, len(ids))
    return found


def both_sizes(database: Database, order: Order) -> Sequence[tuple[str, str]]:
    assert walked(database, order, size=2) == walked(database, order, size=50)
    return walked(database, order, size=50)


def test_by_document_stands_together_what_cites_it_first_and_what_is_of_none_comes_last(database: Database) -> None:
    keep(
        database,
        of("一", "b"),
        of("二", "a", "b", minutes=1),
        refusal("三", passages=(), asked_at=NOON + timedelta(minutes=9)),
        of("四", "a", minutes=2),
        of("五", "b", "a", minutes=3),
    )
    assert both_sizes(database, Order.DOCUMENT) == [("四", "a"), ("二", "a"), ("五", "b"), ("一", "b"), ("三", "")]


def test_a_filter_by_document_finds_every_answer_that_cites_it_and_refusals_beside_it(database: Database) -> None:
    near = passage().model_copy(update={"doc_id": "b"})
    keep(
        database,
        of("一", "a"),
        of("二", "a", "b", minutes=1),
        refusal("三", passages=(near, passage()), asked_at=NOON + timedelta(minutes=2)),
    )
    found = {
        doc_id: [line.question for line in list_entries(database, Filters(document=doc_id)).listed]
        for doc_id in ("a", "b", passage().doc_id)
    }
    assert found == {"a": ["二", "一"], "b": ["三", "二"], passage().doc_id: []}
    assert cited_documents(database) == ("a", "b")
    assert next_unreviewed(database, Filters(document="b", order=Order.DOCUMENT)) != ""


def test_refusals_stand_together_by_their_reason_before_what_is_answered(database: Database) -> None:
    keep(
        database,
        of("答", "a"),
        refusal("甲", Reason.WRONG_PERIOD),
        refusal("乙", Reason.NO_EVIDENCE, asked_at=NOON + timedelta(minutes=1)),
        refusal("丙", Reason.NO_EVIDENCE),
    )
    expected = [("乙", "no_evidence"), ("丙", "no_evidence"), ("甲", "wrong_period"), ("答", "")]
    assert both_sizes(database, Order.REASON) == expected


def test_what_one_has_judged_stands_together_and_what_nobody_has_comes_last(database: Database) -> None:
    held = [of(question, "a", minutes=minutes) for minutes, question in enumerate(("一", "二", "三", "四"))]
    keep(database, *held)
    for which, reviewer in ((0, "b"), (0, "a"), (2, "b"), (1, "a")):
        add_review(database, Review(entry_id=held[which].entry_id, reviewer=reviewer, judgement=Judgement.RIGHT))
    assert both_sizes(database, Order.REVIEWER) == [("二", "a"), ("一", "a"), ("三", "b"), ("四", "")]
    assert next_unreviewed(database, Filters(order=Order.REVIEWER), after=held[0].entry_id) == held[3].entry_id


@pytest.mark.parametrize("order", [Order.OLDEST, Order.UNSURE])
def test_the_oldest_and_the_least_sure_go_page_by_page_too(database: Database, order: Order) -> None:
    keep(database, *(of(f"{n}", "a", minutes=n, confidence=0.5 + n / 10) for n in range(5)))
    assert [question for question, _ in both_sizes(database, order)] == ["0", "1", "2", "3", "4"]


def test_an_older_journal_learns_from_its_evidence_what_was_cited(database: Database) -> None:
    keep(database, of("一", "b", "a"), refusal("二"), refusal("三", passages=()))
    with database.writing() as connection:  # as version 0005 left it
        as_version(connection, "0005", "cited", "vectors", "drafts", "assigned", "assignments")
        migrate(connection)
        assert version(connection) == HEAD
        found = connection.execute(text("SELECT place, doc_id FROM cited ORDER BY entry, place, doc_id")).all()
    assert sorted(map(tuple, found)) == [(1, "001_e6d6b6bfaf22de54"), (1, "b"), (2, "a")]
