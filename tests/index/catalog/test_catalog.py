"""The catalog agrees with the files, or says which one does not and what to run."""

from datetime import date
from pathlib import Path

import pytest

from index.catalog.catalog import load_documents, read_catalog
from index.config import ROOT
from index.errors import CatalogError, ReadError
from tests.index.documents import NOTICE, REPORT, entry, write_seeds


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_seeds(tmp_path / "seeds")


def test_the_five_seeds_agree_with_their_catalog() -> None:
    documents = load_documents(ROOT / "seeds")
    assert [document.doc_id[:3] for document in documents] == ["000", "001", "002", "003", "004"]
    assert documents[1].issued == date(2023, 1, 10)
    assert documents[3].issued is None
    assert [len(document.text) for document in documents] == [6167, 19062, 12517, 2715, 14309]


def test_documents_come_in_catalog_order_with_their_text(seeds: Path) -> None:
    report, notice = load_documents(seeds)
    assert (report.doc_id, report.text) == ("report", REPORT.read_text(encoding="utf-8"))
    assert (notice.doc_id, notice.text) == ("notice", NOTICE.read_text(encoding="utf-8"))
    assert report.covers[0].years == (2023,)


def test_line_ends_are_not_changed(seeds: Path) -> None:
    content = "一、回顾\r\n完成。\r\n".encode()
    (seeds / "crlf.txt").write_bytes(content)
    with (seeds / "catalog.toml").open("a", encoding="utf-8") as file:
        file.write(entry("crlf.txt", content))
    assert load_documents(seeds)[-1].text == "一、回顾\r\n完成。\r\n"


def test_refuses_a_missing_seed(seeds: Path) -> None:
    (seeds / "notice.txt").unlink()
    with pytest.raises(CatalogError, match=r"cannot read .*notice\.txt: No such.*; restore the file, or do without it"):
        load_documents(seeds)


def test_refuses_a_seed_changed_by_one_byte(seeds: Path) -> None:
    content = REPORT.read_bytes()
    (seeds / "report.txt").write_bytes(content.replace(b"1405", b"1406"))
    with pytest.raises(CatalogError, match=r"report\.txt has changed: .*python -m index add .*report\.txt"):
        load_documents(seeds)


def test_refuses_a_file_that_is_not_catalogued(seeds: Path) -> None:
    (seeds / "new.txt").write_text("新文件。", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"new\.txt is not in catalog\.toml; add it with: python -m index add"):
        load_documents(seeds)


def test_a_readme_and_hidden_files_need_no_entry(seeds: Path) -> None:
    for name in ("README.md", ".DS_Store"):
        (seeds / name).write_text("x", encoding="utf-8")
    assert len(load_documents(seeds)) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"has no \[\[document\]\] entry; add one with"),
        (b"document = 3", r"has no \[\[document\]\] entry"),
        (b"[[document", "is not valid TOML"),
        (b"title = '\xff'", "is not valid TOML"),
        (b"[[document]]\nfile = 'a.txt'", r"document 1: title: Field required"),
        (entry("a.txt", b"").replace("kind", "sort").encode(), r"document 1: sort: "),
        ((entry("a.txt", b"") + "\nowner = 'x'\n").encode(), "document 1: owner: Extra inputs"),
        ((entry("a.txt", b"") + entry("b.txt", b"").replace("sha256 = ", "sha256 = 'x' #")).encode(), "2: sha256: "),
        (entry("a.txt", b"").replace("= 2023,", "= 2024,", 1).encode(), "2023 is before first_year 2024"),
        ((entry("a.txt", b"") + entry("a.md", b"")).encode(), "two documents are named a"),
    ],
)
def test_a_wrong_catalog_is_named_with_its_entry(seeds: Path, content: bytes, message: str) -> None:
    (seeds / "catalog.toml").write_bytes(content)
    with pytest.raises(CatalogError, match=message) as caught:
        read_catalog(seeds)
    assert str(seeds / "catalog.toml") in str(caught.value)


def test_an_entry_that_has_not_changed_is_read_once(seeds: Path) -> None:
    first, *others = read_catalog(seeds)
    catalog = seeds / "catalog.toml"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace(first.title, "另一个标题"), encoding="utf-8")
    changed, *same = read_catalog(seeds)
    assert changed.title == "另一个标题"
    assert all(entry is before for entry, before in zip(same, others, strict=True))


def test_a_folder_of_documents_without_catalog_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("渔船八十艘。", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"cannot read .*catalog\.toml: No such file.*restore it"):
        load_documents(tmp_path)


def test_a_folder_without_documents_is_a_beginning(tmp_path: Path) -> None:
    for name in ("README.md", ".lock"):
        (tmp_path / name).touch()
    with pytest.raises(CatalogError, match=r"catalog\.toml has no .*; add one with: python -m index add FILE"):
        load_documents(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.txt",
            "深圳".encode("gb18030"),
            r"a\.txt is not UTF-8 \(byte 0\); have it converted with: python -m index add",
        ),
        ("a.txt", b" \n\t", r"a\.txt is empty"),
        ("a.pdf", b"%PDF-1.7", r"a\.pdf: no reader for \.pdf"),
        ("a", b"x", r"a: no reader for a file without ending"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(seeds: Path, name: str, content: bytes, message: str) -> None:
    (seeds / name).write_bytes(content)
    with (seeds / "catalog.toml").open("a", encoding="utf-8") as file:
        file.write(entry(name, content))
    with pytest.raises(ReadError, match=message):
        load_documents(seeds)
