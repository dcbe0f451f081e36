"""The citizens' page as a person with a browser meets it."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import Locator, Page, expect

from index.read.mapped import FOOTNOTE_MARKS
from tests.browser.conftest import Server, Visit
from tests.browser.conversing import ask, shown

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
UNHELD = "2009年新增学位多少个？"
# Whichever is answered with two citations first; what is cited is the answering side's to decide.
WITH_TWO = ("2025年新增离境退税商店多少家？", "罗湖区2024年地区生产总值和2023年的目标是多少？", "什么是六个一？")


def test_a_question_is_answered_with_its_source_open_at_the_cited_words(page: Page) -> None:
    turn = ask(page, DEGREES)
    expect(turn.locator(".answer-text")).to_contain_text("学位")
    expect(turn.locator(".lead .key")).to_have_text("8430个")
    expect(turn.locator(".cite").first).to_have_text("[1]")
    expect(turn.locator(".cite").first).to_have_attribute("aria-pressed", "true")
    view = shown(page)
    expect(view.locator("h2")).to_have_text("出处 1")
    marks = view.locator(".extract mark")
    assert bare("".join(marks.all_inner_texts())).rstrip(";") in bare(turn.locator(".answer-text").inner_text())
    extract = view.locator(".extract").inner_text()
    assert len(bare(extract)) > len(bare("".join(marks.all_inner_texts())))
    assert_within(marks.first, view.locator(".extract"))
    expect(page.locator("#box textarea")).to_have_value("")


def test_an_example_asks_itself(page: Page) -> None:
    chip = page.locator(".chip").first
    text = chip.inner_text()
    chip.click()
    expect(page.locator(".turn .question")).to_contain_text(text)
    expect(page.locator(".turn .answer, .turn .refusal")).to_be_visible()


def test_the_second_source_opens_by_mouse_and_by_keyboard(page: Page) -> None:
    turn = ask_for_two(page)
    first, second = (turn.locator(".cite", has_text=f"[{number}]").first for number in (1, 2))
    second.click()
    expect(shown(page).locator("h2")).to_have_text("出处 2")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(first).to_have_attribute("aria-pressed", "false")
    assert_within(shown(page).locator("mark").first, shown(page).locator(".extract"))
    first.focus()
    page.keyboard.press("Enter")
    expect(shown(page).locator("h2")).to_have_text("出处 1")
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    page.keyboard.press("Space")
    expect(shown(page).locator("h2")).to_have_text("出处 2")
    expect(second).to_be_focused()


def test_the_cited_words_are_scrolled_to_and_the_page_stays(page: Page) -> None:
    page.add_style_tag(content="#sources .extract { flex: none; height: 70px; padding: 0 }")  # two lines
    ask(page, DEGREES)
    assert_within(shown(page).locator("mark").first, shown(page).locator(".extract"))
    assert page.evaluate("window.scrollY") == 0


def test_an_earlier_answer_opens_its_own_sources(page: Page) -> None:
    earlier = ask(page, DEGREES)
    title = shown(page).get_attribute("data-view")
    assert title
    ask(page, "什么是六稳？")
    expect(shown(page)).not_to_have_attribute("data-view", title)
    earlier.locator(".cite").first.click()
    expect(shown(page)).to_have_attribute("data-view", title)


def test_an_unheld_period_is_refused_without_a_source_open(page: Page) -> None:
    turn = ask(page, UNHELD)
    expect(turn.locator(".refusal")).to_contain_text("2009")
    expect(turn.locator(".refusal")).to_contain_text("12345")
    expect(shown(page).locator(".documents > li")).to_have_count(5)
    nearest = turn.locator("button[data-source]").first
    nearest.click()
    expect(shown(page).locator("mark").first).to_be_visible()


def test_an_empty_question_gets_a_sentence(page: Page) -> None:
    page.locator("#send").click()
    expect(page.locator("#notice")).to_contain_text("请先输入问题")
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, DEGREES)
    expect(page.locator("#notice p")).to_have_count(0)


def test_a_too_long_question_gets_the_limit_and_stays(page: Page) -> None:
    text = "罗湖" * 251
    page.locator("#box textarea").fill(text)
    page.locator("#send").click()
    expect(page.locator("#notice")).to_contain_text("500")
    expect(page.locator("#box textarea")).to_have_value(text)
    expect(page.locator(".turn")).to_have_count(0)


def test_enter_that_confirms_an_input_method_does_not_send(page: Page) -> None:
    box = page.locator("#box textarea")
    box.fill("学位")
    for kind in ("keydown", "keypress"):
        box.evaluate(
            "(box, kind) => box.dispatchEvent(new KeyboardEvent(kind,"
            " {key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, isComposing: true}))",
            kind,
        )
    page.wait_for_timeout(500)
    expect(page.locator(".turn")).to_have_count(0)
    expect(box).to_have_value("学位")


def test_markup_and_templates_in_a_question_are_shown_as_typed(page: Page) -> None:
    text = "学位 <img src=x onerror='window.broken=1'> <script>window.broken=1</script> {{value}} ${window.broken=1} `"
    turn = ask(page, text)
    expect(turn.locator(".question")).to_contain_text(text)
    assert page.evaluate("window.broken") is None
    expect(page.locator(".question img")).to_have_count(0)


def test_visitors_have_their_own_conversations(visit: Visit) -> None:
    one, other = visit(), visit()
    ask(one, DEGREES)
    ask(other, UNHELD)
    ask(one, "什么是六稳？")
    expect(one.locator(".turn .question")).to_contain_text([DEGREES, "什么是六稳？"])
    expect(other.locator(".turn .question")).to_contain_text([UNHELD])
    expect(visit().locator(".turn")).to_have_count(0)


def test_clearing_starts_anew_with_the_box_ready(page: Page) -> None:
    ask(page, DEGREES)
    page.locator("#clear").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#box textarea")).to_be_focused()
    ask(page, DEGREES)
    expect(page.locator(".turn")).to_have_count(1)


def test_the_page_says_its_language_and_answers_stand_in_a_live_region(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page).to_have_title("罗湖区政务问答")
    log = page.get_by_role("log")
    handle = log.element_handle()
    ask(page, DEGREES)
    assert handle.evaluate("log => log.isConnected && log.querySelector('.answer') !== null")


def test_the_server_reaches_for_no_other_machine(server: Server, page: Page) -> None:
    ask(page, DEGREES)
    with urllib.request.urlopen(f"{server.url}healthz") as response:
        assert json.load(response)["status"] == "ok"
    assert not server.attempts.exists(), server.attempts.read_text(encoding="utf-8")


def ask_for_two(page: Page) -> Locator:
    """Ask until an answer has two citations; the conversation then holds that turn alone."""
    for question in WITH_TWO:
        turn = ask(page, question)
        if turn.locator(".cited").count() > 1:
            return turn
        page.locator("#clear").click()
        expect(page.locator(".welcome")).to_be_visible()
        expect(page.locator(".turn")).to_have_count(0)
    pytest.fail(f"none of {WITH_TWO} is answered with two citations")


def bare(text: str) -> str:
    return re.sub(rf"[\s{FOOTNOTE_MARKS}]", "", text)


def assert_within(inner: Locator, outer: Locator) -> None:
    expect(inner).to_be_in_viewport()
    one, other = inner.bounding_box(), outer.bounding_box()
    assert one is not None
    assert other is not None
    assert other["y"] <= one["y"] <= other["y"] + other["height"] - 20


LOW = {"width": 1024, "height": 768}


def test_a_low_window_gives_the_conversation_its_height_and_keeps_the_head_in_view(visit: Visit) -> None:
    page = visit.open("?lang=en", LOW, locale="en")
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, "What does Luohu plan for housing in 2025?")
    expect(page.locator("#following .chip").first).to_be_visible()
    assert page.locator("#talk").evaluate("(log) => log.clientHeight") > 400
    tops = page.locator("#following .chip").evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    assert page.evaluate("scrollY") == 0
    expect(page.locator("#box")).to_be_in_viewport(ratio=1)
