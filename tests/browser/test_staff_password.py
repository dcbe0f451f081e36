"""The page of one's own password, as somebody uses it: by keyboard, on a phone, in every language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.staff_area import Reviewers, reviewing_with_users
from tests.ui.staff.area import PASSWORDS
from ui.text.zh_hans.password import PASSWORD_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF

pytestmark = pytest.mark.browser
NEW = "plum blossom 2026"


@pytest.fixture
def enter(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewers]:
    with reviewing_with_users(browser, tmp_path_factory.mktemp("password")) as reviewers:
        yield reviewers


def test_by_keyboard_it_is_changed_and_another_browser_is_signed_out(enter: Reviewers) -> None:
    other = enter("/staff", name="李强")
    enter.sessions.clear()
    page = enter("/staff", name="李强")
    page.get_by_role("link", name=STAFF.own_password, exact=True).press("Enter")
    page.get_by_label(WORDS.old, exact=True).focus()
    for word in (PASSWORDS["李强"], NEW, NEW):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=WORDS.save)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(STAFF.notices["password_changed"])
    other.reload()
    expect(other.locator("#password")).to_be_visible()


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [(DESKTOP, "light", "zh-Hans"), (DESKTOP, "dark", "en"), (PHONE, "light", "zh-Hant"), (PHONE, "dark", "en")],
)
def test_every_state_is_accessible_and_fits(
    enter: Reviewers, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = enter(f"/staff/password?lang={language}", viewport=viewport, color_scheme=scheme)
    found = serious(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("#old").fill("wrong")
    for field in ("#new", "#again"):
        page.locator(field).fill(NEW)
    page.locator("main button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += serious(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert found == []
