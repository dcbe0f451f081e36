"""Where a citation stands in the file that its document came as: told in three languages, and shown."""

from pathlib import Path

import pytest

from eval.bench.papers import Put, lines, pdf
from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.catalog.originals import Originals
from index.records import Document, Span
from tests.index.documents import write_seeds
from tests.index.load.scans import scan
from tests.ui.parsed import Element, parse
from ui.document.cited import Cited, cited_in, column_name, place_text
from ui.document.cited_html import cited_html, original_html
from ui.text.en.page import ENGLISH
from ui.text.page_words import PageWords
from ui.text.zh_hans.page import ZH_HANS
from ui.text.zh_hant.page import ZH_HANT

HEADS = "项目,2023年,2024年\n"
CSV = f"渔业收入\n{HEADS}海产,7,8\n淡水,5,6\n"
LONG = HEADS + "".join(f"第{number}号渔船,{number},{number + 1}\n" for number in range(1000, 1100))


def cited(folder: Path, name: str, content: bytes, words: str, *keys: str) -> tuple[Document, Cited]:
    """The document that a file becomes, and where some words of it stand."""
    file = folder / name
    file.write_bytes(content)
    seeds = write_seeds(folder / "seeds")
    add_document(file, seeds)
    document = load_documents(seeds)[-1]
    start = document.text.index(words)
    line = Span(start=start, end=(document.text + "\n").index("\n", start))
    found = cited_in(Originals(seeds), document, (line,), keys)
    assert found
    return document, found


def table(folder: Path, content: str, words: str, *keys: str) -> Element:
    document, found = cited(folder, "income.csv", content.encode(), words, *keys)
    return parse(cited_html(document, found, "", ZH_HANS.source)).one("table")


@pytest.mark.parametrize(
    ("words", "page", "row", "cell"),
    [
        (ZH_HANS, "第2页", "表1 第3行", "表1 第3行第3列"),
        (ZH_HANT, "第2頁", "表1 第3列", "表1 第3列第3欄"),
        (ENGLISH, "page 2", "table 1, row 3", "table 1, row 3, column 3"),
    ],
    ids=lambda words: words.lang if isinstance(words, PageWords) else "",
)
def test_page_row_and_cell_are_told_in_the_readers_language(
    tmp_path: Path, words: PageWords, page: str, row: str, cell: str
) -> None:
    place = words.source.place
    content = pdf(lines(["渔港情况通报"]), lines(["全年新建渔港码头三座。"]))
    assert place_text(cited(tmp_path, "ports.pdf", content, "全年")[1], place) == page
    for folder, keys, told in (("a", (), row), ("b", ("8",), cell)):
        (tmp_path / folder).mkdir()
        assert place_text(cited(tmp_path / folder, "income.csv", CSV.encode(), "海产：", *keys)[1], place) == told


def test_a_table_is_shown_with_heads_and_the_cited_row(tmp_path: Path) -> None:
    shown = table(tmp_path, CSV, "海产：")
    assert [head.text for head in shown.all("th")] == ["2023年", "2024年"]
    assert [cell.text for cell in shown.all("mark")] == ["海产", "7", "8"]


def test_the_cell_of_the_figure_that_answers_is_marked_alone(tmp_path: Path) -> None:
    shown = table(tmp_path, CSV, "海产：", "2024年8")
    assert [cell.text for cell in shown.all("mark")] == ["8"]


def test_of_a_long_table_heads_and_the_rows_around_are_shown(tmp_path: Path) -> None:
    rows = [row.text for row in table(tmp_path, LONG, "第1050号渔船：").all("tr")]
    assert rows[0].startswith("项目")
    assert "此处略去" in rows[4]
    assert len(rows) < 30
    assert any(row.startswith("第1050号渔船") for row in rows)


def test_the_words_of_a_file_are_escaped(tmp_path: Path) -> None:
    document, found = cited(tmp_path, "income.csv", CSV.replace("海产", "<b>海产</b>").encode(), "<b>海产</b>：")
    assert "<b>" not in cited_html(document, found, "<i>", ZH_HANS.source)


def test_boxes_count_in_per_cent_of_the_page_and_the_quote_is_read_out(tmp_path: Path) -> None:
    document, found = cited(tmp_path, "ports.pdf", pdf([Put(119, 421, "全年新建渔港码头三座。")]), "全年")
    shown = parse(cited_html(document, found, "全年新建", ZH_HANS.source))
    box = shown.one("rect").attributes
    assert abs(float(box["x"].rstrip("%")) - 20) < 1
    assert abs(float(box["y"].rstrip("%")) - 50) < 2
    assert "全年新建" in shown.one("img").attributes["alt"]
    assert shown.one("img").attributes["src"] == f"/doc/ports/page/1?v={document.sha256}"


def test_a_pdf_opens_at_the_page_and_any_other_file_is_downloaded(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    document, found = cited(tmp_path / "a", "ports.pdf", pdf(lines(["渔港情况通报"])), "渔港")
    assert "#page=1" in parse(original_html(document, found, ZH_HANS.source)).one("a").attributes["href"]
    document, found = cited(tmp_path / "b", "income.csv", CSV.encode(), "海产：")
    assert "download" in parse(original_html(document, found, ZH_HANS.source)).one("a").attributes


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [column_name(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


@pytest.mark.parametrize(
    ("words", "place"),
    [(ZH_HANS, "第1页（机器识别）"), (ZH_HANT, "第1頁（機器識別）"), (ENGLISH, "page 1 (read by machine)")],
)
def test_a_page_that_a_machine_read_is_told_as_such_in_the_line_and_below_the_picture(
    tmp_path: Path, words: PageWords, place: str
) -> None:
    document, found = cited(tmp_path, "ports.pdf", scan(["盐田区政府工作报告", "新建码头三座。"]), "新建")
    assert place_text(found, words.source.place) == place
    shown = parse(cited_html(document, found, "", words.source))
    assert shown.one("p", cls="by-machine").text == words.source.place.by_machine
    assert found.kept.pages_by_machine == (1,)
