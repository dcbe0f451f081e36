"""What a first visit to the question page brings over the line, and how soon one can type."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP

SLOW_LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
# Milliseconds from the start of the load; the form that stands first takes text, and hands it on to Gradio's box.
_TYPED = """() => new Promise((done) => {
  const seen = () => {
    if (document.querySelector("#first-question, #box textarea")) done(performance.now());
    else requestAnimationFrame(seen);
  };
  seen();
})"""


@dataclass(frozen=True)
class FirstVisit:
    """Bytes as they came over the line, headers included, by address; milliseconds from the start of the load."""

    came: tuple[tuple[str, int], ...]
    first_paint: float
    takes_text: float
    drawn: float

    @property
    def n_bytes(self) -> int:
        """Of all that came."""
        return sum(n for _, n in self.came)


def first_visit(browser: Browser, url: str, line: dict[str, Any] | None = None) -> FirstVisit:
    """Return what a visitor with an empty cache gets; over a line of the given speed, or as fast as it comes."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    try:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        if line:
            network.send("Network.emulateNetworkConditions", line)
        addresses: dict[str, str] = {}
        came: list[tuple[str, int]] = []
        network.on(
            "Network.responseReceived", lambda told: addresses.update({told["requestId"]: told["response"]["url"]})
        )
        network.on(
            "Network.loadingFinished",
            lambda told: came.append((addresses.get(told["requestId"], ""), int(told["encodedDataLength"]))),
        )
        page.goto(url, wait_until="commit", timeout=120_000)
        takes_text = float(page.evaluate(_TYPED))
        expect(page.locator("#talk .welcome")).to_be_visible(timeout=120_000)
        drawn = float(page.evaluate("performance.now()"))
        page.wait_for_load_state("networkidle")
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        return FirstVisit(tuple(came), float(painted), takes_text, drawn)
    finally:
        context.close()
