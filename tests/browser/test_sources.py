"""The source panel as a person with a browser meets it: a column, a sheet on a phone, the end of what is printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.records import Document
from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Server, Visit, running
from tests.browser.conversing import ask, shown

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
_TOUCH = {"has_touch": True, "is_mobile": True}
_FOCUS_IS_INSIDE = "() => document.querySelector('#sources').contains(document.activeElement)"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.doc_id: document for document in load_documents(IndexSettings().seeds_dir)}


@pytest.fixture(scope="module")
def changed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The pages after all documents have changed."""
    with running([str(Path(__file__).parent / "changed_server.py")], tmp_path_factory.mktemp("changed")) as server:
        yield server


def test_what_stands_before_and_after_comes_up_to_the_ends(page: Page, documents: dict[str, Document]) -> None:
    ask(page, DEGREES)
    view = shown(page)
    extract, mark = view.locator(".extract"), view.locator("mark").first
    earlier, later = view.locator("[data-more=earlier]"), view.locator("[data-more=later]")
    extract.evaluate("(extract) => { extract.style.flex = 'none'; extract.style.height = '120px'; }")
    mark.scroll_into_view_if_needed()
    place, name = _top(mark), earlier.inner_text()
    earlier.focus()
    page.keyboard.press("Enter")
    expect(view.locator(".stretch")).to_have_count(2)
    expect(earlier).to_be_focused()
    assert abs(_top(mark) - place) < 2
    expect(earlier).not_to_have_text(name)
    expect(page.locator("#source-said")).to_contain_text(name.removeprefix("前文："))
    for button, last in ((earlier, "已到正文开头"), (later, "已到正文结尾")):
        for _ in range(12):
            if button.get_attribute("aria-disabled"):
                break
            count = view.locator(".stretch").count()
            button.click()
            expect(view.locator(".stretch")).to_have_count(count + 1)
        expect(button).to_have_text(last)
    assert abs(_top(mark) - place) < 2
    text = documents[_cited(view)].text
    assert _bare("".join(view.locator(".stretch").all_text_contents())) == _bare(text[: text.index("读特热榜")])
    expect(later).to_be_disabled()


def test_another_answer_or_a_word_on_one_leaves_source_and_buttons_agreeing(page: Page) -> None:
    ask(page, "什么是六稳？")
    shown(page).locator("[data-more=later]").click()
    expect(shown(page).locator(".stretch")).to_have_count(2)
    turn = ask(page, "2025年新增离境退税商店多少家？")
    expect(shown(page)).to_have_attribute("data-view", "2-1")
    expect(shown(page).locator(".stretch")).to_have_count(1)
    expect(page.locator("[data-view='1-1'] .stretch")).to_have_count(1)
    turn.locator(".cite", has_text="[2]").first.click()
    expect(shown(page)).to_have_attribute("data-view", "2-2")
    turn.get_by_role("button", name="有帮助").click()
    expect(turn.locator(".thanks")).to_be_visible()
    expect(shown(page)).to_have_attribute("data-view", "2-2")
    pressed = 'button[aria-pressed="true"][data-source]'
    expect(page.locator(pressed).first).to_be_visible()
    expect(page.locator(f'{pressed}:not([data-source="2-2"])')).to_have_count(0)


def test_a_failure_to_bring_more_is_said_and_can_be_tried_again(visit: Visit) -> None:
    page = visit()
    ask(page, DEGREES)
    page.route("**/section/**", lambda route: route.fulfill(status=409))
    later = shown(page).locator("[data-more=later]")
    later.click()
    expect(later).to_contain_text("没能取到")
    page.unroute("**/section/**")
    later.click()
    expect(shown(page).locator(".stretch")).to_have_count(2)
    expect(later).to_contain_text("已到正文结尾")
    visit.watched.complaints[:] = [line for line in visit.watched.complaints if "status of 409" not in line]


