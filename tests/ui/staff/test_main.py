import io
import stat
from pathlib import Path

import pytest

from tests.ui.staff.area import HASHES
from ui.config import UiSettings
from ui.errors import JournalError
from ui.journal.audit import audit_entries
from ui.journal.database import open_database
from ui.staff import __main__ as module
from ui.staff import user_file
from ui.staff.__main__ import main
from ui.staff.rights import Role
from ui.staff.user_file import put_user
from ui.staff.users import User, Users

PASSPHRASE = "一个很长很长很长很长的密码"  # noqa: S105


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def staff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of users, which is not there yet, named by the environment."""
    monkeypatch.setenv("LUOHU_UI_STAFF_FILE", str(tmp_path / "staff"))
    monkeypatch.setenv("LUOHU_UI_JOURNAL_URL", f"sqlite:///{tmp_path / 'journal.sqlite'}")
    return tmp_path / "staff"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def ran(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return ran


def told() -> list[tuple[str, str]]:
    database = open_database(UiSettings.load())
    try:
        held = audit_entries(database)
    finally:
        database.close()
    assert all(item.by.startswith("command:") for item in held)
    return [(item.act, item.subject) for item in reversed(held)]


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_the_line_it_prints_makes_a_user(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, role: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\r\nsecond line\n"))
    assert main(["hash", " 王敏 ", *(("--role", role) if role == "admin" else ())]) == 0
    file = tmp_path / "staff"
    file.touch(mode=0o600)
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert file.read_text(encoding="utf-8").count("\n") == 1
    users = Users(UiSettings(staff_file=file))
    assert users.is_right("王敏", PASSPHRASE)
    assert users.by_name()["王敏"].role == role


def test_users_are_added_changed_and_removed_and_the_audit_told(staff: Path, run) -> None:  # type: ignore[no-untyped-def]
    assert run("add", "王敏", "--role", "admin", typed=PASSPHRASE)[0] == 0
    assert run("add", "李强", typed=PASSPHRASE)[0] == 0
    assert stat.S_IMODE(staff.stat().st_mode) == 0o600
    staff.write_text(f"# by hand\n\n{staff.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run("list") == (0, "reviewer\t李强\nadmin\t王敏\n", "")
    assert run("role", "李强", "admin")[0] == run("password", "李强", typed=PASSPHRASE[::-1])[0] == 0
    users = Users(UiSettings.load())
    assert users.is_right("李强", PASSPHRASE[::-1])
    assert users.is_right("王敏", PASSPHRASE)
    assert users.by_name()["李强"].role is Role.ADMIN
    assert run("remove", "李强")[0] == 0
    assert [line[:2] for line in staff.read_text(encoding="utf-8").splitlines()] == ["# ", "", "王敏"]
    changes = [("user_changed", "李强")] * 2
    assert told() == [("user_added", "王敏"), ("user_added", "李强"), *changes, ("user_removed", "李强")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "王敏"), "there is a user '王敏' already"),
        (("role", "李强", "admin"), "there is no user '李强'"),
        (("password", "李强"), "there is no user '李强'"),
        (("remove", "李强"), "there is no user '李强'"),
        (("add", "a:b"), "NAME: expected a name"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(  # type: ignore[no-untyped-def]
    staff: Path, run, arguments: tuple[str, ...], message: str
) -> None:
    run("add", "王敏", typed=PASSPHRASE)
    before = staff.read_bytes()
    code, out, err = run(*arguments, typed=PASSPHRASE)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert staff.read_bytes() == before
    assert told() == [("user_added", "王敏")]


def test_without_a_file_or_for_a_user_of_the_settings_it_says_where_to_change(  # type: ignore[no-untyped-def]
    staff: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_UI_STAFF_USERS", f'{{"王敏": "admin:{HASHES["王敏"]}"}}')
    assert "stands in the setting ui.staff_users" in run("role", "王敏", "reviewer")[2]
    monkeypatch.delenv("LUOHU_UI_STAFF_FILE")
    assert "setting ui.staff_file" in run("add", "新人", typed=PASSPHRASE)[2]


def test_a_change_that_the_audit_is_not_told_of_is_undone(
    staff: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = UiSettings.load()
    database = open_database(settings)
    user = User(Role.ADMIN, HASHES["王敏"])

    def broken(*_: object, **__: object) -> None:
        raise JournalError("the journal is full")

    monkeypatch.setattr(user_file, "notice", broken)
    for before in (None, f"李强:reviewer:{HASHES['李强']}\n"):
        if before:
            staff.write_text(before, encoding="utf-8")
        with pytest.raises(JournalError, match="full"):
            put_user(settings, database, "王敏", lambda _: user, by="command:test")
        assert (staff.read_text(encoding="utf-8") if staff.exists() else None) == before
    database.close()


@pytest.mark.parametrize(
    ("typed", "name", "message"),
    [
        ("short\n", "王敏", "ui.staff: expected a password of 12 characters or more, found 5\n"),
        ("", "王敏", "ui.staff: expected a password of 12 characters or more, found 0\n"),
        ("long enough for it\n", "a:b", "ui.staff: NAME: expected a name of 1 to 100 characters without a colon\n"),
        ("long enough for it\n", " ", "ui.staff: NAME: expected a name of 1 to 100 characters without a colon\n"),
    ],
)
def test_what_makes_no_user_is_one_line(run, typed: str, name: str, message: str) -> None:  # type: ignore[no-untyped-def]
    assert run("hash", name, typed=typed) == (2, "", message)


def test_at_a_terminal_it_asks_twice(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    answers = iter(["long enough for it", "long enough for it", "long enough for it", "something else"])
    monkeypatch.setattr(module.getpass, "getpass", lambda _: next(answers))
    assert main(["hash", "王敏"]) == 0
    assert capsys.readouterr().out.startswith("王敏:reviewer:$argon2id$")
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


def test_a_user_is_disabled_and_enabled(staff: Path, run) -> None:  # type: ignore[no-untyped-def]
    run("add", "王敏", typed=PASSPHRASE)
    assert run("disable", "王敏")[0] == 0
    assert run("list")[1] == "reviewer\t王敏\tdisabled\n"
    assert not Users(UiSettings.load()).is_right("王敏", PASSPHRASE)
    assert run("role", "王敏", "editor")[0] == 0  # stays disabled
    assert Users(UiSettings.load()).by_name()["王敏"].is_disabled
    assert run("enable", "王敏")[0] == 0
    assert Users(UiSettings.load()).is_right("王敏", PASSPHRASE)
    assert told()[-3:] == [("user_changed", "王敏")] * 3
