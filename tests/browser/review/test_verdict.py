"""What becomes of a verdict: who differs, what is withheld, what becomes a case."""

import pytest
from playwright.sync_api import expect

from tests.browser.review.conftest import Area
from tests.browser.staff_area import Reviewers
from tests.ui.staff.reviewed import BEDS, review
from ui.journal.records import Judgement, Support
from ui.journal.reviews import add_review, reviews_of
from ui.text.zh_hans.review import REVIEW_ZH_HANS as WORDS

pytestmark = pytest.mark.browser


def test_two_who_differ_see_on_what(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    add_review(area.database, review(entry, Judgement.RIGHT, "李强", c1=Support.SUPPORTS))
    page = enter(f"/staff/entry/{entry.entry_id}")
    expect(page.locator(".verdicts")).to_be_hidden()  # judge first
    page.keyboard.press("3")  # of the first citation
    page.keyboard.press("r")
    page.keyboard.press("s")
    rows = page.locator(".differing-on tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.locator("th, td")).to_have_text(["出处 1", "能", "不能"])
    expect(page.locator("#evidence-1 .differs-here")).to_be_visible()
    expect(page.locator(".case")).to_contain_text(WORDS.case_waits)


def test_a_right_answer_becomes_a_case_in_one_click(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("r")
    page.keyboard.press("s")
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved"])
    page.get_by_role("button", name=WORDS.make_case).click()
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["case_made"])
    expect(page.locator(".case .done")).to_be_visible()
    assert f"s{entry.entry_id[:12]}" in area.settings.inbox.read_text(encoding="utf-8")


def test_a_wrong_answer_is_withheld_and_corrected_by_selecting_words(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("w")
    page.keyboard.press("s")
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved_withheld"])
    expect(page.get_by_role("button", name=WORDS.show_again)).to_be_visible()
    page.get_by_role("button", name=WORDS.make_case).click()
    expect(page.locator(".case [role=alert]")).to_be_focused()
    expect(page.locator(".case [role=alert]")).to_have_text(WORDS.gaps["no_correction"])
    page.get_by_label(WORDS.facts).fill("240张")
    use = page.get_by_role("button", name=WORDS.use_selection)
    expect(use).to_be_disabled()
    page.locator("#evidence-2 mark").evaluate("mark => getSelection().selectAllChildren(mark)")
    use.click()
    expect(page.get_by_role("textbox", name=WORDS.quotes)).to_have_value(BEDS)
    page.get_by_role("button", name=WORDS.make_case).click()
    expect(page.locator(".case .done")).to_be_visible()
    page.get_by_role("button", name=WORDS.show_again).click()
    expect(page).to_have_url("/staff/withheld?notice=cleared")
    page.goto(f"/staff/entry/{entry.entry_id}")
    expect(page.locator(".held-now")).to_have_count(0)


def test_without_scripts_a_verdict_is_saved(area: Area, enter: Reviewers) -> None:
    entry = area.refusals(question="罗湖有多少家电影院？")
    page = enter(f"/staff/entry/{entry.entry_id}", java_script_enabled=False)
    page.locator("#judgement-right").check()
    page.locator("[data-save]").click()
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved"])
    assert reviews_of(area.database, entry.entry_id)[0].judgement is Judgement.RIGHT
