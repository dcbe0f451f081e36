"""What is alike is one row of the list, whatever came and went: held against a look at every entry."""

import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select, text

from rag.records import Language, Reason
from tests.ui.journal.entries import NOON, as_version, entry, refusal
from ui.config import UiSettings
from ui.journal.clock import LOCAL
from ui.journal.database import Database, open_database
from ui.journal.entries import record, record_behind
from ui.journal.feedback import give_feedback
from ui.journal.forget import forget
from ui.journal.listing import Filters, list_entries, listed_ids, place_of
from ui.journal.migrate import HEAD, migrate, version
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Outcome, Review
from ui.journal.retention import purge
from ui.journal.reviews import add_review
from ui.journal.schema import ENTRIES

A_DAY = timedelta(days=1)
QUESTIONS = ("学位多少？", "學位多少", "托位多少？")
FILTERS = (
    {},
    {"first_day": "2026-03-04"},
    {"last_day": "2026-03-05"},
    {"first_day": "2026-03-03", "last_day": "2026-03-06"},
    {"language": "en"},
    {"outcome": "refused"},
    {"reason": "no_evidence", "last_day": "2026-03-06"},
    {"feedback": "helpful"},
    {"review": "reviewed"},
    {"below": 50},
    {"words": "学位"},
    {"words": "学位", "language": "zh-Hans", "below": 80, "last_day": "2026-03-07"},
    {"words": "学位", "feedback": "helpful"},
)


def made(seed: int, *, n: int = 40) -> tuple[Entry, ...]:
    """Return entries of few kinds, of ten days, in no order."""
    random = Random(seed)
    return tuple(
        random.choice((entry, refusal))(
            random.choice(QUESTIONS),
            language=random.choice((Language.SIMPLIFIED, Language.ENGLISH)),
            confidence=random.randrange(100) / 100,
            asked_at=NOON + random.random() * 10 * A_DAY,
        )
        for _ in range(n)
    )


def newest_of_each(
    held: Sequence[Entry], helpful: set[str], judged: set[tuple[object, ...]], given: Filters
) -> list[str]:
    """Return what a list shows, by looking at every entry."""

    def meets(item: Entry) -> bool:
        day: date = item.asked_at.astimezone(LOCAL).date()
        return (
            (given.first_day is None or day >= given.first_day)
            and (given.last_day is None or day <= given.last_day)
            and given.language in (None, item.language)
            and given.outcome in (None, item.outcome)
            and given.reason in (None, item.reason)
            and (given.feedback is None or item.entry_id in helpful)
            and (given.review is None or kind(item) in judged)
            and (given.below is None or item.confidence < given.below / 100)
            and (not given.words or "学" in item.question or "學" in item.question or "学位" in item.text)
        )

    found = {kind(item): item.entry_id for item in sorted(filter(meets, held), key=lambda item: item.asked_at)}
    shown = [item.entry_id for item in sorted(held, key=lambda item: item.asked_at, reverse=True)]
    return [entry_id for entry_id in shown if entry_id in found.values()]


def kind(item: Entry) -> tuple[object, ...]:
    return item.question_key, item.language, item.outcome, item.reason, item.text


def pages(database: Database, filters: Filters) -> list[str]:
    """Return the list, three lines a page, each page with its place and how many there are."""
    seen: list[str] = []
    before = None
    while True:
        page = list_entries(database, filters, before=before, size=3)
        assert page.first == len(seen) + 1
        seen += [line.entry_id for line in page.listed]
        if page.following is None:
            assert page.total == len(seen)
            return seen
        before = page.following


