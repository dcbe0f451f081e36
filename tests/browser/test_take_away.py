"""What of an answer goes elsewhere: its sources beside it, the clipboard, paper."""

from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Visit
from tests.browser.conversing import ask, shown

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
THROUGH_YEARS = "历年新增学位多少个？"
QUOTED = "新改扩建16所学校、幼儿园,新增学位8430个"


def test_a_citation_previews_under_the_pointer_and_with_the_focus_of_the_keyboard(page: Page) -> None:
    cite = ask(page, DEGREES).locator(".cite").first
    cite.hover()
    preview = page.locator("#preview")
    expect(preview).to_be_visible()
    expect(preview).to_contain_text(QUOTED)
    expect(preview).to_contain_text("2025年3月5日")
    expect(cite).to_have_attribute("aria-describedby", "preview")
    preview.hover()  # it may be reached
    page.wait_for_timeout(400)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.mouse.move(0, 0)
    page.locator("#box textarea").focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('cited')"):
            break
    expect(preview).to_be_visible()
    assert serious(page) == []


def test_a_finger_that_stays_previews_and_one_that_taps_opens(visit: Visit) -> None:
    page = visit.open("", PHONE, has_touch=True, is_mobile=True)
    page.locator(".welcome").wait_for()
    cite = ask(page, DEGREES).locator(".cite").first
    cite.scroll_into_view_if_needed()
    at = cite.bounding_box()
    assert at
    held = {"pointerType": "touch", "bubbles": True, "isPrimary": True}
    cite.dispatch_event("pointerdown", held)
    expect(page.locator("#preview")).to_be_visible()
    cite.dispatch_event("pointerup", held)
    cite.dispatch_event("click")
    expect(page.locator("#sources")).not_to_have_attribute("data-open", "")
    cite.tap()
    expect(page.locator("#sources")).to_have_attribute("data-open", "")
    expect(page.locator("#preview")).to_be_hidden()


def test_the_panel_names_its_question_and_goes_with_the_turn_that_is_read(page: Page) -> None:
    ask(page, THROUGH_YEARS)
    ask(page, DEGREES)
    asked = shown(page).locator(".asked")
    expect(asked).to_have_text(f"所问：{DEGREES}")
    page.locator("#talk").evaluate("talk => (talk.scrollTop = 0)")
    expect(page.locator("#sources [data-view]:not([hidden]) .asked")).to_have_text(f"所问：{THROUGH_YEARS}")
    page.locator("#talk").evaluate("talk => (talk.scrollTop = talk.scrollHeight)")
    expect(page.locator("#sources [data-view]:not([hidden]) .asked")).to_have_text(f"所问：{DEGREES}")


def test_an_answer_is_copied_with_every_source_its_date_its_address_and_what_it_is(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(page, THROUGH_YEARS)
    turn.locator("[data-take=copy]").click()
    expect(turn.locator("[data-take=copy]")).to_have_text("答案和出处已复制")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    question, answer, sources, notes = copied.split("\n\n")
    assert THROUGH_YEARS in question
    assert "2025年计划  4000个以上[6][7]" in answer
    assert sources.count("/doc/") == turn.locator(".cited").count() == 7
    assert "http://" in sources
    assert "2025年2月21日" in sources
    assert "以文件原文为准" in notes


def test_print_shows_every_source_with_date_and_address_the_disclaimer_and_no_blank_page(page: Page) -> None:
    turn = ask(page, THROUGH_YEARS)
    n_sources = turn.locator(".cited").count()
    titles = turn.locator(".cited-title > [lang]").all_inner_texts()
    with pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4"))) as pdf:
        pages = [each.get_textpage().get_text_range() for each in pdf]
    whole = "".join("".join(pages).split())
    assert all(len(text.split()) > 5 for text in pages)
    assert whole.count("/doc/") == n_sources
    assert all(title in whole for title in titles)
    assert all(said in whole for said in ("以文件原文为准", "2025年2月21日", "新增学位2700个", "12345"))
