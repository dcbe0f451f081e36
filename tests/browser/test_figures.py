"""The page of figures as a person with a browser meets it."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import serious
from tests.browser.conftest import PHONE, REVIEWERS, Visit

pytestmark = pytest.mark.browser


def test_a_figure_is_found_from_the_citizens_page_and_leads_to_its_sentence(visit: Visit) -> None:
    page = visit()
    page.get_by_role("link", name="数据一览").click()
    page.get_by_label("事项").fill("学位")
    page.get_by_label("事项").press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]q=[^&]"))
    matter = page.get_by_role("group", name="新增学位")
    figure = matter.get_by_role("table").get_by_role("link", name="8430个")
    figure.click()
    expect(page.locator("article mark").first).to_be_in_viewport()
    expect(page.locator("article mark").first).to_contain_text("8430个")


def test_without_script_it_can_be_searched_and_narrowed_and_a_column_leads_to_its_sentence(visit: Visit) -> None:
    page = visit.open("figures", java_script_enabled=False)
    page.get_by_label("事项").fill("新增学位")
    page.get_by_label("文件").select_option("001_e6d6b6bfaf22de54")
    page.get_by_role("button", name="查找").click()
    expect(page).to_have_url(re.compile(r"[?&]q=[^&]"))
    page.locator(".chart-drawing a").filter(has_text="10155").click()
    unit = page.locator(":target + .unit, .unit:target")
    expect(unit.first).to_contain_text("10155个")
    expect(unit.first).to_be_in_viewport()


def test_the_file_is_downloaded(visit: Visit) -> None:
    page = visit.open("figures?q=学位")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "figures.csv"
    assert any("10155个" in line for line in csv.reader(io.StringIO(text)))


def test_all_of_it_is_reached_by_keyboard_and_seen_to_be(visit: Visit) -> None:
    page = visit.open("figures?q=新增学位")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(
            "() => [document.activeElement.getAttribute('aria-label') || document.activeElement.textContent,"
            " getComputedStyle(document.activeElement).outlineStyle !== 'none']"
        )
        reached.append(name.strip())
        assert seen or name == page.evaluate("document.body.textContent"), name
    assert any(name.startswith("8430个") for name in reached)
    assert "2025 计划: ≥4000" in reached


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_it_fits_a_phone_in_large_type_too(visit: Visit, language: str) -> None:
    page = visit.open(f"figures?lang={language}", PHONE)
    for large in ("", "1"):
        page.evaluate("large => localStorage.setItem('luohu-qa-ease', JSON.stringify({ size: Number(large) }))", large)
        page.reload()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, scheme: str) -> None:
    found = {}
    page = visit.open("healthz", color_scheme=scheme)
    for path in ("figures", "figures?q=学位", "figures?q=没有的事", "figures?page=2&lang=en"):
        page.goto(visit.server.url + path)
        found[path] = serious(page)
    assert found == {path: [] for path in found}


def test_staff_see_where_documents_differ(visit: Visit) -> None:
    name, word = next(iter(REVIEWERS.items()))
    page = visit.open("staff/conflicts")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(word)
    page.locator("[name=password]").press("Enter")
    row = page.get_by_role("row").filter(has_text="新增离境退税商店")
    expect(row).to_contain_text("15家以上")
    assert serious(page) == []
    row.get_by_role("link", name="7家以上").click()
    expect(page.locator("article mark").first).to_contain_text("7家以上")
