"""What was read of a file is kept by its checksum, for who reads it again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.load import once
from index.load.apart import read_apart
from index.load.limits import Limits
from index.load.once import KeptReads
from index.load.reading import read_content

CSV = "项目,2024年\n渔船,80\n"


@pytest.fixture
def limits(tmp_path: Path) -> Limits:
    return Limits(kept_dir=str(tmp_path / "kept"))


def file_of(tmp_path: Path, name: str, content: str = CSV) -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def read_no_more(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Where no process can be begun no file is read."""
    return lambda: monkeypatch.setattr("sys.executable", "/nowhere/python")


def test_a_file_is_read_once_whatever_it_is_called_then(
    tmp_path: Path, limits: Limits, read_no_more: Callable[[], None]
) -> None:
    first = read_apart(file_of(tmp_path, "ships.csv"), limits)
    read_no_more()
    assert read_apart(file_of(tmp_path, "again.csv"), limits) == first


def test_another_content_another_ending_and_another_reader_are_read(
    tmp_path: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, read_no_more: Callable[[], None]
) -> None:
    file = file_of(tmp_path, "ships.csv")
    read_apart(file, limits)
    read_no_more()
    for other in (file_of(tmp_path, "other.csv", "渔船,81\n"), file_of(tmp_path, "ships.txt")):
        with pytest.raises(FileNotFoundError):
            read_apart(other, limits)
    monkeypatch.setattr("index.load.separated.SeparatedReader.version", "separated 99")
    with pytest.raises(FileNotFoundError):
        read_apart(file, limits)


def test_a_kept_reading_that_is_damaged_is_read_again(tmp_path: Path, limits: Limits) -> None:
    file = file_of(tmp_path, "ships.csv")
    first = read_apart(file, limits)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text("{", encoding="utf-8")
    assert read_apart(file, limits) == first
    assert kept.read_text(encoding="utf-8") == first.model_dump_json()


def test_what_is_forgotten_is_read_again(tmp_path: Path, limits: Limits) -> None:
    file = file_of(tmp_path, "ships.csv")
    first = read_apart(file, limits)
    KeptReads(tmp_path / "kept").forget(first.original_sha256)
    assert list((tmp_path / "kept").iterdir()) == []


@pytest.mark.parametrize("bound", ["_MOST", "_MOST_BYTES"])
def test_of_many_the_latest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    contents = [f"项目,2024年\n渔船,{number}\n".encode() for number in range(10, 14)]
    read = [read_content(content, "a.csv", Limits()) for content in contents]
    kept = KeptReads(tmp_path / "kept")
    monkeypatch.setattr(once, bound, 2 if bound == "_MOST" else 2 * len(read[0].model_dump_json().encode()))
    for content, of in zip(contents, read, strict=True):
        kept.keep(content, of)
    assert [kept.of(content) for content in contents] == [None, None, *read[2:]]


def test_a_folder_that_cannot_be_written_costs_a_reading_and_no_more(tmp_path: Path) -> None:
    file = file_of(tmp_path, "ships.csv")
    assert read_apart(file, Limits(kept_dir=str(file))).text == read_apart(file, Limits()).text
