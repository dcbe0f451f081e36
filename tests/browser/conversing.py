"""Asking on the citizens' page, and looking at what came."""

from playwright.sync_api import Locator, Page, expect

OUTCOMES = ".answer, .refusal, .withheld, .failed"


def ask(page: Page, question: str) -> Locator:
    """Ask with the Enter key; return the turn once it is done."""
    number = page.locator(".turn").count() + 1
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")
    return answered(page, number)


def answered(page: Page, number: int) -> Locator:
    """Return the turn of that number once it is done."""
    turn = page.locator(f'.turn[data-turn="{number}"]')
    expect(turn.locator(OUTCOMES)).to_be_visible(timeout=30_000)
    return turn


def shown(page: Page) -> Locator:
    """Return the one source that is shown, once it is scrolled to its marks: in the frame after it is drawn."""
    view = page.locator("#sources [data-view]:not([hidden])")
    expect(view).to_have_count(1)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return view
