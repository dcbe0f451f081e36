"""The page of figures and its file, over made-up documents."""

import csv
import io
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from index.words.bilingual import NO_LEXICON
from tests.ui.figures.stated import NOTICE, PAPERS, RESULT, stated
from tests.ui.parsed import Element, parse
from ui.document.page import document_router
from ui.figures.chosen import PAGE_MATTERS
from ui.figures.page import figures_router
from ui.headers import FORM_POLICY
from ui.text.languages import languages
from ui.text.zh_hans.figures import FIGURES_ZH_HANS as WORDS


def _client(corpus: Corpus) -> TestClient:
    app = FastAPI()
    app.include_router(figures_router(lambda: corpus, lambda: NO_LEXICON))
    app.include_router(document_router(lambda: corpus))
    return TestClient(app)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return stated()


@pytest.fixture(scope="module")
def client(corpus: Corpus) -> Iterator[TestClient]:
    with _client(corpus) as client:
        yield client


def _page(client: TestClient, query: str = "") -> Element:
    response = client.get(f"/figures{query}")
    assert response.status_code == 200
    return parse(response.text)


def _rows(matter: Element) -> list[list[list[str]]]:
    """Return of each row of a matter its cells, each the figures in it."""
    return [
        [[cell.text]] + [[link.children[0] for link in td.all("a")] for td in row.all("td")]  # type: ignore[misc]
        for row in matter.one("tbody").all("tr")
        for cell in [row.one("th")]
    ]


def test_plan_and_result_of_a_matter_stand_apart_by_year(client: TestClient) -> None:
    matter = _page(client, "?q=泊位&place=杭州市").one(cls="matter")
    assert matter.one("h2").text == "全区新增码头泊位"
    assert [head.text for head in matter.one("thead").all("th")] == ["时期", "完成情况", "计划"]
    assert _rows(matter) == [[["2031"], ["30个"], []], [["2032"], ["36个"], ["40个以上", "25个以上"]]]


def test_each_figure_leads_to_the_words_that_state_it(client: TestClient, corpus: Corpus) -> None:
    matter = _page(client, "?q=泊位&place=杭州市").one(cls="matter")
    links = matter.one("tbody").all("a") + matter.one("svg", cls="chart-drawing").all("a")
    assert len(links) == 8
    for link in links:
        address, _, place = link.attributes["href"].partition("#")
        start, end = map(int, place.split("-"))
        doc_id = address.removeprefix("/doc/").partition("?")[0]
        said = corpus.documents[doc_id].text[start:end]
        shown = str(link.children[0]) if link.attributes.get("aria-label") is None else link.attributes["aria-label"]
        assert shown.rstrip("个以上").split("≥")[-1].split(" ")[-1] in said
        assert client.get(address).status_code == 200


def test_a_drawing_shows_plan_hollow_and_is_left_out_for_a_single_figure(client: TestClient) -> None:
    page = _page(client)
    drawn = {matter.one("h2").text: matter.all("svg", cls="chart-drawing") for matter in page.all(cls="matter")}
    assert [name for name, drawings in drawn.items() if drawings] == ["全区新增码头泊位"]
    drawing = drawn["全区新增码头泊位"][0]
    assert [link.attributes["aria-label"] for link in drawing.all("a")] == [
        "2031: 30", "2032: 36", "2032 计划: ≥40", "2032 计划: ≥25",
    ]  # fmt: skip
    assert [bool(link.all(cls="chart-open")) for link in drawing.all("a")] == [False, False, True, True]
    assert drawing.attributes["role"] == "group"


def test_growth_falls_below_nought_and_large_values_are_drawn_as_people_write_them() -> None:
    papers = {
        "one": ("甲", [("产值163.5亿元。", (2031,), RESULT), ("产值200亿元。", (2032,), RESULT)]),
        "two": ("乙", [("产值增长3%。", (2031,), RESULT), ("产值下降2.5%。", (2032,), RESULT)]),
    }
    with _client(stated(papers)) as client:
        page = _page(client)
    labels = {link.attributes["aria-label"] for link in page.all("a") if "aria-label" in link.attributes}
    assert labels == {"2031: 163.5", "2032: 200", "2031: 3", "2032: −2.5"}
    assert [unit.text for unit in page.all(cls="chart-unit")] == ["单位：亿元", "单位：%"]


def test_what_is_of_several_years_or_of_none_stands_in_the_table_only() -> None:
    said = [
        ("灯塔3座。", (2031,), RESULT),
        ("灯塔9座。", (2027, 2028, 2029, 2030, 2031), RESULT),
        ("灯塔5座。", (2032,), RESULT),
        ("灯塔8座。", (), RESULT),
    ]
    with _client(stated({"one": ("甲", said)})) as client:
        page = _page(client)
    assert [row[0][0] for row in _rows(page.one(cls="matter"))] == ["2031", "2027—2031", "2032", WORDS.no_period]
    assert len(page.one("svg", cls="chart-drawing").all("a")) == 2


