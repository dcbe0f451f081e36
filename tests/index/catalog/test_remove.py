"""Taking a document out: file and entry, both or neither, and back again as it was."""

import shutil
from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents, read_catalog
from index.catalog.remove import remove_documents
from index.errors import CatalogError
from tests.index.documents import write_seeds


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_seeds(tmp_path / "seeds")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "removed"


def ids(seeds: Path) -> list[str]:
    return [document.doc_id for document in load_documents(seeds)]


def test_a_removed_document_has_neither_file_nor_entry(seeds: Path, kept: Path) -> None:
    content = (seeds / "report.txt").read_bytes()
    (removed,) = remove_documents(["report"], seeds, kept)
    assert ids(seeds) == ["notice"]
    assert not (seeds / "report.txt").exists()
    assert (removed.doc_id, removed.file.read_bytes()) == ("report", content)
    assert kept in removed.file.parents


def test_the_rest_of_the_catalog_stays_as_a_person_wrote_it(seeds: Path, kept: Path) -> None:
    before = (seeds / "catalog.toml").read_text(encoding="utf-8")
    remove_documents(["notice"], seeds, kept)
    left = (seeds / "catalog.toml").read_text(encoding="utf-8")
    assert left.startswith("# What a person wrote stays.\n")
    assert before.startswith(left.rstrip("\n"))


def test_it_comes_back_with_the_entry_it_had(seeds: Path, kept: Path) -> None:
    entry = read_catalog(seeds)[0]
    (removed,) = remove_documents(["report"], seeds, kept)
    assert add_document(removed.file, seeds).entry == entry
    assert ids(seeds) == ["notice", "report"]


def test_two_of_one_name_are_both_kept(seeds: Path, kept: Path, tmp_path: Path) -> None:
    remove_documents(["report"], seeds, kept)
    (tmp_path / "report.txt").write_text("另一份报告。", encoding="utf-8")
    add_document(tmp_path / "report.txt", seeds, issuer="盐田区", kind="报告")
    (second,) = remove_documents(["report"], seeds, kept)
    assert second.file.read_text(encoding="utf-8") == "另一份报告。"
    assert len(list(kept.glob("report-*/report.txt"))) == 2


def test_one_that_was_removed_before_is_removed(seeds: Path, kept: Path) -> None:
    first = remove_documents(["report"], seeds, kept)
    assert remove_documents(["report"], seeds, kept) == first


def test_an_entry_whose_file_is_lost_can_be_removed(seeds: Path, kept: Path) -> None:
    (seeds / "report.txt").unlink()
    (removed,) = remove_documents(["report"], seeds, kept)
    assert not removed.file.exists()
    assert (removed.file.parent / "catalog.toml").exists()
    assert ids(seeds) == ["notice"]


@pytest.mark.parametrize(
    ("doc_ids", "message"),
    [
        (["report", "other"], "there is no document other; there are: report, notice"),
        (["report", "notice"], r"no document would be left in .*seeds; add another first"),
    ],
)
def test_a_refused_removal_changes_nothing(seeds: Path, kept: Path, doc_ids: list[str], message: str) -> None:
    with pytest.raises(CatalogError, match=message):
        remove_documents(doc_ids, seeds, kept)
    assert ids(seeds) == ["report", "notice"]
    assert not kept.exists()


def test_where_nothing_can_be_kept_nothing_is_removed(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="Not a directory"):
        remove_documents(["report"], seeds, tmp_path / "file")
    assert ids(seeds) == ["report", "notice"]


def test_what_is_kept_can_be_thrown_away(seeds: Path, kept: Path) -> None:
    remove_documents(["report"], seeds, kept)
    shutil.rmtree(kept)
    with pytest.raises(CatalogError, match="there is no document report"):
        remove_documents(["report"], seeds, kept)
