"""Pictures of each state; `make screenshots` puts them into docs/, any other run leaves the tree as it is."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, REVIEWERS, Visit
from tests.browser.conversing import ask, shown

pytestmark = pytest.mark.browser

DEGREES = "2024年新增学位多少个？"
CONFLICT = "2025年计划新增离境退税商店多少家？"


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[Page, str], None]:
    """Keep a picture of what the window shows, in 256 colours."""
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path)

    def kept(page: Page, name: str) -> None:
        page.mouse.move(0, 0)
        page.wait_for_timeout(400)
        page.evaluate("document.fonts.ready")
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
        file = folder / f"{name}.png"
        picture.save(file, optimize=True)
        assert file.stat().st_size > 10_000

    return kept


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("screenshot-table", "近年罗湖区的地区生产总值分别是多少？"),
        ("screenshot-chart", "历年新增学位多少个？"),
        ("screenshot", CONFLICT),
        ("screenshot-refusal", "2009年新增学位多少个？"),
    ],
)
def test_answers(page: Page, keep: Callable[[Page, str], None], name: str, question: str) -> None:
    ask(page, question)
    keep(page, name)


def test_phone(visit: Visit, keep: Callable[[Page, str], None]) -> None:
    page = visit(PHONE)
    turn = ask(page, DEGREES)
    keep(page, "screenshot-phone")
    turn.locator(".cite").first.click()
    expect(shown(page).locator("mark").first).to_be_in_viewport()
    keep(page, "screenshot-phone-source")


@pytest.mark.parametrize(
    ("name", "options", "question"),
    [
        ("screenshot-dark", {"color_scheme": "dark"}, DEGREES),
        ("screenshot-english", {"locale": "en"}, "What was the GDP of Luohu in 2022 and what was planned for 2023?"),
        ("screenshot-traditional", {"locale": "zh-HK"}, "2022年羅湖更新咗幾多部𨋢？"),
    ],
)
def test_other_readers(
    visit: Visit, keep: Callable[[Page, str], None], name: str, options: dict[str, str], question: str
) -> None:
    page = visit.open("", **options)
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, question)
    keep(page, name)


def test_staff(visit: Visit, keep: Callable[[Page, str], None]) -> None:
    asking = visit()
    for question in (DEGREES, CONFLICT, "2009年新增学位多少个？", "罗湖的地铁票价是多少？", "什么是六稳？"):
        ask(asking, question)
    page = visit.open("staff/login")
    name, password = next(iter(REVIEWERS.items()))
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_text(CONFLICT).first).to_be_visible()
    keep(page, "screenshot-staff-list")
    page.get_by_text(CONFLICT).first.click()
    expect(page.locator("mark").first).to_be_visible()
    keep(page, "screenshot-staff-review")
    page.goto(f"{visit.server.url}staff/dashboard")
    expect(page.locator("svg").first).to_be_visible()
    keep(page, "screenshot-staff-dashboard")
