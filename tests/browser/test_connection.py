"""What a visitor sees of a slow line and of a server that is gone, and that no question is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, Visit
from tests.browser.conversing import answered, ask
from ui.text.en.connection import CONNECTION_ENGLISH
from ui.text.zh_hans.connection import CONNECTION_ZH_HANS

pytestmark = pytest.mark.browser

DEGREES = "2023年新增公办学位多少个"
SLOW = "慢慢说2023年新增公办学位多少个"
LATENCY_MS = 3_000  # of the slowest line: what is seen sooner does not wait for it
# When the question first stands in the conversation, counted from the key.
TIMED = """() => {
  const box = document.querySelector("#box textarea");
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") window.pressed = performance.now();
  }, true);
  new MutationObserver(() => {
    const shown = document.querySelector("#sent");
    if (shown?.checkVisibility()) window.shown ??= performance.now();
  }).observe(document, { subtree: true, childList: true });
}"""


@pytest.mark.parametrize("ask_by", ["key", "button", "chip"])
def test_that_a_question_is_sent_is_seen_at_once_on_the_slowest_line(visit: Visit, page: Page, ask_by: str) -> None:
    visit.leave_in_peace(page)
    page.evaluate(TIMED)
    line = page.context.new_cdp_session(page)
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": 5_000, "uploadThroughput": 5_000},
    )
    page.locator("#box textarea").fill("什么是六稳？")
    if ask_by == "chip":
        page.evaluate("window.pressed = performance.now(); document.querySelector('#talk .chip').click()")
    elif ask_by == "button":
        page.evaluate("window.pressed = performance.now(); document.querySelector('#send').click()")
    else:
        page.locator("#box textarea").press("Enter")
    expect(page.locator("#sent .waiting")).to_have_text(CONNECTION_ZH_HANS.sending)
    assert page.evaluate("window.shown - window.pressed") < LATENCY_MS / 2
    expect(page.locator(".welcome")).to_be_hidden()
    answered(page, 1)
    expect(page.locator("#sent")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)


@pytest.mark.parametrize("late", ["join", "data"])
def test_a_question_asked_soon_after_an_answer_is_not_taken_for_lost(visit: Visit, page: Page, late: str) -> None:
    visit.leave_in_peace(page)
    ask(page, DEGREES)
    page.evaluate("window.isSame = true")
    page.route(f"**/queue/{late}*", lambda route: (time.sleep(3), route.continue_()))
    page.locator("#box textarea").fill("什么是六稳？")
    page.locator("#box textarea").press("Enter")
    answered(page, 2)
    page.wait_for_timeout(2500)  # the look whether the server is back takes two seconds
    assert page.evaluate("window.isSame")
    expect(page.locator("#notice .notice p")).to_have_count(0)


def test_what_is_typed_while_an_answer_is_on_its_way_stays_and_the_question_goes(visit: Visit, page: Page) -> None:
    visit.leave_in_peace(page)
    page.route("**/queue/data*", lambda route: (time.sleep(1.5), route.continue_()))
    page.locator("#box textarea").fill(DEGREES)
    page.locator("#box textarea").press("Enter")
    expect(page.locator("#box textarea")).to_have_value("")
    page.locator("#box textarea").fill("接着想问的")
    answered(page, 1)
    expect(page.locator("#box textarea")).to_have_value("接着想问的")


def test_an_answer_is_sent_once(page: Page) -> None:
    page.evaluate("""() => {
      const plain = window.fetch;
      window.told = "";
      window.fetch = async (...asked) => {
        const response = await plain(...asked);
        if (!String(asked[0]?.url ?? asked[0]).includes("/queue/data")) return response;
        const stream = response.clone().body.pipeThrough(new TextDecoderStream()).getReader();
        (async () => {
          for (let read = await stream.read(); !read.done; read = await stream.read()) window.told += read.value;
        })().catch(() => {});
        return response;
      };
    }""")
    ask(page, DEGREES)
    page.wait_for_function("window.told.includes('close_stream')")
    assert page.evaluate("window.told").count('"msg":"process_completed"') == 1
    assert "process_generating" not in page.evaluate("window.told")


def test_what_is_not_taken_leaves_no_question_behind(page: Page) -> None:
    page.locator("#box textarea").fill("罗湖" * 251)
    page.locator("#box textarea").press("Enter")
    expect(page.locator("#notice")).to_contain_text("500")
    expect(page.locator("#sent")).to_have_count(0)


class Restarted:
    """A server that can be ended and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, 0
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = {
            **os.environ,
            "LUOHU_UI_JOURNAL_URL": f"sqlite:///{self._folder / 'journal.sqlite'}",
            "LUOHU_UI_SESSION_KEY_FILE": str(self._folder / "session.key"),
            "LUOHU_UI_INBOX": str(self._folder / "inbox.jsonl"),
            "SLOW_PORT": str(self._port),
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }
        command = [sys.executable, str(Path(__file__).parent / "slow_server.py")]
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        self._port = int(self.url.rstrip("/").rsplit(":", 1)[1])

    def kill(self) -> None:
        """End it as a failing machine does, in the middle of whatever it does."""
        if self._process is None:
            return
        assert self._process.stdout is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process.stdout.close()
        self._process = None


