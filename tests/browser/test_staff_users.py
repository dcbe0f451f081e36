"""The page of users, as an admin uses it: by keyboard, on a phone, in every language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.staff_area import Reviewers, reviewing_with_users
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF
from ui.text.zh_hans.users import USERS_ZH_HANS as WORDS

pytestmark = pytest.mark.browser


@pytest.fixture
def enter(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewers]:
    with reviewing_with_users(browser, tmp_path_factory.mktemp("users")) as reviewers:
        yield reviewers


def test_by_keyboard_a_user_is_added_and_signs_in_with_the_password_shown(enter: Reviewers) -> None:
    page = enter("/staff/users")
    page.get_by_label(WORDS.name, exact=True).focus()
    page.keyboard.type("陈静")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # the editor
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=WORDS.add, exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    password = page.get_by_label(WORDS.password, exact=True).input_value()
    expect(page.get_by_role("row").filter(has_text="陈静")).to_be_visible()
    other = enter("/staff/login", signs_in=False)
    other.fill("#name", "陈静")
    other.fill("#password", password)
    other.press("#password", "Enter")
    expect(other.locator(".who .user")).to_have_text("陈静")
    expect(other.get_by_role("link", name=STAFF.menu["documents"])).to_be_visible()
    expect(other.get_by_role("link", name=STAFF.menu["users"])).to_have_count(0)


def test_a_user_is_disabled_and_enabled_by_a_press_each(enter: Reviewers) -> None:
    page = enter("/staff/users")
    row = page.get_by_role("row").filter(has_text="李强")
    row.get_by_role("button", name=WORDS.disable_label.format(name="李强")).click()
    expect(page.get_by_role("status")).to_have_text(STAFF.notices["user_changed"])
    expect(row).to_contain_text(WORDS.disabled)
    row.get_by_role("button", name=WORDS.enable_label.format(name="李强")).click()
    expect(row).to_contain_text(WORDS.good)


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"), [(DESKTOP, "dark", "en"), (PHONE, "light", "zh-Hant"), (PHONE, "dark", "en")]
)
def test_every_state_is_accessible_and_fits(
    enter: Reviewers, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = enter(f"/staff/users?lang={language}", viewport=viewport, color_scheme=scheme)
    found = serious(page)
    page.locator("#name").fill("李强")
    page.locator("form.keys button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += serious(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("#name").fill("赵云")
    page.locator("form.keys button").click()
    expect(page.locator("#made-password")).to_be_visible()
    found += serious(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert found == []
