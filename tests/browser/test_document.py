"""The page of a document as a person with a browser meets it."""

import pytest
from playwright.sync_api import expect

from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.records import Document
from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser

REPORT = "001_e6d6b6bfaf22de54"
UNIT = "全年地区生产总值2630.2亿元、增长3.4%,增速高于全市平均水平。"  # of that report


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.doc_id: document for document in load_documents(IndexSettings().seeds_dir)}


@pytest.fixture(scope="module")
def place(documents: dict[str, Document]) -> str:
    """How an address names the characters of UNIT."""
    start = documents[REPORT].text.index(UNIT)
    return f"{start}-{start + len(UNIT)}"


def test_any_characters_can_be_pointed_at(visit: Visit, documents: dict[str, Document]) -> None:
    text = documents["000_184aa66930443cca"].text
    emoji = text.index("🐘")  # counts as one character, though a browser stores two
    ranges = [(500, 520), (510, 700), (emoji + 1, emoji + 9)]
    page = visit.open(f"doc/000_184aa66930443cca#{','.join(f'{start}-{end}' for start, end in reversed(ranges))}")
    marks = page.locator("article mark")
    expect(marks.first).to_be_in_viewport()
    assert "".join(marks.all_text_contents()) == text[500:700].replace("\n", "") + text[emoji + 1 : emoji + 9]
    assert page.locator("article").text_content() == text
    page.evaluate("location.hash = '#30-34'")
    expect(marks).to_have_text([text[30:34]])
    assert page.locator("article").text_content() == text
    page.evaluate("location.hash = '#text'")
    expect(marks).to_have_count(0)


def test_without_script_the_address_still_leads_to_the_unit(visit: Visit, place: str) -> None:
    page = visit.open(f"doc/{REPORT}#{place}", java_script_enabled=False)
    unit = page.locator(f"[id='{place}']")
    expect(unit).to_be_in_viewport()
    expect(unit).to_have_css("background-color", "rgb(255, 231, 160)")


def test_a_document_is_read_by_keyboard_and_in_another_language_at_the_same_place(visit: Visit, place: str) -> None:
    page = visit.open(f"doc/{REPORT}")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()
    page.locator(".contents a").nth(6).focus()
    page.keyboard.press("Enter")
    expect(page.locator("article h3").filter(has_text="(一)因时因势优化防控措施")).to_be_in_viewport()
    expect(page.locator("article mark")).to_have_count(0)
    page.goto(f"{visit.server.url}doc/{REPORT}#{place}")
    expect(page.locator("article mark")).to_have_count(1)
    page.get_by_role("link", name="English").click()
    expect(page.locator(".contents summary")).to_have_text("Contents")
    expect(page.locator("article mark")).to_be_in_viewport()
    page.locator(".home").click()
    expect(page.locator("#send")).to_have_text("Ask")


def test_a_changed_document_says_so_and_marks_nothing(visit: Visit, place: str) -> None:
    page = visit.open(f"doc/{REPORT}?v={'a' * 64}#{place}")
    expect(page.locator(".changed")).to_contain_text("有过更新")
    expect(page.locator("article mark")).to_have_count(0)
    expect(page.locator(f"[id='{place}']")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_a_document_fits_a_phone_with_its_contents_folded(visit: Visit) -> None:
    page = visit.open("doc/004_c2878a9ffa656724?lang=en", PHONE)
    for large in ("", "1"):
        page.evaluate(
            "(large) => localStorage.setItem('luohu-qa-ease', JSON.stringify({ size: Number(large) }))", large
        )
        page.reload()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator(".contents ol").first).to_be_hidden()
    page.locator(".contents summary").click()
    expect(page.locator(".contents ol").first).to_be_visible()
    assert serious(page) == []


def test_a_document_is_printed_without_what_only_a_screen_needs(visit: Visit, place: str) -> None:
    page = visit.open(f"doc/{REPORT}#{place}")
    page.emulate_media(media="print")
    expect(page.locator("article mark")).to_be_visible()
    for control in (".switches", ".contents", ".left-out"):
        expect(page.locator(control).first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, scheme: str) -> None:
    found = {}
    page = visit.open("healthz", color_scheme=scheme)
    for name, path in (
        ("document", "doc/003_16fb388e70fbaa52?lang=en#300-330"),
        ("changed", f"doc/003_16fb388e70fbaa52?v={'a' * 64}"),
        ("missing", "doc/nothing"),
    ):
        page.goto(visit.server.url + path)
        found[name] = serious(page)
    assert found == {name: [] for name in found}
    assert [line for line in visit.watched.complaints if "status of 404" not in line] == []
    visit.watched.complaints.clear()
