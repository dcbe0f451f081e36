"""Assigning answers and going through them, as an admin and a reviewer do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.staff_area import Reviewers, serving
from tests.ui.assistants import seed_corpus
from tests.ui.journal.entries import NOON
from tests.ui.staff.area import staff_settings
from tests.ui.staff.reviewed import two_cited
from ui.journal.database import open_database
from ui.journal.entries import record
from ui.text.zh_hans.assign import ASSIGN_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF

pytestmark = pytest.mark.browser


@pytest.fixture
def enter(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewers]:
    settings = staff_settings(tmp_path_factory.mktemp("assigning") / "journal.sqlite")
    database, corpus = open_database(settings), seed_corpus()
    for number in range(4):
        asked_at = NOON + number * timedelta(minutes=1)
        record(database, two_cited(corpus, question=f"第{number}问？", asked_at=asked_at))
    with serving(database, corpus, settings) as url:
        reviewers = Reviewers(browser, url, {})
        yield reviewers
        reviewers.close()
    database.close()


def test_what_an_admin_ticks_by_keyboard_a_reviewer_goes_through(enter: Reviewers) -> None:
    page = enter()
    for number in (1, 3):
        page.get_by_label(WORDS.tick.format(question=f"第{number}问？")).press("Space")
    page.get_by_label(WORDS.to, exact=True).last.select_option("李强")
    page.get_by_role("button", name=WORDS.assign, exact=True).press("Enter")
    expect(page.get_by_role("status")).to_have_text(STAFF.notices["assigned"])
    expect(page.get_by_role("row").last).to_contain_text(WORDS.done.format(n_judged=0, n=2))
    other = enter(name="李强")
    other.get_by_role("link", name=WORDS.mine.format(n=2)).click()
    expect(other.locator(".asked > a")).to_have_text(["第3问？", "第1问？"])
    other.get_by_role("link", name=STAFF.next_unreviewed).click()
    for question in ("第3问？", "第1问？"):
        expect(other.locator("h1")).to_have_text(question)
        expect(other.locator("[data-prove-all]")).to_be_visible()  # by the script that reads the keys
        for key in ("a", "r", "Enter"):
            other.keyboard.press(key)
    expect(other.get_by_role("status")).to_have_text(STAFF.notices["none_left"])
    page.reload()
    expect(page.get_by_role("row").last).to_contain_text(WORDS.done.format(n_judged=2, n=2))
    page.get_by_role("button", name=WORDS.take_back_label.format(name="李强", n=2)).click()
    expect(page.locator(".told")).to_have_text(WORDS.none)


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"), [(DESKTOP, "dark", "en"), (PHONE, "light", "zh-Hant"), (PHONE, "dark", "en")]
)
def test_every_state_is_accessible_and_fits(
    enter: Reviewers, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = enter(f"/staff?order=document&lang={language}", viewport=viewport, color_scheme=scheme)
    found = serious(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("form.assign button").click()
    expect(page.get_by_role("status")).to_be_visible()
    for path in ("/staff/assignments", "/staff?order=document"):
        page.goto(path)
        found += serious(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    page.locator(".asked > a").first.click()
    found += serious(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert found == []
