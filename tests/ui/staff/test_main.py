import io
from pathlib import Path

import pytest

from ui.config import UiSettings
from ui.staff import __main__ as module
from ui.staff.__main__ import main
from ui.staff.users import Users


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_it_prints_makes_a_user(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("一个很长很长很长很长的密码\r\nsecond line\n"))
    assert main(["hash", " 王敏 "]) == 0
    file = tmp_path / "staff"
    file.touch(mode=0o600)
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert file.read_text(encoding="utf-8").count("\n") == 1
    users = Users(UiSettings(staff_file=file))
    assert users.is_right("王敏", "一个很长很长很长很长的密码")


@pytest.mark.parametrize(
    ("typed", "name", "message"),
    [
        ("short\n", "王敏", "ui.staff: expected a password of 12 characters or more, found 5\n"),
        ("", "王敏", "ui.staff: expected a password of 12 characters or more, found 0\n"),
        ("long enough for it\n", "a:b", "ui.staff: NAME: expected a name of 1 to 100 characters without a colon\n"),
        ("long enough for it\n", " ", "ui.staff: NAME: expected a name of 1 to 100 characters without a colon\n"),
    ],
)
def test_what_makes_no_user_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, name: str, message: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["hash", name]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", message)


def test_at_a_terminal_it_asks_twice(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    answers = iter(["long enough for it", "long enough for it", "long enough for it", "something else"])
    monkeypatch.setattr(module.getpass, "getpass", lambda _: next(answers))
    assert main(["hash", "王敏"]) == 0
    assert capsys.readouterr().out.startswith("王敏:$argon2id$")
    assert main(["hash", "王敏"]) == 2
    assert capsys.readouterr().err == "ui.staff: the two passwords differ\n"


def test_a_terminal_that_is_closed_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(module.getpass, "getpass", closed)
    assert main(["hash", "王敏"]) == 2
    assert capsys.readouterr().err == "ui.staff: no password given\n"
