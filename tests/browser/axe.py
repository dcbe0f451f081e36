"""What axe-core finds on a page, in whatever state it is."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

_RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact))
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.html}`));
}"""


def serious(page: Page) -> list[str]:
    """Return the serious and critical findings, one line for each element: rule, selector, element."""
    page.wait_for_load_state()  # of a page half read, half is found
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_source())  # past the page's content security policy, which keeps scripts out of its markup
    found: list[str] = page.evaluate(_RUN)
    return found


@cache
def _source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