def test_places_are_offered_where_several_are_held_only(client: TestClient) -> None:
    offered = [option.text for option in _page(client).one("select", id="place").all("option")]
    assert offered == [WORDS.all_places, "杭州市", "苏州市"]
    with _client(stated({"one": PAPERS["one"]})) as alone:
        assert not _page(alone).all("select", id="place")


@pytest.mark.parametrize("language", [language.tag for language in languages()])
def test_the_page_is_there_in_each_language(client: TestClient, language: str) -> None:
    words = next(each for each in languages() if each.tag == language)
    page = _page(client, f"?lang={language}&q=渔获")
    assert page.one("html").attributes["lang"] == words.page.lang
    assert page.one("h1").text == words.figures.title
    switches = {link.attributes["href"] for link in page.one(cls="switches").all("a")}
    assert switches == {f"/figures?q=%E6%B8%94%E8%8E%B7&lang={each.tag}" for each in languages()}


def test_what_is_found_nowhere_can_be_asked(client: TestClient) -> None:
    page = _page(client, "?q=<b>无</b>")
    assert not page.all(cls="matter")
    assert page.one(cls="nothing").one("a").attributes["href"].startswith("/?lang=zh-Hans&q=%3Cb%3E")
    assert page.one("input", id="q").attributes["value"] == "<b>无</b>"
    assert not page.all("b")


def test_what_comes_close_is_said_to_be_no_more(client: TestClient) -> None:
    page = _page(client, "?q=新增码头泊位数")
    assert page.one(cls="nothing").text.startswith(WORDS.near)
    assert len(page.all(cls="matter")) == 2


def test_titles_are_shown_as_they_are_and_never_obeyed(client: TestClient) -> None:
    assert "杭州市<通知>" in [name.text for name in _page(client).all(cls="from")]


def test_a_long_list_goes_on_on_other_pages() -> None:
    said = [(f"{name}灯塔3座。", (2031,), RESULT) for name in "甲乙丙丁戊己庚辛壬癸子丑寅"]
    with _client(stated({"one": ("文件", said)})) as client:
        first, second = _page(client), _page(client, "?page=2")
        assert _page(client, "?page=99").one(cls="pages").text == second.one(cls="pages").text
    assert (len(first.all(cls="matter")), len(second.all(cls="matter"))) == (PAGE_MATTERS, 1)
    assert first.one(cls="pages").one("a").attributes == {"href": "/figures?page=2&lang=zh-Hans", "rel": "next"}
    assert second.one(cls="pages").one("a").attributes["rel"] == "prev"


def test_a_matter_has_an_address_of_its_own(client: TestClient) -> None:
    matter = _page(client, "?place=苏州市").one(cls="matter")
    address = matter.one("h2").one("a").attributes["href"]
    alone = parse(client.get(address).text)
    assert alone.one(cls="matter").one("h2").text == "新增码头泊位"
    assert not alone.one(cls="matter").one("h2").all("a")


def test_the_file_has_every_figure_that_is_asked_for_with_its_sentence_and_place(client: TestClient) -> None:
    response = client.get("/figures.csv?q=泊位&place=杭州市")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="figures.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert tuple(head) == WORDS.columns_of_file
    assert [line[7] for line in lines] == ["30个", "40个以上", "36个", "25个以上"]
    assert lines[1][:9] == ["全区新增码头泊位", "杭州市", "个", "level", "", "2032", "plan", "40个以上", "40"]
    assert [lines[1][at] for at in (10, 11, 12, 13)] == [
        "at_least", "杭州市工作报告", "2032-01-05", "全区新增码头泊位40个以上。",
    ]  # fmt: skip
    assert lines[1][14].startswith("/doc/one?")


def test_no_cell_of_the_file_is_run_by_a_spreadsheet() -> None:
    with _client(stated({"one": ("=cmd()", NOTICE)})) as client:
        lines = list(csv.reader(io.StringIO(client.get("/figures.csv").content.decode("utf-8-sig"))))
    assert {line[11] for line in lines[1:]} == {"'=cmd()"}


def test_only_the_newest_of_many_figures_are_listed_and_the_rest_is_told() -> None:
    said = [(f"灯塔{number}座。", (2000,), RESULT) for number in range(1, 71)]
    with _client(stated({"one": ("文件", said)})) as client:
        matter = _page(client).one(cls="matter")
        assert len(client.get("/figures.csv").text.splitlines()) == 71
    assert len(matter.one("tbody").all("a")) == 60
    assert matter.one(cls="more").text == WORDS.more.format(n=10)


def test_it_may_send_its_form_to_itself_and_is_sent_anew_only_where_it_changed(client: TestClient) -> None:
    response = client.get("/figures")
    assert response.headers["content-security-policy"] == FORM_POLICY
    again = client.get("/figures", headers={"if-none-match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