@pytest.fixture
def restarted(tmp_path: Path) -> Iterator[Restarted]:
    server = Restarted(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def visitor(browser: Browser, restarted: Restarted) -> Page:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(restarted.url)
    expect(page.locator(".welcome")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


def test_a_question_asked_while_the_server_is_gone_is_asked_when_it_is_back(
    restarted: Restarted, visitor: Page
) -> None:
    ask(visitor, DEGREES)
    restarted.kill()
    visitor.locator("#box textarea").fill("2023年呢")
    visitor.locator("#box textarea").press("Enter")
    expect(visitor.locator("#notice .notice p")).to_have_text(CONNECTION_ZH_HANS.lost)
    expect(visitor.locator("#sent h2")).to_contain_text("2023年呢")
    expect(visitor.locator(".toast-wrap :visible")).to_have_count(0)
    restarted.start()
    answered(visitor, 2)
    expect(visitor.locator(".turn .question")).to_contain_text([DEGREES, "2023年呢"])
    expect(visitor.locator("#notice .notice p")).to_have_count(0)


def test_a_question_that_is_stopped_while_the_server_is_gone_is_not_asked(restarted: Restarted, visitor: Page) -> None:
    restarted.kill()
    visitor.locator("#box textarea").fill(DEGREES)
    visitor.locator("#box textarea").press("Enter")
    expect(visitor.locator("#notice .notice p")).to_have_text(CONNECTION_ZH_HANS.lost)
    visitor.locator("#clear").click()
    expect(visitor.locator("#sent")).to_have_count(0)
    restarted.start()
    visitor.wait_for_timeout(5000)
    expect(visitor.locator(".welcome")).to_be_visible()
    expect(visitor.locator(".turn")).to_have_count(0)


def test_a_question_whose_answer_broke_off_is_asked_again(restarted: Restarted, visitor: Page) -> None:
    visitor.get_by_role("link", name="English").click()
    expect(visitor.locator("html")).to_have_attribute("lang", "en")
    expect(visitor.locator(".welcome")).to_be_visible()
    visitor.wait_for_load_state("networkidle")
    visitor.locator("#box textarea").fill(SLOW)
    visitor.locator("#box textarea").press("Enter")
    expect(visitor.locator("#sent[data-streamed]")).to_be_visible()
    restarted.kill()
    expect(visitor.locator("#notice .notice p")).to_have_text(CONNECTION_ENGLISH.lost)
    expect(visitor.locator(".toast-wrap :visible")).to_have_count(0)
    restarted.start()
    turn = answered(visitor, 1)
    expect(turn.locator(".question")).to_contain_text(SLOW)
    expect(visitor.locator(".turn")).to_have_count(1)
    restarted.kill()


def test_a_conversation_that_comes_back_takes_no_focus(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    visit.leave_in_peace(page)
    page.reload()
    answered(page, 1)
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement === document.body")


def test_the_ring_around_what_has_the_focus_is_whole(server: Server, visit: Visit) -> None:
    page = visit()
    chip = page.locator("#talk .chip").first
    page.keyboard.press("Tab")
    chip.focus()
    left = chip.evaluate(
        "(one) => one.getBoundingClientRect().left - 5 - one.closest('#talk').getBoundingClientRect().left"
    )
    assert left >= 0
