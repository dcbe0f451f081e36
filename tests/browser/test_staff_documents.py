"""A document from a clerk's hands to an answer: uploaded, looked at, put in force, asked about."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from index.errors import Fault
from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE, REVIEWERS, ROOT, Server, running
from tests.browser.conversing import OUTCOMES, answered
from ui.journal.clock import LOCAL
from ui.text.zh_hans.documents import DOCUMENTS_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF

pytestmark = [pytest.mark.browser, pytest.mark.model]

REPORT = """西岸区2025年政府工作报告

2026年1月12日在西岸区第八届人民代表大会第六次会议上

西岸区人民政府

一、2025年工作回顾

过去一年，西岸区地区生产总值达到312.6亿元，增长6.1%。西岸区新增公办学位4380个，新建社区食堂27家。

（一）民生福祉持续增进。建成保障性住房1520套，改造老旧小区18个。

二、2026年工作安排

2026年，西岸区计划新增公办学位3200个，新建口袋公园9个。
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("documents")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "index" / "artifacts", folder / "artifacts")
    own = {
        "LUOHU_INDEX_SEEDS_DIR": str(folder / "seeds"),
        "LUOHU_INDEX_ARTIFACTS_DIR": str(folder / "artifacts"),
        "LUOHU_INDEX_REMOVED_DIR": str(folder / "removed"),
        "LUOHU_UI_HELD_DIR": str(folder / "held"),
        "LUOHU_UI_INDEX_SECONDS": "0.5",
    }
    with running(["-m", "ui", "--port", "0"], folder, **own) as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    page = signed_in(browser, server)
    yield page
    page.context.close()


def signed_in(browser: Browser, server: Server, **options: Any) -> Page:
    """A new browser on the page of documents."""
    given = {"viewport": DESKTOP, "locale": "zh-CN", "reduced_motion": "reduce"} | options
    page = browser.new_context(base_url=server.url, **given).new_page()
    page.set_default_timeout(30_000)
    page.goto("staff/login?next=/staff/documents")
    page.fill("#name", "wang")
    page.fill("#password", REVIEWERS["wang"])
    page.press("#password", "Enter")
    page.get_by_role("heading", name=WORDS.title, level=1).wait_for()
    return page


def row(page: Page, name: str) -> Locator:
    """The line of an upload."""
    return page.locator(".held tbody tr").filter(has_text=name)


