"""Files and folders that are whole or not there, whatever happens while they are written."""

import stat
from pathlib import Path

import pytest

from index.whole import is_partial, partials_of, whole_file, whole_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_takes_its_place_when_all_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    with whole_file(file) as partial:
        partial.write_text("new")
        assert file.read_text() == "old"
        assert (is_partial(partial), partials_of(file)) == (True, [partial])
    assert (file.read_text(), names(tmp_path)) == ("new", ["a.txt"])


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_a_file_that_is_not_finished_leaves_the_old_one(tmp_path: Path, stop: type[BaseException]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")

    def write() -> None:
        with whole_file(file) as partial:
            partial.write_text("ne")
            raise stop

    with pytest.raises(stop):
        write()
    assert (file.read_text(), names(tmp_path)) == ("old", ["a.txt"])


def test_of_two_files_where_the_first_wins_the_second_goes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with whole_file(file, first_wins=True) as partial:
        partial.write_text("second")
        file.write_text("first")
    assert (file.read_text(), names(tmp_path)) == ("first", ["a.txt"])


def test_a_private_file_is_private_before_anything_is_in_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.txt", mode=0o600) as partial:
        assert stat.S_IMODE(partial.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600


def test_a_folder_takes_its_place_when_all_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "made"
    with whole_folder(folder) as made:
        made.mkdir()
        (made / "a.txt").write_text("whole")
        assert not folder.exists()
        (partial,) = partials_of(folder)
        assert is_partial(partial)
    assert ((folder / "a.txt").read_text(), names(tmp_path / "deep")) == ("whole", ["made"])


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_a_folder_that_is_not_finished_is_not_there(tmp_path: Path, stop: type[BaseException]) -> None:
    def make() -> None:
        with whole_folder(tmp_path / "made") as made:
            made.mkdir()
            raise stop

    with pytest.raises(stop):
        make()
    assert names(tmp_path) == []


def test_another_hidden_file_is_not_partial(tmp_path: Path) -> None:
    assert not any(is_partial(tmp_path / name) for name in (".lock", "a.partial-b", "index-1.json"))
