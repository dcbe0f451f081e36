"""What becomes of a conversation: it comes back, changes its language, is linked to, told of, stopped, withheld."""

import re
import time
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visit
from tests.browser.conversing import answered, ask
from ui.config import UiSettings
from ui.journal.database import Database, open_database
from ui.journal.feedback import feedback_of
from ui.journal.listing import Filters, list_entries
from ui.journal.records import FeedbackKind
from ui.journal.suppression import clear, suppressions, withhold

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
UNHELD = "2009年新增学位多少个？"
LIFTS = "2022年更新了多少台电梯？"


@pytest.fixture
def journal(server: Server) -> Database:
    return open_database(UiSettings(journal_url=f"sqlite:///{server.journal}"))


def test_a_conversation_comes_back_with_the_visitor_and_goes_when_cleared(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    ask(page, LIFTS)
    visit.leave_in_peace(page)
    page.reload()
    answered(page, 2)
    expect(page.locator(".turn .question")).to_contain_text([DEGREES, LIFTS])
    third = ask(page, "那2023年呢？")
    expect(third).to_have_attribute("data-turn", "3")
    page.locator("#clear").click()
    expect(page.locator(".welcome")).to_be_visible()
    visit.leave_in_peace(page)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


def test_the_visitor_switches_the_language_and_keeps_the_conversation(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    visit.leave_in_peace(page)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    answered(page, 1)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    visit.leave_in_peace(page)
    page.goto(page.url.split("?")[0])  # remembered
    answered(page, 1)
    expect(page).to_have_title("Luohu Government Q&A")
    visit.leave_in_peace(page)
    page.get_by_role("link", name="繁體中文").click()
    expect(page.locator("#send")).to_have_text("提問")
    answered(page, 1)


@pytest.mark.parametrize(
    ("locale", "lang", "question"),
    [("zh-HK", "zh-HK", "2024年新增學位多少個？"), ("en-GB", "en", "How many school places were added in 2024?")],
)
def test_the_first_language_is_the_browsers_and_all_of_the_page_is_in_it(
    visit: Visit, locale: str, lang: str, question: str
) -> None:
    page = visit.open("", locale=locale)
    expect(page.locator(".chip").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    turn = ask(page, question)
    expect(turn.locator(".lead .key").first).to_have_text("8430个")
    own = page.evaluate(
        """() => {
          const copy = document.body.cloneNode(true);
          const quoted = '[lang="zh-CN"], .question, .cited, #sources, #announced, .answer-text, .chips, script';
          copy.querySelectorAll(quoted + ', nav, style').forEach((part) => part.remove());
          return copy.textContent;
        }"""
    )
    simplified = set("罗区务问页这个请输们关于开实际为么发计划标")
    assert not simplified & set(own)
    if lang == "en":
        assert not re.findall(r"[\u4e00-\u9fff]+", own)


def test_an_address_asks_its_questions_once(visit: Visit) -> None:
    page = visit.open(f"?q={quote(LIFTS)}&q={quote('那2023年呢？')}")
    answered(page, 2)
    expect(page.locator(".turn .question")).to_contain_text([LIFTS, "那2023年呢？"])
    expect(page).not_to_have_url(re.compile("q="))
    visit.leave_in_peace(page)
    page.reload()
    answered(page, 2)
    expect(page.locator(".turn")).to_have_count(2)


def test_a_link_to_a_question_asks_it_elsewhere(visit: Visit, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(page, DEGREES)
    turn.locator("[data-share]").click()
    expect(turn.locator("[data-share]")).to_have_text("链接已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit.open(link.removeprefix(visit.server.url))
    expect(answered(other, 1).locator(".question")).to_contain_text(DEGREES)


def newest(journal: Database, question: str) -> str:
    """The id of the entry of the question just answered; it is written behind the answer."""
    for _ in range(200):
        listed = list_entries(journal, Filters()).listed
        if listed and listed[0].question == question:
            return listed[0].entry_id
        time.sleep(0.05)
    raise AssertionError(f"not in the journal: {question}")


def test_what_the_visitor_says_reaches_the_journal(page: Page, journal: Database) -> None:
    turn = ask(page, DEGREES)
    turn.get_by_role("button", name="数字有误").click()
    box = turn.get_by_role("textbox")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    turn.get_by_role("button", name="数字有误").press("Enter")
    box.fill("应为 100 个，我的电话 13800138000")
    turn.get_by_role("button", name="提交").click()
    expect(turn.get_by_role("status")).to_contain_text("数字有误")
    (feedback,) = feedback_of(journal, newest(journal, DEGREES))
    assert feedback.kind is FeedbackKind.WRONG_FIGURE
    assert feedback.comment == "应为 100 个，我的电话 [手机号]"
    other = ask(page, LIFTS)
    other.get_by_role("button", name="有帮助").click()
    expect(other.get_by_role("status")).to_contain_text("有帮助")
    expect(turn.get_by_role("status")).to_be_visible()


def test_a_withheld_answer_is_a_notice_until_it_is_cleared(page: Page, journal: Database) -> None:
    question = "2022年新增了多少张养老床位？"
    expect(ask(page, question).locator(".answer")).to_be_visible()
    withhold(journal, newest(journal, question), by="wang")
    turn = ask(page, question)
    expect(turn.locator(".withheld")).to_contain_text("12345")
    expect(turn.locator(".cite")).to_have_count(0)
    clear(journal, suppressions(journal)[0].key, by="wang")
    expect(ask(page, question).locator(".answer")).to_be_visible()


def test_a_follow_up_is_offered_and_answered(page: Page) -> None:
    ask(page, DEGREES)
    chip = page.locator("#following .chip").first
    text = chip.inner_text()
    chip.click()
    turn = answered(page, 2)
    expect(turn.locator(".question")).to_contain_text(text)
    expect(turn.locator(".answer")).to_be_visible()
    ask(page, UNHELD)
    offered = page.locator("#following .follow-ups")
    expect(offered).to_have_attribute("data-after", "3")
    expect(offered.locator(".chip").first).to_have_text(re.compile(r"^20(19|2\d)年新增学位多少个？$"))
    page.wait_for_timeout(1000)  # those of the answer before may come late
    expect(offered).to_have_attribute("data-after", "3")


def test_questions_asked_at_any_moment_after_an_answer_are_answered(page: Page) -> None:
    for number, milliseconds in enumerate((0, 20, 50, 100, 150, 200, 300, 0, 80, 120), 1):
        page.wait_for_timeout(milliseconds)
        expect(ask(page, DEGREES if number % 2 else LIFTS)).to_have_attribute("data-turn", str(number))


def test_a_slow_answer_can_be_stopped_and_asked_again(slow_server: Server, visit: Visit) -> None:
    visit.server = slow_server
    page = visit()
    expect(page.locator("#stop")).to_be_hidden()
    page.locator("#box textarea").fill("慢慢说2023年新增公办学位多少个")
    page.locator("#send").click()
    page.locator("#stop").click()
    stopped = page.locator(".turn .stopped")
    expect(stopped).to_be_visible()
    expect(page.locator("#stop")).to_be_hidden()
    page.wait_for_timeout(3500)  # what was stopped does not come after all
    expect(page.locator(".turn")).to_have_count(1)
    expect(stopped).to_be_visible()
    expect(ask(page, "2023年新增公办学位多少个").locator(".answer")).to_be_visible()
    stopped.get_by_role("button").click()
    expect(answered(page, 3).locator(".answer")).to_be_visible()


def test_nothing_jumps_while_an_answer_comes(page: Page) -> None:
    page.evaluate(
        """() => {
          window.jumped = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumped += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
        }"""
    )
    composer = page.locator("#composer").bounding_box()
    for question in (DEGREES, LIFTS):
        ask(page, question)
        page.wait_for_timeout(600)
        assert page.locator("#composer").bounding_box() == composer
    assert page.evaluate("window.jumped") < 0.1  # web.dev, Cumulative Layout Shift: good is below 0.1
