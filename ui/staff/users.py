"""Who works in the staff area: names with argon2 hashes, from the settings and a file."""

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

_log = logging.getLogger(__name__)
_MAX_NAME_CHARS = 100
_AT_ONCE = 2  # hashes computed at the same time: each takes 64 MiB, and anyone can ask for one
_WAIT_SECONDS = 10.0


class BusyError(StaffError):
    """Too many passwords are being checked at the moment."""


@dataclass(frozen=True)
class _Held:
    """What was read: the file's state then, names with hashes, and the hash that names nobody has are compared with."""

    seen: tuple[int, ...]
    hashes: Mapping[str, str]
    decoy: str


class Users:
    """The users; the file is read again when it has changed."""

    def __init__(self, settings: UiSettings) -> None:
        self._file = settings.staff_file
        self._given = {
            checked_name(name, "setting ui.staff_users"): value.get_secret_value().strip()
            for name, value in settings.staff_users.items()
        }
        for name, hashed in self._given.items():
            _check_hash(hashed, f"setting ui.staff_users, user {name!r}")
        self._lock = threading.Lock()
        self._computing = threading.BoundedSemaphore(_AT_ONCE)
        self._held: _Held | None = None

    def hashes(self) -> Mapping[str, str]:
        """Return the hash of each name; of a name given twice that of the settings.

        Raises:
            StaffError: the file cannot be read or has a line that is no user.
        """
        return self._read().hashes

    def is_right(self, name: str, password: str) -> bool:
        """Return whether a password is a user's; it takes as long for a name that nobody has.

        Raises:
            BusyError: too many are being checked.
            StaffError: the file cannot be read or has a line that is no user.
        """
        held = self._read()
        if not held.hashes:
            return False
        hashed = held.hashes.get(normal(name).strip())
        if not self._computing.acquire(timeout=_WAIT_SECONDS):
            raise BusyError("too many passwords are being checked at the same time")
        try:
            is_right = PasswordHasher().verify(hashed or held.decoy, normal(password))
        except Argon2Error:
            return False
        finally:
            self._computing.release()
        return is_right and hashed is not None

    def _read(self) -> _Held:
        with self._lock:
            seen = _state(self._file)
            if self._held is None or self._held.seen != seen:
                hashes = (_read_file(self._file) if self._file else {}) | self._given
                self._held = _Held(seen, hashes, _decoy(hashes))
            return self._held


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password (RFC 9106's parameters for little memory: 64 MiB, 3 passes)."""
    return PasswordHasher().hash(normal(password))


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


def _read_file(file: Path) -> dict[str, str]:
    try:
        if file.stat().st_mode & 0o077:
            _log.warning("%s can be read by others: chmod 600 %s", file, file)
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StaffError(f"setting ui.staff_file: cannot read {file}: {error}") from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{file}, line {number}"
        name, _, hashed = line.partition(":")
        held = checked_name(name, where)
        if held in found:
            raise StaffError(f"{where}: user {held!r} has a line already")
        found[held] = _check_hash(hashed.strip(), where)
    return found


def _check_hash(hashed: str, where: str) -> str:
    """Return a hash. What was found instead is not told: it may be a password."""
    try:
        extract_parameters(hashed)
    except InvalidHashError as error:
        raise StaffError(f"{where}: expected an argon2 hash; python -m ui.staff hash NAME prints one") from error
    return hashed


def _decoy(hashes: Mapping[str, str]) -> str:
    """Return a hash that no password has, as dear as those of the users."""
    costs = [extract_parameters(hashed) for hashed in hashes.values()]
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
