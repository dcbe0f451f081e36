"""The staff's list, as a reviewer uses it. No model, no index: the pages stand on the journal alone."""

import re
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from rag.records import Language, Reason
from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.staff_area import Reviewers, serving
from tests.ui.assistants import seed_corpus
from tests.ui.journal.entries import entry, refusal
from tests.ui.staff.area import PASSWORDS, staff_settings
from ui.journal.database import Database, open_database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.made_up import made_up
from ui.journal.records import Feedback, FeedbackKind, Judgement, Review, now
from ui.journal.reviews import add_review
from ui.text.en.staff import STAFF_EN as EN
from ui.text.zh_hans.staff import STAFF_ZH_HANS as WORDS
from ui.text.zh_hans.withholding import WITHHOLDING_ZH_HANS as WITHHOLDING
from ui.text.zh_hant.staff import STAFF_ZH_HANT as HANT

pytestmark = pytest.mark.browser

OPEN = "养老床位有多少？"
DIFFERING = "2025年罗湖区计划新增多少家离境退税商店？"


def fill(database: Database) -> None:
    random = Random(7)
    for number in range(60):
        record(database, made_up(random, days_ago=2 + number / 10))
    moment = now()
    differing = entry(DIFFERING, asked_at=moment - timedelta(minutes=3))
    record(database, differing)
    for reviewer, judgement in (("王敏", Judgement.RIGHT), ("李强", Judgement.WRONG)):  # and is disputed
        add_review(database, Review(entry_id=differing.entry_id, reviewer=reviewer, judgement=judgement))
    give_feedback(database, Feedback(entry_id=differing.entry_id, kind=FeedbackKind.WRONG_FIGURE))
    record(database, refusal("Cinemas in 2022?", Reason.OUT_OF_SCOPE, language=Language.ENGLISH, asked_at=moment))
    record(database, entry(OPEN, asked_at=moment - timedelta(minutes=1)))


@pytest.fixture(scope="module")
def staff_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = staff_settings(tmp_path_factory.mktemp("staff") / "journal.sqlite")
    database = open_database(settings)
    fill(database)
    with serving(database, seed_corpus(), settings) as url:
        yield url
    database.close()


@pytest.fixture
def enter(browser: Browser, staff_url: str) -> Iterator[Reviewers]:
    reviewers = Reviewers(browser, staff_url, {})  # of this test alone: one of them signs out
    yield reviewers
    reviewers.close()


def questions(page: Page) -> Locator:
    return page.locator(".asked > a")


def shows(page: Page, *expected: str) -> None:
    """Nothing, once the list is of these questions: what is read at once may be of a page still on its way."""
    expect(questions(page)).to_have_text(expected)


