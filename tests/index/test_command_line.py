"""python -m index: what it prints, and one line with exit status 2 when something is wrong."""

import shutil
from pathlib import Path

import pytest

from index import __main__ as command_line
from index.config import IndexSettings
from index.errors import ModelError
from tests.fakes import BigramEmbedder


@pytest.fixture(autouse=True)
def project(settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    """The command finds the two Yantian seeds, their index, and the small embedder in place of the model."""
    monkeypatch.setenv("LUOHU_INDEX_SEEDS_DIR", str(settings.seeds_dir))
    monkeypatch.setenv("LUOHU_INDEX_ARTIFACTS_DIR", str(settings.artifacts_dir))
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
    assert run(capsys, "check") == (0, "the index is whole: 40 files, 66 units verified\n", "")


def test_info_counts_the_units_of_each_document(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "info")
    assert status == 0
    assert out.splitlines()[2].startswith("notice  notice")
    assert "2 glossary" in out.splitlines()[3]
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
        "  issuer 区财政局, kind 预算, issued 2024-01-16, covers 2024:plan\n"
        "3 documents, 69 units, 25 chunks\n"
    )
    assert (project.seeds_dir / "预算.txt").is_file()
    assert run(capsys, "check")[0] == 0


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


def test_check_finds_a_changed_file(capsys: pytest.CaptureFixture[str], project: IndexSettings) -> None:
    (file,) = project.artifacts_dir.glob("segments/*/sounds.marisa")
    file.write_bytes(file.read_bytes()[::-1])
    assert "sounds.marisa has changed since it was built" in refused(capsys, "check")


def test_check_finds_a_unit_that_differs_from_its_source(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "quote_at", lambda *_: "")
    assert "unit report#0 differs from its source" in refused(capsys, "check")


def test_add_without_issuer_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("预算", encoding="utf-8")
    assert refused(capsys, "add", str(tmp_path / "a.txt")) == "index: a new document needs --issuer\n"


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
