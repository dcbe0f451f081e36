"""Search in a document's text, copying of a stretch, and what is folded above it."""

import re

import pytest
from playwright.sync_api import Page, expect

from index.catalog.catalog import load_documents
from index.config import IndexSettings
from tests.browser.axe import against_wcag
from tests.browser.conftest import PHONE, Visit
from ui.document.find import found

pytestmark = pytest.mark.browser

REPORT = "001_e6d6b6bfaf22de54"
SELECT = """([from, to]) => {
  const text = document.querySelector("article");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const length = Array.from(node.data).length;
    if (at <= from && from < at + length) range.setStart(node, from - at);
    if (at < to && to <= at + length) { range.setEnd(node, to - at); break; }
    at += length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(scope="module")
def text() -> str:
    return next(held.text for held in load_documents(IndexSettings().seeds_dir) if held.doc_id == REPORT)


@pytest.mark.parametrize("viewport", [PHONE, None], ids=["375", "1440"])
def test_words_are_found_in_any_script_and_gone_through(
    visit: Visit, text: str, viewport: dict[str, int] | None
) -> None:
    n_places = len(found(text, "学位"))
    assert n_places > 2
    page = visit.open(f"doc/{REPORT}", viewport)
    page.get_by_role("searchbox").fill("學位")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("mark.hit")).to_have_count(n_places)
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(f"“學位”共有 {n_places} 处")
    now, place = page.locator("mark.now"), page.locator("[data-place]")
    expect(now).to_be_in_viewport()
    expect(place).to_have_text(f"1 / {n_places}")
    page.get_by_role("button", name="下一处").click()
    expect(place).to_have_text(f"2 / {n_places}")
    assert now.inner_text() == "学位"
    page.get_by_role("button", name="上一处").click()
    page.get_by_role("button", name="上一处").click()
    expect(place).to_have_text(f"{n_places} / {n_places}")
    expect(now).to_be_in_viewport()
    page.get_by_role("searchbox").press("Enter")
    expect(place).to_have_text(f"1 / {n_places}")
    assert page.locator("article").text_content() == text
    assert against_wcag(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_not_there_is_said(visit: Visit) -> None:
    page = visit.open(f"doc/{REPORT}?find=<b>不存在", locale="en")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("“<b>不存在” is not in this document")
    expect(page.locator("mark.hit")).to_have_count(0)


def test_without_script_how_often_is_still_told(visit: Visit, text: str) -> None:
    page = visit.open(f"doc/{REPORT}?find=学位", java_script_enabled=False)
    expect(page.locator(".hits")).to_contain_text(f"{len(found(text, '学位'))} 处")
    expect(page.locator(".copies")).to_be_hidden()


def test_a_stretch_is_copied_with_its_source_and_an_address_that_leads_back(visit: Visit, text: str) -> None:
    words = "全年地区生产总值2630.2亿元、增长3.4%"
    start = text.index(words)
    page = visit.open(f"doc/{REPORT}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(SELECT, [start, start + len(words)])
    button = page.locator("[data-copy-selection]")
    button.click()
    expect(button).to_have_text("已复制选段和出处")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    quote, source, address = copied.split("\n")
    assert quote == f"“{words}”"
    assert source.startswith("——《2023年罗湖区政府工作报告》，罗湖区人民政府，2023年1月10日，")
    assert re.fullmatch(rf".*/doc/{REPORT}\?v=[0-9a-f]{{64}}#{start}-{start + len(words)}", address)
    page.goto(address)
    expect(page.locator("article mark").first).to_be_in_viewport()
    assert "".join(page.locator("article mark").all_text_contents()) == words


def test_without_a_selection_it_is_said_what_to_do(visit: Visit) -> None:
    page = visit.open(f"doc/{REPORT}")
    page.locator("[data-copy-selection]").click()
    expect(page.locator("#said")).to_have_text("请先在正文里选中一段文字。")


def test_checksum_and_furniture_are_folded(visit: Visit) -> None:
    page = visit.open(f"doc/{REPORT}")
    expect(page.locator(".checksum code")).to_be_hidden()
    page.locator(".checksum summary").click()
    expect(page.locator(".checksum code")).to_have_text(re.compile("[0-9a-f]{64}"))
    furniture = page.locator("article .left-out").first
    expect(furniture.locator("p").first).to_be_hidden()
    furniture.locator("summary").click()
    expect(furniture.locator("p").first).to_be_visible()
    expect(furniture).to_have_css("border-style", "none")


@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
def test_the_tools_fit_a_phone_in_every_language(visit: Visit, locale: str) -> None:
    page: Page = visit.open(f"doc/{REPORT}", PHONE, locale=locale)
    expect(page.get_by_role("searchbox")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert against_wcag(page) == []