def test_by_keyboard_alone_one_signs_in_reads_and_signs_out(enter: Reviewers) -> None:
    page = enter("/staff?outcome=refused", signs_in=False)
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type("王敏")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(WORDS.wrong_login)
    expect(page.locator("#password")).to_be_focused()
    page.keyboard.type(PASSWORDS["王敏"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff?outcome=refused")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=WORDS.skip)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=WITHHOLDING.waiting.format(n=1))).to_be_focused()
    page.keyboard.press("Tab")
    following = page.get_by_role("link", name=WORDS.next_unreviewed)
    expect(following).to_be_focused()
    expect(following).to_have_css("outline-width", "3px")
    page.get_by_role("button", name=WORDS.sign_out).press("Enter")
    expect(page.get_by_role("status")).to_have_text(WORDS.notices["signed_out"])
    page.goto("/staff")
    expect(page).to_have_url(re.compile(r"/staff/login\?next=/staff$"))


def test_a_filter_is_a_short_link_that_shows_the_same_again(enter: Reviewers) -> None:
    page = enter()
    page.get_by_label(WORDS.words_filter).fill("離境退稅")
    page.get_by_label(WORDS.review_filter).select_option(WORDS.reviews["differing"])
    page.get_by_role("button", name=WORDS.apply).click()
    expect(page).to_have_url("/staff?words=%E9%9B%A2%E5%A2%83%E9%80%80%E7%A8%85&review=differing")
    shows(page, DIFFERING)
    expect(page.locator(".badge.differing")).to_have_text("≠意见不一")
    again = page.context.new_page()
    again.goto(page.url)
    shows(again, DIFFERING)
    expect(again.get_by_label(WORDS.review_filter)).to_have_value("differing")
    again.get_by_role("link", name="English").click()
    expect(again.get_by_role("heading", level=1)).to_have_text(EN.list_title)
    shows(again, DIFFERING)
    again.get_by_role("link", name=EN.reset).click()
    expect(questions(again)).to_have_count(50)
    page.go_back()
    page.locator("#words").fill("")  # not disabled by what was sent before


def test_older_pages_and_back(enter: Reviewers) -> None:
    page = enter()
    expect(questions(page)).to_have_count(50)
    first = questions(page).all_inner_texts()
    page.get_by_role("link", name=WORDS.older).click()
    expect(questions(page)).to_have_count(13)
    expect(page.get_by_role("link", name=WORDS.older)).to_have_count(0)
    page.get_by_role("link", name=WORDS.newest).click()
    shows(page, *first)


def test_the_next_to_review_is_one_press_away(enter: Reviewers) -> None:
    page = enter("/staff?language=zh-Hans")
    link = page.get_by_role("link", name=OPEN)
    there = link.get_attribute("href")
    page.get_by_role("link", name=WORDS.next_unreviewed).click()
    assert there
    expect(page).to_have_url(there)
    page.goto("/staff/next?words=机场快线")
    expect(page.get_by_role("status")).to_have_text(WORDS.notices["none_left"])


def test_what_is_filtered_is_saved_as_a_file(enter: Reviewers) -> None:
    page = enter("/staff?outcome=refused&language=en")
    for name, ending in ((WORDS.export_csv, ".csv"), (WORDS.export_jsonl, ".jsonl")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(ending)
        assert "Cinemas in 2022?" in download.value.path().read_text(encoding="utf-8")


def test_without_scripts_everything_works(enter: Reviewers) -> None:
    page = enter("/staff?words=离境退税&review=differing", java_script_enabled=False)
    shows(page, DIFFERING)
    page.get_by_label(WORDS.words_filter).fill("cinemas")
    page.get_by_label(WORDS.review_filter).select_option("")
    page.get_by_role("button", name=WORDS.apply).click()
    shows(page, "Cinemas in 2022?")


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [(DESKTOP, "dark", "en"), (PHONE, "light", "zh-Hant")],
)
def test_every_state_is_accessible_and_fits(
    enter: Reviewers, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = enter("/staff/login?next=/staff/withheld", signs_in=False, viewport=viewport, color_scheme=scheme)
    found = serious(page)
    page.fill("#name", "王敏")
    page.fill("#password", "wrong")
    page.press("#password", "Enter")
    page.get_by_role("alert").wait_for()
    found += serious(page)
    page.fill("#password", PASSWORDS["王敏"])
    page.press("#password", "Enter")
    page.wait_for_url("**/staff/withheld")
    lists = ("/staff/withheld", "/staff", "/staff?first_day=x", "/staff?words=nix&notice=none_left")
    for path in (*lists, "/staff/audit", "/staff/audit?before=3", "/staff/nix"):
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        found += serious(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert found == []


def test_on_a_phone_a_row_is_a_card_and_still_a_row(enter: Reviewers) -> None:
    page = enter("/staff?lang=zh-Hant", viewport=PHONE)
    row = page.get_by_role("row").filter(has_text=DIFFERING)
    expect(row.get_by_role("cell")).to_have_count(5)
    expect(row.get_by_role("rowheader")).to_have_count(1)
    label = row.locator("[data-label]").last.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == f'"{HANT.review}"'


def test_on_paper_stands_the_table_alone(enter: Reviewers) -> None:
    page = enter()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("table")).to_be_visible()
    for hidden in (".filters", ".menu", ".paging", ".masthead .who", ".exports"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_with_forced_colours_who_differs_is_still_told(enter: Reviewers) -> None:
    page = enter(forced_colors="active")
    expect(page.locator(".badge.differing")).to_have_text("≠意见不一")
    expect(page.locator(".badge.differing")).to_have_css("border-top-width", "2px")


def test_a_withheld_answer_is_shown_again(enter: Reviewers) -> None:
    page = enter("/staff/withheld")
    decision = WITHHOLDING.label.format(what=WITHHOLDING.withhold, question=DIFFERING)
    page.get_by_role("button", name=decision, exact=True).click()
    expect(page.get_by_role("status")).to_have_text(WORDS.notices["withheld"])
    page.get_by_role("button", name=WORDS.show_again_label.format(question=DIFFERING)).click()
    expect(page.get_by_role("status")).to_have_text(WORDS.notices["cleared"])
    expect(page.locator(".told")).to_have_text([WITHHOLDING.nothing_open, WORDS.nothing_withheld])


def test_times_are_those_of_the_readers_clock_from_the_second_page_on(enter: Reviewers) -> None:
    page = enter("/staff?outcome=refused&language=en", timezone_id="America/New_York")
    page.reload()
    told = page.locator(".entries time").first
    at = told.get_attribute("datetime") or ""
    assert at[-6:] in {"-04:00", "-05:00"}
    expect(told).to_have_text(at[:16].replace("T", " "))
    expect(page.locator(".about")).to_contain_text("北美东部时间")
    with page.expect_download() as download:
        page.get_by_role("link", name=WORDS.export_csv).click()
    assert at[:16].replace("T", " ") in download.value.path().read_text(encoding="utf-8")
