"""长者模式 and the other switches: large, one column, high contrast, nothing small to press, kept; a statement."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import against_wcag
from tests.browser.conftest import PHONE, Visit
from tests.browser.conversing import ask
from tests.browser.test_accessibility import DEGREES, STATES

pytestmark = pytest.mark.browser

ELDER = "localStorage.setItem('luohu-qa-ease', JSON.stringify({ size: 2, elder: true, contrast: true }))"
TABLET = {"width": 768, "height": 1024}
DOCUMENT = "doc/000_184aa66930443cca#10-60"
# What can be pressed and seen, by itself: a link within a sentence is as high as its line (WCAG 2.5.8, inline).
_SMALL = """(least) => [...document.querySelectorAll("button, summary, select, input, nav a, .take a, .actions a")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]"))
  .filter((element) => !element.closest(".skip, .unseen"))
  .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
  .filter(([, { width, height }]) => width && (width < least - 0.5 || height < least - 0.5))
  .map(([html, { width, height }]) => `${Math.round(width)}×${Math.round(height)} ${html}`)"""


def elder(visit: Visit, path: str = "", viewport: dict[str, int] | None = None, **options: str) -> Page:
    """Open a page as somebody comes back who chose 长者模式 before."""
    page = visit.open("healthz", viewport, **options)
    page.add_init_script(ELDER)
    page.goto(visit.server.url + path)
    if not path:
        expect(page.locator(".welcome")).to_be_visible()
    return page


def font_pixels(element: Locator) -> float:
    """Return how large a text is as the eye has it: its style, times all zoom around it."""
    size: float = element.evaluate("(is) => parseFloat(getComputedStyle(is).fontSize) * (is.currentCSSZoom ?? 1)")
    return size


def test_one_press_makes_the_page_large_in_one_column_and_it_is_so_on_the_next_visit(page: Page, visit: Visit) -> None:
    before = font_pixels(page.locator(".welcome > p").first)
    switch = page.get_by_role("button", name="长者模式")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert font_pixels(page.locator(".welcome > p").first) >= 1.5 * before
    turn = ask(page, DEGREES)
    assert font_pixels(turn.locator(".answer-text")) >= 24
    visit.leave_in_peace(page)
    page.reload()
    expect(page.locator(".turn .answer")).to_be_visible()
    expect(page.locator("html")).to_have_class("eased large size-2 elder contrast")
    page.goto(f"{visit.server.url}{DOCUMENT}")
    expect(page.get_by_role("button", name="长者模式")).to_have_attribute("aria-pressed", "true")
    assert font_pixels(page.locator("article p").first) >= 24


def test_it_is_left_by_the_same_press(page: Page) -> None:
    switch = page.get_by_role("button", name="长者模式")
    plain = page.locator("html").get_attribute("class")
    switch.click()
    switch.click()
    expect(page.locator("html")).to_have_class(plain or "")
    expect(page.locator("#ease")).to_be_hidden()


def test_a_source_is_a_sheet_over_the_one_column_and_gives_back_the_focus(visit: Visit) -> None:
    page = elder(visit)
    turn = ask(page, DEGREES)
    sources = page.locator("#sources")
    expect(sources).not_to_be_in_viewport()
    turn.locator(".cite").first.click()
    expect(sources).to_have_attribute("role", "dialog")
    expect(sources.locator("mark").first).to_be_in_viewport()
    assert against_wcag(page, contrast=True) == []
    page.keyboard.press("Escape")
    expect(sources).not_to_be_in_viewport()
    expect(turn.locator(".cite").first).to_be_focused()


def test_contents_stand_above_the_text_of_a_document(visit: Visit) -> None:
    page = elder(visit, DOCUMENT)
    contents, text = page.locator(".contents").bounding_box(), page.locator("article").bounding_box()
    assert contents
    assert text
    assert contents["y"] + contents["height"] <= text["y"]


@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
@pytest.mark.parametrize("viewport", [PHONE, TABLET, None], ids=["375", "768", "1440"])
def test_nothing_to_press_is_small_and_nothing_is_cut(
    visit: Visit, locale: str, viewport: dict[str, int] | None
) -> None:
    page = elder(visit, "", viewport, locale=locale)
    assert page.evaluate(_SMALL, 44) == []
    ask(page, DEGREES)
    for size in range(4):
        page.locator(f"[data-size='{size}']").click()
        assert page.evaluate(_SMALL, 44) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{visit.server.url}{DOCUMENT}")
    assert page.evaluate(_SMALL, 44) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_wcag_on_any_state_and_every_text_has_high_contrast(
    visit: Visit, scheme: str
) -> None:
    found = {}
    for name, reach in STATES.items():
        if name == "large":
            continue  # the bar has the sizes
        page = elder(visit, color_scheme=scheme)
        reach(page)
        found[name] = against_wcag(page, contrast=True)
        page.context.close()
        visit.contexts.clear()
    assert found == {name: [] for name in found}


@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
@pytest.mark.parametrize("path", ["accessibility", DOCUMENT, "figures", "api/docs"])
def test_axe_finds_nothing_against_wcag_on_other_pages(visit: Visit, path: str, locale: str) -> None:
    plain = visit.open(path, PHONE, locale=locale)
    assert against_wcag(plain) == []
    assert against_wcag(elder(visit, path, PHONE, locale=locale), contrast=True) == []


def test_the_check_of_contrast_bites(page: Page) -> None:
    assert against_wcag(page) == []
    assert any("color-contrast-enhanced" in each for each in against_wcag(page, contrast=True))


def test_size_and_contrast_are_chosen_apart_in_a_bar_that_the_keyboard_opens(page: Page) -> None:
    opens = page.get_by_role("button", name="无障碍", exact=True)
    opens.focus()
    page.keyboard.press("Enter")
    expect(opens).to_have_attribute("aria-expanded", "true")
    bar = page.get_by_role("group", name="无障碍设置")
    largest = bar.get_by_role("button", name="最大")
    largest.focus()
    page.keyboard.press("Enter")
    expect(largest).to_have_attribute("aria-pressed", "true")
    expect(bar.get_by_role("button", name="标准")).to_have_attribute("aria-pressed", "false")
    contrast = bar.get_by_role("button", name="高对比度")
    contrast.focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_class("eased large size-3 contrast")
    assert page.evaluate("getComputedStyle(document.querySelector('#talk')).color") == "rgb(0, 0, 0)"
    opens.focus()
    page.keyboard.press("Enter")
    expect(bar).to_be_hidden()


def test_a_broken_memory_is_as_none(visit: Visit) -> None:
    page = visit.open("healthz")
    page.evaluate("localStorage.setItem('luohu-qa-ease', '[}')")
    page.goto(visit.server.url + DOCUMENT)
    expect(page.locator("html")).to_have_class("eased marking")
    page.evaluate('localStorage.setItem(\'luohu-qa-ease\', \'{"size": 99, "elder": "x"}\')')
    page.reload()
    expect(page.locator("html")).to_have_class("eased large size-3 marking")


def test_the_statement_is_one_press_away_and_says_whom_to_tell(page: Page) -> None:
    page.locator("#bottom").get_by_role("link", name="无障碍声明").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("无障碍声明")
    article = page.locator("article")
    expect(article).to_contain_text("罗湖区人民政府办公室")  # of the catalogue: no contact is set
    expect(article.get_by_role("link", name="12345")).to_have_attribute("href", "tel:12345")
