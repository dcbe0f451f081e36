"""An uploaded PDF page by page: its picture with boxes around what was read, beside the text, a scanned page too."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from eval.bench.papers import lines, pdf
from index.load.picture import WIDTH
from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE, ROOT, Server, running
from tests.browser.test_staff_documents import signed_in
from tests.index.load.scans import bound, scan
from ui.text.zh_hans.documents import DOCUMENTS_ZH_HANS as WORDS

pytestmark = [pytest.mark.browser, pytest.mark.model]

WRITTEN = ["西岸区渔港情况通报", "全年新建码头三座，渔船八十艘。"]
SCANNED = ["一、港口", "全年完成港口吞吐量1300万吨。"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "index" / "artifacts", folder / "artifacts")
    own = {
        "LUOHU_INDEX_SEEDS_DIR": str(folder / "seeds"),
        "LUOHU_INDEX_ARTIFACTS_DIR": str(folder / "artifacts"),
        "LUOHU_UI_HELD_DIR": str(folder / "held"),
    }
    with running(["-m", "ui", "--port", "0"], folder, **own) as server:
        yield server


@pytest.fixture(scope="module")
def address(browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a PDF that was uploaded, and read."""
    file = tmp_path_factory.mktemp("file") / "渔港.pdf"
    file.write_bytes(bound(pdf(lines(WRITTEN)), scan(SCANNED)))
    page = signed_in(browser, server)
    page.set_input_files("#files", file)
    page.get_by_role("button", name=WORDS.send).click()
    link = page.get_by_role("link", name=WORDS.look)
    expect(link).to_be_visible(timeout=300_000)
    address = link.get_attribute("href") or ""
    page.context.close()
    return address


def drawn(page: Page) -> None:
    """Wait until the picture is there: the first is drawn when it is asked for."""
    page.locator(".sheet img").scroll_into_view_if_needed()
    expect(page.locator(".sheet img")).to_have_js_property("naturalWidth", WIDTH, timeout=60_000)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1440", "375"])
def test_a_page_is_turned_by_keyboard_and_what_was_typed_stays(
    browser: Browser, server: Server, address: str, size: dict[str, int]
) -> None:
    page = signed_in(browser, server, viewport=size)
    page.goto(address)
    sheet = page.locator(".sheet")
    expect(sheet.locator(".page-text p")).to_have_text(WRITTEN)
    expect(sheet.locator("rect")).to_have_count(len(WRITTEN))
    drawn(page)
    page.get_by_label(WORDS.issuer).fill("西岸区政府")
    sheet.get_by_role("link", name=WORDS.later).focus()
    page.keyboard.press("Enter")
    expect(sheet.locator(".page-text p")).to_have_text(SCANNED)
    expect(sheet).to_contain_text(WORDS.page_by_machine)
    expect(sheet.locator(".turn span")).to_be_focused()
    expect(page.get_by_label(WORDS.issuer)).to_have_value("西岸区政府")
    drawn(page)
    box, picture = sheet.locator("rect").first.bounding_box(), sheet.locator("img").bounding_box()
    assert box
    assert picture
    assert picture["x"] < box["x"] < picture["x"] + picture["width"] / 3
    assert picture["y"] < box["y"] < picture["y"] + picture["height"] / 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
    page.context.close()
