"""The citizens' page for everybody: axe-core on each state, the keyboard alone, what is read out, large type, print."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Server, Visit
from tests.browser.conversing import ask

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
_FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [element.className || element.textContent.trim(), seen];
}"""


def _commenting(page: Page) -> None:
    turn = ask(page, DEGREES)
    turn.get_by_role("button", name="数字有误").click()
    expect(turn.get_by_role("textbox")).to_be_focused()


def _noticed(page: Page) -> None:
    page.locator("#send").click()
    expect(page.get_by_role("alert")).to_contain_text("请先输入问题")


def _thanked(page: Page) -> None:
    turn = ask(page, DEGREES)
    turn.get_by_role("button", name="有帮助").click()
    expect(turn.locator(".thanks")).to_be_visible()


def _large(page: Page) -> None:
    page.get_by_role("button", name="大字").click()
    ask(page, DEGREES)


STATES: dict[str, Callable[[Page], object]] = {
    "welcome": lambda page: None,
    "answer": lambda page: ask(page, DEGREES),
    "table": lambda page: ask(page, "2019年和2022年的地区生产总值分别是多少？"),
    "conflict": lambda page: ask(page, "2025年计划新增离境退税商店多少家？"),
    "computed": lambda page: ask(page, "2022年和2024年新增学位一共多少个？"),
    "several": lambda page: ask(page, "2024年引进了多少家持牌金融机构，新增托位多少个？"),
    "refusal": lambda page: ask(page, "2009年新增学位多少个？"),
    "notice": _noticed,
    "commenting": _commenting,
    "thanked": _thanked,
    "large": _large,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_state(visit: Visit, scheme: str) -> None:
    found = {}
    for name, reach in STATES.items():
        page = visit.open("", color_scheme=scheme)
        expect(page.locator(".welcome")).to_be_visible()
        reach(page)
        found[name] = serious(page)
        page.context.close()
        visit.contexts.clear()
    assert found == {name: [] for name in STATES}


@pytest.mark.parametrize("locale", ["en", "zh-HK"])
def test_axe_finds_nothing_serious_on_a_phone(visit: Visit, locale: str) -> None:
    page = visit.open("", PHONE, locale=locale)
    expect(page.locator(".welcome")).to_be_visible()
    assert serious(page) == []
    ask(page, DEGREES)
    assert serious(page) == []


def test_axe_finds_nothing_serious_when_stopped(slow_server: Server, visit: Visit) -> None:
    visit.server = slow_server
    page = visit()
    page.locator("#box textarea").fill("很慢")  # it must last while the page is gone through
    page.locator("#send").click()
    expect(page.locator("#stop")).to_be_visible()
    assert serious(page) == []
    page.locator("#stop").click()
    expect(page.locator(".stopped")).to_be_visible()
    assert serious(page) == []


def test_all_is_reached_by_keyboard_and_seen_to_be(page: Page) -> None:
    page.wait_for_load_state("networkidle")  # until then Gradio may put another box in the place of the one in focus
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    box = page.locator("#box textarea")
    expect(box).to_be_focused()
    page.keyboard.insert_text(DEGREES)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .answer")).to_be_visible()
    page.wait_for_timeout(500)
    reached = []
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        outlined = page.evaluate(_FOCUSED)
        reached.append(outlined[0])
        assert outlined[1] or outlined[0] in ("", page.evaluate("document.body.className")), outlined
        if outlined[0] == "skip":
            break
    for wanted in ("cite", "cited", "plain", "大字", "English", "简体中文"):
        assert any(str(name).startswith(wanted) for name in reached), (wanted, reached)


def test_the_answer_is_read_out_and_a_notice_too(page: Page) -> None:
    ask(page, DEGREES)
    expect(page.locator("#announced")).to_contain_text("8430个")
    page.locator("#send").click()
    expect(page.get_by_role("alert")).to_contain_text("请先输入问题")


def test_large_type_is_larger_and_still_fits_and_is_remembered(page: Page) -> None:
    heading = page.locator(".welcome h2")
    before = heading.bounding_box()
    page.get_by_role("button", name="大字").click()
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    after = heading.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > 1.2 * before["height"]
    page.wait_for_function("document.documentElement.scrollHeight <= window.innerHeight + 1")
    page.reload()
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")


def test_text_at_twice_its_size_loses_nothing(visit: Visit) -> None:
    page = visit({"width": 720, "height": 450})  # 1440 × 900 zoomed to 200 % (WCAG 2.2, 1.4.4)
    turn = ask(page, DEGREES)
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    expect(turn.locator(".lead .key")).to_be_in_viewport()


def test_print_shows_the_answer_and_no_control(page: Page) -> None:
    turn = ask(page, DEGREES)
    page.emulate_media(media="print")
    expect(turn.locator(".answer-text")).to_be_visible()
    for control in ("#composer", ".switches", ".feedback", "[data-share]"):
        expect(page.locator(control).first).to_be_hidden()


def test_motion_is_left_out_where_it_is_not_wanted(page: Page) -> None:
    ask(page, DEGREES)
    moving = page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length")
    assert moving == 0


def test_high_contrast_keeps_marks_and_pressed_buttons_apart(visit: Visit) -> None:
    page = visit.open("", forced_colors="active")
    expect(page.locator(".welcome")).to_be_visible()
    turn = ask(page, DEGREES)
    key = turn.locator(".lead .key")
    colours = key.evaluate("(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert colours[0] != colours[1]
    pressed = turn.locator('.cite[aria-pressed="true"]').first
    expect(pressed).to_have_css("outline-style", "solid")
