"""All of it below a path of its host, behind a proxy that takes the path off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import REVIEWERS, running
from tests.browser.proxy import proxying

pytestmark = pytest.mark.browser

PREFIX = "/luohu-ask"
QUESTION = "2025年罗湖区计划新增多少家离境退税商店？"


@dataclass
class Behind:
    url: str
    missed: list[str]
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    command, folder, missed = ["-m", "ui", "--port", "0"], tmp_path_factory.mktemp("behind"), list[str]()
    with (
        running(command, folder, LUOHU_UI_ROOT_PATH=PREFIX) as server,
        proxying(server.url.rstrip("/"), PREFIX, missed) as url,
    ):
        yield Behind(url, missed)


@pytest.fixture
def page(browser: Browser, behind: Behind) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    context.on("console", lambda said: behind.complaints.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert behind.missed == []
    assert behind.complaints == []


def test_a_question_is_asked_and_its_source_opened(page: Page, behind: Behind) -> None:
    page.goto(behind.url)
    page.locator(".welcome").wait_for()
    page.locator("#box textarea").fill(QUESTION)
    page.locator("#send").click()
    expect(page.locator(".answer")).to_contain_text("15家")
    view = page.locator("#sources [data-view]:not([hidden])")
    view.locator("[data-more=later]").click()
    expect(view.locator(".extract > *")).not_to_have_count(1)
    with page.expect_popup() as popup:
        view.locator("a[data-document]").click()
    document = popup.value
    expect(document.locator("article mark").first).to_be_visible()
    expect(document).to_have_url(re.compile(f"^{re.escape(behind.url)}doc/"))
    document.locator("a.home").click()
    document.locator(".welcome, .turn").first.wait_for()
    expect(document).to_have_url(re.compile(f"^{re.escape(behind.url)}(?!doc/)"))


def test_a_question_of_the_address_is_asked_in_the_language_that_is_switched_to(page: Page, behind: Behind) -> None:
    page.goto(behind.url)
    page.locator(".switches a[lang=en]").click()
    expect(page.locator("#send")).to_have_text("Ask")
    page.goto(f"{behind.url}?q={QUESTION}")
    expect(page.locator(".answer")).to_contain_text("15家")
    expect(page).to_have_url(behind.url)
    expect(page.locator("#send")).to_have_text("Ask")  # the cookie was taken back
    names = {cookie["name"]: cookie["path"] for cookie in page.context.cookies()}
    assert names == {"language": PREFIX}


def test_a_reviewer_signs_in_reads_and_signs_out(page: Page, behind: Behind) -> None:
    name, word = next(iter(REVIEWERS.items()))
    page.goto(f"{behind.url}staff/dashboard")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(word)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{behind.url}staff/dashboard")
    page.locator("nav a[href$='/staff']").first.click()
    page.wait_for_url(f"{behind.url}staff")
    page.locator("th.asked a").first.click()
    page.wait_for_url(re.compile(f"{behind.url}staff/entry/.+"))
    assert {cookie["path"] for cookie in page.context.cookies() if "staff" in cookie["name"]} == {f"{PREFIX}/staff"}
    page.locator("form.who button").click()
    page.wait_for_url(re.compile(f"{behind.url}staff/login.*"))


def test_a_program_asks_and_finds_the_address_in_the_description(behind: Behind) -> None:
    asked = httpx.post(f"{behind.url}api/ask", json={"question": QUESTION}, timeout=60)
    assert asked.json()["answered"] is True
    described = httpx.get(f"{behind.url}api/openapi.json").json()
    assert described["servers"] == [{"url": PREFIX}]
    assert httpx.get(f"{behind.url}healthz").status_code == 200
