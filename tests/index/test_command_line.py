"""python -m index: what it prints, and one line with exit status 2 when something is wrong."""

import re
import shutil
from pathlib import Path

import pytest

from index import __main__ as command_line
from index.config import IndexSettings
from index.errors import ModelError
from index.store.saved import read_manifest
from tests.fakes import BigramEmbedder
from tests.index.documents import opened
from tests.index.vouched import vouch


@pytest.fixture(autouse=True)
def project(settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    """The command finds the two Yantian seeds, their index, and the small embedder in place of the model."""
    monkeypatch.setenv("LUOHU_INDEX_SEEDS_DIR", str(settings.seeds_dir))
    monkeypatch.setenv("LUOHU_INDEX_ARTIFACTS_DIR", str(settings.artifacts_dir))
    monkeypatch.setenv("LUOHU_INDEX_REMOVED_DIR", str(settings.removed_dir))
    monkeypatch.setattr(command_line, "make_embedder", lambda _: BigramEmbedder())
    return settings


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = command_line.main(list(arguments))
    output = capsys.readouterr()
    return status, output.out, output.err


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    status, out, err = run(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("index: ")
    return err


def test_build_says_what_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "build")
    assert (status, out, err) == (0, "2 documents, 66 units, 23 chunks\n", "")


def test_check_passes_for_an_index_that_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check") == (0, "the index is whole: 42 files, 66 units, 0 originals verified\n", "")


def test_info_counts_the_units_of_each_document(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "info")
    assert status == 0
    assert out.splitlines()[3].startswith("notice  notice")
    assert "2 glossary" in "".join(out.splitlines()[:6])
    assert sum("in a section" in line for line in out.splitlines()) == 2
    assert "×" not in out


def test_info_lists_what_was_dropped_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "info", "--dropped")
    assert status == 0
    assert "report\t0-10\tsite name\t深圳市盐田区人民政府" in out.splitlines()
    assert any(line.endswith("\tpage foot\t相关阅读") for line in out.splitlines())
    assert sum(line.endswith("\tfootnote marker\t(footnote mark)") for line in out.splitlines()) == 8


def test_add_takes_a_document_in_and_builds(
    capsys: pytest.CaptureFixture[str], project: IndexSettings, tmp_path: Path
) -> None:
    file = tmp_path / "预算.txt"
    file.write_text("盐田区2024年预算\n一、收入\n收入38.6亿元。", encoding="utf-8")
    status, out, err = run(
        capsys,
        "add",
        str(file),
        "--issuer",
        "区财政局",
        "--kind",
        "预算",
        "--covers",
        "2024:plan",
        "--issued",
        "2024-01-16",
    )
    assert (status, err) == (0, "")
    assert out == (
        "catalogued 预算.txt as '盐田区2024年预算'\n"
        "  issuer 区财政局, kind 预算, issued 2024-01-16, covers 2024:plan, place 深圳市盐田区\n"
        "3 documents, 69 units, 25 chunks\n"
    )
    assert (project.seeds_dir / "预算.txt").is_file()
    assert run(capsys, "check")[0] == 0


def test_add_says_what_a_document_hides_and_info_lists_it(
    capsys: pytest.CaptureFixture[str], project: IndexSettings, tmp_path: Path
) -> None:
    file = tmp_path / "预算.txt"
    file.write_text("盐田区2024年预\u200b算\n一、收入\n收入38.6亿元。\U000e0048\U000e0069", encoding="utf-8")
    status, out, _ = run(capsys, "add", str(file), "--issuer", "区财政局", "--kind", "预算", "--covers", "2024:plan")
    assert status == 0
    assert "catalogued 预算.txt as '盐田区2024年预算'" in out
    assert "  hidden, left out: 1 zero-width character: line 1\n" in out
    assert '  hidden, left out: 2 tag characters: line 3, they spell "Hi"\n' in out
    _, listed, _ = run(capsys, "info", "--dropped")
    assert "预算\t9-10\thidden: zero-width character\tU+200B\n" in listed
    assert run(capsys, "check")[0] == 0


def test_remove_says_where_it_is_kept_and_how_it_comes_back(
    capsys: pytest.CaptureFixture[str], project: IndexSettings
) -> None:
    before = read_manifest(project.artifacts_dir)
    status, out, err = run(capsys, "remove", "notice")
    (folder,) = project.removed_dir.iterdir()
    assert (status, err) == (0, "")
    assert out == (
        f"removed notice; kept in {folder}: delete that folder to have it gone for good\n"
        f"  to take it in again: python -m index add {folder}/notice.txt\n"
        "1 documents, 41 units, 16 chunks\n"
    )
    assert run(capsys, "check")[0] == 0
    assert run(capsys, "remove", "notice") == (0, out, "")
    assert run(capsys, "add", f"{folder}/notice.txt")[0] == 0
    assert read_manifest(project.artifacts_dir).fingerprint == before.fingerprint


