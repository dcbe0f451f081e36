"""A real server over the real index, and a real Chromium without a profile."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from ui.staff.users import hash_password

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "google-chrome", "chromium-browser")
FLAGS = ("--no-sandbox", "--disable-background-networking")
_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
_LOCK = Path(tempfile.gettempdir()) / "luohu-qa-tests-chromium.lock"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 375, "height": 812}


REVIEWERS = {"wang": "plum blossom 2025", "li": "river stone 2025"}


@dataclass
class Server:
    """A running server: its address, the file that lists whom it tried to reach, its journal."""

    url: str
    process_id: int
    attempts: Path
    journal: Path


@dataclass
class Watched:
    """What went wrong in a visitor's browser; all of it must stay empty."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; root gets one from Debian where it is missing, and CI never skips."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with _LOCK.open("w") as lock:  # of tests that run in several processes one installs, and the others wait
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (installed() and _has_chinese_font()):
                subprocess.run(["apt-get", "update"], check=True)
                subprocess.run([*_INSTALL, "chromium", "fonts-noto-cjk"], check=True)
    found = installed()
    if not found:
        reason = f"none of {', '.join(NAMES)} is installed (apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The pages over the real index."""
    with running(["-m", "ui", "--port", "0"], tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="module")
def slow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The pages over an assistant that takes its time on the word 慢."""
    with running([str(Path(__file__).parent / "slow_server.py")], tmp_path_factory.mktemp("slow")) as server:
        yield server


@contextmanager
def running(command: list[str], folder: Path, **settings: str) -> Iterator[Server]:
    """Run a server on a free port; the first line it prints is its address, printed once it answers."""
    attempts, journal = folder / "network_attempts.txt", folder / "journal.sqlite"
    environment = {
        **os.environ,
        "NETWORK_ATTEMPTS": str(attempts),
        "PYTHONPATH": os.pathsep.join((str(Path(__file__).parent / "offline"), str(ROOT))),
        "PYTHONUNBUFFERED": "1",
        "LUOHU_UI_JOURNAL_URL": f"sqlite:///{journal}",
        "LUOHU_UI_INBOX": str(folder / "inbox.jsonl"),
        "LUOHU_UI_SESSION_KEY_FILE": str(folder / "session.key"),
        "LUOHU_UI_STAFF_USERS": json.dumps({name: hash_password(word) for name, word in REVIEWERS.items()}),
        **settings,
    }
    with (folder / "errors.txt").open("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()  # ends when the server does, too
            if not url.startswith("http://127.0.0.1:"):
                errors.seek(0)
                pytest.fail(f"the server did not start: {errors.read()[-2000:]}")
            with urllib.request.urlopen(f"{url}healthz", timeout=60) as response:  # waits: it listens already
                assert response.status == 200
            yield Server(url, process.pid, attempts, journal)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert process.stdout is not None
            process.stdout.close()


# A module's, not the session's: playwright keeps an event loop running meanwhile, and asyncio.run() refuses beside it.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=30_000)  # its 5 s are of an idle machine; only what fails takes longer by it
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def watched(server: Server) -> Iterator[Watched]:
    """Fails a test when a page asked for anything outside the server, or its console showed an error."""
    watched = Watched()
    yield watched
    assert watched.foreign == []
    assert watched.complaints == []


@pytest.fixture
def contexts(browser: Browser, watched: Watched) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def visit(browser: Browser, server: Server, watched: Watched, contexts: list[BrowserContext]) -> "Visit":
    return Visit(browser, server, watched, contexts)


@pytest.fixture
def page(visit: "Visit") -> Page:
    return visit()


@dataclass
class Visit:
    """Opens the page as a new visitor."""

    browser: Browser
    server: Server
    watched: Watched
    contexts: list[BrowserContext]
    under_way: set[Request] = field(default_factory=set)

    def __call__(self, viewport: dict[str, int] | None = None) -> Page:
        page = self.open("", viewport)
        page.locator(".welcome").wait_for()
        return page

    def open(self, path: str, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        """Open any address of the server as a new visitor; `options` are those of a browser context."""
        options = {"locale": "zh-CN", "reduced_motion": "reduce", **options}
        context = self.browser.new_context(viewport=viewport or DESKTOP, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", self._note_request)
        page.on("requestfinished", self._note_end)
        page.on("requestfailed", self._note_end)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.watched.complaints.append(str(error)))
        page.goto(self.server.url + path)
        return page

    def leave_in_peace(self, page: Page) -> None:
        """Wait for half a second without a request: Gradio complains in the console of a page left while it streams.

        Playwright's own "networkidle" is over once for each page, whatever is asked later.
        """
        n_quiet = 0
        for _ in range(600):
            page.wait_for_timeout(100)
            n_quiet = 0 if self.under_way else n_quiet + 1
            if n_quiet == 5:
                return
        pytest.fail(f"still under way: {[request.url for request in self.under_way]}")

    def _note_request(self, request: Request) -> None:
        if "/heartbeat/" not in request.url:  # without an end
            self.under_way.add(request)
        if not request.url.startswith((self.server.url, "data:")):
            self.watched.foreign.append(request.url)

    def _note_end(self, request: Request) -> None:
        self.under_way.discard(request)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.watched.complaints.append(message.text)


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def installed() -> str:
    return next((path for path in map(shutil.which, NAMES) if path), "")
