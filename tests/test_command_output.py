"""Every command's output that cannot be written: one line on standard error, exit 2, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.command_line import command
from index.config import ROOT
from tests.ui.journal.entries import entry, settings_at
from ui.journal.database import open_database
from ui.journal.entries import record

COMMANDS = {
    "index": ["-m", "index", "info"],
    "ui.journal": ["-m", "ui.journal", "export", "csv"],
    "ui.staff": ["-m", "ui.staff", "hash", "王敏"],
    "eval": ["-m", "eval", "cases"],
}
ASCII = ("index", "ui.journal", "ui.staff")  # what eval says has no other characters


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    file = tmp_path_factory.mktemp("journal") / "journal.sqlite"
    database = open_database(settings_at(file))
    record(database, entry("养老床位有多少？"))
    database.close()
    return {**os.environ, "LUOHU_UI_JOURNAL_URL": f"sqlite:///{file}"}


def run(name: str, shell: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    line = f'"$@" {shell}'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line, "bash", sys.executable, *COMMANDS[name]],
        cwd=ROOT,
        env=environment,
        input="a long pass phrase\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def is_one_line_of(name: str, done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode == 2 and done.stderr.startswith(f"{name}: ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ASCII)
def test_an_output_that_cannot_hold_chinese_is_one_line(name: str, environment: dict[str, str]) -> None:
    done = run(name, "", {**environment, "PYTHONIOENCODING": "ascii"})
    assert is_one_line_of(name, done), done.stderr
    assert "PYTHONIOENCODING=utf-8" in done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_an_output_that_is_full_or_closed_is_one_line(name: str, environment: dict[str, str]) -> None:
    for shell in ("> /dev/full", "| true"):
        done = run(name, shell, environment)
        assert is_one_line_of(name, done), done.stderr


def test_without_an_output_a_command_says_nothing_and_ends_well(environment: dict[str, str]) -> None:
    done = run("ui.journal", ">&-", environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_that_is_interrupted_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    @command("some")
    def main(arguments: list[str] | None = None) -> int:
        raise KeyboardInterrupt

    assert main([]) == 130
    assert capsys.readouterr() == ("", "")


def test_half_a_character_is_not_text(capsys: pytest.CaptureFixture[str]) -> None:
    @command("some")
    def main(arguments: list[str] | None = None) -> int:
        "\udcff".encode()
        return 0

    assert main([]) == 2
    assert capsys.readouterr().err == "some: what was given is not text in UTF-8\n"


def test_what_a_command_returns_stays(tmp_path: Path) -> None:
    @command("some")
    def main(arguments: list[str] | None = None) -> int:
        return len(arguments or ())

    assert [main([]), main(["a"])] == [0, 1]
