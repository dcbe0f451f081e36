from datetime import date
from pathlib import Path

import openpyxl
import pytest

from index.build import build_index
from index.config import IndexSettings
from index.errors import ReadError
from index.load.read import Format
from index.records import Coverage, Status
from index.words.hidden import HiddenKind
from tests.fakes import BigramEmbedder
from tests.ui.held.reports import REPORT, approval, came
from ui.held.force import put_among_documents
from ui.held.look import look


def test_what_a_text_says_of_itself_is_proposed(settings: IndexSettings, tmp_path: Path) -> None:
    preview = look(came(tmp_path / "a", "西岸区报告.txt", REPORT), settings)
    assert (preview.format, preview.doc_id, preview.text) == (Format.TEXT, "西岸区报告", REPORT)
    assert (preview.entry.title, preview.entry.issued) == ("西岸区2025年政府工作报告", date(2026, 1, 12))
    assert (preview.entry.issuer, preview.entry.place) == ("西岸区人民政府", "西岸区")
    assert preview.entry.covers == (
        Coverage(first_year=2025, last_year=2025, status=Status.RESULT),
        Coverage(first_year=2026, last_year=2026, status=Status.PLAN),
    )
    assert [section.path[-1] for section in preview.sections if section.path] == [
        "一、2025年工作回顾",
        "二、2026年工作安排",
    ]
    (hidden,) = preview.hidden
    assert (hidden.kind, hidden.n_chars, hidden.lines) == (HiddenKind.ZERO_WIDTH, 1, (13,))


def test_a_workbook_shows_its_tables_and_what_was_left_out(settings: IndexSettings, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "港口"
    for row in (["指标", "2023年", "2024年"], ["港口吞吐量（万吨）", 12, 13]):
        book.active.append(row)
    book.create_sheet("草稿").sheet_state = "hidden"
    book.save(tmp_path / "西岸区港口统计.xlsx")
    preview = look(tmp_path / "西岸区港口统计.xlsx", settings)
    assert preview.entry.title == "西岸区港口统计"
    (table,) = preview.tables
    assert (table.name, preview.n_tables) == ("港口", 1)
    assert table.rows == (("指标", "2023年", "2024年"), ("港口吞吐量（万吨）", "12", "13"))
    assert [left.reason for left in preview.left_out] == ["hidden"]


def test_a_document_that_is_held_already_is_noticed(settings: IndexSettings, tmp_path: Path) -> None:
    file = came(tmp_path / "a", "一稿.txt", REPORT)
    put_among_documents(file, "0" * 64, approval("一稿"), settings)
    build_index(settings, BigramEmbedder())
    (same,) = look(came(tmp_path / "b", "另名.txt", REPORT), settings).alike
    assert (same.doc_id, same.is_same, same.share) == ("一稿", True, 1.0)
    changed = REPORT.replace("4380", "4390")
    (near,) = look(came(tmp_path / "c", "二稿.txt", changed), settings).alike
    assert near.is_same is False
    assert 0.5 < near.share < 1
    assert look(came(tmp_path / "d", "别的.txt", "东区2024年工作要点\n\n新增公园9个。\n"), settings).alike == ()


def test_what_cannot_be_read_is_one_sentence(settings: IndexSettings, tmp_path: Path) -> None:
    (tmp_path / "图.docx").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ReadError, match="is a picture"):
        look(tmp_path / "图.docx", settings)


def test_the_entry_is_as_it_was_approved_and_what_was_left_empty_stays_so(
    settings: IndexSettings, tmp_path: Path
) -> None:
    file = came(tmp_path / "a", "报告.txt", REPORT)
    given = approval(issuer="西岸区政府办", covers=(Coverage(first_year=2025, last_year=2025, status=Status.RESULT),))
    for _ in range(2):  # again, as after a kill
        entry = put_among_documents(file, "0" * 64, given, settings).entry
    assert (entry.file, entry.title, entry.issuer) == ("西岸区报告.txt", given.entry.title, "西岸区政府办")
    assert (entry.kind, entry.issued, entry.place, entry.covers) == ("", None, "", given.entry.covers)
    assert (settings.seeds_dir / entry.file).read_text(encoding="utf-8") == REPORT


def test_a_new_edition_takes_the_place_and_the_old_one_is_kept(settings: IndexSettings, tmp_path: Path) -> None:
    put_among_documents(came(tmp_path / "a", "报告.txt", REPORT), "0" * 64, approval(), settings)
    newer = came(tmp_path / "b", "报告二.txt", REPORT.replace("4380", "4390"))
    entry = put_among_documents(newer, "0" * 64, approval(is_edition=True, kind="政府工作报告"), settings).entry
    assert (entry.doc_id, entry.kind) == ("西岸区报告", "政府工作报告")
    assert "4390" in (settings.seeds_dir / entry.file).read_text(encoding="utf-8")
    (kept,) = settings.removed_dir.glob("*/*.txt")
    assert kept.read_text(encoding="utf-8") == REPORT
