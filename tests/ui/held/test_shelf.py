import io
from pathlib import Path

import pytest

from index.errors import Fault
from ui.errors import HeldError, MissingHeldError
from ui.held.problems import Problem
from ui.held.records import OPEN, State
from ui.held.shelf import MOST_NAME_BYTES, Shelf, harmless


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "held")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2025年 工作报告（定稿）.PDF", "2025年_工作报告（定稿）.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\报告.docx", "报告.docx"),
        (".hidden", "hidden"),
        ("catalog.toml\0.txt", "catalog.toml.txt"),
        ("catalog.toml", "_catalog.toml"),
        ("<script>alert(1)</script>.html", "script.html"),
        ("", "document"),
        ("报" * 200 + ".xlsx", "报" * 38 + ".xlsx"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert harmless(given) == kept
    assert len(kept.encode()) <= MOST_NAME_BYTES


def test_what_is_put_is_kept_as_it_came(shelf: Shelf) -> None:
    item = shelf.put("报告.txt", io.BytesIO("全文".encode()), by="王敏", most_bytes=100)
    assert (item.state, item.n_bytes, shelf.n_bytes) == (State.CAME, 6, 6)
    assert shelf.file(item).read_text(encoding="utf-8") == "全文"
    assert shelf.items() == (item,)


def test_what_is_too_long_is_told_and_not_kept(shelf: Shelf) -> None:
    item = shelf.put("报告.txt", io.BytesIO(b"x" * 2_000_000), by="王敏", most_bytes=1_000_000)
    assert item.state is State.BAD
    assert item.problem is not None
    assert "has 2 MB, 1 MB may be read" in item.problem.said
    assert (item.problem.fault, item.problem.named) == (Fault.TOO_LARGE, {"found": "2", "most": "1"})
    assert (shelf.file(item).exists(), shelf.n_bytes) == (False, 0)


def test_who_comes_second_is_told_so(shelf: Shelf) -> None:
    item = shelf.put("报告.txt", io.BytesIO(b"x"), by="王敏", most_bytes=100)
    shelf.become(item.held_id, State.READ, of=frozenset({State.CAME}))
    shelf.discard(item.held_id, of=OPEN)
    with pytest.raises(MissingHeldError):
        shelf.become(item.held_id, State.APPROVED, of=OPEN)
    assert not list(shelf.folder.glob("*/*"))


def test_a_name_of_another_folder_is_nothing_held(shelf: Shelf) -> None:
    shelf.put("报告.txt", io.BytesIO(b"x"), by="王敏", most_bytes=100)
    for held_id in ("..", "../held", "", "A" * 16):
        with pytest.raises(MissingHeldError):
            shelf.item(held_id)


def test_where_nothing_can_be_written_one_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "held").touch()
    with pytest.raises(HeldError, match=r"报告\.txt cannot be kept"):
        Shelf(tmp_path / "held").put("报告.txt", io.BytesIO(b"x"), by="王敏", most_bytes=100)


def test_a_problem_that_was_kept_before_it_had_a_code_is_told_as_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    item = shelf.put("a.txt", io.BytesIO(b"x"), by="wang", most_bytes=10)
    file = tmp_path / item.held_id / "item.json"
    file.write_text(file.read_text("utf-8").replace('"problem":null', '"problem":"it was so"'), "utf-8")
    assert shelf.item(item.held_id).problem == Problem(fault=Fault.OTHER, said="it was so")
    file.write_text(file.read_text("utf-8").replace('"problem":"it was so"', '"problem":""'), "utf-8")
    assert shelf.item(item.held_id).problem is None
