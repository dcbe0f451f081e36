import logging
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from rag.records import Language
from tests.ui.journal.entries import NOON, entry
from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.entries import find_entry, record
from ui.journal.feedback import give_feedback
from ui.journal.listing import Filters, list_entries
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Review, now
from ui.journal.retention import Daily, purge
from ui.journal.reviews import add_review
from ui.journal.suppression import clear, is_withheld, suppressions, withhold

_TABLES = ("entries", "evidence", "searched", "full_text", "feedback", "reviews")


def counts(database: Database) -> list[int]:
    """How many rows each table has; the full-text index is SQLite's alone."""
    return [count(database, table) for table in _TABLES if table != "full_text" or database.has_full_text]


def count(database: Database, table: str) -> int:
    with database.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def judge(database: Database, held: Entry, reviewer: str, judgement: Judgement) -> None:
    add_review(
        database, Review(entry_id=held.entry_id, reviewer=reviewer, judgement=judgement, note="备注", reviewed_at=NOON)
    )


def test_old_entries_go_with_all_that_is_theirs_and_younger_ones_stay(database: Database) -> None:
    old, young = entry("很旧的问题"), entry("新的问题", asked_at=NOON + timedelta(seconds=1))
    for held in (old, young):
        record(database, held)
        give_feedback(database, Feedback(entry_id=held.entry_id, kind=FeedbackKind.OTHER, comment="说一句"))
        judge(database, held, "甲", Judgement.RIGHT)
    assert purge(database, days=180, at=NOON + timedelta(days=180)) == 0
    assert purge(database, days=180, at=NOON + timedelta(days=180, seconds=1)) == 1
    assert set(counts(database)) == {1}
    assert find_entry(database, young.entry_id) == young
    with pytest.raises(JournalError):
        find_entry(database, old.entry_id)
    assert list_entries(database, Filters(words="旧的")).listed == ()
    assert len(list_entries(database, Filters(words="问题 说一句")).listed) == 1


def test_more_than_a_batch_goes_in_one_call(database: Database) -> None:
    from ui.journal.entries import insert_entry

    with database.writing() as connection:
        for n in range(1203):
            insert_entry(connection, entry(asked_at=NOON + timedelta(seconds=n)), full_text=database.has_full_text)
    assert purge(database, days=1, at=NOON + timedelta(days=1, seconds=1200)) == 1200
    assert counts(database)[:3] == [3] * 3


def test_what_was_removed_is_not_in_the_files_any_more(in_file: Database, file: Path) -> None:
    held = entry("翡翠麒麟", considered=None, text="琉璃孔雀[1]")
    record(in_file, held)
    give_feedback(in_file, Feedback(entry_id=held.entry_id, kind=FeedbackKind.OTHER, comment="玛瑙貔貅"))
    in_file.empty_log()
    needles = [word.encode() for word in ("翡翠", "麒麟", "琉璃", "孔雀", "玛瑙", "貔貅")]
    assert all(needle in file.read_bytes() for needle in needles)
    purge(in_file, days=1)
    content = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert not any(needle in content for needle in needles)


def test_how_many_were_judged_how_stays_without_text_or_names(database: Database) -> None:
    first, second, english = entry("甲？"), entry("乙？"), entry(language=Language.ENGLISH)
    for held in (first, second, english):
        record(database, held)
        judge(database, held, "甲", Judgement.RIGHT)
    judge(database, first, "甲", Judgement.WRONG)
    judge(database, first, "乙", Judgement.WRONG)
    purge(database, days=1)
    later = entry(asked_at=NOON + timedelta(days=1))
    record(database, later)
    judge(database, later, "甲", Judgement.WRONG)
    purge(database, days=1)
    with database.reading() as connection:
        held = sorted(map(tuple, connection.execute(text("SELECT * FROM judged"))))
    assert held == [
        ("2026-03", "en", "right", 1),
        ("2026-03", "zh-Hans", "right", 1),
        ("2026-03", "zh-Hans", "wrong", 3),
    ]


def test_what_is_withheld_stays_withheld_and_what_was_cleared_is_forgotten(database: Database) -> None:
    withheld, cleared = (entry(f"问题{name}", considered=None, text=f"{name}。[1]") for name in "甲乙")
    for held in (withheld, cleared):
        record(database, held)
        withhold(database, held.entry_id, by="甲")
    clear(database, cleared.question_key, by="甲", at=NOON)
    purge(database, days=1, at=NOON + timedelta(days=2))
    assert is_withheld(database, withheld.question_key)
    assert [item.question for item in suppressions(database, with_cleared=True)] == ["问题甲"]


def test_removal_runs_at_once_and_again_until_stopped(database: Database) -> None:
    record(database, entry())
    daily = Daily(database, days=30, every_seconds=0.05)
    daily.start()
    try:
        for _ in range(2):
            for _ in range(200):
                if count(database, "entries") == 0:
                    break
                time.sleep(0.02)
            assert count(database, "entries") == 0
            record(database, entry())
    finally:
        daily.stop()
    record(database, entry(asked_at=now()))
    assert count(database, "entries") >= 1


def test_removal_that_fails_is_logged_and_tried_again(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE entries RENAME TO elsewhere"))
    daily = Daily(database, days=30, every_seconds=0.02)
    with caplog.at_level(logging.ERROR):
        daily.start()
        for _ in range(200):
            if len(caplog.records) >= 2:
                break
            time.sleep(0.02)
        daily.stop()
    assert len(caplog.records) >= 2
    assert "could not be removed" in caplog.text
