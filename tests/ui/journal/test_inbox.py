import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ui.errors import JournalError
from ui.journal.inbox import append_case, has_case


def line(number: int) -> str:
    return json.dumps({"id": f"s{number}", "question": "问" * 3000}, ensure_ascii=False) + "\n"


def test_a_case_is_appended_once(tmp_path: Path) -> None:
    inbox = tmp_path / "new" / "inbox.jsonl"
    assert append_case(inbox, line(1))
    assert append_case(inbox, line(2))
    assert not append_case(inbox, line(1))
    assert inbox.read_text(encoding="utf-8") == line(1) + line(2)


def test_lines_of_many_at_once_stay_whole(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox.jsonl"
    with ThreadPoolExecutor(8) as pool:
        new = list(pool.map(lambda n: append_case(inbox, line(n % 20)), range(40)))
    assert sum(new) == 20
    ids = [json.loads(held)["id"] for held in inbox.read_text(encoding="utf-8").splitlines()]
    assert sorted(ids) == sorted(f"s{n}" for n in range(20))


def test_a_line_cut_short_spoils_itself_only(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox.jsonl"
    inbox.write_text(line(1) + line(2)[:50], encoding="utf-8")
    assert append_case(inbox, line(3))
    lines = inbox.read_text(encoding="utf-8").splitlines()
    assert [json.loads(lines[n])["id"] for n in (0, 2)] == ["s1", "s3"]


def test_an_inbox_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match="inbox"):
        append_case(tmp_path / "file" / "inbox.jsonl", line(1))


def test_it_tells_whether_a_case_is_there(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox.jsonl"
    assert not has_case(inbox, "s1")
    append_case(inbox, line(1))
    assert has_case(inbox, "s1")
    assert not has_case(inbox, "s2")
    with pytest.raises(JournalError, match="inbox"):
        has_case(tmp_path, "s1")
