"""Entries that are alike are one row with one verdict."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from tests.ui.journal.entries import NOON, as_version, entry
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.forget import forget
from ui.journal.listing import Filters, list_entries, next_unreviewed, place_of
from ui.journal.migrate import HEAD, migrate, version
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Review, ReviewState
from ui.journal.retention import purge
from ui.journal.reviews import add_review, reviews_of

A_DAY = timedelta(days=1)


def asked(database: Database, *questions: str, **fields: object) -> tuple[Entry, ...]:
    """Keep entries, a day from each to the next."""
    kept = tuple(entry(question, asked_at=NOON + n * A_DAY, **fields) for n, question in enumerate(questions))
    for held in kept:
        record(database, held)
    return kept


def judge(database: Database, held: Entry, reviewer: str, judgement: Judgement = Judgement.RIGHT) -> None:
    add_review(database, Review(entry_id=held.entry_id, reviewer=reviewer, judgement=judgement))


def listed(database: Database, **filters: object) -> list[tuple[str, int]]:
    page = list_entries(database, Filters.model_validate(filters))
    assert page.total == len(page.listed)
    return [(line.entry_id, line.n_alike) for line in page.listed]


def test_what_is_asked_and_answered_alike_is_the_newest_of_it_and_says_how_often(database: Database) -> None:
    first, _, again = asked(database, "学位多少？", "托位多少？", "學位多少")
    different = entry("学位多少？", text="另一个答案。[1]", asked_at=NOON + 3 * A_DAY)
    record(database, different)
    assert [each for each, n in listed(database) if n > 1] == [again.entry_id]
    assert len(listed(database)) == 3
    assert listed(database, words="学位", last_day="2026-03-02") == [(first.entry_id, 2)]


def test_a_filter_that_only_an_older_one_meets_shows_that_one(database: Database) -> None:
    first, _ = asked(database, "学位多少？", "学位多少？")
    give_feedback(database, Feedback(entry_id=first.entry_id, kind=FeedbackKind.WRONG_FIGURE, comment="应为托位"))
    assert listed(database, feedback="wrong_figure") == [(first.entry_id, 2)]
    assert listed(database, words="托位") == [(first.entry_id, 2)]


def test_a_verdict_on_one_is_a_verdict_on_all_also_on_those_that_come(database: Database) -> None:
    first, second = asked(database, "学位多少？", "学位多少？")
    judge(database, first, "王敏")
    assert [review.reviewer for review in reviews_of(database, second.entry_id)] == ["王敏"]
    third = entry("学位多少？", asked_at=NOON + 2 * A_DAY)
    record(database, third)
    assert next_unreviewed(database, Filters()) == ""
    assert listed(database, review="reviewed") == [(third.entry_id, 3)]
    assert listed(database, reviewer="王敏") == [(third.entry_id, 3)]
    judge(database, third, "李强", Judgement.WRONG)
    assert list_entries(database, Filters()).listed[0].review is ReviewState.DIFFERING
    assert len(reviews_of(database, first.entry_id)) == 2


def test_verdicts_stay_with_those_that_stay(database: Database) -> None:
    first, second = asked(database, "学位多少？", "学位多少？")
    judge(database, first, "王敏")
    assert purge(database, days=1, at=NOON + A_DAY + timedelta(seconds=1)) == 1
    assert [review.reviewer for review in reviews_of(database, second.entry_id)] == ["王敏"]
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM judged")).scalar_one() == 0
    assert purge(database, days=1, at=NOON + 3 * A_DAY) == 1
    with database.reading() as connection:
        assert connection.execute(text("SELECT n FROM judged")).scalar_one() == 1


def test_what_a_visitor_has_removed_takes_no_verdict_along(database: Database, tmp_path: Path) -> None:
    first, second = asked(database, "学位多少？", "学位多少？")
    judge(database, first, "王敏")
    forget(database, tmp_path / "inbox.jsonl", [first.entry_id], by="管理员")
    assert [review.reviewer for review in reviews_of(database, second.entry_id)] == ["王敏"]


def test_the_place_of_the_one_that_is_listed_is_told(database: Database) -> None:
    first, _, again = asked(database, "学位多少？", "托位多少？", "学位多少？")
    assert place_of(database, Filters(), again.entry_id) == (1, 2)
    assert place_of(database, Filters(), first.entry_id) == (0, 2)


def test_an_older_journal_gives_those_that_are_alike_the_verdict_that_one_had(database: Database) -> None:
    first, second, other = asked(database, "学位多少？", "学位多少？", "托位多少？")
    judge(database, first, "王敏")
    with database.writing() as connection:  # as version 0004 left it
        connection.execute(
            text("UPDATE entries SET review = 'unreviewed' WHERE entry_id = :id"), {"id": second.entry_id}
        )
        connection.execute(text("DROP INDEX ix_entries_question_key_id"))
        as_version(connection, "0004", "cited", "vectors", "drafts", "assigned", "assignments")
        migrate(connection)
        assert version(connection) == HEAD
    assert listed(database, review="reviewed") == [(second.entry_id, 2)]
    assert listed(database, review="unreviewed") == [(other.entry_id, 1)]
