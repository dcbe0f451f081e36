import json
from pathlib import Path

import pytest

from tests.ui.journal.entries import NOON, entry, settings_at
from ui.journal.__main__ import main
from ui.journal.database import open_database
from ui.journal.entries import record
from ui.journal.records import now


@pytest.fixture
def journal(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUOHU_UI_JOURNAL_URL", f"sqlite:///{file}")
    database = open_database(settings_at(file))
    record(database, entry("旧的", asked_at=NOON.replace(year=2020)))
    record(database, entry("新的", asked_at=now()))
    database.close()
    return file


def test_export_writes_the_newest_first(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "jsonl"]) == 0
    assert [json.loads(line)["question"] for line in capsys.readouterr().out.splitlines()] == ["新的", "旧的"]
    assert main(["export", "csv"]) == 0
    assert capsys.readouterr().out.count("\r\n") == 3


def test_the_audit_is_checked_listed_and_held_against_a_noted_head(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "check"]) == 0
    assert capsys.readouterr().out == "the audit is whole: 0 entries\n"
    for kind in ("csv", "jsonl"):
        assert main(["export", kind]) == 0
    capsys.readouterr()
    assert main(["audit", "list"]) == 0
    latest, first = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["act"], first["detail"], latest["detail"]) == ("exported", {"kind": "csv"}, {"kind": "jsonl"})
    assert first["by"].startswith("command:")
    assert main(["audit", "check", "--head", first["hash"]]) == 0
    assert capsys.readouterr().out == f"the audit is whole: 2 entries, the noted one among them\n{latest['hash']}\n"
    assert main(["audit", "check", "--head", "0" * 64]) == 2
    assert "no entry of the audit has the hash 000" in capsys.readouterr().err


def test_purge_removes_what_is_over_its_time(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["purge"]) == 0
    assert capsys.readouterr().out == "1 entries removed\n"


def test_a_journal_that_cannot_be_opened_is_one_line_and_exit_2(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(b"no journal " * 99)
    monkeypatch.setenv("LUOHU_UI_JOURNAL_URL", f"sqlite:///{file}")
    assert main(["purge"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert str(file) in error


def test_bench_times_every_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--entries", "60"]) == 0
    out = capsys.readouterr().out
    for name in ("60 entries", "list, differing, page amid", "words in none", "dashboard, all days", "purge"):
        assert name in out
