"""An answer as it is read: what is folded, what is told apart, what is shown of its sources."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Visit
from tests.browser.conversing import answered, ask

pytestmark = pytest.mark.browser

THROUGH_YEARS = "历年新增学位多少个？"


@pytest.mark.parametrize("viewport", [None, PHONE])
def test_a_chart_explains_its_columns_and_what_it_was_made_of_is_folded(
    visit: Visit, viewport: dict[str, int] | None
) -> None:
    page = visit(viewport)
    turn = ask(page, THROUGH_YEARS)
    folded = turn.locator("details.quotes")
    expect(folded.locator("p").first).to_be_hidden()
    expect(turn.locator(".chart-value", has_text="4000以上")).to_be_visible()
    filled, dashed = turn.locator(".chart-legend rect").all()
    looks = "element => [getComputedStyle(element).fill, getComputedStyle(element).strokeDasharray]"
    assert filled.evaluate(looks) != dashed.evaluate(looks)
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.locator("p")).to_have_count(6)
    expect(folded.locator("b.figure").first).to_have_text("6589个")
    assert serious(page) == []


def test_all_places_of_a_document_stand_below_its_one_title_and_each_opens(page: Page) -> None:
    turn = ask(page, "总结一下2025年教育方面的工作")
    titles = turn.locator(".cited-title").all_inner_texts()
    assert len(titles) == len(set(titles)) < turn.locator(".cited").count()
    last = turn.locator(".cited").last
    last.click()
    expect(last).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#sources [data-view]:not([hidden]) mark").first).to_be_visible()
    assert not set("①②③④⑤⑫") & set(turn.locator(".answer-text").inner_text())


def test_what_was_taken_over_is_dropped_with_one_press(page: Page) -> None:
    ask(page, "2024年新增学位多少个？")
    turn = ask(page, "那2022年呢？")
    expect(turn.locator(".understood")).to_contain_text("按“新增学位”理解")
    turn.get_by_role("button", name="只看这句话").click()
    alone = answered(page, 3)
    expect(alone.locator(".understood")).to_have_text("只按这句话理解，没有参照前面的问题。")
    expect(alone.locator(".key")).to_have_count(0)
    assert serious(page) == []


def test_a_refusal_is_said_in_the_language_that_was_asked_in(page: Page) -> None:
    refusal = ask(page, "How many school places were added in 2009?").locator(".refusal")
    expect(refusal).to_have_attribute("lang", "en")
    expect(refusal.locator("h3")).to_have_text("No direct answer")
    expect(refusal.locator("h4")).to_have_text("Sources")


def test_an_english_answer_says_in_english_what_each_chinese_quote_is_about(visit: Visit) -> None:
    page = visit.open("", locale="en")
    page.locator(".welcome").wait_for()
    turn = ask(page, "What is planned for schools in 2025?")
    quotes = turn.locator(".answer-text > p:not(.gloss):has(.cite)")
    assert turn.locator(".gloss").count() == quotes.count() > 1
    expect(turn.locator(".gloss").first).to_contain_text("school")
    assert serious(page) == []


@pytest.mark.parametrize("viewport", [None, PHONE])
def test_chips_keep_what_is_asked_to_a_year_and_an_empty_scope_says_so(
    visit: Visit, viewport: dict[str, int] | None
) -> None:
    page = visit(viewport)
    scope = page.locator("#scope")
    scope.locator("summary").click()
    scope.get_by_role("button", name="2022", exact=True).click()
    expect(scope.locator("summary")).to_have_text("查找范围：2022")
    assert serious(page) == []
    turn = ask(page, "新增学位多少个？")
    expect(turn.locator(".lead .key")).to_have_text("10155个")
    expect(turn.locator(".understood")).to_have_text("查找范围：2022")
    scope.get_by_role("button", name="不限范围").click()
    expect(scope.locator("summary")).to_have_text("查找范围：全部文件")
    for name in ("2020", "完成情况"):
        scope.get_by_role("button", name=name, exact=True).click()
        expect(scope.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-pressed", "true")
    scope.get_by_role("button", name="2023年罗湖区政府工作报告").click()
    expect(scope.locator(".empty")).to_be_visible()
    visit.leave_in_peace(page)
    page.reload()
    expect(page.locator("#scope .empty")).to_be_visible()
