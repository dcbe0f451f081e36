import time
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr

from index.errors import SettingsError
from tests.ui.staff.area import HASHES, PASSWORDS
from ui.config import UiSettings
from ui.errors import StaffError
from ui.staff.rights import Role
from ui.staff.users import User, Users, hash_password


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "staff"
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}:reviewer:{hashed}\n" for name, hashed in HASHES.items()), encoding="utf-8")
    return file


def given(**hashes: str) -> Users:
    return Users(UiSettings(staff_users={name: SecretStr(value) for name, value in hashes.items()}))


def test_a_password_is_right_for_its_user_only() -> None:
    users = given(**HASHES)
    assert users.is_right("王敏", PASSWORDS["王敏"])
    assert users.is_right(" 王敏 ", PASSWORDS["王敏"])
    assert not users.is_right("王敏", PASSWORDS["李强"])
    assert not users.is_right("王敏", PASSWORDS["王敏"] + " ")
    assert not users.is_right("王敏", "")
    assert not users.is_right("nobody", PASSWORDS["王敏"])


def test_without_users_nobody_is_right() -> None:
    users = Users(UiSettings())
    assert users.by_name() == {}
    assert not users.is_right("王敏", "")


def test_names_and_passwords_are_the_same_however_they_were_composed() -> None:
    users = given(José=hash_password("café 12345678"))
    assert users.is_right("Jose\u0301", "cafe\u0301 12345678")


def test_the_environment_and_the_settings_file_name_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    toml = tmp_path / "settings.toml"
    toml.write_text(f'[ui.staff_users]\n"李强" = "{HASHES["李强"]}"\n', encoding="utf-8")
    monkeypatch.setenv("LUOHU_CONFIG", str(toml))
    assert Users(UiSettings.load()).is_right("李强", PASSWORDS["李强"])
    monkeypatch.setenv("LUOHU_UI_STAFF_USERS", f'{{"王敏": "{HASHES["王敏"]}"}}')
    assert Users(UiSettings.load()).is_right("王敏", PASSWORDS["王敏"])


