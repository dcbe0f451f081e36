"""Who works in the staff area: the users, and the key that signs their sessions."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from ui.config import UiSettings
from ui.errors import StaffError
from ui.staff.secret import read_secret
from ui.staff.users import Users
from ui.upkeep.check import Check, ok, wrong

_OTHERS = 0o077
_LINE = re.compile(r", line (\d+):")


def check_staff(settings: UiSettings) -> Iterator[Check]:
    """Yield checks of the users and of the key."""
    users = _users(settings)
    yield users
    yield _key(settings)


def _users(settings: UiSettings) -> Check:
    file = settings.staff_file
    try:
        names = Users(settings).by_name()
    except StaffError as error:
        return wrong("staff", str(error), _remedy(str(error), file))
    if file and _is_open(file):
        return wrong("staff", f"{file} can be read by others", f"chmod 600 {shlex.quote(str(file))}")
    if not names:
        return ok("staff", "no users: the staff area is off")
    return ok("staff", f"{len(names)} users")


def _remedy(said: str, file: Path | None) -> str:
    line = _LINE.search(said)
    if "ui.staff_users" in said or file is None:
        return "unset LUOHU_UI_STAFF_USERS"
    quoted = shlex.quote(str(file))
    return f"sed -i '{line[1]}d' {quoted}" if line else f"install -D -m 600 /dev/null {quoted}"


def _key(settings: UiSettings) -> Check:
    name, file = "session key", settings.session_key_file
    is_given = bool(settings.session_key.get_secret_value())
    if not is_given and not file.exists():
        return ok(name, f"none yet: {file} is made when the first user is there")
    try:
        read_secret(settings)
    except StaffError as error:
        return wrong(name, str(error), "unset LUOHU_UI_SESSION_KEY" if is_given else f"rm {shlex.quote(str(file))}")
    if not is_given and _is_open(file):
        return wrong(name, f"{file} can be read by others", f"chmod 600 {shlex.quote(str(file))}")
    return ok(name, "in the settings" if is_given else str(file))


def _is_open(file: Path) -> bool:
    return bool(file.stat().st_mode & _OTHERS)
