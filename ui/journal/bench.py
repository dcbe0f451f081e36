"""How long the journal takes at its size: made-up entries, every filter, search, paging and figure, in milliseconds."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from pydantic import SecretStr

from rag.records import Language, Reason
from ui.config import UiSettings
from ui.journal.dashboard import dashboard
from ui.journal.database import Database, open_database
from ui.journal.entries import find_entry, insert_entry, record
from ui.journal.export import export_csv, export_jsonl
from ui.journal.feedback import give_feedback
from ui.journal.listing import Filters, list_entries, next_unreviewed
from ui.journal.made_up import made_up
from ui.journal.order import Order
from ui.journal.records import Feedback, FeedbackKind, Judgement, Outcome, Review, ReviewState, now
from ui.journal.retention import purge
from ui.journal.reviews import add_review
from ui.journal.suppression import is_withheld

_REVIEWED, _GIVEN = 0.02, 0.05  # shares
_RUNS = 7
_DAYS = 180


def bench(file: Path, *, n_entries: int) -> Iterator[str]:
    """Yield a line for everything measured: the median of 7 runs and the slowest, in milliseconds."""
    database = open_database(UiSettings(journal_url=SecretStr(f"sqlite:///{file}")))
    started = time.perf_counter()
    ids = _fill(database, n_entries)
    seconds = time.perf_counter() - started
    yield f"{n_entries} entries written in {seconds:.0f} s, {file.stat().st_size / n_entries / 1000:.1f} kB each"
    random = Random(1)  # noqa: S311
    half = list_entries(database, Filters(), size=1)
    for _ in range(20):  # a place in the middle to page on from
        half = list_entries(database, Filters(), before=half.following, size=max(1, n_entries // 40))
    for name, filters in _filters():
        for place, before in (("first page", None), ("page amid", half.following)):
            yield _timed(f"list, {name}, {place}", partial(list_entries, database, filters, before=before))
    yield _timed("next unreviewed", lambda: next_unreviewed(database, Filters(), after=random.choice(ids)))
    yield _timed("one entry with its evidence", lambda: find_entry(database, random.choice(ids)))
    yield _timed("is withheld", lambda: is_withheld(database, "0" * 32))
    yield _timed("record", lambda: record(database, made_up(random, days_ago=0.0)))
    yield _timed("dashboard, all days", lambda: dashboard(database), runs=3)
    last = now().date()
    yield _timed("dashboard, 30 days", lambda: dashboard(database, last - timedelta(days=30), last), runs=3)
    yield _timed("export CSV, all", lambda: sum(map(len, export_csv(database, Filters()))), runs=1)
    yield _timed("export JSONL, all", lambda: sum(map(len, export_jsonl(database, Filters()))), runs=1)
    yield _timed("purge, the older half", lambda: purge(database, days=_DAYS // 2), runs=1)
    database.close()


def _fill(database: Database, n_entries: int) -> list[str]:
    random = Random(0)  # noqa: S311
    ids = []
    for start in range(0, n_entries, 1000):
        with database.writing() as connection:
            for number in range(start, min(start + 1000, n_entries)):
                entry = made_up(random, days_ago=_DAYS * (1 - number / n_entries))
                insert_entry(connection, entry, full_text=database.has_full_text)
                ids.append(entry.entry_id)
    for entry_id in random.sample(ids, int(_GIVEN * n_entries)):
        give_feedback(
            database, Feedback(entry_id=entry_id, kind=random.choice(tuple(FeedbackKind)), comment="数字不对")
        )
    for entry_id in random.sample(ids, int(_REVIEWED * n_entries)):
        for reviewer in ("甲", "乙"):
            judgement = Judgement.RIGHT if random.random() < 0.8 else Judgement.WRONG
            add_review(database, Review(entry_id=entry_id, reviewer=reviewer, judgement=judgement))
    return ids


def _filters() -> Iterator[tuple[str, Filters]]:
    last = now().date()
    yield "all", Filters()
    yield "7 days", Filters(first_day=last - timedelta(days=100), last_day=last - timedelta(days=93))
    yield "language", Filters(language=Language.CANTONESE)
    yield "outcome", Filters(outcome=Outcome.REFUSED)
    yield "outcome that never was", Filters(outcome=Outcome.WITHHELD)
    yield "reason", Filters(reason=Reason.WRONG_PERIOD)
    yield "feedback", Filters(feedback=FeedbackKind.WRONG_FIGURE)
    yield "unreviewed", Filters(review=ReviewState.UNREVIEWED)
    yield "differing", Filters(review=ReviewState.DIFFERING)
    yield "until a day", Filters(last_day=last - timedelta(days=10))
    yield "confidence below a half", Filters(below=50)
    yield "document", Filters(document=made_up(Random(0), days_ago=0.0).documents[0])  # noqa: S311
    for order in Order:
        yield f"by {order}", Filters(order=order)
    yield "language and reason", Filters(language=Language.ENGLISH, reason=Reason.BLOCKED)
    yield (
        "all filters",
        Filters(
            language=Language.CANTONESE,
            outcome=Outcome.REFUSED,
            reason=Reason.NO_EVIDENCE,
            feedback=FeedbackKind.OTHER,
            review=ReviewState.DIFFERING,
        ),
    )
    yield "words in every entry", Filters(words="罗湖区")
    yield "words in a 14th", Filters(words="養老床位")
    yield "words in none", Filters(words="机场快线")
    yield "one character", Filters(words="碧")
    yield "words and differing", Filters(words="罗湖区", review=ReviewState.DIFFERING)


def _timed(name: str, act: Callable[[], object], *, runs: int = _RUNS) -> str:
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - started))
    return f"{name:45} {statistics.median(taken):9.1f} ms   slowest {max(taken):9.1f}"
