"""An original is found by the checksum of the text that was read from it."""

from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.catalog.originals import Originals
from index.load.read import Format, InCell
from index.records import Document, Span
from tests.index.documents import write_seeds

CSV = "渔业收入\n项目,2023年,2024年\n海产,7,8\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_seeds(tmp_path / "seeds")


def added(seeds: Path, content: str) -> Document:
    file = seeds.parent / "income.csv"
    file.write_text(content, encoding="utf-8")
    add_document(file, seeds, replaced_to=seeds.parent / "removed")
    return load_documents(seeds)[-1]


def place(document: Document, words: str, originals: Originals) -> tuple[object, ...]:
    start = document.text.index(words)
    return originals.places(document, (Span(start=start, end=start + len(words)),))


def test_spans_lead_to_their_cells_each_once(seeds: Path) -> None:
    document = added(seeds, CSV)
    cells = [InCell(table=1, row=row, column=column) for row, column in ((3, 1), (2, 2), (3, 2))]
    assert list(place(document, "海产：2023年7", Originals(seeds))) == cells


def test_a_document_that_came_as_text_has_no_places(seeds: Path) -> None:
    document = load_documents(seeds)[0]
    assert Originals(seeds).places(document, (Span(start=0, end=2),)) == ()


def test_the_original_of_an_edition_that_was_replaced_is_found(seeds: Path) -> None:
    old, originals = added(seeds, CSV), Originals(seeds, removed_dir=seeds.parent / "removed")
    new = added(seeds, CSV.replace("8", "9"))
    found = [originals.of(each.doc_id, each.sha256) for each in (old, new)]
    assert [kept.file.read_text(encoding="utf-8") if kept else "" for kept in found] == [CSV, CSV.replace("8", "9")]
    assert found[0] is not None
    assert found[0].format is Format.SEPARATED


@pytest.mark.parametrize("name", ["income.csv", "income.parts.json"])
def test_one_that_was_changed_is_none_and_an_answer_stands_without_it(
    seeds: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    document = added(seeds, CSV)
    (seeds / "originals" / name).write_bytes(b"{}")
    assert Originals(seeds).of(document.doc_id, document.sha256) is None
    assert "income" in caplog.text


def test_what_is_added_later_is_found_too(seeds: Path) -> None:
    originals = Originals(seeds)
    for content in (CSV, CSV.replace("7", "6")):
        document = added(seeds, content)
        assert originals.of(document.doc_id, document.sha256) is not None
