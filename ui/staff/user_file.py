"""Changing the file of users: one line, whole or not at all, and told to the audit."""

from collections.abc import Callable, Sequence
from pathlib import Path

from index.lock import locked
from index.whole import whole_file
from ui.config import UiSettings
from ui.errors import StaffError
from ui.journal.database import Database
from ui.journal.noticed import Kind, notice
from ui.staff.users import User, Users, normal, read_file

_MODE = 0o600  # hashes are nobody's business


def put_user(
    settings: UiSettings, database: Database, name: str, change: Callable[[User | None], User], *, by: str
) -> None:
    """Write a user's line, in the place of the one there is.

    Args:
        settings: name the file.
        database: of the journal, whose audit is told.
        name: as `checked_name` returns it.
        change: the user there is, None without one → the user to be; may raise StaffError.
        by: an admin's name, or what `commander` returns.

    Raises:
        StaffError: there is no file in the settings, it cannot be read or written, or the settings name the user.
        JournalError: the journal cannot be written; the file is as before.
    """

    def changed(lines: Sequence[str], held: User | None) -> list[str]:
        user = change(held)
        line = f"{name}:{user.line}"
        return [*lines, line] if held is None else [line if _is_of(text, name) else text for text in lines]

    _change(settings, database, name, changed, by=by)


def remove_user(settings: UiSettings, database: Database, name: str, *, by: str) -> None:
    """Take a user's line out, with what `put_user` raises, and StaffError where there is none."""

    def changed(lines: Sequence[str], held: User | None) -> list[str]:
        if held is None:
            raise StaffError(f"{settings.staff_file}: there is no user {name!r}; python -m ui.staff list shows them")
        return [text for text in lines if not _is_of(text, name)]

    _change(settings, database, name, changed, by=by)


def _change(
    settings: UiSettings,
    database: Database,
    name: str,
    changed: Callable[[Sequence[str], User | None], list[str]],
    *,
    by: str,
) -> None:
    file = settings.staff_file
    if file is None:
        raise StaffError("setting ui.staff_file: expected the file of the users, found none (LUOHU_UI_STAFF_FILE=FILE)")
    if name in {normal(given).strip() for given in settings.staff_users}:
        raise StaffError(
            f"user {name!r} stands in the setting ui.staff_users, which goes before the file: change it there"
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file.with_name(f".{file.name}.lock")):
            before = file.read_bytes() if file.exists() else None
            users = read_file(file) if before is not None else {}
            lines = changed((before or b"").decode().splitlines(), users.get(name))
            try:
                with database.writing() as connection:
                    _write(file, "".join(f"{line}\n" for line in lines).encode())
                    found = {held: user.mark for held, user in Users(settings).by_name().items()}
                    notice(connection, Kind.USER, found, by=by)
            except BaseException:
                _restore(file, before)
                raise
    except OSError as error:
        raise StaffError(f"cannot change {file}: {error}") from error


def _write(file: Path, content: bytes) -> None:
    with whole_file(file, mode=_MODE) as partial:
        partial.write_bytes(content)


def _restore(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    elif file.read_bytes() != before:
        _write(file, before)


def _is_of(line: str, name: str) -> bool:
    return not line.startswith("#") and ":" in line and normal(line.partition(":")[0]).strip() == name
