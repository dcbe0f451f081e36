"""A file that is uploaded is read once: to be looked at, to be asked, and to be put among the documents."""

from pathlib import Path

import openpyxl
import pytest

from index.config import IndexSettings
from tests.fakes import BigramEmbedder
from tests.ui.held.reports import approval
from ui.held.ask import questions
from ui.held.force import put_among_documents
from ui.held.look import look


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["指标", "2023年", "2024年"], ["港口吞吐量（万吨）", 12, 13]):
        book.active.append(row)
    (tmp_path / "came").mkdir()
    book.save(tmp_path / "came" / "西岸区港口统计.xlsx")
    return tmp_path / "came" / "西岸区港口统计.xlsx"


def test_what_was_looked_at_is_asked_and_put_in_force_without_being_read_again(
    file: Path, settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings.model_copy(update={"cache_dir": tmp_path / "cache"})
    text = look(file, settings).text
    monkeypatch.setattr("sys.executable", "/nowhere/python")  # where no process can be begun no file is read
    assert questions(file, settings, BigramEmbedder()).questions
    assert put_among_documents(file, "0" * 64, approval("港口"), settings).entry.original is not None
    assert (settings.seeds_dir / "港口.txt").read_text(encoding="utf-8") == text
    (kept,) = (tmp_path / "cache" / "reads").iterdir()
    kept.unlink()
    with pytest.raises(FileNotFoundError):
        look(file, settings)
