"""Who works in the staff area: names with roles and argon2 hashes, from the settings and a file."""

import hashlib
import logging
import secrets
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import Argon2Error, InvalidHashError

from ui.config import UiSettings
from ui.errors import StaffError
from ui.staff.rights import Role

_log = logging.getLogger(__name__)
MIN_PASSWORD_CHARS = 12  # a passphrase, not a word: many addresses together can try often
_MAX_NAME_CHARS = 100
DISABLED = "!"  # before a hash: nobody signs in with it


@dataclass(frozen=True)
class User:
    """Somebody who may sign in."""

    role: Role
    hashed: str
    is_disabled: bool = False

    @property
    def mark(self) -> str:
        """What changes with the role, the password and whether it is disabled, and tells nothing of the password."""
        held = f"{self.role}:{hashlib.sha256(self.hashed.encode()).hexdigest()[:16]}"
        return f"{held}:disabled" if self.is_disabled else held

    @property
    def line(self) -> str:
        """What stands behind a user's name in the file."""
        return f"{self.role}:{DISABLED * self.is_disabled}{self.hashed}"


@dataclass(frozen=True)
class _Held:
    """What was read: the file's state then, users by name, and the hash that names nobody has are compared with."""

    seen: tuple[int, ...]
    users: Mapping[str, User]
    decoy: str


class Users:
    """The users; the file is read again when it has changed."""

    def __init__(self, settings: UiSettings) -> None:
        self._file = settings.staff_file
        self._given = {
            checked_name(name, "setting ui.staff_users"): read_user(
                value.get_secret_value(), f"setting ui.staff_users, user {name!r}"
            )
            for name, value in settings.staff_users.items()
        }
        self._lock = threading.Lock()
        self._held: _Held | None = None

    def by_name(self) -> Mapping[str, User]:
        """Return the users, the same object until one changes; of a name given twice that of the settings.

        Raises:
            StaffError: the file cannot be read or has a line that is no user.
        """
        return self._read().users

    def is_right(self, name: str, password: str) -> bool:
        """Return whether a password is a user's; it takes as long for a name that nobody has.

        Raises:
            StaffError: the file cannot be read or has a line that is no user.
        """
        held = self._read()
        if not held.users:
            return False
        user = held.users.get(normal(name).strip())
        try:
            is_right = PasswordHasher().verify(user.hashed if user else held.decoy, normal(password))
        except Argon2Error:
            return False
        return is_right and user is not None and not user.is_disabled

    def _read(self) -> _Held:
        with self._lock:
            seen = _state(self._file)
            if self._held is None or self._held.seen != seen:
                users = (read_file(self._file) if self._file else {}) | self._given
                self._held = _Held(seen, users, _decoy(users))
            return self._held


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password: 64 MiB and 3 passes (RFC 9106, for little memory), in one lane.

    Of its four lanes each takes a processor for itself, and answers wait meanwhile.
    """
    return PasswordHasher(parallelism=1).hash(normal(password))


def normal(text: str) -> str:
    """Return a name or password the same however a keyboard composes its characters."""
    return unicodedata.normalize("NFC", text)


def checked_name(name: str, where: str) -> str:
    """Return a name as it is held.

    Raises:
        StaffError: it is empty, too long, or has a colon or a character that cannot be seen.
    """
    held = normal(name).strip()
    if not held or len(held) > _MAX_NAME_CHARS or ":" in held or not held.isprintable():
        raise StaffError(f"{where}: expected a name of 1 to {_MAX_NAME_CHARS} characters without a colon")
    return held


def read_file(file: Path) -> dict[str, User]:
    """Return the users of a file.

    Raises:
        StaffError: it cannot be read or has a line that is no user.
    """
    try:
        if file.stat().st_mode & 0o077:
            _log.warning("%s can be read by others: chmod 600 %s", file, file)
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StaffError(f"setting ui.staff_file: cannot read {file}: {error}") from error
    found: dict[str, User] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{file}, line {number}"
        name, _, rest = line.partition(":")
        held = checked_name(name, where)
        if held in found:
            raise StaffError(f"{where}: user {held!r} has a line already")
        found[held] = read_user(rest, where)
    return found


def read_user(text: str, where: str) -> User:
    """Return a user from `ROLE:HASH`, an admin from a hash alone: before there were roles, each user could do all.

    One whose hash stands behind a ! is disabled.

    Raises:
        StaffError: it is neither. What was found instead is not told: it may be a password.
    """
    role, colon, rest = text.strip().partition(":")
    held = (rest if colon else role).strip()
    hashed = held.removeprefix(DISABLED)
    try:
        extract_parameters(hashed)
    except InvalidHashError as error:
        raise StaffError(f"{where}: expected an argon2 hash; python -m ui.staff hash NAME prints one") from error
    if not colon:
        _log.warning(
            "%s: no role stands before the hash, so it is an admin's; put admin:, editor: or reviewer: there", where
        )
        return User(Role.ADMIN, hashed, is_disabled=held != hashed)
    if role.strip() not in set(Role):
        raise StaffError(f"{where}: expected reviewer:, editor: or admin: before the hash")
    return User(Role(role.strip()), hashed, is_disabled=held != hashed)


def _decoy(users: Mapping[str, User]) -> str:
    """Return a hash that no password has, as dear as those of the users."""
    costs = [extract_parameters(user.hashed) for user in users.values()]
    if not costs:
        return ""
    dearest = max(costs, key=lambda cost: cost.time_cost * cost.memory_cost)
    return PasswordHasher.from_parameters(dearest).hash(secrets.token_hex())


def _state(file: Path | None) -> tuple[int, ...]:
    """Return what changes with a file's content: when it was written, its size and its place; empty without a file."""
    try:
        found = file.stat() if file else None
    except OSError as error:
        raise StaffError(f"setting ui.staff_file: cannot read {file}: {error}") from error
    return (found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode) if found else ()
