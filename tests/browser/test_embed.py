"""The citizens' page within a page of another site: another origin of this machine, which must be allowed."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.browser.axe import against_wcag
from tests.browser.conftest import DESKTOP, PHONE, running
from tests.browser.served import served
from tests.browser.test_accessibility import DEGREES
from ui.text.languages import LanguageWords, languages

pytestmark = pytest.mark.browser


@dataclass
class Site:
    """Another site, whose policy lets nothing in but our script and our frame."""

    ours: str = ""
    urls: list[str] = field(default_factory=list)

    def page(self, request: Request) -> HTMLResponse:
        target = ' data-target="#here"' if "within" in request.query_params else ""
        ours, tag = self.ours.rstrip("/"), request.query_params.get("lang", "zh-Hans")
        html = (
            '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>另一个网站</title></head><body>'
            '<main><h1>另一个网站</h1><p>这里是别的内容。</p><div id="here"></div></main>'
            f'<script src="{ours}/embed.js?lang={tag}"{target}></script></body></html>'
        )
        policy = f"default-src 'none'; script-src {ours}; frame-src {ours}"
        return HTMLResponse(html, headers={"content-security-policy": policy})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that is allowed, one that is not, and the pages."""
    site = Site()
    app = Starlette(routes=[Route("/", site.page)])
    with ExitStack() as open_ones:
        site.urls = [open_ones.enter_context(served(app)) for _ in range(2)]
        allowed = json.dumps(site.urls[:1])
        folder = tmp_path_factory.mktemp("embedded")
        server = open_ones.enter_context(running(["-m", "ui", "--port", "0"], folder, LUOHU_UI_EMBED_ORIGINS=allowed))
        site.ours = server.url
        yield site


@pytest.fixture
def visit_site(browser: Browser, site: Site) -> Iterator["VisitSite"]:
    visiting = VisitSite(browser, site)
    yield visiting
    for page in visiting.pages:
        page.context.close()


@dataclass
class VisitSite:
    """Opens the other site as a new visitor."""

    browser: Browser
    site: Site
    pages: list[Page] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __call__(self, query: str = "", viewport: dict[str, int] = DESKTOP, *, number: int = 0) -> Page:
        page = self.browser.new_context(viewport=viewport, locale="zh-CN", reduced_motion="reduce").new_page()
        self.pages.append(page)
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.goto(f"{self.site.urls[number]}/{query}")
        return page


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1440", "375"])
def test_a_button_opens_the_questions_which_are_answered_there(visit_site: VisitSite, viewport: dict[str, int]) -> None:
    page = visit_site("", viewport)
    button = page.get_by_role("button", name="政务问答")
    assert len(page.frames) == 1  # nothing is loaded before it is asked for
    button.click()
    expect(page.get_by_role("button", name="关闭问答")).to_be_focused()
    frame = page.frame_locator("iframe")
    frame.locator("#box textarea").fill(DEGREES)
    frame.locator("#box textarea").press("Enter")
    expect(frame.locator(".turn .lead .key")).to_have_text("8430个")
    frame.locator(".turn .cite").first.click()
    expect(frame.locator("#sources mark").first).to_be_in_viewport()
    frame.locator("#sources [data-close]:visible").click()
    assert against_wcag(page) == []
    inner = page.frames[1]
    inner.evaluate("scrollTo(0, document.documentElement.scrollHeight)")  # nothing is half below the box
    assert against_wcag(inner) == []
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="关闭问答").press("Escape")
    expect(button).to_be_focused()
    expect(page.locator("iframe")).to_be_hidden()
    assert visit_site.complaints == []


def test_pages_of_ours_open_beside_the_other_site(visit_site: VisitSite) -> None:
    page = visit_site("?within")
    frame = page.frame_locator("iframe")
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="English").click()
    expect(opened.value.locator(".welcome")).to_be_visible()
    expect(opened.value).to_have_url(f"{visit_site.site.ours}?lang=en")
    expect(frame.locator(".welcome")).to_be_visible()


@pytest.mark.parametrize("language", languages()[1:], ids=lambda language: language.tag)
def test_it_stands_in_an_element_in_the_language_that_is_asked_for(
    visit_site: VisitSite, language: LanguageWords
) -> None:
    page = visit_site(f"?within&lang={language.tag}")
    expect(page.frame_locator("#here iframe").locator(".welcome h2")).to_have_text(language.page.welcome_heading)
    assert visit_site.complaints == []


def test_a_site_that_is_not_allowed_has_nothing_in_the_frame(visit_site: VisitSite) -> None:
    page = visit_site("?within", number=1)
    expect(page.locator("#here iframe")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.frames[1].url.startswith("chrome-error:")
    assert any("frame-ancestors" in said for said in visit_site.complaints)


def test_other_pages_are_in_no_frame_even_of_an_allowed_site(visit_site: VisitSite) -> None:
    page = visit_site("?within")
    for path in ("staff", "doc/000_184aa66930443cca", ""):
        page.locator("#here iframe").evaluate("(frame, url) => (frame.src = url)", f"{visit_site.site.ours}{path}")
        page.wait_for_timeout(500)
        assert page.frames[1].url.startswith("chrome-error:")