def test_a_quote_is_copied_with_its_source_and_address(visit: Visit, documents: dict[str, Document]) -> None:
    page = visit.open("", permissions=["clipboard-read", "clipboard-write"])
    ask(page, DEGREES)
    view = shown(page)
    button = view.locator("[data-copy]")
    button.click()
    expect(button).to_have_text("已复制")
    expect(page.locator("#source-said")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    document = documents[_cited(view)]
    assert copied[0] == f"“{view.locator('.extract mark').inner_text()}”"
    assert copied[1].startswith(f"——《{document.title}》，{document.issuer}，2025年3月5日，数说罗湖2024，")
    assert copied[2] == view.locator("a[data-document]").evaluate("(link) => link.href")
    expect(button).to_have_text("复制引文和出处")


def test_without_a_clipboard_the_quote_is_copied_all_the_same(page: Page) -> None:
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")  # as on plain http
    ask(page, DEGREES)
    button = shown(page).locator("[data-copy]")
    button.click()
    expect(button).to_have_text("已复制")
    expect(button).to_be_focused()
    page.locator("#box textarea").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#box textarea")).to_have_value(
        re.compile(r"新增学位8430个;”\n——《.*\n.*/doc/.*#\d+-\d+$", re.DOTALL)
    )


def test_where_copying_is_forbidden_the_text_stands_selected(page: Page) -> None:
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false"
    )
    ask(page, DEGREES)
    shown(page).locator("[data-copy]").click()
    box = shown(page).get_by_label("请用键盘或菜单复制")
    expect(box).to_be_focused()
    assert box.evaluate("(box) => box.value.slice(box.selectionStart, box.selectionEnd)").endswith(
        shown(page).locator("a[data-document]").evaluate("(link) => link.href")
    )


def test_the_document_opens_at_the_cited_characters(page: Page) -> None:
    ask(page, DEGREES)
    cited = shown(page).locator(".extract mark").all_text_contents()
    with page.context.expect_page() as opening:
        shown(page).locator("a[data-document]").click()
    document = opening.value
    expect(document.locator("article mark").first).to_be_in_viewport()
    expect(document.locator("article mark")).to_have_text(cited)
    document.wait_for_function("(cited) => document.activeElement.textContent === cited", arg=cited[0])
    expect(document.locator("#said")).to_have_text("已标出所引的原文。")
    expect(document.locator(".changed")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)


def test_a_conversation_from_before_a_change_shows_what_was_quoted(visit: Visit, changed_server: Server) -> None:
    page = visit()
    turn = ask(page, DEGREES)
    quote = shown(page).locator(".extract mark").inner_text()
    visit.leave_in_peace(page)
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    visit.server = changed_server
    later = visit.open("api/openapi.json")  # of the same address, without a page that keeps anything
    later.evaluate(
        "(kept) => JSON.parse(kept).forEach((held, n) => Object.assign([localStorage, sessionStorage][n], held))", kept
    )
    later.goto(changed_server.url)
    expect(later.locator(".turn")).to_have_count(1)
    view = shown(later)
    expect(view.locator(".changed")).to_contain_text("有过更新")
    expect(view.locator("blockquote")).to_have_text(quote)
    expect(view.locator("mark")).to_have_count(0)
    assert serious(later) == []
    with later.context.expect_page() as opening:
        view.locator("a[data-document]").click()
    expect(opening.value.locator(".changed")).to_be_visible()
    assert turn


