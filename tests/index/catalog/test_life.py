"""What becomes of a document: read from the catalog, checked, written into its entry and nowhere else."""

from datetime import date
from pathlib import Path

import pytest

from index.catalog.catalog import load_documents, load_seeds, read_catalog
from index.catalog.life import set_life
from index.catalog.remove import remove_documents
from index.errors import CatalogError
from index.records import IN_FORCE, Life, State
from tests.index.documents import write_seeds

DAY = date(2025, 3, 1)
WITHDRAWN = Life(state=State.WITHDRAWN, since=DAY, why="数字有误")
SUPERSEDED = Life(state=State.SUPERSEDED, since=DAY, by="notice")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_seeds(tmp_path / "seeds")


def said(seeds: Path, line: str) -> None:
    """Write a line into the entry of the report, as a person would."""
    catalog = seeds / "catalog.toml"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace('title = "report"\n', f'title = "report"\n{line}\n'), encoding="utf-8")


def test_an_entry_that_says_nothing_of_it_is_in_force(seeds: Path) -> None:
    assert [entry.life for entry in read_catalog(seeds)] == [IN_FORCE, IN_FORCE]
    assert [document.life for document in load_documents(seeds)] == [IN_FORCE, IN_FORCE]


def test_what_a_person_writes_of_it_is_read(seeds: Path) -> None:
    said(seeds, 'life = { state = "superseded", since = 2025-03-01, by = "notice" }')
    assert load_documents(seeds)[0].life == SUPERSEDED


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('life = { state = "superseded", by = "notice" }', "needs the day since when"),
        ('life = { state = "withdrawn", since = 2025-03-01 }', "needs a reason"),
        ('life = { state = "withdrawn", since = 2025-03-01, why = "误", by = "notice" }', "only what is superseded"),
        ("life = { since = 2025-03-01 }", "in force as it was issued has no since"),
        ('life = { state = "superseded", since = 2025-03-01, by = "nothing" }', "by nothing, which is not held"),
        ('life = { state = "superseded", since = 2025-03-01, by = "report" }', "in the end, by itself"),
        ('life = { state = "gone", since = 2025-03-01 }', "'in_force', 'corrected', 'superseded' or 'withdrawn'"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(seeds: Path, line: str, told: str) -> None:
    said(seeds, line)
    with pytest.raises(CatalogError, match=told) as caught:
        read_catalog(seeds)
    assert "\n" not in str(caught.value)


def test_two_that_supersede_each_other_are_refused(seeds: Path) -> None:
    set_life("report", SUPERSEDED, seeds)
    with pytest.raises(CatalogError, match="in the end, by itself"):
        set_life("notice", SUPERSEDED.model_copy(update={"by": "report"}), seeds)
    assert read_catalog(seeds)[1].life == IN_FORCE


def test_only_its_entry_is_changed_and_in_force_again_it_is_as_it_was(seeds: Path) -> None:
    before = (seeds / "catalog.toml").read_text(encoding="utf-8").rstrip("\n")
    assert set_life("report", SUPERSEDED, seeds).life == SUPERSEDED
    written = (seeds / "catalog.toml").read_text(encoding="utf-8")
    added = [line for line in written.splitlines() if line not in before.splitlines()]
    assert added == ['life = {state = "superseded", since = 2025-03-01, by = "notice"}']
    set_life("report", IN_FORCE, seeds)
    assert (seeds / "catalog.toml").read_text(encoding="utf-8").rstrip("\n") == before


def test_a_withdrawn_document_is_told_of_and_is_none_that_answers(seeds: Path) -> None:
    set_life("report", WITHDRAWN, seeds)
    found = load_seeds(seeds)
    assert [document.doc_id for document in found.documents] == ["notice"]
    assert [(entry.doc_id, entry.life) for entry in found.withdrawn] == [("report", WITHDRAWN)]
    assert (seeds / "report.txt").exists()


def test_the_last_that_answers_is_not_withdrawn(seeds: Path) -> None:
    set_life("report", WITHDRAWN, seeds)
    with pytest.raises(CatalogError, match="no document would answer"):
        set_life("notice", WITHDRAWN, seeds)


def test_one_that_holds_in_anothers_place_is_not_removed(seeds: Path, tmp_path: Path) -> None:
    set_life("report", SUPERSEDED, seeds)
    with pytest.raises(CatalogError, match="report is superseded by notice"):
        remove_documents(["notice"], seeds, tmp_path / "removed")
    assert (seeds / "notice.txt").exists()


def test_no_such_document_is_named(seeds: Path) -> None:
    with pytest.raises(CatalogError, match="there is no document another"):
        set_life("another", WITHDRAWN, seeds)
    with pytest.raises(CatalogError, match="there is no document another to hold"):
        set_life("report", SUPERSEDED.model_copy(update={"by": "another"}), seeds)
