"""Many files added by one command: bad ones are named, and the same command goes on where it was broken off."""

import json
from pathlib import Path

import pytest

from index import __main__ as command_line
from index.catalog import add as adding
from index.catalog.catalog import read_catalog
from index.config import IndexSettings
from index.store.saved import read_manifest
from tests.fakes import BigramEmbedder


@pytest.fixture(autouse=True)
def project(settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    for name in ("seeds_dir", "artifacts_dir", "removed_dir"):
        monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setattr(command_line, "make_embedder", lambda _: BigramEmbedder())
    return settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "came"
    made.mkdir()
    for number in range(4):
        text = f"青岭区20{10 + number}年报告\n一、工作回顾\n新建学校{number + 2}所，新增学位{number + 3}00个。"
        (made / f"report_{number}.txt").write_text(text, encoding="utf-8")
    (made / ".hidden").write_text("不算。", encoding="utf-8")
    return made


def test_a_folder_is_added_and_what_is_held_is_passed_over(
    folder: Path, project: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main(["add", str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["doc_id"] for one in said["documents"]] == [f"report_{number}" for number in range(4)]
    assert len(read_manifest(project.artifacts_dir).documents) == 6
    (folder / "report_4.txt").write_text("青岭区2014年报告\n一、工作回顾\n新建学校九所。", encoding="utf-8")
    assert command_line.main(["add", str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert ([one["doc_id"] for one in said["documents"]], len(said["held"])) == (["report_4"], 4)


def test_who_is_stopped_goes_on_with_the_same_command(
    folder: Path, project: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = []

    def stopped(*arguments: object, **named: object) -> None:
        if len(changed) == 2:
            raise KeyboardInterrupt
        changed.append(arguments)
        whole(*arguments, **named)  # type: ignore[arg-type]

    whole = adding.change
    monkeypatch.setattr(adding, "change", stopped)
    assert command_line.main(["add", str(folder)]) == 130
    assert len(read_catalog(project.seeds_dir)) == 4
    monkeypatch.setattr(adding, "change", whole)
    assert command_line.main(["add", str(folder)]) == 0
    assert len(read_manifest(project.artifacts_dir).documents) == 6


def test_how_far_the_index_of_many_is_is_said_line_by_line(
    folder: Path, project: IndexSettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.seeds_dir.is_dir()
    monkeypatch.setattr("index.build.BATCH_CHARS", 1)
    assert command_line.main(["build"]) == 0
    capsys.readouterr()
    assert command_line.main(["add", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "indexed" in line] == [f"{n} of 4 new documents indexed" for n in range(1, 5)]


def test_bad_files_are_named_and_the_others_added(
    folder: Path, project: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    (folder / "notice.txt").write_text("同名而内容不同。", encoding="utf-8")
    assert command_line.main(["add", str(folder)]) == 2
    output = capsys.readouterr()
    told = [line for line in output.err.splitlines() if line.startswith("index: ")]
    assert [line.split()[1] for line in told] == ["empty.txt", "notice.txt", "picture.txt"]
    assert "4 added, 0 held already, 3 refused; building the index" in output.out
    assert len(read_manifest(project.artifacts_dir).documents) == 6


def test_nearly_equal_documents_are_noticed(
    folder: Path, project: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (project.seeds_dir / "report.txt").read_text(encoding="utf-8")
    other = folder.parent / "again.txt"
    other.write_text(text.replace("2024年", "2025年"), encoding="utf-8")
    assert command_line.main(["add", str(other)]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "is nearly equal to" in line]
    assert len(told) == 1
    assert "is nearly equal to report: " in told[0]


def test_what_is_of_one_document_is_not_taken_for_many(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["add", str(folder), "--title", "题"]) == 2
    assert capsys.readouterr().err == "index: --title is of one document, found 4 files\n"
    (folder.parent / "none").mkdir()
    assert command_line.main(["add", str(folder.parent / "none")]) == 2
    assert "there is no file in" in capsys.readouterr().err


def test_the_first_documents_of_all_are_added(folder: Path, project: IndexSettings) -> None:
    for file in project.seeds_dir.iterdir():
        file.unlink()
    (project.seeds_dir / "catalog.toml").write_text("# none yet\n", encoding="utf-8")
    assert command_line.main(["add", str(folder)]) == 0
    assert len(read_manifest(project.artifacts_dir).documents) == 4


def test_the_first_documents_go_into_a_new_and_empty_folder(
    folder: Path, project: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "many"):
        new = tmp_path / name
        new.mkdir()
        monkeypatch.setenv("LUOHU_INDEX_SEEDS_DIR", str(new))
        monkeypatch.setenv("LUOHU_INDEX_ARTIFACTS_DIR", str(tmp_path / f"artifacts_{name}"))
        assert command_line.main(["add", str(folder / "report_0.txt") if name == "one" else str(folder)]) == 0
        assert len(read_catalog(new)) == (1 if name == "one" else 4)
