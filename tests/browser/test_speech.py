"""Reading aloud and voice input: off by default, by what the browser has. A headless Chromium has neither."""

import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import against_wcag
from tests.browser.conftest import PHONE, Server, Visit, running
from tests.browser.conversing import answered, ask
from tests.browser.test_accessibility import DEGREES

pytestmark = pytest.mark.browser

# The browser's part: what it is told to say, in whose voice. One voice is of this device, one of a host.
SPEAKS = """
window.spoken = [];
const speech = {
  getVoices: () => [
    { name: "near", lang: "zh-CN", localService: true },
    { name: "far", lang: "en-US", localService: false },
  ],
  speak: (utterance) => window.spoken.push([utterance.voice.name, utterance.text, utterance]),
  cancel: () => (window.cancelled = (window.cancelled ?? 0) + 1),
  addEventListener: () => {},
};
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
HEARS = """
window.webkitSpeechRecognition = class {
  start() {
    window.recognition = this;
    this.onstart();
    if (window.refused) {
      this.onerror({ error: "not-allowed" });
      this.onend();
    }
  }
  stop() { this.onend(); }
  abort() { this.onend(); }
};
window.SpeechRecognition = window.webkitSpeechRecognition;
"""
HEAR = """(text) => {
  window.recognition.onresult({ results: [[{ transcript: text }]] });
  window.recognition.onend();
}"""


@pytest.fixture(scope="module")
def voice_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The pages with voice input offered."""
    folder = tmp_path_factory.mktemp("voice")
    with running(["-m", "ui", "--port", "0"], folder, LUOHU_UI_VOICE_INPUT="true") as server:
        yield server


def opened(visit: Visit, browser_has: str, viewport: dict[str, int] | None = None, **options: str) -> Page:
    page = visit.open("healthz", viewport, **options)
    page.add_init_script(browser_has)
    page.goto(visit.server.url)
    expect(page.locator(".welcome")).to_be_visible()
    page.locator("[data-ease]").click()
    return page


def test_a_browser_without_voices_is_offered_nothing(visit: Visit) -> None:
    page = opened(visit, "Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    expect(page.locator('[data-set="contrast"]')).to_be_visible()
    expect(page.locator('[data-set="aloud"]')).to_be_hidden()
    expect(ask(page, DEGREES).locator("[data-read]")).to_be_hidden()


def test_an_answer_is_read_by_the_voices_of_the_device_once_that_is_switched_on(visit: Visit) -> None:
    page = opened(visit, SPEAKS)
    turn = ask(page, DEGREES)
    expect(turn.locator("[data-read]")).to_be_hidden()
    switch = page.get_by_role("button", name="朗读", exact=True)
    expect(switch).to_have_accessible_description("朗读用的是这台设备自带的语音，文字不会发给别的网站。")
    switch.click()
    read = turn.get_by_role("button", name="朗读答案")
    read.click()
    expect(turn.get_by_role("button", name="停止朗读")).to_be_visible()
    said: list[list[str]] = page.evaluate("spoken.map(([voice, text]) => [voice, text])")
    assert {voice for voice, _ in said} == {"near"}
    assert any("8430个" in text for _, text in said)
    assert not any("[1]" in text for _, text in said)
    page.evaluate("spoken.at(-1)[2].onend()")
    expect(read).to_be_visible()
    read.click()
    page.keyboard.press("Escape")
    expect(read).to_be_visible()
    assert page.evaluate("cancelled") >= 2
    assert against_wcag(page) == []


def test_the_switch_is_remembered(visit: Visit) -> None:
    page = opened(visit, SPEAKS)
    page.get_by_role("button", name="朗读", exact=True).click()
    page.reload()
    expect(ask(page, DEGREES).locator("[data-read]")).to_be_visible()


def test_no_microphone_is_asked_for_where_voice_input_is_not_offered(visit: Visit) -> None:
    page = opened(visit, HEARS)
    expect(page.locator('[data-set="voice"]')).to_have_count(0)
    with urllib.request.urlopen(visit.server.url) as response:
        assert "microphone=()" in response.headers["permissions-policy"]


@pytest.mark.parametrize("viewport", [PHONE, None], ids=["375", "1440"])
def test_what_is_said_stands_in_the_box_and_is_sent_by_the_visitor(
    visit: Visit, voice_server: Server, viewport: dict[str, int] | None
) -> None:
    visit.server = voice_server
    page = opened(visit, HEARS, viewport)
    expect(page.locator("#speak")).to_have_count(0)
    page.get_by_role("button", name="语音输入").click()
    expect(page.locator("#told-voice")).to_contain_text("发给它的厂商")
    page.get_by_role("button", name="说出问题").click()
    expect(page.get_by_role("alert")).to_have_text("正在听，请讲……")
    page.evaluate(HEAR, DEGREES)
    expect(page.locator("#box textarea")).to_have_value(DEGREES)
    expect(page.locator("#box textarea")).to_be_focused()
    expect(page.locator(".turn")).to_have_count(0)
    assert against_wcag(page) == []
    page.keyboard.press("Enter")
    expect(answered(page, 1).locator(".lead .key")).to_have_text("8430个")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with urllib.request.urlopen(voice_server.url) as response:
        assert "microphone=(self)" in response.headers["permissions-policy"]
    with urllib.request.urlopen(f"{voice_server.url}figures") as response:
        assert "microphone=()" in response.headers["permissions-policy"]


def test_a_refused_microphone_is_told(visit: Visit, voice_server: Server) -> None:
    visit.server = voice_server
    page = opened(visit, HEARS, locale="en")
    page.get_by_role("button", name="Voice input").click()
    page.evaluate("window.refused = true")
    page.get_by_role("button", name="Speak your question").click()
    expect(page.get_by_role("alert")).to_have_text(
        "The browser did not allow the microphone. Please type your question."
    )
