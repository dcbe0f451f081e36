"""The file that a text was read from is kept, with where each stretch of the text stands in it."""

from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents, read_catalog
from index.catalog.original import original_of
from index.catalog.remove import remove_documents
from index.errors import CatalogError, ReadError
from index.load.read import InCell
from index.records import Span
from tests.index.documents import write_seeds

CSV = "渔业收入\n项目,2023年,2024年\n海产,7,8\n"
TEXT = "渔业收入\n| 项目 | 2023年 | 2024年 |\n- 海产：2023年7，2024年8。\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_seeds(tmp_path / "seeds")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    file = tmp_path / "income.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def state(seeds: Path) -> dict[str, bytes]:
    found = (path for path in seeds.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(seeds)): path.read_bytes() for path in found}


def test_the_text_is_the_document_and_the_file_lies_beside_it(seeds: Path, new: Path) -> None:
    entry = add_document(new, seeds).entry
    assert load_documents(seeds)[-1].text == TEXT
    assert (entry.file, entry.title) == ("income.txt", "渔业收入")
    assert entry.original is not None
    assert (entry.original.file, entry.original.reader) == ("income.csv", "separated 3")
    assert (seeds / "originals" / "income.csv").read_bytes() == CSV.encode()


def test_a_span_of_the_text_leads_to_its_cell(seeds: Path, new: Path) -> None:
    kept = original_of(add_document(new, seeds).entry, seeds)
    assert kept is not None
    at = TEXT.index("8")
    assert kept.places(Span(start=at, end=at + 1), TEXT) == (InCell(table=1, row=3, column=3),)


def test_a_cell_leads_to_its_table_as_it_stands(seeds: Path, new: Path) -> None:
    kept = original_of(add_document(new, seeds).entry, seeds)
    assert kept is not None
    shown = kept.table_of(InCell(table=1, row=3, column=3))
    assert shown is not None
    assert [(cell.text, cell.row, cell.column) for cell in shown.cells[-3:]] == [
        ("海产", 3, 1),
        ("7", 3, 2),
        ("8", 3, 3),
    ]
    assert kept.table_of(InCell(table=1, row=9, column=1)) is None


def test_a_document_that_came_as_text_has_no_original(seeds: Path) -> None:
    assert original_of(read_catalog(seeds)[0], seeds) is None


@pytest.mark.parametrize("name", ["income.csv", "income.parts.json"])
def test_an_original_that_was_changed_is_none(seeds: Path, new: Path, name: str) -> None:
    entry = add_document(new, seeds).entry
    (seeds / "originals" / name).write_bytes(b"{}")
    with pytest.raises(CatalogError, match="python -m index add"):
        original_of(entry, seeds)


def test_a_start_reads_the_kept_text_alone(seeds: Path, new: Path) -> None:
    add_document(new, seeds)
    for path in (seeds / "originals").iterdir():
        path.unlink()
    assert load_documents(seeds)[-1].text == TEXT


def test_a_new_edition_leaves_nothing_of_the_old_one_and_keeps_it_elsewhere(
    seeds: Path, new: Path, tmp_path: Path
) -> None:
    old = add_document(new, seeds).entry
    text = tmp_path / "income.txt"
    text.write_text("渔业收入稳步增长。\n", encoding="utf-8")
    entry = add_document(text, seeds, replaced_to=tmp_path / "removed").entry
    assert entry.original is None
    assert not list((seeds / "originals").iterdir())
    (kept,) = (tmp_path / "removed").iterdir()
    assert (kept / "originals" / "income.csv").read_bytes() == CSV.encode()
    assert kept.name.endswith(old.sha256[:12])


def test_what_was_removed_comes_back_with_its_original(seeds: Path, new: Path, tmp_path: Path) -> None:
    add_document(new, seeds)
    before = state(seeds)
    (removed,) = remove_documents(["income"], seeds, tmp_path / "removed")
    assert not list((seeds / "originals").iterdir())
    entry = add_document(removed.file, seeds).entry
    assert original_of(entry, seeds) is not None
    assert {name: held.strip() for name, held in state(seeds).items()} == {
        name: held.strip() for name, held in before.items()
    }


def test_a_file_that_was_put_among_the_seeds_goes_to_the_originals(seeds: Path, new: Path) -> None:
    there = new.rename(seeds / new.name)
    add_document(there, seeds)
    assert not there.exists()
    assert load_documents(seeds)[-1].text == TEXT


def test_a_file_that_cannot_be_read_changes_nothing(seeds: Path, tmp_path: Path) -> None:
    before = state(seeds)
    file = tmp_path / "report.docx"
    file.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ReadError, match=r"^report.docx is cut off or damaged"):
        add_document(file, seeds)
    assert state(seeds) == before


def test_what_the_name_says_of_the_kind_does_not_matter(seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "budget.docx"
    file.write_text("盐田区预算\n收入38.6亿元。\n", encoding="utf-8")
    assert add_document(file, seeds).entry.file == "budget.txt"
