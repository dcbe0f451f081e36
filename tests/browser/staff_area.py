"""The staff area on a free port, and browsers in which somebody has signed in. No model, no index."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from index.corpus import Corpus
from index.encode.embedder import Embedder
from tests.browser.conftest import DESKTOP
from tests.browser.served import served
from tests.ui.assistants import seed_corpus
from tests.ui.staff.area import PASSWORDS, staff_settings, users_in
from ui.config import UiSettings
from ui.headers import FixedHeaders
from ui.journal.database import Database, open_database
from ui.staff.router import staff_router

_MEANT = re.compile(r"status of (?:400|403|404|422|503)")  # of pages that say what was wrong


@contextmanager
def serving(
    database: Database, corpus: Corpus, settings: UiSettings, embedder: Embedder | None = None
) -> Iterator[str]:
    """Serve the staff area; yield its address without a slash at its end."""
    app = FastAPI(openapi_url=None)
    app.add_middleware(FixedHeaders)
    app.include_router(staff_router(database, lambda: corpus, settings, embedder))
    with served(app) as url:
        yield url


@contextmanager
def reviewing_with_users(browser: Browser, folder: Path) -> Iterator["Reviewers"]:
    """Serve the staff area of an empty journal with its users in a file; yield who opens browsers there."""
    settings = staff_settings(folder / "journal.sqlite", staff_users={}, staff_file=users_in(folder))
    database = open_database(settings)
    with serving(database, seed_corpus(), settings) as url:
        reviewers = Reviewers(browser, url, {})
        yield reviewers
        reviewers.close()
    database.close()


@dataclass
class Reviewers:
    """Opens browsers; `complaints` is what their consoles said, and every request to another host.

    `sessions` remembers by name who has signed in, from one test to the next.
    """

    browser: Browser
    url: str
    sessions: dict[str, StorageState]
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, path: str = "/staff", *, name: str = "王敏", signs_in: bool = True, **options: object) -> Page:
        """Open a page in a new browser in which `name` has signed in, unless told otherwise."""
        given = {"viewport": DESKTOP, "locale": "zh-CN", "reduced_motion": "reduce"} | options
        held = self.sessions.get(name) if signs_in else None
        context = self.browser.new_context(base_url=self.url, storage_state=held, **given)  # type: ignore[arg-type]
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self._note(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", lambda request: None if request.url.startswith(self.url) else self._note(request.url))
        if held is None and signs_in:
            page.goto("/staff/login")
            page.fill("#name", name)
            page.fill("#password", PASSWORDS[name])
            page.press("#password", "Enter")
            page.locator(".who button").wait_for()
            self.sessions[name] = context.storage_state()
        page.goto(path)
        return page

    def close(self) -> None:
        """Close the browsers; fails when any of them complained."""
        for context in self.contexts:
            context.close()
        assert self.complaints == []

    def _note(self, text: str) -> None:
        if not _MEANT.search(text):
            self.complaints.append(text)
