"""A bad file, by either way in: one clear line in every language, and nothing of what is held is lost."""

from pathlib import Path

import pytest

from index import __main__ as command_line
from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.errors import Fault
from index.load.read import Notices
from tests.ui.held.bad_files import BAD, LINE, macro
from tests.ui.held.reports import REPORT
from tests.ui.journal.entries import settings_at
from ui.held.records import State
from ui.held.shelf import Shelf
from ui.held.work import HeldWork
from ui.journal.database import open_database
from ui.staff.documents import problem_told
from ui.text.languages import languages

FAULTS = {
    "cut.docx": Fault.DAMAGED,
    "cut.pdf": Fault.DAMAGED,
    "locked.docx": Fault.ENCRYPTED,
    "locked.pdf": Fault.ENCRYPTED,
    "bomb.docx": Fault.BOMB,
    "entities.docx": Fault.ENTITIES,
    "entities16.docx": Fault.ENTITIES,
    "pages.pdf": Fault.TOO_MANY_PAGES,
    "large.pdf": Fault.TOO_LARGE,
}


@pytest.fixture(autouse=True)
def held(settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    """One document is held."""
    settings = settings.model_copy(update={"cache_dir": tmp_path / "cache"})
    for name in ("seeds_dir", "artifacts_dir", "removed_dir"):
        monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}", str(getattr(settings, name)))
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    add_document(tmp_path / "report.txt", settings.seeds_dir)
    return settings


@pytest.mark.parametrize("name", BAD)
def test_the_command_says_one_line_and_holds_what_it_held(
    name: str, held: IndexSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(BAD[name]())
    assert command_line.main(["add", str(tmp_path / name)]) == 2
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    assert line.startswith(f"index: {name} ")
    assert [document.text for document in load_documents(held.seeds_dir)] == [REPORT]


def test_the_page_says_one_sentence_in_each_language_and_the_next_file_is_read(
    held: IndexSettings, tmp_path: Path
) -> None:
    ui = settings_at(tmp_path / "journal.sqlite", held_dir=tmp_path / "shelf")
    shelf, database = Shelf(ui.held_dir), open_database(ui)
    contents = {name: make() for name, make in BAD.items()} | {"macro.docm": macro()}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        with (tmp_path / name).open("rb") as file:
            shelf.end_asking(shelf.put(name, file, by="王敏", most_bytes=held.read_max_mb * 1_000_000))
    HeldWork(database, ui, held).read()
    database.close()
    of = {item.name: item for item in shelf.items()}
    preview = shelf.preview(of.pop("macro.docm"))
    assert preview is not None
    assert (preview.text, [notice.kind for notice in preview.notices]) == (f"{LINE}\n", [Notices.MACROS])
    assert {name: item.problem.fault for name, item in of.items() if item.problem} == FAULTS
    assert {item.state for item in of.values()} == {State.BAD}
    for item in of.values():
        told = [problem_told(item.problem, language.documents) for language in languages()]
        assert len(set(told)) == len(told)
        assert not any("\n" in sentence or "{" in sentence or not sentence for sentence in told)
    assert [document.text for document in load_documents(held.seeds_dir)] == [REPORT]


def test_macros_are_neither_run_nor_read_and_the_command_says_so(held: IndexSettings, tmp_path: Path) -> None:
    content = macro()
    (tmp_path / "macro.docm").write_bytes(content)
    added = add_document(tmp_path / "macro.docm", held.seeds_dir)
    assert [notice.said for notice in added.notices] == ["it holds macros; they were neither run nor read"]
    assert (held.seeds_dir / "macro.txt").read_text(encoding="utf-8") == f"{LINE}\n"
    assert (held.seeds_dir / "originals" / "macro.docm").read_bytes() == content
