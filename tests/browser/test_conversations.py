"""Several conversations: listed in the visitor's browser, each tab its own, gone on with, deleted and brought back."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Visit
from tests.browser.conversing import answered, ask

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
LIFTS = "2022年更新了多少台电梯？"
LATER = "那2023年呢？"


def tab(page: Page, visit: Visit) -> Page:
    """Open another tab of the same visitor."""
    other = page.context.new_page()
    other.goto(visit.server.url)
    expect(other.locator(".welcome")).to_be_visible()
    return other


def listed(page: Page) -> Locator:
    """Open the list; return its rows."""
    page.locator("[data-conversations]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    return page.locator("#conversations-kept li")


def begin_anew(page: Page) -> None:
    page.locator("#clear:visible, [data-begin]:visible").click()
    expect(page.locator(".welcome")).to_be_visible()


def test_conversations_are_listed_by_their_first_questions_and_gone_on_with(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    ask(page, LATER)
    begin_anew(page)
    ask(page, LIFTS)
    rows = listed(page)
    expect(rows.locator(".name")).to_have_text([LIFTS, DEGREES])
    expect(rows.nth(0)).to_contain_text("1 个问题 · 正在看")
    expect(rows.nth(1)).to_contain_text("2 个问题")
    rows.nth(1).locator(".opens").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    answered(page, 2)
    expect(page.locator(".turn .question")).to_contain_text([DEGREES, LATER])
    ask(page, LIFTS)
    visit.leave_in_peace(page)
    page.reload()
    answered(page, 3)
    expect(listed(page).locator(".name")).to_have_text([DEGREES, LIFTS])


def test_a_page_that_is_entered_after_its_first_question_draws_nothing_over_it(visit: Visit, page: Page) -> None:
    asked = ask(page, DEGREES)
    assert page.evaluate("conversations.entered()") is None  # on a slow machine Gradio comes to it as late as here
    assert DEGREES in page.evaluate("conversations.sent()")
    visit.leave_in_peace(page)
    page.reload()
    expect(asked.locator(".answer")).to_be_visible()  # entered with what was left


def test_each_tab_has_its_own_conversation(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    other = tab(page, visit)
    ask(other, LIFTS)
    visit.leave_in_peace(page)
    page.reload()
    answered(page, 1)
    expect(page.locator(".turn .question")).to_contain_text([DEGREES])
    ask(page, LATER)
    visit.leave_in_peace(other)
    other.reload()
    answered(other, 1)
    expect(other.locator(".turn .question")).to_contain_text([LIFTS])
    expect(listed(other).locator(".name")).to_have_text([DEGREES, LIFTS])


def test_tabs_that_go_on_with_the_same_one_lose_neither(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    other = tab(page, visit)
    listed(other).first.locator(".opens").click()
    answered(other, 1)
    ask(other, LIFTS)
    ask(page, LATER)
    expect(page.locator(".turn .question")).to_contain_text([DEGREES, LATER])
    rows = listed(page)
    expect(rows.locator(".name")).to_have_text([DEGREES, DEGREES])
    rows.nth(1).locator(".opens").click()
    expect(page.locator(".turn .question")).to_contain_text([DEGREES, LIFTS])


def test_what_is_deleted_comes_back_until_the_list_is_closed(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    begin_anew(page)
    ask(page, LIFTS)
    rows = listed(page)
    rows.nth(1).get_by_role("button", name=f"删除“{DEGREES}”").press("Enter")
    expect(rows.nth(1)).to_contain_text(f"已删除“{DEGREES}”")
    undo = rows.nth(1).get_by_role("button", name=f"撤销删除“{DEGREES}”")
    expect(undo).to_be_focused()
    assert kept_names(page) == [LIFTS]
    undo.press("Enter")
    expect(rows.locator(".opens .name")).to_have_text([LIFTS, DEGREES])
    rows.nth(0).locator("[data-delete]").click()  # the one that is open
    expect(page.locator(".turn")).to_have_count(0)
    rows.nth(0).locator("[data-undo]").click()
    answered(page, 1)
    expect(page.locator(".turn .question")).to_contain_text([LIFTS])
    page.locator("[data-delete-all]").click()
    expect(page.locator("#conversations-kept [data-undo]")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".welcome")).to_be_visible()
    expect(listed(page)).to_have_count(0)
    expect(page.get_by_text("还没有保存的对话")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-conversations]")).to_be_focused()
    visit.leave_in_peace(page)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    assert kept_names(page) == []


def test_one_deleted_in_another_tab_does_not_come_back_with_a_reload(visit: Visit, page: Page) -> None:
    ask(page, DEGREES)
    other = tab(page, visit)
    listed(other).locator("[data-delete]").click()
    visit.leave_in_peace(page)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


def test_the_oldest_goes_where_there_are_too_many_or_no_room(page: Page) -> None:
    page.evaluate(
        """() => {
          for (let n = 0; n < 50; n++) {
            const turns = [{ number: 1, question: "q" }];
            const text = JSON.stringify({ conversation_id: "abcdef" + n, turns });
            const one = { name: `旧 ${n}`, at: n, n: 1, text };
            localStorage.setItem(`luohu-qa-conversation-abcdef${n}`, JSON.stringify(one));
          }
        }"""
    )
    ask(page, DEGREES)
    names = kept_names(page)
    assert len(names) == 50
    assert names[0] == DEGREES
    assert names[-1] == "旧 1"
    page.evaluate(
        """() => {
          for (let size = 4_000_000; size > 500; size = Math.floor(size / 2)) {
            for (let n = 0; n < 4; n++) {
              try { localStorage.setItem(`full ${size} ${n}`, "x".repeat(size)); } catch { break; }
            }
          }
        }"""
    )
    ask(page, LIFTS)
    assert kept_names(page)[0] == DEGREES  # with both questions: old ones made room
    assert 1 < len(kept_names(page)) < 50


def test_a_browser_that_keeps_nothing_says_so_and_answers(visit: Visit) -> None:
    page = visit.open("api/openapi.json")
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, name, { get() { throw new Error("not allowed"); } });
        }"""
    )
    page.goto(visit.server.url)
    ask(page, DEGREES)
    ask(page, LATER)
    listed(page)
    expect(page.get_by_text("浏览器不允许保存")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_list(visit: Visit, scheme: str) -> None:
    for viewport, locale in ((None, "en"), (PHONE, "zh-HK")):
        page = visit.open("", viewport, locale=locale, color_scheme=scheme)
        ask(page, DEGREES)
        begin_anew(page)
        ask(page, LIFTS)
        listed(page).nth(1).locator("[data-delete]").click()
        assert serious(page) == []
        for button in page.locator("#conversations-kept button:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 44


def kept_names(page: Page) -> list[str]:
    """Return the names of what the browser keeps, the newest first."""
    held = page.evaluate(
        "() => Object.entries(localStorage).filter(([k]) => k.startsWith('luohu-qa-conversation-')).map(([, v]) => v)"
    )
    return [one["name"] for one in sorted(map(json.loads, held), key=lambda one: -one["at"])]
