import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from index.config import ROOT
from ui.config import UiSettings
from ui.errors import StaffError
from ui.staff.secret import Secret, _make, read_secret

_READS = """
import sys
from pathlib import Path
from ui.config import UiSettings
from ui.staff.secret import read_secret
settings = UiSettings(session_key_file=Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(read_secret(settings).digest("test", ""))
"""


def settings_with(file: Path) -> UiSettings:
    return UiSettings(session_key_file=file)


def test_a_file_is_made_once_for_nobody_else_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "var" / "session.key"
    first = read_secret(settings_with(file)).digest("a", "b")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().strip()) == 64
    assert read_secret(settings_with(file)).digest("a", "b") == first
    assert [path.name for path in file.parent.iterdir()] == ["session.key"]


def test_another_place_has_another_key(tmp_path: Path) -> None:
    digests = {read_secret(settings_with(tmp_path / name)).digest("a", "b") for name in ("one", "two")}
    assert len(digests) == 2


def test_who_makes_the_file_second_leaves_the_first_one(tmp_path: Path) -> None:
    file = tmp_path / "session.key"
    _make(file)
    first = file.read_text()
    _make(file)
    assert file.read_text() == first
    assert [path.name for path in tmp_path.iterdir()] == ["session.key"]


def test_processes_that_start_together_have_the_same_key(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _READS, str(tmp_path / "session.key")],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    found = {process.communicate("go\n", timeout=60)[0] for process in processes}
    assert len(found) == 1
    assert len(found.pop().strip()) == 64


def test_the_setting_comes_before_the_file(tmp_path: Path) -> None:
    settings = UiSettings(session_key=SecretStr("s" * 32), session_key_file=tmp_path / "session.key")
    assert read_secret(settings).digest("a", "b") == Secret("s" * 32).digest("a", "b")
    assert not (tmp_path / "session.key").exists()


def test_a_short_key_is_refused_and_not_told(tmp_path: Path) -> None:
    with pytest.raises(StaffError, match=r"ui\.session_key: expected 32 characters or more, found 6") as caught:
        read_secret(UiSettings(session_key=SecretStr("geheim"), session_key_file=tmp_path / "session.key"))
    assert "geheim" not in str(caught.value)
    (tmp_path / "session.key").write_text("kurz\n")
    with pytest.raises(StaffError, match=r"session\.key: expected 32"):
        read_secret(settings_with(tmp_path / "session.key"))


def test_a_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StaffError, match="cannot read or make the key"):
        read_secret(settings_with(tmp_path / "file" / "session.key"))


def test_a_file_that_others_can_read_is_told_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "session.key"
    read_secret(settings_with(file))
    assert caplog.text == ""
    file.chmod(0o644)
    read_secret(settings_with(file))
    assert f"{file} can be read by others" in caplog.text


def test_purposes_and_texts_do_not_run_into_each_other() -> None:
    key = Secret("k" * 32)
    assert len({key.digest("a", "bc"), key.digest("ab", "c"), key.digest("abc", "")}) == 3
