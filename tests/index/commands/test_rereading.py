"""A file that an older reader read is named by `check` and read anew by one command; old citations stay valid."""

import hashlib
import json
from pathlib import Path

import pytest

from index import __main__ as command_line
from index.catalog.catalog import read_catalog
from index.catalog.kept import edition_text
from index.catalog.originals import Originals
from index.config import IndexSettings
from index.records import State
from tests.fakes import BigramEmbedder
from tests.index.documents import opened

CSV = "渔业收入\n项目,2023年,2024年\n海产,7,8\n"
OLD = "渔业收入\n海产 7 8，由旧版读出。\n"


@pytest.fixture(autouse=True)
def project(settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    """The two Yantian seeds, and a document whose file an older reader read, as another text."""
    for name in ("seeds_dir", "artifacts_dir", "removed_dir"):
        monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setattr(command_line, "make_embedder", lambda _: BigramEmbedder())
    file = tmp_path / "income.csv"
    file.write_text(CSV, encoding="utf-8")
    assert command_line.main(["add", str(file), "--title", "渔业收入表"]) == 0
    entry = read_catalog(settings.seeds_dir)[-1]
    assert entry.original
    (settings.seeds_dir / entry.file).write_bytes(OLD.encode())
    for path in (settings.seeds_dir / "catalog.toml", settings.seeds_dir / "originals" / "income.parts.json"):
        written = path.read_text(encoding="utf-8").replace(entry.sha256, sha256_of(OLD))
        path.write_text(written.replace(entry.original.reader, "separated 0"), encoding="utf-8")
    assert command_line.main(["build"]) == 0
    return settings


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_check_names_what_is_to_be_read_anew_and_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command_line.main(["check"]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert last == "read by an older reader: income (separated 0); read them anew with: python -m index reread"
    assert command_line.main(["reread"]) == 0
    capsys.readouterr()
    assert command_line.main(["check"]) == 0
    assert "older reader" not in capsys.readouterr().out


def test_it_is_read_anew_with_its_entry_and_old_citations_still_open(
    project: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line.main(["withdraw", "income", "--why", "数字有误"])
    capsys.readouterr()
    assert command_line.main(["reread", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["documents"]
    entry = read_catalog(project.seeds_dir)[-1]
    assert told == {"doc_id": "income", "reader": entry.original and entry.original.reader, "is_other_text": True}
    assert (entry.title, entry.life.state) == ("渔业收入表", State.WITHDRAWN)
    assert (project.seeds_dir / entry.file).read_text(encoding="utf-8").endswith("- 海产：2023年7，2024年8。\n")
    folders = (project.seeds_dir, project.removed_dir)
    assert edition_text(*folders, "income", sha256_of(OLD)) == OLD
    kept = Originals(project.seeds_dir, removed_dir=project.removed_dir).of("income", sha256_of(OLD))
    assert kept is not None
    assert kept.file.read_text(encoding="utf-8") == CSV


def test_nothing_is_done_where_all_is_read_by_the_readers_of_today(
    project: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line.main(["reread"])
    before = opened(project.artifacts_dir).manifest
    capsys.readouterr()
    assert command_line.main(["reread"]) == 0
    assert capsys.readouterr().out.startswith("every file was read by the reader of today")
    assert opened(project.artifacts_dir).manifest == before


@pytest.mark.parametrize(("doc_id", "why"), [("report", "came as text"), ("other", "no document is named")])
def test_what_cannot_be_read_anew_is_told(doc_id: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["reread", doc_id]) == 2
    assert why in capsys.readouterr().err