@pytest.mark.parametrize("value", ['["geheim"]', '{"王敏": ["geheim"]}', "geheim"])
def test_no_message_about_the_setting_shows_its_value(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LUOHU_UI_STAFF_USERS", value)
    with pytest.raises(SettingsError, match="staff_users") as caught:
        UiSettings.load()
    assert "geheim" not in str(caught.value)


def test_settings_do_not_show_hashes() -> None:
    assert "argon2" not in repr(UiSettings(staff_users={"王敏": SecretStr(HASHES["王敏"])}))


def test_a_file_has_a_user_a_line(file: Path) -> None:
    file.write_text(f"# reviewers\n\n王敏 : reviewer : {HASHES['王敏']}\n", encoding="utf-8")
    assert dict(Users(UiSettings(staff_file=file)).by_name()) == {"王敏": User(Role.REVIEWER, HASHES["王敏"])}


def test_a_user_of_before_there_were_roles_is_an_admin_and_the_log_says_so(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_text(f"王敏:{HASHES['王敏']}\n李强:reviewer:{HASHES['李强']}\n", encoding="utf-8")
    users = Users(UiSettings(staff_file=file))
    assert {name: user.role for name, user in users.by_name().items()} == {"王敏": Role.ADMIN, "李强": Role.REVIEWER}
    assert caplog.text.count("no role stands before the hash") == 1
    assert "line 1" in caplog.text
    assert users.is_right("王敏", PASSWORDS["王敏"])


def test_what_tells_users_apart_changes_with_role_and_password_and_tells_neither() -> None:
    one = User(Role.ADMIN, HASHES["王敏"])
    assert one.mark == User(Role.ADMIN, HASHES["王敏"]).mark
    assert len({one.mark, User(Role.REVIEWER, HASHES["王敏"]).mark, User(Role.ADMIN, HASHES["李强"]).mark}) == 3
    assert HASHES["王敏"][-10:] not in one.mark


def test_a_user_of_the_settings_comes_before_one_of_the_file(file: Path) -> None:
    both = Users(UiSettings(staff_file=file, staff_users={"王敏": SecretStr(HASHES["李强"])}))
    assert both.is_right("王敏", PASSWORDS["李强"])
    assert both.is_right("李强", PASSWORDS["李强"])


def test_a_changed_file_is_read_again(file: Path) -> None:
    users = Users(UiSettings(staff_file=file))
    assert users.is_right("李强", PASSWORDS["李强"])
    file.write_text(f"王敏:{HASHES['王敏']}\n", encoding="utf-8")
    assert set(users.by_name()) == {"王敏"}
    assert not users.is_right("李强", PASSWORDS["李强"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("新人", "line 3: expected an argon2 hash"),
        ("新人:geheim", "line 3: expected an argon2 hash"),
        ("新人:admin:geheim", "line 3: expected an argon2 hash"),
        (f"新人:geheim:{HASHES['王敏']}", "line 3: expected reviewer:, editor: or admin: before the hash"),
        (f":{HASHES['王敏']}", "line 3: expected a name"),
        (f"{'x' * 101}:{HASHES['王敏']}", "line 3: expected a name"),
        (f"a\x07:{HASHES['王敏']}", "line 3: expected a name"),
        (f"李强:{HASHES['王敏']}", "line 3: user '李强' has a line already"),
    ],
)
def test_a_line_that_is_no_user_is_named_but_not_shown(file: Path, line: str, message: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    with pytest.raises(StaffError, match=message) as caught:
        Users(UiSettings(staff_file=file)).by_name()
    assert "geheim" not in str(caught.value)
    assert "argon2id" not in str(caught.value)


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(StaffError, match=r"ui\.staff_file: cannot read"):
        Users(UiSettings(staff_file=tmp_path / "none")).by_name()
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(StaffError, match=r"ui\.staff_file: cannot read"):
        Users(UiSettings(staff_file=tmp_path / "bytes")).by_name()


def test_a_setting_that_is_no_hash_is_named_but_not_shown() -> None:
    with pytest.raises(StaffError, match=r"ui\.staff_users, user '王敏': expected an argon2 hash") as caught:
        given(王敏="geheim")
    assert "geheim" not in str(caught.value)


def test_a_file_that_others_can_read_is_told_once_in_the_log(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    Users(UiSettings(staff_file=file)).by_name()
    assert caplog.text == ""
    file.chmod(0o640)
    users = Users(UiSettings(staff_file=file))
    users.by_name()
    users.by_name()
    assert caplog.text.count("can be read by others") == 1


def test_a_name_nobody_has_costs_the_time_of_one_that_somebody_has() -> None:
    slow = PasswordHasher(time_cost=4, memory_cost=4096, parallelism=1).hash("正确的密码 3")
    users = given(王敏=slow)
    users.by_name()

    def seconds(name: str) -> float:
        started = time.perf_counter()
        assert not users.is_right(name, "wrong")
        return time.perf_counter() - started

    taken = [(seconds("王敏"), seconds("nobody")) for _ in range(15)]  # in turns: other work on the machine hits both
    known, unknown = (min(column) for column in zip(*taken, strict=True))
    assert 0.5 < unknown / known < 2


def test_a_hash_is_of_the_dear_kind() -> None:
    hashed = hash_password("correct horse")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert hash_password("correct horse").split("$")[4:] != hashed.split("$")[4:]  # salted


def test_a_disabled_user_is_held_with_the_role_and_never_right(file: Path) -> None:
    file.write_text(f"王敏:editor:!{HASHES['王敏']}\n", encoding="utf-8")
    users = Users(UiSettings(staff_file=file))
    user = users.by_name()["王敏"]
    assert (user.role, user.is_disabled) == (Role.EDITOR, True)
    assert user.line == f"editor:!{HASHES['王敏']}"
    assert user.mark != User(Role.EDITOR, HASHES["王敏"]).mark
    assert not users.is_right("王敏", PASSWORDS["王敏"])
