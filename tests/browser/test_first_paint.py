"""What stands before the page's script: seen on a slow line, answered without any script, typed in and taken over."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Server, Visit
from tests.browser.conversing import answered
from tests.browser.first_visit import SLOW_LINE, first_visit
from ui.text.en.page import ENGLISH

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"


@pytest.mark.parametrize(
    ("locale", "question"), [("zh-CN", DEGREES), ("en", "How many school places were added in 2024?")]
)
def test_without_a_script_a_question_is_answered_and_gone_on_with(
    browser: Browser, server: Server, locale: str, question: str
) -> None:
    page = browser.new_context(locale=locale, java_script_enabled=False).new_page()
    page.goto(server.url)
    expect(page.locator("#first noscript p")).to_be_visible()
    expect(page.locator("#first .first-loading")).to_be_hidden()
    page.locator("#first-question").fill(question)
    page.locator("#first button").click()
    expect(page.locator(".told")).to_contain_text("8430个")
    page.locator(".told .cite").first.click()
    expect(page.locator("#source-1")).to_be_in_viewport()
    page.locator("textarea").fill("2022年呢？" if locale == "zh-CN" else "And in 2022?")
    page.locator("form button").click()
    expect(page.locator(".told")).to_contain_text("2022")
    page.locator("#source-1 a").click()
    expect(page.locator("article")).to_contain_text("学位")
    page.context.close()


def test_what_is_typed_before_the_script_is_in_the_box_after_it(visit: Visit) -> None:
    page = visit.open("api/openapi.json")
    line = page.context.new_cdp_session(page)
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    begun = time.monotonic()
    page.goto(visit.server.url, wait_until="commit")
    page.locator("#first-question").press_sequentially("2024年新增学位")
    assert time.monotonic() - begun < 10
    expect(page.locator("#talk")).to_be_hidden()
    box = page.locator("#box textarea")
    expect(box).to_be_visible(timeout=60_000)
    expect(box).to_have_value("2024年新增学位")
    expect(box).to_be_focused()
    expect(page.locator("#first")).to_have_count(0)
    line.send(
        "Network.emulateNetworkConditions",
        {**SLOW_LINE, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    visit.leave_in_peace(page)
    page.keyboard.insert_text("多少个？")
    page.keyboard.press("Enter")
    expect(answered(page, 1).locator(".question")).to_contain_text(DEGREES)


def test_where_the_script_cannot_be_had_the_form_stays_and_answers(page: Page, visit: Visit) -> None:
    page.route("**/assets/**", lambda route: route.abort())
    page.goto(visit.server.url)
    page.locator("#first-question").fill(DEGREES)
    page.locator("#first-question").press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_contain_text("8430个")
    visit.watched.complaints.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_before_the_script_and_without_it(visit: Visit, scheme: str) -> None:
    page = visit.open("api/openapi.json", PHONE, locale="en", color_scheme=scheme)
    page.route("**/assets/**", lambda route: route.abort())
    page.goto(visit.server.url)
    assert serious(page) == []
    page.goto(f"{visit.server.url}plain?q={DEGREES}")
    assert serious(page) == []
    visit.watched.complaints.clear()


def test_a_link_to_the_page_is_previewed_in_its_own_words(visit: Visit, page: Page) -> None:
    page.goto(f"{visit.server.url}?lang=en")

    def content(name: str) -> str | None:
        return page.locator(f'meta[property="{name}"], meta[name="{name}"]').get_attribute("content")

    assert content("og:title") == "Luohu Government Q&A"
    assert content("og:description") == content("description")
    assert "Luohu" in str(content("description"))
    told = page.evaluate("[...document.querySelectorAll('meta')].map((one) => one.content).join(' ')")
    assert "gradio" not in told.lower()
    expect(page).to_have_title("Luohu Government Q&A")
    expect(page.locator('link[rel="icon"]').first).to_have_attribute("href", "/favicon.ico")
    assert ENGLISH.lang == page.locator("html").get_attribute("lang")


FIRST_VISIT_BYTES = 300_000  # 285,000 as measured by `tests.browser.timing`; 469,000 before responses were compressed


def test_a_first_visit_is_small_and_the_next_one_asks_for_no_script_or_style(visit: Visit, page: Page) -> None:
    first = first_visit(visit.browser, visit.server.url)
    assert 150_000 < first.n_bytes < FIRST_VISIT_BYTES
    assert [address for address, _ in first.came if re.search(r"/static/(?:fonts|js)/", address)] == []
    visit.leave_in_peace(page)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => /assets\\/|page\\/script/.test(one.name))"
        ".map((one) => one.transferSize)"
    )
    assert sizes
    assert set(sizes) == {0}