def test_a_phone_opens_and_closes_the_sheet_by_touch(visit: Visit) -> None:
    page = visit.open("", PHONE, **_TOUCH)
    sheet, backdrop = page.locator("#sources"), page.locator("#source-backdrop")
    page.locator("button.coverage").tap()
    expect(page.get_by_role("dialog", name="原文出处")).to_be_visible()
    expect(shown(page).locator(".missing")).to_contain_text("没有收录 2020—2021、2023、2025 年的完成情况。")
    shown(page).locator("[data-close]").tap()
    expect(sheet).to_be_hidden()
    expect(page.locator("button.coverage")).to_be_focused()
    cite = ask(page, DEGREES).locator(".cite").first
    expect(sheet).to_be_hidden()  # an answer does not open it
    expect(cite).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("window.scrollY > 0")  # to the answer; not while the sheet is open
    cite.tap()
    expect(cite).to_have_attribute("aria-pressed", "true")
    expect(shown(page).locator("mark").first).to_be_in_viewport()
    page.wait_for_function(_FOCUS_IS_INSIDE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shown(page).locator("[data-more=earlier]").tap()
    expect(shown(page).locator(".stretch")).to_have_count(2)
    expect(shown(page).locator("mark").first).to_be_in_viewport()
    behind = page.evaluate("window.scrollY")
    assert behind > 0  # there is something to scroll to
    page.mouse.move(180, 40)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(200)
    assert page.evaluate("window.scrollY") == behind
    expect(page.locator("[inert] #box")).to_have_count(1)
    backdrop.tap(position={"x": 180, "y": 30})
    expect(sheet).to_be_hidden()
    expect(cite).to_be_focused()
    expect(cite).to_have_attribute("aria-pressed", "false")


def test_in_large_type_the_cited_words_are_in_view_and_stay_there(visit: Visit) -> None:
    page = visit(PHONE)
    page.get_by_role("button", name="大字").click()
    ask(page, "2025年新增离境退税商店多少家？").locator(".cite", has_text="[2]").first.click()
    expect(shown(page)).to_have_attribute("data-view", "1-2")
    mark, actions = shown(page).locator("mark").first, shown(page).locator(".actions")
    place = _top(mark)
    assert _top(shown(page).locator(".source-bar")) + 60 < place < _top(actions) - 20
    shown(page).locator("[data-more=earlier]").evaluate("(button) => button.click()")
    expect(shown(page).locator(".stretch")).to_have_count(2)
    assert abs(_top(mark) - place) < 2


def test_a_phone_opens_and_closes_the_sheet_by_keyboard(visit: Visit) -> None:
    page = visit(PHONE)
    cite = ask(page, DEGREES).locator(".cite").first
    for key in ("Enter", "Space"):
        cite.focus()
        page.keyboard.press(key)
        expect(shown(page).locator("h2")).to_be_focused()
        reached = set()
        for step in ["Tab"] * 9 + ["Shift+Tab"] * 9:
            page.keyboard.press(step)
            assert page.evaluate(_FOCUS_IS_INSIDE)
            reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        assert len(reached) == 7  # all documents, close, earlier, the text, later, copy, open
        page.keyboard.press("Escape")
        expect(page.locator("#sources")).to_be_hidden()
        expect(cite).to_be_focused()
    expect(page.locator("[inert]")).to_have_count(0)


def test_a_sheet_becomes_a_column_when_there_is_room(visit: Visit) -> None:
    page = visit(PHONE)
    ask(page, DEGREES).locator(".cite").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.set_viewport_size({"width": 1200, "height": 800})
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(shown(page).locator("mark").first).to_be_visible()
    expect(page.locator('.cite[aria-pressed="true"]').first).to_be_visible()
    page.locator("#box textarea").click()
    expect(page.locator("#box textarea")).to_be_focused()


def test_what_is_cited_is_printed_after_the_answers(page: Page) -> None:
    ask(page, DEGREES)
    ask(page, "什么是六稳？")
    ask(page, "2009年新增学位多少个？")  # refused: its passages prove nothing
    page.emulate_media(media="print")
    for key in ("1-1", "2-1"):
        expect(page.locator(f"[data-view='{key}'] .extract")).to_be_visible()
        expect(page.locator(f"[data-view='{key}'] .asked")).to_be_visible()
        expect(page.locator(f"[data-view='{key}'] .actions [data-copy]")).to_be_hidden()
        expect(page.locator(f"[data-view='{key}'] .actions [data-document]")).to_be_visible()  # as its address
    for key in ("documents", "3-p1"):
        expect(page.locator(f"[data-view='{key}']")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_sources(visit: Visit, scheme: str) -> None:
    found = {}
    page = visit.open("", color_scheme=scheme)
    ask(page, DEGREES)
    shown(page).locator("[data-more=earlier]").click()
    expect(shown(page).locator(".stretch")).to_have_count(2)
    found["panel"] = serious(page)
    shown(page).locator("[data-source=documents]").click()
    expect(shown(page)).to_have_attribute("data-view", "documents")
    found["covered"] = serious(page)
    page.context.close()
    phone = visit.open("", PHONE, color_scheme=scheme, **_TOUCH)
    ask(phone, DEGREES).locator(".cite").first.tap()
    expect(phone.get_by_role("dialog")).to_be_visible()
    found["sheet"] = serious(phone)
    shown(phone).locator("[data-source=documents]").tap()
    expect(shown(phone)).to_have_attribute("data-view", "documents")
    found["covered on a phone"] = serious(phone)
    assert found == {name: [] for name in found}
    visit.contexts.remove(page.context)


def _top(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def _cited(view: Locator) -> str:
    """Return the id of the document that a view shows."""
    sections = view.get_attribute("data-sections")
    assert sections is not None
    return sections.split("/")[2]


def _bare(text: str) -> str:
    return "".join(text.split())
