"""The review page over a journal of its own, and who signs in to it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, StorageState

from tests.browser.staff_area import Reviewers, serving
from tests.ui.assistants import seed_corpus
from tests.ui.journal.entries import refusal
from tests.ui.staff.area import staff_settings
from tests.ui.staff.reviewed import BEDS, found, two_cited
from ui.config import UiSettings
from ui.journal.database import Database, open_database
from ui.journal.entries import record
from ui.journal.records import Entry, now


@dataclass(frozen=True)
class Area:
    """A served journal; `older` is the entry that nobody reviews, before all others."""

    url: str
    database: Database
    settings: UiSettings
    answers: Callable[..., Entry]
    refusals: Callable[..., Entry]
    older: Entry
    sessions: dict[str, StorageState] = field(default_factory=dict)


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Area]:
    folder = tmp_path_factory.mktemp("review")
    settings = staff_settings(folder / "journal.sqlite", inbox=folder / "inbox.jsonl")
    database, corpus = open_database(settings), seed_corpus()
    asked = iter(range(1_000))

    def given() -> dict[str, object]:
        return {"entry_id": uuid.uuid4().hex, "asked_at": now()}

    def kept(entry: Entry) -> Entry:
        record(database, entry)
        return entry

    def answers(**fields: object) -> Entry:
        mark = "甲" * next(asked)  # another question and answer each time: a wrong one is withheld, whatever is asked
        own = {"question": f"2022年新增了多少学位？{mark}", "text": f"{two_cited(corpus).text}{mark}"}
        return kept(two_cited(corpus, **(given() | own | fields)))

    def refusals(**fields: object) -> Entry:
        near = tuple(found(corpus, BEDS, rank) for rank in range(1, 5))
        return kept(refusal(**(given() | {"passages": near} | fields)))

    older = answers(question="2022年新增了多少养老床位？", asked_at=now() - timedelta(days=1))
    with serving(database, corpus, settings) as url:
        yield Area(url, database, settings, answers, refusals, older)
    database.close()


@pytest.fixture
def enter(browser: Browser, area: Area) -> Iterator[Reviewers]:
    reviewers = Reviewers(browser, area.url, area.sessions)
    yield reviewers
    reviewers.close()