def test_a_document_is_uploaded_looked_at_put_in_force_and_answers(page: Page, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "西岸区2025年政府工作报告.txt"
    file.write_text(REPORT, encoding="utf-8")
    page.set_input_files("#files", file)
    page.get_by_role("button", name=WORDS.send).click()
    page.get_by_role("link", name=WORDS.look).click()
    expect(page.get_by_label(WORDS.title_label)).to_have_value("西岸区2025年政府工作报告")
    expect(page.get_by_label(WORDS.place, exact=True)).to_have_value("西岸区")
    expect(page.locator(".whole")).to_contain_text("新增公办学位4380个")
    expect(page.locator(".outline")).to_contain_text("二、2026年工作安排")
    expect(page.locator(".questions li").first).to_be_visible(timeout=90_000)
    page.get_by_label(WORDS.issuer).fill("西岸区人民政府办公室")
    page.get_by_role("button", name=WORDS.put).click()
    expect(page.get_by_role("status").first).to_have_text(STAFF.notices["approved"])
    expect(page.locator(".held")).to_contain_text("已生效", timeout=120_000)
    expect(page.locator(".in-force")).to_contain_text("西岸区人民政府办公室", timeout=60_000)
    page.goto("")
    page.locator("#box textarea").fill("2025年西岸区新增公办学位多少个？")
    page.locator("#box textarea").press("Enter")
    expect(answered(page, 1).locator(OUTCOMES)).to_contain_text("4380个")
    page.goto("staff/audit")
    for act in ("上传文件", "确认生效", "文件已生效"):
        expect(page.locator(".audit")).to_contain_text(act)


DROP = """([form, files]) => {
  const held = new DataTransfer();
  for (const [name, text] of files) held.items.add(new File([text], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    form.dispatchEvent(new DragEvent(type, { dataTransfer: held, bubbles: true, cancelable: true }));
  }
}"""


def test_several_files_are_dragged_and_a_bad_one_among_them_is_one_sentence(page: Page) -> None:
    files = [["东区计划.txt", "东区2026年工作要点\n\n2026年，东区计划新建公园9个。"], ["空的.txt", ""]]
    expect(page.locator("[data-drop-hint]")).to_be_visible()  # by the script, which takes what is dropped from then on
    page.evaluate(DROP, [page.locator("[data-upload]").element_handle(), files])
    expect(page.locator(".sending")).to_contain_text(WORDS.sent.format(name="东区计划.txt"))
    expect(row(page, "空的.txt").locator(".why")).to_have_text(WORDS.problems[Fault.EMPTY], timeout=60_000)
    expect(row(page, "东区计划.txt").get_by_role("link", name=WORDS.look)).to_be_visible(timeout=60_000)
    row(page, "空的.txt").get_by_role("button").click()
    expect(page.get_by_role("status").first).to_have_text(STAFF.notices["discarded"])
    expect(row(page, "空的.txt")).to_have_count(0)


def test_a_file_too_long_is_told_before_it_is_sent(page: Page, tmp_path: Path) -> None:
    long = tmp_path / "大.txt"
    long.write_bytes(b"x" * 50_000_001)
    page.set_input_files("#files", long)
    page.get_by_role("button", name=WORDS.send, exact=True).click()
    expect(page.locator(".sending .wrong")).to_have_text(WORDS.too_large.format(name="大.txt", mb=50))
    expect(row(page, "大.txt")).to_have_count(0)


def test_without_scripts_all_of_it_works_and_a_time_is_kept(browser: Browser, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "北区2026年工作要点.txt"
    file.write_text("北区2026年工作要点\n\n2026年，北区计划新建公园9个。", encoding="utf-8")
    page = signed_in(browser, server, java_script_enabled=False)
    page.set_input_files("#files", file)
    page.get_by_role("button", name=WORDS.send, exact=True).click()
    row(page, file.name).get_by_role("link", name=WORDS.look).click(timeout=60_000)  # the page comes again by itself
    page.get_by_label(WORDS.at_time).check()
    due = datetime.now(LOCAL) + timedelta(days=3)
    page.get_by_label(WORDS.time_label).fill(f"{due:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name=WORDS.put).click()
    expect(page.get_by_role("status").first).to_have_text(STAFF.notices["scheduled"])
    expect(row(page, file.name)).to_contain_text(WORDS.due.format(time=f"{due:%Y-%m-%d %H:%M}"))
    row(page, file.name).get_by_role("button", name=WORDS.recall).click()
    expect(page.get_by_role("status").first).to_have_text(STAFF.notices["recalled"])
    page.get_by_role("button", name=WORDS.discard).click()
    page.context.close()


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [(DESKTOP, "dark", "en"), (PHONE, "light", "zh-Hant"), (PHONE, "dark", "zh-Hans")],
)
def test_every_page_is_accessible_and_fits(
    browser: Browser, server: Server, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = signed_in(browser, server, viewport=viewport, color_scheme=scheme)
    for path in (f"staff/documents?lang={language}", "staff/documents?words=nix"):
        page.goto(path)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.goto("staff/documents")
    if not row(page, "公报.txt").count():
        report = (ROOT / "seeds" / "001_e6d6b6bfaf22de54.txt").read_bytes()
        page.set_input_files("#files", {"name": "公报.txt", "mimeType": "text/plain", "buffer": report})
        page.locator("[data-upload] button").click()
    row(page, "公报.txt").locator(".button").click(timeout=60_000)
    page.locator(".alike li").wait_for()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.context.close()


def test_the_keyboard_alone_leads_through_upload_and_preview(page: Page) -> None:
    page.locator("#files").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=WORDS.send, exact=True)).to_be_focused()
    row(page, "公报.txt").get_by_role("link", name=WORDS.look).focus()
    page.keyboard.press("Enter")
    page.locator("#title").focus()
    page.get_by_label(WORDS.at_once).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(WORDS.time_label)).to_be_visible()
