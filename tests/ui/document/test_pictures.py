"""Pictures of pages are kept in a folder of bounded size, and drawn once."""

import os
from pathlib import Path

import pytest

from eval.bench.papers import lines, pdf
from index.errors import ReadError
from index.load.picture import page_picture
from ui.document.pictures import Pictures
from ui.errors import BusyError

SHA256 = "a" * 64


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(lines(["渔港情况通报"])))
    return path


def put(folder: Path, name: str, n_bytes: int, seconds: int) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(b"0" * n_bytes)
    os.utime(file, (seconds, seconds))
    return file


def test_those_asked_for_longest_ago_make_room(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    old, new = put(folder, "old.webp", 600_000, 1), put(folder, "new.webp", 600_000, 2)
    picture = Pictures(tmp_path, most_mb=1).picture(file, SHA256, 1)
    assert {each.read_bytes() for each in folder.iterdir()} == {picture, new.read_bytes()}
    assert not old.exists()


def test_a_folder_that_cannot_be_written_keeps_nobody_from_a_picture(tmp_path: Path, file: Path) -> None:
    (tmp_path / "pages").write_text("a file in the place of the folder", encoding="utf-8")
    assert Pictures(tmp_path, most_mb=1).picture(file, SHA256, 1).startswith(b"RIFF")


def test_a_page_that_cannot_be_drawn_is_tried_once(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"%PDF-1.4 and no more")
    pictures = Pictures(tmp_path, most_mb=1)
    with pytest.raises(ReadError, match="cannot be drawn"):
        pictures.picture(file, SHA256, 1)
    monkeypatch.setattr("index.load.confine.run_apart", None)  # would be called
    monkeypatch.setattr("index.load.picture.run_apart", None)
    with pytest.raises(ReadError, match="cannot be drawn"):
        pictures.picture(file, SHA256, 1)


def test_who_would_wait_too_long_is_told(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.document.pictures._WAIT_SECONDS", 0.01)
    monkeypatch.setattr("ui.document.pictures._AT_ONCE", 0)
    with pytest.raises(BusyError):
        Pictures(tmp_path, most_mb=1).picture(file, SHA256, 1)


def test_a_long_page_has_no_more_points_than_others(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(lines(["渔港"])).replace(b"MediaBox[0 0 595 842]", b"MediaBox[0 0 59 8420]"))
    assert len(page_picture(path, 1)) < 1_000_000
