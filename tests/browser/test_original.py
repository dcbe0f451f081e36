"""A citation of a PDF or of a table in a browser: the page with its box, the table with its cell."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from eval.bench.papers import Put, lines, pdf
from index.config import ROOT
from tests.browser.axe import serious
from tests.browser.conftest import PHONE, Server, Visit, running
from tests.browser.conversing import ask, shown

pytestmark = pytest.mark.browser

FIRST = lines(["白沙区2025年渔业情况通报", "白沙区海洋局", "2026年2月3日", "一、全年情况"])
SECOND = lines(["二、港口建设"])
CITED = [
    Put(60, 300, "2025年白沙区新建渔港码头三座，投资2.6亿元，可停靠渔船一百八十艘，其中大型渔船"),
    Put(60, 280, "四十艘。新建冷库容量8400吨，比上年增加1200吨。"),
]
CSV = """白沙区2025年渔业收入情况（单位：万元）
项目,2023年,2024年,2025年
海洋捕捞收入,5120,5340,5610
海水养殖收入,8230,8410,8890
"""
PIERS, INCOME = "2025年白沙区新建了多少座渔港码头？", "2025年海水养殖收入是多少万元？"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The pages over a PDF and a file of separated values that were added by the command line."""
    folder = tmp_path_factory.mktemp("originals")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "catalog.toml").touch()
    (folder / "fishery_2025.pdf").write_bytes(
        pdf([*FIRST, Put(60, 660, "全区渔业从业人员6530人。")], [*SECOND, *CITED])
    )
    (folder / "income_2025.csv").write_text(CSV, encoding="utf-8")
    settings = {
        "LUOHU_INDEX_SEEDS_DIR": str(folder / "seeds"),
        "LUOHU_INDEX_ARTIFACTS_DIR": str(folder / "artifacts"),
        "LUOHU_INDEX_REMOVED_DIR": str(folder / "removed"),
    }
    for name in ("fishery_2025.pdf", "income_2025.csv"):
        command = [sys.executable, "-m", "index", "add", str(folder / name)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True)
    with running(["-m", "ui", "--port", "0"], folder, **settings) as server:
        yield server


def test_a_pdf_is_shown_at_its_page_with_the_cited_words_in_a_box(visit: Visit) -> None:
    page = visit()
    turn = ask(page, PIERS)
    expect(turn.locator(".cited-list")).to_contain_text("第2页")
    view = shown(page)
    picture = view.get_by_role("img", name="原文件第2页的图像，框出的文字是：2025年白沙区新建渔港码头三座")
    _is_drawn(page, picture)
    first, second = (view.locator("rect").nth(number) for number in range(2))
    for box, put in ((first, CITED[0]), (second, CITED[1])):
        _stands_around(picture, box, put)
    expect(first).to_be_in_viewport()
    assert serious(page) == []


def test_the_original_opens_at_the_page_and_is_what_was_added(page: Page) -> None:
    ask(page, PIERS)
    link = shown(page).get_by_role("link", name="打开原文件第2页")
    address = link.evaluate("(link) => link.href")
    assert address.endswith("#page=2")
    answer = page.request.get(address.partition("#")[0])
    assert answer.headers["content-type"] == "application/pdf"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.body().startswith(b"%PDF-")


def test_the_document_page_shows_the_same_page_beside_the_text(visit: Visit) -> None:
    page = visit()
    ask(page, PIERS)
    with page.context.expect_page() as opening:
        shown(page).locator("a[data-document]").click()
    document = opening.value
    picture = document.get_by_role("img", name="原文件第2页的图像")
    _is_drawn(document, picture)
    _stands_around(picture, document.locator("rect").first, CITED[0])
    expect(document.locator("rect").first).to_be_in_viewport()
    expect(document.locator("article mark").first).to_be_in_viewport()
    document.locator(".switches").get_by_role("link", name="English").click()
    expect(document.get_by_role("img", name="Picture of page 2")).to_be_visible()
    assert serious(document) == []


def test_a_table_is_shown_with_its_heads_and_the_cited_cell_marked(visit: Visit) -> None:
    page = visit()
    ask(page, INCOME)
    table = shown(page).locator(".table-original table")
    expect(table.locator("th")).to_have_text(["2023年", "2024年", "2025年"])
    expect(table.locator(".cited-row")).to_contain_text("海水养殖收入")
    expect(table.locator(".cited-cell mark").last).to_have_text("8890")
    expect(shown(page).locator(".where")).to_contain_text("表1 第4行")
    download = shown(page).get_by_role("link", name="下载原文件（CSV）")
    with page.expect_download() as downloading:
        download.click()
    assert Path(downloading.value.path()).read_text(encoding="utf-8") == CSV
    assert serious(page) == []


@pytest.mark.parametrize("question", [PIERS, INCOME])
def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_place_is_in_view(visit: Visit, question: str) -> None:
    page = visit(PHONE)
    ask(page, question).locator(".cite").first.click()
    expect(shown(page).locator("rect, .cited-cell").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert serious(page) == []


def _is_drawn(page: Page, picture: Locator) -> None:
    expect(picture).to_be_visible()
    drawn = "(image) => image.complete && image.naturalWidth > 1000"
    page.wait_for_function(drawn, arg=picture.element_handle(), timeout=60_000)


def _stands_around(picture: Locator, box: Locator, put: Put) -> None:
    """The box has the text that was put on the page of A4 in it, to a hundredth of the page."""
    page, edges = picture.bounding_box(), box.bounding_box()
    assert page
    assert edges
    left = (edges["x"] - page["x"]) / page["width"]
    middle = (edges["y"] + edges["height"] / 2 - page["y"]) / page["height"]
    assert abs(left - put.x / 595) < 0.01
    assert abs(middle - (842 - put.y - put.size / 3) / 842) < 0.01
