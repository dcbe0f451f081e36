"""Where staff see that documents differ."""

import html
from urllib.parse import unquote

from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.figures.stated import PAPERS, stated
from tests.ui.parsed import parse
from tests.ui.staff.area import HTTPS, sign_in
from ui.config import UiSettings
from ui.journal.database import Database
from ui.staff.router import staff_router
from ui.text.zh_hans.figures import FIGURES_ZH_HANS as WORDS


def _client(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    app = FastAPI()
    app.include_router(staff_router(database, lambda: corpus, settings))
    client = TestClient(app, base_url=HTTPS, headers={"accept-language": "zh-CN"})
    sign_in(client)
    return client


def test_each_document_is_told_with_what_it_says_and_where(database: Database, settings: UiSettings) -> None:
    corpus = stated()
    page = _client(database, corpus, settings).get("/staff/conflicts").text
    table = parse(page[page.index("<table") : page.index("</table>") + 8])
    (row,) = table.one("tbody").all("tr")
    assert row.one("th").text == "全区新增码头泊位 杭州市"
    assert row.all("td")[0].text == "2032 计划"
    assert [item.text.strip() for item in row.all("li")] == ["40个以上 杭州市工作报告", "25个以上 杭州市<通知>"]
    for link, said in zip(row.all("li"), ("40个以上", "25个以上"), strict=True):
        address, _, place = unquote(html.unescape(link.one("a").attributes["href"])).partition("#")
        start, end = map(int, place.split("-"))
        assert said in corpus.documents[address.removeprefix("/doc/").partition("?")[0]].text[start:end]


def test_it_is_said_that_none_differ(database: Database, settings: UiSettings) -> None:
    page = _client(database, stated({"one": PAPERS["one"]}), settings).get("/staff/conflicts").text
    assert WORDS.no_conflicts in page
    assert "<table" not in page
