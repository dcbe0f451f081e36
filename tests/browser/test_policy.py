"""No page does what its own Content-Security-Policy forbids, and the policy forbids what it should, in Chromium."""

import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import REVIEWERS, Server, Visit
from tests.browser.conversing import answered

pytestmark = pytest.mark.browser

QUESTION = "2025年罗湖区计划新增多少家离境退税商店？"
TREND = "2021年以来罗湖区地区生产总值是多少？"
NOTED = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


@pytest.fixture
def opened(visit: Visit) -> Page:
    page = visit.open("healthz")
    page.add_init_script(NOTED)
    return page


def test_the_citizens_page_breaks_no_rule_of_its_policy(opened: Page, visit: Visit) -> None:
    opened.goto(visit.server.url)
    opened.locator("#box textarea").fill(QUESTION)
    opened.locator("#send").click()
    expect(opened.locator(".answer")).to_contain_text("15家")
    opened.locator("#sources [data-view]:not([hidden]) [data-more=later]").click()
    opened.locator("#sources [data-view]:not([hidden]) [data-copy]").click()
    opened.locator(".turn [data-tell]").nth(1).click()
    opened.locator("[data-large]").click()
    opened.locator("#box textarea").fill(TREND)
    opened.locator("#send").click()
    answered(opened, 2)
    visit.leave_in_peace(opened)
    opened.reload()
    expect(opened.locator(".turn")).to_have_count(2)
    assert violations(opened) == []


def test_the_pages_of_documents_staff_and_errors_break_no_rule_of_theirs(opened: Page, visit: Visit) -> None:
    name, word = next(iter(REVIEWERS.items()))
    opened.goto(f"{visit.server.url}doc/000_184aa66930443cca#10-60")
    expect(opened.locator("article mark").first).to_be_visible()
    assert violations(opened) == []
    opened.goto(f"{visit.server.url}figures")
    opened.locator("#q").fill("2025")
    opened.locator("#q").press("Enter")
    expect(opened).to_have_url(re.compile(r"[?&]q=2025"))
    expect(opened.locator(".chart-drawing").first).to_be_visible()
    assert violations(opened) == []
    opened.goto(f"{visit.server.url}staff")
    opened.locator("[name=name]").fill(name)
    opened.locator("[name=password]").fill(word)
    opened.locator("main button[type=submit]").click()
    expect(opened.locator("form.who button")).to_be_visible()  # signed in before another page is gone to
    for path in ("staff", "staff/withheld", "staff/dashboard", "staff/next"):
        opened.goto(visit.server.url + path)
        assert violations(opened) == []
    opened.goto(f"{visit.server.url}nothing/here")
    expect(opened.locator("h1")).to_have_text("没有这个页面")
    assert violations(opened) == []
    visit.watched.complaints[:] = [said for said in visit.watched.complaints if "status of 404" not in said]


def test_the_server_does_not_say_what_it_is(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}healthz", timeout=30) as response:
        assert response.headers["server"] is None


def test_a_script_that_is_put_into_the_citizens_page_does_not_run(opened: Page, visit: Visit) -> None:
    opened.goto(visit.server.url)
    opened.locator(".welcome").wait_for()
    opened.evaluate(
        """() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.ran = true");
        image.src = "/nothing.png";
        document.body.append(image);
        const link = document.createElement("script");
        link.src = "https://other.example/x.js";
        document.body.append(link);
        }"""
    )
    opened.wait_for_function("window.violations.length >= 3")
    assert opened.evaluate("window.ran") is None
    assert {said.split()[0] for said in violations(opened)} <= {"script-src-elem", "script-src-attr"}
    visit.watched.complaints[:] = [
        said for said in visit.watched.complaints if not re.search("Content Security Policy|status of 404", said)
    ]
    visit.watched.foreign[:] = []
