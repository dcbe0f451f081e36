"""A verdict given by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.review.conftest import Area
from tests.browser.staff_area import Reviewers
from tests.ui.assistants import seed_corpus
from tests.ui.staff.reviewed import BEDS, cited
from ui.journal.records import Judgement, Support
from ui.journal.reviews import reviews_of
from ui.journal.standing import proposals
from ui.text.zh_hans.review import REVIEW_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF
from ui.text.zh_hans.withholding import WITHHOLDING_ZH_HANS as WITHHOLDING

pytestmark = pytest.mark.browser


def is_chosen(page: Page, *ids: str) -> None:
    """See that just these choices are made, in this order, once the page is there whole."""
    chosen = page.locator("input[type=radio]:checked")
    expect(chosen).to_have_count(len(ids))
    for number, choice in enumerate(ids):
        expect(chosen.nth(number)).to_have_id(choice)


def test_a_verdict_is_given_by_keyboard_alone(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("j")
    expect(page.locator("#evidence-1")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("j")
    expect(page.locator("#evidence-2")).to_be_focused()
    page.keyboard.press("j")  # there is none below
    page.keyboard.press("3")
    page.keyboard.press("k")
    page.keyboard.press("2")
    page.keyboard.press("i")
    is_chosen(page, "citation-1-partly", "citation-2-does_not", "judgement-incomplete")
    page.keyboard.press("n")
    page.keyboard.type("ruw123 少一项")
    is_chosen(page, "citation-1-partly", "citation-2-does_not", "judgement-incomplete")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved"])
    (kept,) = reviews_of(area.database, entry.entry_id)
    assert (kept.reviewer, kept.judgement, kept.note) == ("王敏", Judgement.INCOMPLETE, "ruw123 少一项")
    assert [verdict.support for verdict in kept.citations] == [Support.PARTLY, Support.DOES_NOT]
    is_chosen(page, "citation-1-partly", "citation-2-does_not", "judgement-incomplete")


def test_ten_citations_are_judged_with_four_keys(area: Area, enter: Reviewers) -> None:
    corpus = seed_corpus()
    entry = area.answers(
        citations=tuple(cited(corpus, BEDS, number) for number in range(1, 11)),
        text="".join(f"新增养老床位240张。[{number}]\n" for number in range(1, 11)),
    )
    page = enter(f"/staff/entry/{entry.entry_id}?words=学位")
    page.keyboard.press("3")  # the one that proves nothing
    page.keyboard.press("a")
    is_chosen(page, "citation-1-does_not", *(f"citation-{number}-supports" for number in range(2, 11)))
    page.keyboard.press("i")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: entry.entry_id not in url)
    (kept,) = reviews_of(area.database, entry.entry_id)
    assert [verdict.support for verdict in kept.citations] == [Support.DOES_NOT, *[Support.SUPPORTS] * 9]


def test_all_citations_are_marked_by_a_press_as_well(area: Area, enter: Reviewers) -> None:
    page = enter(f"/staff/entry/{area.answers().entry_id}", viewport=PHONE, has_touch=True, is_mobile=True)
    page.get_by_role("button", name=WORDS.prove_all).tap()
    is_chosen(page, "citation-1-supports", "citation-2-supports")


def test_enter_saves_and_goes_on_to_the_next(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}?words=学位")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: entry.entry_id not in url)
    assert reviews_of(area.database, entry.entry_id)[0].judgement is Judgement.RIGHT


def test_what_is_proposed_is_reached_by_a_key_and_done_with_enter(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}", name="李强")
    page.keyboard.press("p")
    expect(page.get_by_role("button", name=WITHHOLDING.propose)).to_be_focused()
    assert entry.entry_id not in {found.entry_id for found in proposals(area.database)}  # the key alone does nothing
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text(STAFF.notices["proposed"])
    expect(page.locator("[data-keys]")).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator(".held-now button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".held-now")).to_have_count(0)
    assert entry.entry_id not in {found.entry_id for found in proposals(area.database)}


def test_leaving_what_is_not_saved_takes_a_second_press(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}?words=2022")
    page.keyboard.press("w")
    expect(page.locator(".will-withhold")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("[data-status]")).to_have_text(WORDS.unsaved)
    page.keyboard.press("u")
    page.wait_for_url(lambda url: entry.entry_id not in url)
    assert reviews_of(area.database, entry.entry_id) == ()


def test_keys_with_modifiers_are_the_browsers_and_single_ones_can_be_switched_off(area: Area, enter: Reviewers) -> None:
    page = enter(f"/staff/entry/{area.answers().entry_id}")
    page.keyboard.press("Alt+r")
    page.keyboard.press("Control+i")
    is_chosen(page)
    page.locator(".keys summary").click()
    expect(page.locator(".keys dl")).to_contain_text(WORDS.keys["save_next"])
    page.locator("[data-keys-on]").uncheck()
    page.reload()
    page.keyboard.press("r")
    is_chosen(page)
    expect(page.locator(".judgement kbd").first).to_be_hidden()
    page.locator(".keys summary").click()
    page.locator("[data-keys-on]").check()
    page.locator("h1").click()
    page.keyboard.press("r")
    is_chosen(page, "judgement-right")


def test_enter_on_a_link_follows_the_link(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("r")
    page.locator(".cite").first.press("Enter")
    page.wait_for_url("**#evidence-1")
    assert reviews_of(area.database, entry.entry_id) == ()
