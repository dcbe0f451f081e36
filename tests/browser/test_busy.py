"""What a visitor sees when a question is not taken."""

import re
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, running
from tests.browser.conversing import answered
from ui.text.en.page import ENGLISH
from ui.text.page_words import PageWords
from ui.text.zh_hans.page import ZH_HANS

pytestmark = pytest.mark.browser

ASKERS = count(1)
DEGREES = "2023年新增公办学位多少个"


@pytest.fixture(scope="module")
def busy_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running([str(Path(__file__).parent / "busy_server.py")], tmp_path_factory.mktemp("busy")) as server:
        yield server


@pytest.fixture
def asker() -> dict[str, str]:
    """Return the header that tells the visitor of one test from those of the others."""
    return {"X-Forwarded-For": f"192.0.2.{next(ASKERS)}"}


@pytest.fixture
def page(browser: Browser, busy_server: Server, asker: dict[str, str]) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", extra_http_headers=asker)
    page = context.new_page()
    page.goto(busy_server.url)
    expect(page.locator(".welcome")).to_be_visible()
    yield page
    context.close()


def is_refused(page: Page, sentence: str, question: str) -> None:
    """See that the page says so above the box, where the question still is, and nothing else."""
    pattern = re.compile("^" + re.escape(sentence).replace(re.escape("{seconds}"), r"\d+") + "$")
    expect(page.locator("#notice .notice p")).to_have_text(pattern, timeout=10_000)
    expect(page.locator("#box textarea")).to_have_value(question)
    expect(page.locator(".toast-wrap :visible")).to_have_count(0)


@pytest.mark.parametrize(("language", "words"), [("zh-CN", ZH_HANS), ("en", ENGLISH)])
def test_who_asks_too_often_is_told_when_to_come_again_and_keeps_the_question(
    page: Page, busy_server: Server, asker: dict[str, str], language: str, words: PageWords
) -> None:
    if words is ENGLISH:
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.wait_for_timeout(500)
    for _ in range(8):  # of 60 a minute six in a burst
        httpx.post(f"{busy_server.url}api/ask", json={"question": DEGREES}, headers=asker)
    page.locator("#box textarea").fill(DEGREES)
    page.locator("#box textarea").press("Enter")
    is_refused(page, words.too_many, DEGREES)
    seconds = int(re.findall(r"\d+", page.locator("#notice .notice p").inner_text())[0])
    page.wait_for_timeout(1000 * seconds + 200)
    page.locator("#box textarea").press("Enter")
    answered(page, 1)
    expect(page.locator("#notice .notice p")).to_have_count(0)
    expect(page.locator("#box textarea")).to_have_value("")


def test_a_question_that_takes_too_long_is_given_up_and_put_back(page: Page) -> None:
    question = "一个很慢的问题"
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")
    is_refused(page, ZH_HANS.late, question)
    expect(page.locator(".turn")).to_have_count(0)


def test_while_others_fill_the_server_the_question_is_put_back(page: Page, busy_server: Server) -> None:
    others = [
        threading.Thread(target=httpx.post, args=(f"{busy_server.url}api/ask",), kwargs={"json": {"question": "慢"}})
        for _ in range(2)
    ]
    for other in others:
        other.start()
    page.wait_for_timeout(300)
    page.locator("#box textarea").fill(DEGREES)
    page.locator("#box textarea").press("Enter")
    is_refused(page, ZH_HANS.busy, DEGREES)
    for other in others:
        other.join()