@pytest.mark.parametrize("seed", [1, 2])
def test_every_filter_lists_the_newest_of_those_that_meet_it_whatever_came_and_went(
    database: Database, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    held = list(made(seed))
    for item in held:
        record(database, item)
    helpful = {item.entry_id for item in random.sample(held, 6)}
    for entry_id in helpful:
        give_feedback(database, Feedback(entry_id=entry_id, kind=FeedbackKind.HELPFUL))
    one = next(item for item in held if item.outcome is Outcome.ANSWERED)
    add_review(database, Review(entry_id=one.entry_id, reviewer="甲", judgement=Judgement.RIGHT))

    def check() -> None:
        for given in map(Filters.model_validate, FILTERS):
            wanted = newest_of_each(held, helpful, {kind(one)}, given)
            assert pages(database, given) == wanted, given
            assert list(listed_ids(database, given, size=100)) == wanted
            for place, entry_id in enumerate(wanted, 1):
                assert place_of(database, given, entry_id) == (place, len(wanted))

    check()
    newest = list_entries(database, Filters()).listed
    gone = {line.entry_id for line in newest} - {one.entry_id}
    forget(database, tmp_path / "inbox.jsonl", sorted(gone), by="管理员")
    held = [item for item in held if item.entry_id not in gone]
    check()
    purge(database, days=1, at=NOON + 5 * A_DAY)
    held = [item for item in held if item.asked_at >= NOON + 4 * A_DAY]
    if any(kind(item) == kind(one) for item in held):
        check()


def test_writers_of_the_same_at_once_leave_one_newest(settings: UiSettings) -> None:
    patient = settings.model_copy(update={"journal_wait_seconds": 60})  # all get their turn, however slow the disk

    def write(seed: int) -> None:
        with closing(open_database(patient)) as database:
            for n, item in enumerate(made(seed, n=60)):
                record_behind(database, item) if n % 3 else record(database, item)

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with closing(open_database(settings)) as database, database.reading() as connection:
        kinds, entries = connection.execute(text("SELECT count(DISTINCT kind), count(*) FROM entries")).one()
        listed = connection.execute(text("SELECT id FROM entries WHERE is_newest ORDER BY id")).scalars().all()
        newest = connection.execute(text("SELECT max(id) AS id FROM entries GROUP BY kind ORDER BY id")).scalars().all()
    assert (entries, len(listed)) == (240, kinds)
    assert listed == newest


def test_an_older_journal_lists_the_same(database: Database) -> None:
    for item in made(3):
        record(database, item)
    before = {str(given): pages(database, Filters.model_validate(given)) for given in FILTERS}
    with database.writing() as connection:
        as_version(connection, "0009")
        migrate(connection)
        assert version(connection) == HEAD
    assert {str(given): pages(database, Filters.model_validate(given)) for given in FILTERS} == before


def test_what_an_older_program_still_wrote_is_listed_after_the_next_purge(database: Database) -> None:
    held = made(4)
    for item in held:
        record(database, item)
    before = pages(database, Filters())
    with database.writing() as connection:
        connection.execute(text("UPDATE entries SET kind = '', is_newest = (1 = 0)"))
    assert pages(database, Filters()) == []
    purge(database, days=180, at=NOON)
    assert pages(database, Filters()) == before


@pytest.mark.parametrize("name", ["", "language", "outcome", "reason", "review"])
def test_a_page_and_how_many_there_are_are_read_off_an_index(in_file: Database, name: str) -> None:
    of = ENTRIES.c
    where = (of.is_newest, *(of[column] == "x" for column in (name,) if column))
    queries = (
        select(func.count()).select_from(select(of.id).where(*where).subquery()),
        select(of.id).where(*where, of.id < 10**18).order_by(of.id.desc()).limit(51),
    )
    with in_file.reading() as connection:
        for query in queries:
            sql = query.compile(connection, compile_kwargs={"literal_binds": True})
            plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
            assert f"USING COVERING INDEX ix_entries_{name}{'_' * bool(name)}is_newest_id" in plan
            assert "TEMP B-TREE" not in plan


def test_a_reason_tells_two_refusals_apart(database: Database) -> None:
    for reason in (Reason.NO_EVIDENCE, Reason.OUT_OF_SCOPE):
        record(database, refusal("学位多少？", reason=reason))
    assert list_entries(database, Filters()).total == 2
