"""What axe-core finds on a page, in whatever state it is."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Frame, Page

_RUN = """async (options) => {
  const found = await axe.run(document, { resultTypes: ["violations"], ...options });
  return found.violations
    .filter((violation) => options.runOnly || ["serious", "critical"].includes(violation.impact))
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.html}`));
}"""
_WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# `target-size` is off in axe by itself. 7 : 1, of level AAA, is what high contrast is for.
_ENHANCED = "color-contrast-enhanced"


def serious(page: Page | Frame) -> list[str]:
    """Return the serious and critical findings, one line for each element: rule, selector, element."""
    return _found(page, {})


def against_wcag(page: Page | Frame, *, contrast: bool = False) -> list[str]:
    """Return what is against WCAG 2.2, A and AA, of whatever impact; with `contrast` also text below 7 : 1."""
    rules = {"target-size": {"enabled": True}, _ENHANCED: {"enabled": contrast}}
    return _found(page, {"runOnly": {"type": "tag", "values": [*_WCAG, *(["wcag2aaa"] * contrast)]}, "rules": rules})


def _found(page: Page | Frame, options: dict[str, object]) -> list[str]:
    page.wait_for_load_state()  # of a page half read, half is found
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_source())  # past the page's content security policy, which keeps scripts out of its markup
    found: list[str] = page.evaluate(_RUN, options)
    return found


@cache
def _source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