def test_a_removed_document_does_not_answer_where_the_index_cannot_be_built(
    capsys: pytest.CaptureFixture[str], project: IndexSettings
) -> None:
    (project.seeds_dir / "other.txt").write_text("另一份。", encoding="utf-8")
    status, out, err = run(capsys, "remove", "notice")
    assert (status, out.splitlines()[-1]) == (2, "the last index answers on without them")
    assert "other.txt is not in catalog.toml; add it with: python -m index add" in err
    assert set(opened(project.artifacts_dir).corpus.documents) == {"report"}
    (project.seeds_dir / "other.txt").unlink()
    fingerprint = read_manifest(project.artifacts_dir).fingerprint
    assert run(capsys, "build")[0] == 0
    assert read_manifest(project.artifacts_dir).fingerprint == fingerprint


def test_where_the_last_index_cannot_forget_either_both_are_said(
    capsys: pytest.CaptureFixture[str], project: IndexSettings
) -> None:
    (project.seeds_dir / "other.txt").write_text("另一份。", encoding="utf-8")
    shutil.rmtree(project.artifacts_dir)
    status, _, err = run(capsys, "remove", "notice")
    assert (status, err.count("\n")) == (2, 2)
    assert err.startswith("index: the last index still holds them: there is no index in ")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_seed_is_named(capsys: pytest.CaptureFixture[str], project: IndexSettings, command: str) -> None:
    (project.seeds_dir / "notice.txt").unlink()
    assert "notice.txt: No such file or directory; restore the file" in refused(capsys, command)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_changed_seed_is_named(capsys: pytest.CaptureFixture[str], project: IndexSettings, command: str) -> None:
    with (project.seeds_dir / "notice.txt").open("a", encoding="utf-8") as file:
        file.write("多一行。\n")
    assert "notice.txt has changed: its sha256 is" in refused(capsys, command)


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_uncatalogued_file_is_named(
    capsys: pytest.CaptureFixture[str], project: IndexSettings, command: str
) -> None:
    (project.seeds_dir / "other.txt").write_text("另一份。", encoding="utf-8")
    assert "other.txt is not in catalog.toml; add it with: python -m index add" in refused(capsys, command)


@pytest.mark.parametrize("command", ["build", "check", "info"])
def test_a_wrong_setting_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("LUOHU_INDEX_CHUNK_CHARS", "7")
    assert "setting 'chunk_chars' in [index]: Input should be greater than" in refused(capsys, command)


@pytest.mark.parametrize("command", ["check", "info"])
def test_a_missing_index_is_named(capsys: pytest.CaptureFixture[str], project: IndexSettings, command: str) -> None:
    shutil.rmtree(project.artifacts_dir)
    assert "there is no index in" in refused(capsys, command)


def test_check_finds_an_index_that_no_longer_fits(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_INDEX_CHUNK_CHARS", "120")
    assert "no longer fits seeds, settings or program; rebuild it: python -m index build" in refused(capsys, "check")


def test_check_names_each_damaged_file_and_build_mends_them(
    capsys: pytest.CaptureFixture[str], project: IndexSettings
) -> None:
    (file,) = project.artifacts_dir.glob("segments/*/sounds.marisa")
    file.write_bytes(file.read_bytes()[::-1])
    (other,) = project.artifacts_dir.glob("segments/*/terms/rows.npy")
    other.unlink()
    assert refused(capsys, "check") == (
        f"index: 2 damaged or missing: {file}, {other}; mend the index with: python -m index build\n"
    )
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "check")[0] == 0


def test_check_finds_a_unit_that_differs_from_its_source(
    capsys: pytest.CaptureFixture[str], project: IndexSettings
) -> None:
    (file,) = project.artifacts_dir.glob("segments/*/records/units.jsonl")
    file.write_bytes(file.read_bytes().replace(b"024.5", b"034.5"))
    vouch(project.artifacts_dir)
    assert re.search(r"unit report#\d+ differs from its source", refused(capsys, "check"))
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "check")[0] == 0


def test_add_names_all_that_a_document_does_not_tell_in_one_notice(
    capsys: pytest.CaptureFixture[str], project: IndexSettings, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("港口繁忙，进展顺利。", encoding="utf-8")
    status, out, _ = run(capsys, "add", str(tmp_path / "a.txt"))
    assert status == 0
    assert "  the document does not tell: issuer, kind, issued, covers, place; if you know, say so with:\n" in out
    kept = project.seeds_dir / "a.txt"
    assert f"  python -m index add {kept} --issuer … --kind … --issued … --covers … --place …\n" in out


def test_a_model_that_cannot_be_loaded_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: IndexSettings) -> None:
        raise ModelError("cannot load the model x: gone")

    monkeypatch.setattr(command_line, "make_embedder", fail)
    assert refused(capsys, "build") == "index: cannot load the model x: gone\n"


def test_a_full_disk_is_told_in_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.build.switch", full)
    assert refused(capsys, "build") == "index: [Errno 28] No space left on device\n"


@pytest.mark.parametrize("arguments", [[], ["rebuild"], ["info", "--all"], ["add"]])
def test_an_unknown_command_ends_with_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command_line.main(arguments)
    assert stopped.value.code == 2
    assert "usage: python -m index" in capsys.readouterr().err


def test_figures_lists_what_the_documents_count_and_gives_it_to_a_spreadsheet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = run(capsys, "figures")
    assert (status, err) == (0, "")
    assert ": 20" in out
    status, out, err = run(capsys, "figures", "--csv", "--query", "不会有的东西")
    assert (status, out.count("\n"), out.startswith("place,subject,")) == (0, 1, True)
    assert run(capsys, "figures", "--conflicts")[0] == 0
