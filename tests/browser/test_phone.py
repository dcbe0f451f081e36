"""The citizens' page on a phone: the box in view, follow-ups under the answer, Back, and what a finger can hit."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.conversing import ask, shown

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
LANGUAGES = ("zh-CN", "zh-HK", "en")
SMALL = {"width": 375, "height": 600}
TOUCH = {"has_touch": True, "is_mobile": True}
LEAST = 44  # CSS pixels, WCAG 2.2, 2.5.5
# In a line of text the line is what is aimed at (2.5.5, inline); a marker there has a larger field around it.
TOO_SMALL = """() => [...document.querySelectorAll("button, a[href], summary, textarea")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => !one.matches(".skip, .cite, p a, [href^='tel:']"))
  .map((one) => [one.textContent.trim() || one.tagName, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
  .map(([text, box]) => `${text}: ${box.width} × ${box.height}`)"""


def phone(visit: Visit, locale: str, viewport: dict[str, int] = SMALL) -> Page:
    page = visit.open("", viewport, locale=locale, **TOUCH)
    expect(page.locator(".welcome")).to_be_visible()
    return page


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_box_is_in_view_first_and_stays_there(visit: Visit, locale: str) -> None:
    page = phone(visit, locale)
    box, send = page.locator("#box textarea"), page.locator("#send")
    expect(box).to_be_in_viewport(ratio=1)
    expect(send).to_be_in_viewport(ratio=1)
    ask(page, DEGREES)
    ask(page, "什么是六个一？")
    for top in (0, 300, 100_000):
        page.evaluate("(top) => window.scrollTo(0, top)", top)
        expect(page.locator(".turn").last).to_be_attached()
    page.evaluate("() => window.scrollTo(0, 200)")
    expect(box).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_one_may_ask_next_is_under_the_answer(visit: Visit, locale: str) -> None:
    page = phone(visit, locale, PHONE)
    turn = ask(page, DEGREES)
    chip = page.locator("#following .chip").first
    expect(chip).to_be_in_viewport(ratio=1)
    expect(turn.locator(".key").first).to_be_in_viewport()
    above, below = turn.bounding_box(), chip.bounding_box()
    assert above is not None
    assert below is not None
    assert 0 <= below["y"] - (above["y"] + above["height"]) < 60
    chip.tap()
    expect(page.locator('.turn[data-turn="2"] :is(.answer, .refusal)')).to_be_visible()


def test_back_closes_the_source_and_leaves_the_page(visit: Visit) -> None:
    page = phone(visit, "zh-CN")
    cite = ask(page, DEGREES).locator(".cite").first
    for _ in range(2):
        cite.tap()
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(shown(page).locator("h2")).to_be_focused()
        page.evaluate("history.back()")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(cite).to_be_focused()
    expect(page.locator(".turn")).to_have_count(1)
    cite.tap()
    shown(page).locator("[data-close]").tap()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_function("!history.state?.over")  # nothing is left for Back to do here
    visit.leave_in_peace(page)
    page.evaluate("history.back()")
    expect(page).to_have_url(re.compile("about:blank"))


def test_back_closes_the_list_of_conversations(visit: Visit) -> None:
    page = phone(visit, "zh-CN")
    ask(page, DEGREES)
    page.locator("[data-conversations]").tap()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("history.back()")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(1)
    page.locator("[data-begin]").tap()
    expect(page.locator(".welcome")).to_be_visible()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_finger_can_hit_all_there_is(visit: Visit, locale: str) -> None:
    page = phone(visit, locale)
    found = {"welcome": page.evaluate(TOO_SMALL)}
    turn = ask(page, "2025年新增离境退税商店多少家？")
    expect(page.locator("#following .chip").first).to_be_visible()
    found["answer"] = page.evaluate(TOO_SMALL)
    page.locator("#scope summary").tap()
    found["scope"] = page.evaluate(TOO_SMALL)
    turn.locator("[data-tell]").nth(1).tap()
    found["comment"] = page.evaluate(TOO_SMALL)
    field = turn.locator(".cite").first.evaluate(
        "(one) => { const s = getComputedStyle(one, '::after'); return [parseFloat(s.width), parseFloat(s.height)]; }"
    )
    assert min(field) >= LEAST - 0.5
    turn.locator(".cite").first.tap()
    expect(page.get_by_role("dialog")).to_be_visible()
    found["source"] = page.evaluate(TOO_SMALL)
    shown(page).locator("[data-source=documents]").tap()
    found["documents"] = page.evaluate(TOO_SMALL)
    assert found == {name: [] for name in found}


def test_folded_quotes_keep_the_sign_that_they_open(visit: Visit) -> None:
    page = phone(visit, "zh-CN")
    folded = ask(page, "2025年计划新增离境退税商店多少家？").locator(".quotes summary")
    expect(folded).to_have_css("display", "list-item")
    folded.tap()
    expect(page.locator(".quotes[open]")).to_be_visible()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_languages_stand_in_one_line_that_begins_with_the_text(visit: Visit, locale: str) -> None:
    page = phone(visit, locale, PHONE)
    tops = page.locator("#top .switches a").evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    edges = page.locator("#top :is(h1, .switches ul, .switches [data-large])").evaluate_all(
        "(all) => all.map((one) => Math.round(one.getBoundingClientRect().left))"
    )
    assert len(set(edges)) == 1
