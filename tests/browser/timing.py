"""The page's own timing in a real Chromium, as `make bench` prints it: first paint, answers, jumps of the layout.

An answer's time runs from the press of Enter to the second frame after the answer is in the page, when it has been
painted. The questions are dev cases, in one conversation of 20 after another, as a visitor's would grow.
"""

import json
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESKTOP, FLAGS, ROOT, installed, running

N_VISITS, N_QUESTIONS, PER_CONVERSATION = 10, 60, 20
_WATCH = """() => {
  window.jumped = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumped += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const send = (event) => { if (event.key === "Enter") window.sent = performance.now(); };
  document.addEventListener("keydown", send, true);
  new MutationObserver(() => {
    const n = document.querySelectorAll(".turn .answer, .turn .refusal").length;
    if (n === window.answers) return;
    window.answers = n;
    const frame = requestAnimationFrame;
    frame(() => frame(() => { window.painted = performance.now(); window.nPainted = n; }));
  }).observe(document, { subtree: true, childList: true });
}"""


def main() -> None:
    """Print the figures, one a line."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(["-m", "ui", "--port", "0"], Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        first, *others = [_first_paint(browser, server.url) for _ in range(N_VISITS)]
        print(f"first contentful paint, first visit after the start  {first:6.0f} ms")
        print(f"first contentful paint, median of {N_VISITS - 1} new visitors      {statistics.median(others):6.0f} ms")
        lines = (ROOT / "eval" / "cases" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        questions = [json.loads(line)["question"] for line in lines[:N_QUESTIONS]]
        seconds, jumped = [], 0.0
        for start in range(0, len(questions), PER_CONVERSATION):
            page = _visit(browser, server.url)
            seconds += [
                _asked(page, number, question)
                for number, question in enumerate(questions[start : start + PER_CONVERSATION], 1)
            ]
            jumped = max(jumped, page.evaluate("window.jumped"))
        print(f"Enter to painted answer, median of {len(seconds)} questions      {statistics.median(seconds):6.0f} ms")
        print(f"Enter to painted answer, 95th percentile             {statistics.quantiles(seconds, n=20)[-1]:6.0f} ms")
        print(f"cumulative layout shift, largest of a conversation   {jumped:6.3f}")
        browser.close()


def _visit(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.goto(url)
    page.locator(".welcome").wait_for()
    page.evaluate(_WATCH)
    return page


def _first_paint(browser: Browser, url: str) -> float:
    page = _visit(browser, url)
    return float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))


def _asked(page: Page, number: int, question: str) -> float:
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")
    page.wait_for_function("n => window.nPainted === n && window.painted > window.sent", arg=number)
    page.wait_for_timeout(300)
    return float(page.evaluate("window.painted - window.sent"))


if __name__ == "__main__":
    main()
