"""The page's own timing in a real Chromium, as `make bench` prints it: first visits, answers, jumps of the layout.

An answer's time runs from the press of Enter to the second frame after the answer is in the page, when it has been
painted. The questions are dev cases, in one conversation of 20 after another, as a visitor's would grow.
"""

import json
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESKTOP, FLAGS, ROOT, installed, running
from tests.browser.first_visit import SLOW_LINE, first_visit

N_VISITS, N_SLOW, N_QUESTIONS, PER_CONVERSATION = 10, 3, 60, 20
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
        _print_visits(browser, server.url)
        _print_answers(browser, server.url)
        browser.close()


def _print_visits(browser: Browser, url: str) -> None:
    first, *others = [first_visit(browser, url) for _ in range(N_VISITS)]
    slow = [first_visit(browser, url, SLOW_LINE) for _ in range(N_SLOW)]
    print(f"first contentful paint, first visit after the start  {first.first_paint:6.0f} ms")
    for of, visits in (("new visitors", others), ("at 50 KB/s and 400 ms", slow)):
        for told, name in (("first contentful paint", "first_paint"), ("takes text", "takes_text"), ("drawn", "drawn")):
            median = statistics.median(getattr(visit, name) for visit in visits)
            print(f"{f'{told}, median of {len(visits)} {of}':52} {median:6.0f} ms")
    print(f"{f'first visit, {len(first.came)} files':52} {first.n_bytes / 1000:6.0f} KB")


def _print_answers(browser: Browser, url: str) -> None:
    lines = (ROOT / "eval" / "cases" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[:N_QUESTIONS]]
    seconds, jumped, came = [], 0.0, []
    for start in range(0, len(questions), PER_CONVERSATION):
        page = _visit(browser, url)
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.dataReceived", lambda told: came.append(int(told["encodedDataLength"])))
        seconds += [
            _asked(page, number, question)
            for number, question in enumerate(questions[start : start + PER_CONVERSATION], 1)
        ]
        jumped = max(jumped, page.evaluate("window.jumped"))
    print(f"Enter to painted answer, median of {len(seconds)} questions      {statistics.median(seconds):6.0f} ms")
    print(f"Enter to painted answer, 95th percentile             {statistics.quantiles(seconds, n=20)[-1]:6.0f} ms")
    mean = sum(came) / len(seconds) / 1000
    print(f"an answer, mean over conversations of {PER_CONVERSATION}             {mean:6.0f} KB")
    print(f"cumulative layout shift, largest of a conversation   {jumped:6.3f}")


def _visit(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.goto(url)
    page.locator(".welcome").wait_for()
    page.evaluate(_WATCH)
    return page


def _asked(page: Page, number: int, question: str) -> float:
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")
    page.wait_for_function("n => window.nPainted === n && window.painted > window.sent", arg=number)
    page.wait_for_timeout(300)
    return float(page.evaluate("window.painted - window.sent"))


if __name__ == "__main__":
    main()
